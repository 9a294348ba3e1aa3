package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/history"
	"stele/internal/ledger"
)

type k8sBlock struct {
	blockLines
	Raw   *int `json:"raw_l0"`
	Prose bool `json:"prose"`
}

// raw are the block's lines in the file with its comments.
func (b k8sBlock) raw() blockLines {
	if b.Raw == nil {
		return b.blockLines
	}
	return blockLines{b.Kind, *b.Raw, *b.Raw + b.L1 - b.L0}
}

type k8sRow struct {
	Page       string     `json:"page"`
	SourcePath string     `json:"source_path"`
	TargetPath string     `json:"target_path"`
	Source     []k8sBlock `json:"source_blocks"`
	Target     []k8sBlock `json:"target_blocks"`
	Segments   []struct {
		Verdict  string  `json:"verdict"`
		Change   string  `json:"change"`
		Evidence string  `json:"evidence"`
		Src      *int    `json:"src"`
		Tgt      []int   `json:"tgt"`
		Sim      float64 `json:"sim"`
		Old      string  `json:"old_source"`
	} `json:"segments"`
}

func k8s(ctx context.Context, o options) error {
	gold, err := rows[k8sRow](filepath.Join(o.gold, "k8s-zh.dev.jsonl"), o.onlyFirst)
	if err != nil {
		return err
	}
	watch := &stopwatch{time.Now()}
	repo, err := history.Open(ctx, o.repo)
	if err != nil || repo == nil {
		return fmt.Errorf("no repository at %s: %w", o.repo, err)
	}
	in := history.Input{Parse: parse, Align: alignOne, Numbers: numbers, IgnorePins: true, IgnoreHistory: true}
	var sources, targets []*doc.Version
	var kept []k8sRow
	for _, row := range gold {
		s, err := at(ctx, repo, row.SourcePath, "en")
		if err != nil {
			continue // the source page is gone
		}
		t, err := at(ctx, repo, row.TargetPath, "zh")
		if err != nil {
			return err
		}
		in.Docs = append(in.Docs, history.Doc{Source: row.SourcePath, Target: row.TargetPath, SourceLocale: "en", TargetLocale: "zh"})
		sources, targets, kept = append(sources, s), append(targets, t), append(kept, row)
	}
	watch.lap("read the present texts")
	beads, err := keptBeads(ctx, o, sources, targets)
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
	known := 0
	for i := range kept {
		l := found.Ledgers[i]
		if l != nil {
			known++
		}
		opt := ledger.Options{SourceNumbers: numbers("en"), TargetNumbers: numbers("zh")}
		p := newPage(ledger.Resolve(l, sources[i].Segments, targets[i].Segments, beads[i], opt), sources[i], targets[i])
		k8sScore(&kept[i], p, &stale, &orphans, o)
	}
	fmt.Println("pages with comments:", known, "of", len(kept))
	fmt.Println("stale   ", stale)
	fmt.Println("orphans ", orphans)
	fmt.Println("misses  ", misses)
	return nil
}

func k8sScore(row *k8sRow, p *page, stale, orphans *score, o options) {
	for _, g := range row.Segments {
		if g.Verdict == "unsure" || g.Verdict == "orphan-file" || g.Evidence == "new" {
			continue
		}
		if g.Verdict == "orphan" {
			for _, t := range g.Tgt[:min(1, len(g.Tgt))] {
				got := p.orphaned(row.Target[t].raw())
				tally(orphans, got, true, false)
				if !got {
					k8sPrint(row, p, o, row.Target[t].raw(), g.Verdict, g.Old, false)
				}
			}
			continue
		}
		if g.Src == nil {
			continue
		}
		b := row.Source[*g.Src].blockLines
		got, _ := p.stale(b)
		want := g.Verdict == "stale" && g.Change == "material"
		tally(stale, got, want, g.Verdict == "stale" && g.Change == "cosmetic")
		if want && !got {
			why := p.why(b, true) + " (" + b.Kind + ")"
			if old, err := parse(row.SourcePath, []byte(g.Old)); err == nil && sameWords(old, wholeFile, p.source, b) {
				why = "no word differs, only addresses or marks"
			}
			misses[why]++
		}
		if got != want {
			k8sPrint(row, p, o, b, fmt.Sprint(g.Verdict, " ", g.Change, " ", g.Sim), g.Old, true)
		}
	}
}

