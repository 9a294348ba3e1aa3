package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// reported is a report page of the sample, of which the source has changed since
// it was translated, and which holds what wants to act in a reader's browser.
func reported(t *testing.T, args ...string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	command := stele(t)
	sample(t, dir)
	hostile := "</script><script>alert(1)</script> <img src=https://evil.example/x onerror=alert(1)>"
	put(t, dir, "odd \"name' & <b>.en.md", "# Odd "+hostile+"\n\nA paragraph of seven words, more or less.\n\n"+hostile+"\n\nThe last one stays.\n")
	put(t, dir, "odd \"name' & <b>.tr.md", "# Tuhaf "+hostile+"\n\nAşağı yukarı yedi sözcüklük bir paragraf.\n\n"+hostile+"\n\nSonuncusu kalır.\n")
	command(dir, "sync")
	put(t, dir, "odd \"name' & <b>.en.md", "# Odd "+hostile+"\n\nA paragraph of eight words, more or less.\n\n"+hostile+"\n\nThe last one stayed where it was.\n")
	command(dir, append([]string{"report", "-o", "out", "--edit-url", "https://forge.example/{path}#L{line}"}, args...)...)
	return filepath.Join(dir, "out")
}

var oddKey = regexp.MustCompile(`\["odd [^\]]*?","([0-9a-f]{16})"`)

// reader is the address of the odd document in a locale.
func reader(t *testing.T, out, locale string) string {
	t.Helper()
	index, err := os.ReadFile(filepath.Join(out, "data", "index.js"))
	if err != nil {
		t.Fatal(err)
	}
	m := oddKey.FindSubmatch(index)
	if m == nil {
		t.Fatalf("no such document in %.2000s", index)
	}
	return "read.html#d=" + string(m[1]) + "&l=" + locale
}

const read = `document.querySelectorAll("#rows .row").length > 2`

// The page is good for every reader: on a desk and a phone, by day and by night,
// from a web host and from a disk, in each language of the interface.
func TestReportPage(t *testing.T) {
	b := ForTest(t)
	for _, lang := range []string{"en", "tr", "ru"} {
		out := reported(t, "--lang", lang)
		for name, site := range map[string]*Site{"web": b.Serve(out), "disk": {Origin: "file://" + out}} {
			for _, v := range []View{Desk, Phone, {Width: 1280, Height: 900, Dark: true}} {
				if lang != "en" && (v.Dark || name == "disk") {
					continue
				}
				for file, ready := range map[string]string{"index.html": `document.querySelector("#heat a.doc, #heat button.fold")`, reader(t, out, "tr"): read, "documents.html": "true"} {
					t.Run(fmt.Sprintf("%s/%s/%d/%v/%.5s", lang, name, v.Width, v.Dark, file), func(t *testing.T) {
						p := b.Visit(t, site, file, v)
						wait(t, p, ready)
						p.CheckQuiet(t)
						png, err := p.Screenshot()
						Keep(t, strings.ReplaceAll(t.Name(), "#", "")+".png", png, err)
						p.CheckAxe(t)
					})
				}
			}
		}
	}
}

// Without scripts the tables still read.
func TestReportPageWithoutScripts(t *testing.T) {
	b := ForTest(t)
	site := b.Serve(reported(t))
	for file, want := range map[string]string{"index.html": "Longest stale", "documents.html": "odd \"name' & <b>", "read.html": "needs scripts"} {
		p := b.Visit(t, site, file, View{NoScript: true})
		p.CheckQuiet(t)
		var text string
		if err := p.Eval(`document.body.innerText`, &text); err != nil || !strings.Contains(text, want) {
			t.Errorf("%s: %v, no %q in %s", file, err, want, text)
		}
	}
}

