package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/history"
	"stele/internal/ledger"
)

type otelRow struct {
	Locale      string       `json:"locale"`
	Commit      string       `json:"commit"`
	SourcePath  string       `json:"source_path"`
	TargetPath  string       `json:"target_path"`
	OldBlocks   []blockLines `json:"old_blocks"`
	NewBlocks   []blockLines `json:"new_blocks"`
	TgtBlocks   []blockLines `json:"target_blocks"`
	FileChanged bool         `json:"file_changed"`
	Segments    []struct {
		Old    *int    `json:"old"`
		New    *int    `json:"new"`
		Tgt    *int    `json:"tgt"`
		Status string  `json:"status"`
		Change string  `json:"change"`
		Sim    float64 `json:"sim"`
	} `json:"segments"`
}

func otel(ctx context.Context, o options) error {
	gold, err := rows[otelRow](filepath.Join(o.gold, "otel.dev.jsonl"), o.onlyFirst)
	if err != nil {
		return err
	}
	watch := &stopwatch{time.Now()}
	repo, err := history.Open(ctx, o.repo)
	if err != nil || repo == nil {
		return fmt.Errorf("no repository at %s: %w", o.repo, err)
	}
	in := history.Input{Parse: parse, Align: alignOne, Numbers: numbers, IgnorePins: o.ignorePins, IgnoreComments: true}
	var sources, targets []*doc.Version
	for _, row := range gold {
		in.Docs = append(in.Docs, history.Doc{Source: row.SourcePath, Target: row.TargetPath, SourceLocale: "en", TargetLocale: row.Locale})
		s, err := at(ctx, repo, row.SourcePath, "en")
		if err != nil {
			return err
		}
		t, err := at(ctx, repo, row.TargetPath, row.Locale)
		if err != nil {
			return err
		}
		sources, targets = append(sources, s), append(targets, t)
	}
	watch.lap("read the present texts")
	beads, err := kept(o.beads, func() ([][]align.Bead, error) { return aligned(ctx, sources, targets) })
	if err != nil {
		return err
	}
	watch.lap("align the present texts")
	found, err := repo.Adopt(ctx, in)
	if err != nil {
		return err
	}
	watch.lap("adopt")
	sum := &otelTally{left: map[string]int{}}
	for i, row := range gold {
		l := found.Ledgers[i]
		opt := ledger.Options{SourceNumbers: numbers("en"), TargetNumbers: numbers(row.Locale)}
		links := ledger.Resolve(l, sources[i].Segments, targets[i].Segments, beads[i], opt)
		p := newPage(links, sources[i], targets[i])
		otelScore(&row, p, o, sum)
	}
	fmt.Println("stale   ", sum.stale)
	fmt.Println("orphans ", sum.orphans)
	fmt.Println("noted   ", sum.noted)
	fmt.Println("work    ", sum.work)
	fmt.Println("fair    ", sum.fair)
	fmt.Println("left out of fair:", sum.left)
	reasons := map[history.Reason]int{}
	for _, u := range found.Unseen {
		reasons[u.Reason]++
	}
	fmt.Println("unseen  ", reasons)
	fmt.Println("misses  ", misses)
	fmt.Println("blocks that are no segment, left out:", none)
	return nil
}

func at(ctx context.Context, repo *history.Repo, path, locale string) (*doc.Version, error) {
	b, err := repo.File(ctx, path)
	if err != nil {
		return nil, err
	}
	v, err := parse(path, b)
	if err != nil {
		return nil, err
	}
	v.Locale = locale
	return v, nil
}

// otelTally holds what is counted of the pages with recorded commits.
type otelTally struct {
	stale, orphans score // as the gold has it
	work           score // gold's stale and orphans together, against any state that asks for work
	fair           score // the same without what cannot be compared
	noted          score // any change that is told, notes included, against any that the gold knows
	left           map[string]int
}

