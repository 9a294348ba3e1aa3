package status

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/fault"
	"stele/internal/ledger"
	"stele/internal/project"
)

// The paragraphs are long enough for their language to be seen.
const (
	en1 = "The harbour opens in spring, when the ice on the lake has broken and the first boats can leave the shore."
	en2 = "A new pilot came to the town this year, and she knows every rock between the island and the northern bank."
	tr1 = "Liman ilkbaharda açılır; göldeki buz kırıldığında ilk tekneler kıyıdan ayrılabilir ve balıkçılar denize çıkar."
	tr2 = "Bu yıl kasabaya yeni bir kılavuz kaptan geldi; adayla kuzey kıyısı arasındaki bütün kayaları tek tek biliyor."
	ru1 = "Гавань открывается весной, когда лёд на озере вскрылся и первые лодки уже могут отойти от берега."
	ru2 = "В этом году в город приехал новый лоцман, и она знает каждый камень между островом и северным берегом."
)

func text(paragraphs ...string) string { return strings.Join(paragraphs, "\n\n") + "\n" }

const config = "source = \"en\"\nlocales = [\"en\", \"ru\", \"tr\"]\n\n[[documents]]\npath = \"{path}.{locale}.md\"\n"

// opened writes files into a folder of its own and opens the project there.
func opened(t *testing.T, files map[string]string) (*project.Project, Options) {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, ".stele/config.toml", config)
	for name, text := range files {
		put(t, dir, name, text)
	}
	p, err := project.Open(context.Background(), dir, nil, project.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p, Options{Dir: dir}
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// told gives a result's rows as "locale: state source:target".
func told(r *Result) []string {
	var out []string
	for _, d := range r.Documents {
		for _, target := range d.Targets {
			if target.Version == nil {
				out = append(out, target.Locale+": none")
			}
			for _, row := range target.Rows {
				out = append(out, strings.TrimSpace(fmt.Sprintf("%s: %s %v:%v %s", target.Locale, row.State, row.Source, row.Target, row.Reason)))
			}
		}
	}
	return out
}

func save(t *testing.T, folded *Folded, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range folded.Updates {
		if err := u.Save(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRun(t *testing.T) {
	for _, c := range []struct {
		name    string
		files   map[string]string
		locales []string
		want    []string
	}{
		{
			"what was never recorded is unverified",
			map[string]string{"a.en.md": text(en1, en2), "a.tr.md": text(tr1, tr2)}, []string{"tr"},
			[]string{"tr: unverified [0]:[0]", "tr: unverified [1]:[1]"},
		},
		{
			"left in the source's language",
			map[string]string{"a.en.md": text(en1, en2), "a.tr.md": text(tr1, en2)}, []string{"tr"},
			[]string{"tr: unverified [0]:[0]", "tr: untranslated [1]:[1] wrong-language"},
		},
		{
			"the source itself is in another language",
			map[string]string{"a.en.md": text(en1, tr2), "a.tr.md": text(tr1, tr2)}, []string{"tr"},
			[]string{"tr: unverified [0]:[0]", "tr: untranslated [1]:[1] source-language"},
		},
		{
			"no file",
			map[string]string{"a.en.md": text(en1), "a.ru.md": text(ru1)}, nil,
			[]string{"ru: unverified [0]:[0]", "tr: none"},
		},
		{
			"the source's file is gone",
			map[string]string{"a.ru.md": text(ru1, ru2), "a.tr.md": text(tr1, tr2)}, []string{"tr"},
			[]string{"tr: orphaned []:[0]", "tr: orphaned []:[1]"},
		},
		{
			"code is nobody's work",
			map[string]string{"a.en.md": text(en1, "    make all"), "a.tr.md": text(tr1, "    make all")}, []string{"tr"},
			[]string{"tr: unverified [0]:[0]", "tr: synced [1]:[1]"},
		},
		{
			"a version that was not asked for is the source",
			map[string]string{"a.en.md": text(en1, en2), "a.ru.md": text(ru1, ru2), "a.tr.md": "---\nsource_locale: tr\n---\n\n" + text(tr1)}, []string{"ru"},
			[]string{"ru: unverified [0]:[0]", "ru: orphaned []:[1]"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, opt := opened(t, c.files)
			opt.Locales = c.locales
			r, err := Run(context.Background(), p, opt)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, told(r)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// Every source segment that is work is counted once, whatever it corresponds to.
func TestCounts(t *testing.T) {
	p, opt := opened(t, map[string]string{"a.en.md": text("# Pilots", en1, en2, "    make all"), "a.tr.md": text("# Kılavuzlar", tr1), "b.en.md": text("One two three.")})
	r, err := Run(context.Background(), p, opt)
	if err != nil {
		t.Fatal(err)
	}
	documents, segments, words := r.Totals("tr")
	if documents != 2 || segments.Total() != 4 || segments[Missing] != 2 || words[Missing] != 3+21 {
		t.Errorf("%d documents, segments %v, words %v", documents, segments, words)
	}
	if segments.Percent() != 50 {
		t.Errorf("%d %% done, want 50", segments.Percent())
	}
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		count    Count
		want     int
		measured bool
	}{
		{Count{}, 100, true},
		{Count{Orphaned: 3}, 100, false},
		{Count{Synced: 999, Missing: 1}, 99, true},
		{Count{Unverified: 1, Stale: 1}, 50, true},
		{Count{Untranslated: 2, Orphaned: 1}, 0, true},
	} {
		if got := c.count.Percent(); got != c.want || c.count.Measured() != c.measured {
			t.Errorf("%v: %d, measured %v; want %d, %v", c.count, got, c.count.Measured(), c.want, c.measured)
		}
	}
}

func TestSyncAndAccept(t *testing.T) {
	ctx := context.Background()
	p, opt := opened(t, map[string]string{"a.en.md": text(en1, en2), "a.tr.md": text(tr1, tr2), "a.ru.md": text(ru1, ru2)})
	folded, err := Sync(ctx, p, opt)
	save(t, folded, err)
	if len(folded.Updates) != 2 || folded.Updates[0].Segments != 2 {
		t.Fatalf("the first sync gives %v", folded)
	}
	if folded, err = Sync(ctx, p, opt); err != nil || len(folded.Updates) != 0 {
		t.Fatalf("the second sync gives %v, %v", folded, err)
	}

	put(t, opt.Dir, "a.en.md", text(strings.Replace(en1, "opens", "never opens", 1), strings.Replace(en2, "northern", "southern", 1)))
	expect(t, p, opt, "ru: stale [0]:[0]", "ru: stale [1]:[1]", "tr: stale [0]:[0]", "tr: stale [1]:[1]")
	folded, err = Accept(ctx, p, opt, []Spot{{File: "a.tr.md", From: 3, To: 3}})
	save(t, folded, err)
	expect(t, p, opt, "ru: stale [0]:[0]", "ru: stale [1]:[1]", "tr: stale [0]:[0]", "tr: synced [1]:[1]")

	// What another translation's ledger says is nothing to this one.
	put(t, opt.Dir, ".stele/ledger/ru/a.jsonl", `{"stele":"ledger","version":99}`+"\n")
	if _, err := Sync(ctx, p, opt); !fault.Is(err, ledger.FaultNewer) {
		t.Errorf("a newer ledger: %v", err)
	}
	folded, err = Accept(ctx, p, opt, []Spot{{File: "a.tr.md"}})
	save(t, folded, err)
	if len(folded.Updates) != 1 || folded.Updates[0].Segments != 1 { // the other was confirmed before
		t.Errorf("accepting a whole file gives %v", folded)
	}
}

func expect(t *testing.T, p *project.Project, opt Options, want ...string) {
	t.Helper()
	r, err := Run(context.Background(), p, opt)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, told(r)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestAcceptRefuses(t *testing.T) {
	p, opt := opened(t, map[string]string{
		"a.en.md": text(en1), "a.tr.md": text(tr1),
		"b.en.md": text(en1), "b.tr.md": "---\nsource_locale: tr\n---\n\n" + text(tr1),
	})
	for _, c := range []struct {
		spot Spot
		want fault.ID
	}{
		{Spot{File: "a.en.md"}, FaultNotTranslation},
		{Spot{File: "b.tr.md"}, FaultNotTranslation}, // its own front matter says that it is the source
		{Spot{File: ".stele/config.toml"}, FaultNotTranslation},
		{Spot{File: "c.tr.md"}, FaultNoFile},
		{Spot{File: "a.tr.md", From: 2, To: 9}, FaultNoSegment},
	} {
		_, err := Accept(context.Background(), p, opt, []Spot{c.spot})
		if !fault.Is(err, c.want) {
			t.Errorf("%v: %v, want %s", c.spot, err, c.want)
		}
	}
	folded, err := Accept(context.Background(), p, opt, []Spot{{File: "b.en.md"}})
	if err != nil || len(folded.Updates) != 1 {
		t.Errorf("the translation of that source: %v, %v", folded, err)
	}
}