// A translator goes from open paragraph to open paragraph by keys, and sends
// the address of one to somebody else.
func TestReaderByKeys(t *testing.T) {
	b := ForTest(t)
	out := reported(t)
	site := b.Serve(out)
	p := b.Visit(t, site, reader(t, out, "tr"), Desk)
	wait(t, p, read)
	eval := func(expression, want string) {
		t.Helper()
		var got string
		if err := p.Eval(expression, &got); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", expression, got, err, want)
		}
	}
	press := func(key string) {
		t.Helper()
		if err := p.Press(key); err != nil {
			t.Fatal(err)
		}
	}
	press("j")
	eval(`document.activeElement.querySelector("del").textContent`, "seven")
	eval(`document.activeElement.querySelector("ins").textContent`, "eight")
	eval(`document.activeElement.querySelector("a.edit[data-side=target]").href`, "https://forge.example/odd%20%22name'%20%26%20%3Cb%3E.tr.md#L3")
	var first, link string
	if err := p.Eval(`document.activeElement.dataset.key`, &first); err != nil {
		t.Error(err)
	}
	press("j")
	eval(`document.activeElement.querySelector(".target").textContent`, "Sonuncusu kalır.")
	press("k")
	eval(`document.activeElement.dataset.key`, first)
	press("?")
	eval(`String(document.getElementById("help").open)`, "true")
	press("\x1b")
	eval(`String(document.getElementById("help").open)`, "false")
	press("/")
	eval(`document.activeElement.id`, "q")
	// A keyboard's character would not follow the key that was handled.
	if err := p.Eval(`document.getElementById("q").value = ""`, nil); err != nil {
		t.Fatal(err)
	}
	press("yedi")
	wait(t, p, `[...document.querySelectorAll("#rows .row")].filter(r => !r.hidden).length === 1`)
	if err := p.Eval(`location.hash`, &link); err != nil || !strings.Contains(link, "p="+first) {
		t.Errorf("the address is %s, %v", link, err)
	}
	other := b.Visit(t, site, "read.html"+link, Desk)
	wait(t, other, `document.activeElement.dataset.key === `+fmt.Sprintf("%q", first))
	// A language written from right to left stands so.
	rtl := b.Visit(t, site, reader(t, out, "ar"), Desk)
	wait(t, rtl, `document.querySelector("#rows .row")`)
	p.CheckQuiet(t)
	rtl.CheckQuiet(t)
}

// The index of a large site: filters, search, folders, pages of the table.
func TestIndexOfFiveThousandDocuments(t *testing.T) {
	b := ForTest(t)
	out := reported(t)
	large(t, out)
	p := b.Visit(t, b.Serve(out), "index.html", Desk)
	wait(t, p, `document.querySelectorAll("#heat button.fold").length === 10`)
	set := func(id, value, event string) {
		t.Helper()
		if err := p.Eval(fmt.Sprintf(`{ const e = document.getElementById(%q); e.value = %q; e.dispatchEvent(new Event(%q, {bubbles: true})); true }`, id, value, event), nil); err != nil {
			t.Fatal(err)
		}
	}
	rows := func(n int, why string) {
		t.Helper()
		if err := p.Wait(fmt.Sprintf(`document.querySelectorAll("#heat tbody tr").length === %d`, n)); err != nil {
			t.Errorf("%s: %v", why, err)
		}
	}
	if err := p.Eval(`document.querySelector("#heat button.fold").click()`, nil); err != nil {
		t.Fatal(err)
	}
	rows(100, "a folder opens, a page of the table at a time")
	set("sort", "least", "input")
	rows(100, "sorted")
	set("q", "document 4321", "input")
	rows(1, "one title")
	set("q", "", "input")
	set("state", "stale", "input")
	wait(t, p, `document.getElementById("found").textContent.includes("500 / 5000")`)
	set("rule", "number", "input")
	wait(t, p, `document.getElementById("found").textContent.includes(" 50 / 5000")`)
	rows(50, "stale documents with a finding of a rule")
	wait(t, p, `location.hash.includes("rule=number")`)
	p.CheckQuiet(t)
}

// large puts an index of 5,000 documents in 16 locales in place of a page's own.
func large(t *testing.T, out string) {
	t.Helper()
	file := filepath.Join(out, "data", "index.js")
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var index map[string]any
	text := strings.TrimSuffix(strings.TrimPrefix(string(src), `stele.put("index",`), ")\n")
	if err := json.Unmarshal([]byte(text), &index); err != nil {
		t.Fatal(err)
	}
	var locales, docs []any
	for l := range 16 {
		locales = append(locales, map[string]string{"tag": fmt.Sprintf("q%c", 'a'+l), "name": fmt.Sprintf("Language %d", l), "dir": "ltr"})
	}
	for d := range 5000 {
		cells := make([]any, 16)
		for l := range cells {
			stale := 0
			if d%10 == 0 && l == 3 {
				stale = 2
			}
			cell := []int{d % 17, stale, 0, l, 0, 1}
			if d%100 == 0 {
				cell = append(cell, 0, 1)
			}
			cells[l] = cell
		}
		docs = append(docs, []any{fmt.Sprintf("folder%d/page-%04d", d%10, d), fmt.Sprintf("Document %d", d), fmt.Sprintf("%016x", d), cells})
	}
	index["locales"], index["docs"], index["rules"] = locales, docs, []string{"number"}
	data, err := json.Marshal(index)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(`stele.put("index",`+string(data)+")\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
