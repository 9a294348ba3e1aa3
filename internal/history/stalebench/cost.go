package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"stele/internal/history"
)

// cost adopts every page under content/en/ that has a translation, beside the
// time that git alone takes.
func cost(ctx context.Context, o options) error {
	git := func(args ...string) (string, error) {
		b, err := exec.CommandContext(ctx, "git", append([]string{"-C", o.repo}, args...)...).Output()
		return string(b), err
	}
	list, err := git("ls-tree", "-r", "--name-only", "HEAD", "content")
	if err != nil {
		return err
	}
	have := map[string]bool{}
	for name := range strings.Lines(list) {
		have[strings.TrimSpace(name)] = true
	}
	in := history.Input{Parse: parse, Align: alignOne, Numbers: numbers, IgnorePins: o.ignorePins}
	for name := range strings.Lines(list) {
		name = strings.TrimSpace(name)
		rest, ok := strings.CutPrefix(name, "content/"+o.locale+"/")
		if !ok || !strings.HasSuffix(name, ".md") || !have["content/en/"+rest] {
			continue
		}
		in.Docs = append(in.Docs, history.Doc{Source: "content/en/" + rest, Target: name, SourceLocale: "en", TargetLocale: o.locale})
	}
	start := time.Now()
	if _, err := git("log", "--raw", "--no-abbrev", "-c", "--no-renames", "--topo-order", "--format=%H", "HEAD"); err != nil {
		return err
	}
	floor := time.Since(start)
	repo, err := history.Open(ctx, o.repo)
	if err != nil || repo == nil {
		return fmt.Errorf("no repository: %w", err)
	}
	start = time.Now()
	found, err := repo.Adopt(ctx, in)
	if err != nil {
		return err
	}
	took := time.Since(start)
	entries := map[string]int{}
	for _, l := range found.Ledgers {
		if l != nil {
			for _, e := range l.Entries {
				entries[e.Evidence]++
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Printf("%d pages: %.1f s, %.1f times one git log --raw (%.2f s); %d MB from the system; entries %v, unseen %d\n",
		len(in.Docs), took.Seconds(), took.Seconds()/floor.Seconds(), floor.Seconds(), m.Sys>>20, entries, len(found.Unseen))
	return nil
}
