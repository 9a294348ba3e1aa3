package ledger

import (
	"slices"
	"strings"

	"stele/internal/doc"
)

// followed reports whether a change that touched only code, numbers and links
// is to be seen in the target too: these are the same in every language, so
// this can be read off the texts, whoever made the change and when.
func (t *trace) followed(changes []doc.Change, was, now, target *doc.Segment) bool {
	if slices.Contains(changes, doc.ChangeProse) {
		return false
	}
	for _, c := range changes {
		var layer func(*doc.Segment, func(string) []string) []string
		switch c {
		case doc.ChangeCode:
			layer = codeOf
			if target.Kind == doc.Code && !sameSkeletons(was, now) {
				layer = skeletonsOf
			}
		case doc.ChangeNumber:
			layer = numbersOf
		case doc.ChangeLink:
			layer = linksOf
		default:
			continue
		}
		if !caughtUp(layer(was, t.opt.SourceNumbers), layer(now, t.opt.SourceNumbers), layer(target, t.opt.TargetNumbers)) {
			return false
		}
	}
	return true
}

// Shown says which of two versions of a source a target shows, by the numbers,
// code and addresses in which they differ: below zero the older, above zero the
// newer, zero when that cannot be told.
func Shown(older, newer, target *doc.Segment, opt Options) int {
	votes := 0
	for _, layer := range []func(*doc.Segment, func(string) []string) []string{codeOf, numbersOf, addressesOf} {
		o, n := layer(older, opt.SourceNumbers), layer(newer, opt.SourceNumbers)
		g := layer(target, opt.TargetNumbers)
		if slices.Equal(o, n) || len(o) == 0 || len(n) == 0 {
			continue // what was only added or taken out may have been left out
		}
		switch {
		case caughtUp(o, n, g):
			votes++
		case caughtUp(n, o, g):
			votes--
		}
	}
	return votes
}

// addressesOf are the links that no translation changes.
func addressesOf(s *doc.Segment, values func(string) []string) []string {
	return slices.DeleteFunc(linksOf(s, values), func(x string) bool { return !strings.Contains(x, "://") })
}

// caughtUp reports whether target has as many of each changed item as now.
func caughtUp(was, now, target []string) bool {
	w, n, g := count(was), count(now), count(target)
	changed := false
	for item := range n {
		if n[item] != w[item] {
			changed = true
			if g[item] != n[item] {
				return false
			}
		}
	}
	for item := range w {
		if n[item] == 0 {
			changed = true
			if g[item] != 0 {
				return false
			}
		}
	}
	return changed // an order alone that changed cannot be checked
}

func count(items []string) map[string]int {
	m := make(map[string]int, len(items))
	for _, i := range items {
		m[i]++
	}
	return m
}

func codeOf(s *doc.Segment, _ func(string) []string) []string {
	var out []string
	if s.Kind == doc.Code {
		for line := range strings.SplitSeq(s.Text, "\n") {
			out = append(out, strings.TrimRight(line, " \t\r"))
		}
		return out
	}
	for _, t := range s.Tokens() {
		if t.Kind == doc.TokenCode {
			out = append(out, t.Text)
		}
	}
	return out
}

// skeletonsOf are the lines of a code block without what a translator may put
// into another language: comments, the insides of strings, letters outside
// ASCII. Lines that hold nothing else are left out.
func skeletonsOf(s *doc.Segment, _ func(string) []string) []string {
	var out []string
	for line := range strings.SplitSeq(s.Text, "\n") {
		if bone := skeleton(line); bone != "" {
			out = append(out, bone)
		}
	}
	return out
}

// Skeleton is the code of a block as it is in every language; two blocks with the
// same are the same code.
func Skeleton(s *doc.Segment) string { return strings.Join(skeletonsOf(s, nil), "\n") }

func skeleton(line string) string {
	var b strings.Builder
	quote, before := byte(0), byte(' ')
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
			continue
		case (before == ' ' || before == '\t') && startsComment(line[i:]):
			return strings.TrimSpace(b.String())
		case (c == '"' || c == '\'' && (before < 'A' || before > 'z')) && strings.IndexByte(line[i+1:], c) >= 0:
			quote = c
		case c == ' ' || c == '\t':
			if before != ' ' && before != '\t' {
				b.WriteByte(' ')
			}
			before = c
			continue
		case c >= 0x80:
			continue
		}
		before = c
		b.WriteByte(c)
	}
	return strings.TrimSpace(b.String())
}

func startsComment(rest string) bool {
	for _, mark := range []string{"#", "//", "/*", "<!--", "-- ", "; "} {
		if strings.HasPrefix(rest, mark) {
			return true
		}
	}
	return false
}

func sameSkeletons(a, b *doc.Segment) bool {
	return slices.Equal(skeletonsOf(a, nil), skeletonsOf(b, nil))
}

func numbersOf(s *doc.Segment, values func(string) []string) []string {
	if values != nil {
		return values(s.Words())
	}
	var out []string
	for _, t := range s.Tokens() {
		if t.Kind == doc.TokenNumber {
			out = append(out, t.Text)
		}
	}
	return out
}

func linksOf(s *doc.Segment, _ func(string) []string) []string {
	var out []string
	for _, r := range s.Runs {
		switch r.Kind {
		case doc.RunLink, doc.RunImage:
			out = append(out, strings.TrimSpace(r.Target))
		}
	}
	return out
}
