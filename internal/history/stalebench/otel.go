package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/history"
	"stele/internal/ledger"
)

type otelRow struct {
	Locale      string       `json:"locale"`
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
	var stale, orphans score
	for i, row := range gold {
		l := found.Ledgers[i]
		opt := ledger.Options{SourceNumbers: numbers("en"), TargetNumbers: numbers(row.Locale)}
		links := ledger.Resolve(l, sources[i].Segments, targets[i].Segments, beads[i], opt)
		p := newPage(links, sources[i], targets[i])
		otelScore(&row, p, &stale, &orphans, o, beads[i])
	}
	fmt.Println("stale   ", stale)
	fmt.Println("orphans ", orphans)
	all := score{stale.tp + orphans.tp, stale.fp + orphans.fp, stale.cosmetic, stale.fn + orphans.fn}
	fmt.Println("together", all)
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

// page indexes links by segment.
type page struct {
	source, target *doc.Version
	bySource       []*ledger.Link
	byTarget       []*ledger.Link
}

func newPage(links []ledger.Link, source, target *doc.Version) *page {
	p := &page{source, target, make([]*ledger.Link, len(source.Segments)), make([]*ledger.Link, len(target.Segments))}
	for k := range links {
		for _, s := range links[k].Source {
			p.bySource[s] = &links[k]
		}
		for _, t := range links[k].Target {
			p.byTarget[t] = &links[k]
		}
	}
	return p
}

func isStale(l *ledger.Link, seg int) bool {
	if len(l.Target) == 0 {
		return false
	}
	for _, c := range l.Changes {
		if (c == doc.ChangeProse || c == doc.ChangeNumber || c == doc.ChangeCode) && slices.Contains(l.Changed, seg) {
			return true
		}
	}
	return false
}

// stale reports whether a block of the source is flagged: a segment of it is
// stale, or, where the block is a whole table or list, a part of it is missing.
func (p *page) stale(b blockLines) (bool, *ledger.Link) {
	segs := overlapping(p.source.Segments, b)
	missing := 0
	for _, s := range segs {
		if isStale(p.bySource[s], s) {
			return true, p.bySource[s]
		}
		if len(p.bySource[s].Target) == 0 {
			missing++
		}
	}
	return missing > 0 && missing < len(segs), nil
}

// why says what a missed block looks like to us, for the table of misses.
func (p *page) why(b blockLines, hasTarget bool) string {
	segs := overlapping(p.source.Segments, b)
	switch {
	case len(segs) == 0:
		return "no segment there"
	case !hasTarget && len(p.bySource[segs[0]].Target) == 0:
		return "missing, as in gold"
	case len(p.bySource[segs[0]].Target) == 0:
		return "missing"
	case !p.bySource[segs[0]].InLedger:
		return "unverified"
	}
	return "synced"
}

// orphaned reports whether most of a block of the target has no source.
func (p *page) orphaned(b blockLines) bool {
	alone, all := 0, 0
	for _, t := range overlapping(p.target.Segments, b) {
		n := len(p.target.Segments[t].Text)
		all += n
		if len(p.byTarget[t].Source) == 0 {
			alone += n
		}
	}
	return alone > 0 && 2*alone >= all
}

func otelScore(row *otelRow, p *page, stale, orphans *score, o options, beads []align.Bead) {
	for _, g := range row.Segments {
		if g.New != nil {
			b := row.NewBlocks[*g.New]
			if len(overlapping(p.source.Segments, b)) == 0 {
				none[g.Status+" "+g.Change]++ // link definitions: no segment of ours
				continue
			}
			got, link := p.stale(b)
			tally(stale, got, g.Status == "stale" && g.Change == "material", g.Status == "stale" && g.Change == "cosmetic")
			if !got && g.Status == "stale" && g.Change == "material" {
				misses[fmt.Sprintf("%s (%s)", p.why(b, g.Tgt != nil), b.Kind)]++
			}
			wrong := got != (g.Status == "stale" && g.Change == "material")
			if wrong && o.verbose > 0 && printed < o.verbose {
				printed++
				fmt.Printf("\n%s:%d-%d gold %s %s %.2f, got %v\n", row.TargetPath, b.L0+1, b.L1, g.Status, g.Change, g.Sim, got)
				for _, s := range overlapping(p.source.Segments, b) {
					fmt.Printf("  now %d %q -> %d targets %+v\n", s, p.source.Segments[s].Text, len(p.bySource[s].Target), p.bySource[s].InLedger)
				}
				if link != nil {
					fmt.Printf("  was %q %v\n", link.Was, link.Changes)
				}
			}
		}
		if g.Tgt != nil {
			got := p.orphaned(row.TgtBlocks[*g.Tgt])
			tally(orphans, got, g.Status == "orphan", false)
			if got != (g.Status == "orphan") && o.verbose > 0 && printed < o.verbose {
				printed++
				b := row.TgtBlocks[*g.Tgt]
				fmt.Printf("\n%s:%d-%d gold %s %s %.2f, orphaned %v\n", row.TargetPath, b.L0+1, b.L1, g.Status, g.Change, g.Sim, got)
				for _, t := range overlapping(p.target.Segments, b) {
					k := p.byTarget[t]
					fmt.Printf("  target %d %q known %v was %q\n", t, p.target.Segments[t].Text, k.InLedger, k.Was)
					for _, s := range k.Source {
						fmt.Printf("    source %q\n", p.source.Segments[s].Text)
					}
				}
			}
		}
	}
}

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