func k8sPrint(row *k8sRow, p *page, o options, b blockLines, gold, old string, source bool) {
	if printed >= o.verbose {
		return
	}
	printed++
	fmt.Printf("\n%s:%d-%d gold %s\n  gold old %q\n", row.SourcePath, b.L0+1, b.L1, gold, old)
	v, by := p.source, p.bySource
	if !source {
		v, by = p.target, p.byTarget
	}
	for _, s := range overlapping(v.Segments, b) {
		k := by[s]
		fmt.Printf("  ours %q known %v was %q %v targets %d sources %d\n", v.Segments[s].Text, k.InLedger, k.Was, k.Changes, len(k.Target), len(k.Source))
	}
}

func content(ctx context.Context, o options) error {
	gold, err := rows[k8sRow](filepath.Join(o.gold, "k8s-zh.dev.jsonl"), o.onlyFirst)
	if err != nil {
		return err
	}
	var sources, targets []*doc.Version
	var kept []k8sRow
	for _, row := range gold {
		s, err1 := os.ReadFile(filepath.Join(o.gold, "k8s-zh", "en", row.Page))
		t, err2 := os.ReadFile(filepath.Join(o.gold, "k8s-zh", "zh", row.Page))
		if err1 != nil || err2 != nil {
			continue
		}
		sv, err1 := parse(row.SourcePath, s)
		tv, err2 := parse(row.TargetPath, t)
		if err1 != nil || err2 != nil {
			continue
		}
		sv.Locale, tv.Locale = "en", "zh"
		sources, targets, kept = append(sources, sv), append(targets, tv), append(kept, row)
	}
	beads, err := keptBeads(ctx, o, sources, targets)
	if err != nil {
		return err
	}
	insync, flagged, material, caught := 0, 0, 0, 0
	reasons := map[string][2]int{}
	for i, row := range kept {
		suspects := history.Suspects(sources[i].Segments, targets[i].Segments, beads[i], ledger.Options{SourceNumbers: numbers("en"), TargetNumbers: numbers("zh")})
		bySource := map[int]history.Suspect{}
		for _, s := range suspects {
			for _, k := range s.Source {
				bySource[k] = s
			}
		}
		for _, g := range row.Segments {
			if g.Src == nil || g.Verdict != "insync" && g.Verdict != "stale" || g.Evidence == "new" {
				continue
			}
			want := g.Verdict == "stale" && g.Change == "material"
			if g.Verdict == "stale" && !want {
				continue
			}
			b := row.Source[*g.Src].blockLines
			var hit *history.Suspect
			for _, k := range overlapping(sources[i].Segments, b) {
				if s, ok := bySource[k]; ok {
					hit = &s
				}
			}
			if want {
				material++
			} else {
				insync++
			}
			if hit == nil {
				continue
			}
			r := reasons[string(hit.Reason)]
			if want {
				caught++
				r[0]++
			} else {
				flagged++
				r[1]++
				if printed < o.verbose {
					printed++
					fmt.Printf("\n%s:%d %s %q\n", row.SourcePath, b.L0+1, hit.Reason, hit.Detail)
					for _, k := range hit.Source {
						fmt.Printf("  source %q\n", sources[i].Segments[k].Text)
					}
					for _, k := range hit.Target {
						fmt.Printf("  target %q\n", targets[i].Segments[k].Text)
					}
				}
			}
			reasons[string(hit.Reason)] = r
		}
	}
	fmt.Printf("flagged of in sync %d of %d = %.2f %%, caught of material %d of %d = %.3f\n", flagged, insync,
		100*float64(flagged)/float64(max(insync, 1)), caught, material, float64(caught)/float64(max(material, 1)))
	fmt.Println("by reason [caught false]:", reasons)
	return nil
}

func keptBeads(ctx context.Context, o options, sources, targets []*doc.Version) ([][]align.Bead, error) {
	return kept(o.beads, func() ([][]align.Bead, error) { return aligned(ctx, sources, targets) })
}