// otelScore compares one page.
func otelScore(row *otelRow, p *page, o options, sum *otelTally) {
	old := &oldText{repo: o.repo, commit: row.Commit, path: row.SourcePath}
	for i := range row.Segments {
		g := &row.Segments[i]
		material := g.Status == "stale" && g.Change == "material"
		got, known := false, false // any work, some segment of ours
		why := ""                  // it cannot be compared
		if g.New != nil && len(overlapping(p.source.Segments, row.NewBlocks[*g.New])) == 0 {
			none[g.Status+" "+g.Change]++ // link definitions: no segment of ours
		} else if g.New != nil {
			b := row.NewBlocks[*g.New]
			flagged, link := p.stale(b)
			tally(&sum.stale, flagged, material, g.Status == "stale" && !material)
			tally(&sum.noted, flagged || p.noted(b), g.Status == "stale", false)
			got, known = flagged || p.missing(b), true
			switch {
			case g.Tgt == nil && p.missing(b):
				why = "no translation of it, neither in gold nor with us"
			case material && !flagged && p.renewed(b):
				why = "the translation shows what changed"
			case material && !got && sameWords(old.read(), row.OldBlocks[*g.Old], p.source, b):
				why = "no word differs, only tags or shortcodes"
			}
			if material && !flagged {
				misses[fmt.Sprintf("%s (%s)", p.why(b, g.Tgt != nil), b.Kind)]++
			}
			if flagged != material {
				o.wrong("%s:%d-%d gold %s %s %.2f, stale %v [%s]", row.TargetPath, b.L0+1, b.L1, g.Status, g.Change, g.Sim, flagged, why)
				p.show(o, b, link)
				if g.Old != nil {
					o.more("  gold's old %q", old.block(row.OldBlocks[*g.Old]))
				}
			}
		}
		if g.Tgt != nil && len(overlapping(p.target.Segments, row.TgtBlocks[*g.Tgt])) == 0 {
			none["target "+g.Status]++ // code, an opaque block
		} else if g.Tgt != nil {
			b := row.TgtBlocks[*g.Tgt]
			alone := p.orphaned(b)
			tally(&sum.orphans, alone, g.Status == "orphan", false)
			got, known = got || alone || p.targetStale(b), true
			if alone != (g.Status == "orphan") {
				o.wrong("%s:%d-%d gold %s %s %.2f, orphaned %v", row.TargetPath, b.L0+1, b.L1, g.Status, g.Change, g.Sim, alone)
				p.showTarget(o, b)
			}
		}
		if !known || g.Status == "orphan" && g.Tgt == nil {
			continue // nothing of ours, or no translation to flag
		}
		want := material || g.Status == "orphan"
		tally(&sum.work, got, want, g.Status == "stale" && !material)
		if why != "" {
			sum.left[why]++
			continue
		}
		tally(&sum.fair, got, want, g.Status == "stale" && !material)
	}
}

func (p *page) show(o options, b blockLines, link *ledger.Link) {
	for _, s := range overlapping(p.source.Segments, b) {
		k := p.bySource[s]
		o.more("  now %d %q -> %d targets, known %v, changes %v", s, p.source.Segments[s].Text, len(k.Target), k.InLedger, k.Changes)
	}
	if link != nil {
		o.more("  was %q", link.Was)
	}
}

func (p *page) showTarget(o options, b blockLines) {
	for _, t := range overlapping(p.target.Segments, b) {
		k := p.byTarget[t]
		o.more("  target %d %q known %v was %q", t, p.target.Segments[t].Text, k.InLedger, k.Was)
		for _, s := range k.Source {
			o.more("    source %q", p.source.Segments[s].Text)
		}
	}
}

// oldText is a source as it was in a page's recorded commit.
type oldText struct {
	repo, commit, path string
	version            *doc.Version
	asked              bool
}

func (t *oldText) read() *doc.Version {
	if !t.asked {
		t.asked = true
		if b, err := exec.Command("git", "-C", t.repo, "cat-file", "blob", t.commit+":"+t.path).Output(); err == nil {
			t.version, _ = parse(t.path, b)
		}
	}
	return t.version
}

func (t *oldText) block(b blockLines) string {
	v := t.read()
	if v == nil {
		return ""
	}
	lines := strings.Split(string(v.Source), "\n")
	return strings.Join(lines[min(b.L0, len(lines)):min(b.L1, len(lines))], "\n")
}

// sameWords reports whether the segments of a block then and now say the same
// words, numbers and code: gold takes the attributes of tags, the names of
// shortcodes and addresses for words.
func sameWords(old *doc.Version, then blockLines, now *doc.Version, b blockLines) bool {
	said := func(v *doc.Version, b blockLines) (out []doc.Token) {
		for _, s := range overlapping(v.Segments, b) {
			out = append(out, v.Segments[s].Tokens()...)
		}
		return out
	}
	if old == nil {
		return false
	}
	was := said(old, then)
	return len(was) > 0 && slices.Equal(was, said(now, b))
}

var wholeFile = blockLines{L1: 1 << 30}

var (
	printed int
	none    = map[string]int{}
	misses  = map[string]int{}
)

func tally(s *score, got, want, cosmetic bool) {
	switch {
	case got && want:
		s.tp++
	case got && cosmetic:
		s.cosmetic++
	case got:
		s.fp++
	case want:
		s.fn++
	}
}
