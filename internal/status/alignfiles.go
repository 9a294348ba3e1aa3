package status

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/lang"
)

// FilePair names two files to align, without a project.
type FilePair struct {
	Source, Target             string
	SourceLocale, TargetLocale string // BCP 47; "" to find out
}

// Alignment is two versions and their beads.
type Alignment struct {
	Source, Target *doc.Version
	Beads          []align.Bead
	Sentences      [][]align.SentenceBead // of each bead, when asked for
}

// AlignOptions say how to align files.
type AlignOptions struct {
	Parse     Parse
	Embed     align.Embedder // nil for none
	Sentences bool           // align the sentences of each bead, too
}

// AlignFiles reads and aligns pairs of files, in their order, with one lexicon
// per pair of languages. Errors are *fault.Fault.
func AlignFiles(ctx context.Context, files []FilePair, opt AlignOptions) ([]Alignment, error) {
	out := make([]Alignment, len(files))
	pairs := make([]align.Pair, len(files))
	for i, f := range files {
		source, err := readAs(f.Source, f.SourceLocale, opt.Parse)
		if err != nil {
			return nil, err
		}
		target, err := readAs(f.Target, f.TargetLocale, opt.Parse)
		if err != nil {
			return nil, err
		}
		out[i] = Alignment{Source: source, Target: target}
		pairs[i] = align.Pair{Source: side(source), Target: side(target)}
	}
	how := align.Options{Embed: opt.Embed}
	beads, err := align.Pairs(ctx, pairs, how)
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Beads = beads[i]
		if opt.Sentences {
			if out[i].Sentences, err = align.Sentences(ctx, pairs[i], beads[i], how); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// AlignRows reads and aligns several files together, so that every two of them
// agree. Errors are *fault.Fault.
func AlignRows(ctx context.Context, files []string, locales []string, opt AlignOptions) ([]*doc.Version, []align.Row, error) {
	versions := make([]*doc.Version, len(files))
	sides := make([]align.Side, len(files))
	for i, f := range files {
		v, err := readAs(f, locales[i], opt.Parse)
		if err != nil {
			return nil, nil, err
		}
		versions[i], sides[i] = v, side(v)
	}
	rows, err := align.Rows(ctx, sides, align.Options{Embed: opt.Embed})
	return versions, rows, err
}

// KeepDoubtful leaves only the beads below a confidence.
func (a *Alignment) KeepDoubtful(below float64) {
	var beads []align.Bead
	var sentences [][]align.SentenceBead
	for i, b := range a.Beads {
		if b.Confidence < below {
			beads = append(beads, b)
			if a.Sentences != nil {
				sentences = append(sentences, a.Sentences[i])
			}
		}
	}
	a.Beads, a.Sentences = beads, sentences
}

func side(v *doc.Version) align.Side {
	return align.Side{Locale: v.Locale, Segments: v.Segments}
}

func readAs(file, locale string, parse Parse) (*doc.Version, error) {
	v, err := ReadFile(file, filepath.ToSlash(file), parse)
	if err != nil {
		return nil, err
	}
	v.Locale = locale
	if tag, ok := lang.Canonical(locale); ok {
		v.Locale = tag
	} else if locale == "" {
		v.Locale = guessLocale(v)
	}
	return v, nil
}

// guessLocale takes a version's locale from its name (post.tr.md, tr/post.md),
// else from its text; "" when neither says.
func guessLocale(v *doc.Version) string {
	base := path.Base(v.Path)
	parts := strings.Split(base, ".")
	for _, name := range slices.Backward(append(strings.Split(path.Dir(v.Path), "/"), parts[:len(parts)-1]...)) {
		if lang.LooksLikeLocale(name) {
			tag, _ := lang.Canonical(name)
			return tag
		}
	}
	return lang.Identify(sample(v), nil).Locale
}

// sample is some of a version's words.
func sample(v *doc.Version) string {
	var b strings.Builder
	for i := range v.Segments {
		if v.Segments[i].Translatable() {
			b.WriteString(v.Segments[i].Words() + "\n")
		}
		if b.Len() > 4000 {
			break
		}
	}
	return b.String()
}
