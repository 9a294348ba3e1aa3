package history

import (
	"strings"
	"testing"

	"stele/internal/doc"
	"stele/internal/format"
)

func TestPins(t *testing.T) {
	r := newRepo(t)
	r.write("en/a.md", en1)
	first := r.commit("source")
	r.write("en/a.md", en2)
	r.commit("source changes")
	for _, tc := range []struct{ name, head, want string }{
		{"whole hash", "default_lang_commit: " + first, "stale synced synced"},
		{"short hash", "source_commit: " + first[:7] + " # patched", "stale synced synced"},
		{"nested key", "l10n.sourceCommit: " + first, "stale synced synced"},
		{"a placeholder", "default_lang_commit: <commit-hash>", "synced synced synced"},
		{"a hash of nobody's", "default_lang_commit: 0123456789abcdef0123456789abcdef01234567", "synced synced synced"},
		{"another key", "resource_commits: " + first, "synced synced synced"},
	} {
		r.write("tr/a.md", "---\n"+tc.head+"\n---\n"+tr1)
		r.commit(tc.name)
		found := r.adopt(page)
		if got := r.states(found.Ledgers[0], page); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
		pinned := tc.want != "synced synced synced"
		if e := found.Ledgers[0].Entries[0].Evidence; (e == EvidencePin) != pinned {
			t.Errorf("%s: evidence %s", tc.name, e)
		}
		// The page starts anew, or the history of the case before would speak.
		r.git("rm", "-q", "tr/a.md")
		r.git("commit", "-q", "-m", "removed")
		r.write("tr/a.md", "Something else entirely, which no one would take for the page.\n")
		r.commit("between")
		r.git("rm", "-q", "tr/a.md")
		r.git("commit", "-q", "-m", "removed")
	}
}

// A branch that is called as a commit's hash begins is not that commit.
func TestPinBesideABranchOfItsName(t *testing.T) {
	r := newRepo(t)
	r.write("en/a.md", en1)
	first := r.commit("source")
	r.write("en/a.md", en2)
	r.commit("source changes")
	r.write("tr/a.md", "---\nsource_commit: "+first[:8]+"\n---\n"+tr1)
	r.commit("translation")
	r.check("the commit", "stale synced synced", page)
	r.git("branch", first[:8])
	if found := r.adopt(page); len(found.Unseen) != 1 || found.Unseen[0].Reason != UnknownCommit {
		t.Errorf("the branch was taken: %+v", found.Unseen)
	}
}

func TestFindPin(t *testing.T) {
	hash := "0123456789abcdef0123456789abcdef01234567"
	for _, tc := range []struct {
		name string
		v    doc.Version
		want string
	}{
		{"comment", doc.Version{Comments: []doc.Comment{{Text: " EN-Revision: " + hash + " Maintainer: x Status: ready "}}}, hash},
		{"comment with another word", doc.Version{Comments: []doc.Comment{{Text: " see commit: " + hash}}}, ""},
		{"file without a reader", doc.Version{Format: "text", Source: []byte("<?xml?>\n<!-- EN-Revision: " + hash + " -->\n")}, hash},
		{"code fence in a read file", doc.Version{Format: "markdown", Source: []byte("```\n<!-- EN-Revision: " + hash + " -->\n```\n")}, ""},
		{"digits only, as YAML spoils them", doc.Version{Meta: map[string][]string{"source_commit": {"1.234567e+06"}}, Source: []byte("---\nsource_commit: 1234567\n---\n")}, "1234567"},
		{"toml", doc.Version{Meta: map[string][]string{"l10n.sourceCommit": {hash}}, Source: []byte("+++\n[l10n]\nsourceCommit = \"" + hash + "\"\n+++\n")}, hash},
		{"nested in two words", doc.Version{Meta: map[string][]string{"source.commit": {hash}}}, hash},
		{"two keys of one name", doc.Version{Meta: map[string][]string{"l10n.sourceCommit": {hash}, "other.sourceCommit": {"abcdef01"}}, Source: []byte("---\nother:\n  sourceCommit: abcdef01\nl10n:\n  sourceCommit: " + hash + "\n---\n")}, hash},
		{"no hash", doc.Version{Meta: map[string][]string{"source_commit": {"main"}}}, ""},
		{"too short", doc.Version{Meta: map[string][]string{"source_commit": {"abc123"}}}, ""},
	} {
		got, ok := FindPin(&tc.v)
		if got.Commit != tc.want || ok != (tc.want != "") {
			t.Errorf("%s: %+v", tc.name, got)
		}
	}
	v := doc.Version{Meta: map[string][]string{"default_lang_commit": {hash}, "drifted_from_default": {"true"}}}
	if p, _ := FindPin(&v); !p.Drifted {
		t.Error("drift key not seen")
	}
}

// The names and forms in use, as the reader of Markdown gives them.
func TestFindPinInMarkdown(t *testing.T) {
	const hash = "0123456789abcdef0123456789abcdef01234567"
	for _, tc := range []struct{ name, src, want string }{
		{"MDN", "---\ntitle: Taş\nl10n:\n  sourceCommit: " + hash + "\n---\n\nTaş\n", hash},
		{"patched", "---\ndefault_lang_commit: " + hash + " # patched\ndrifted_from_default: true\n---\n\nTaş\n", hash},
		{"seven digits, quoted", "---\nsource_commit: \"0123456\"\n---\n\nTaş\n", "0123456"},
		{"seven digits that are a number", "---\nen_commit: 1234567\n---\n\nTaş\n", "1234567"},
		{"flow style", "---\nsource: {commit: " + hash + ", path: x}\n---\n\nTaş\n", hash},
		{"TOML", "+++\ntitle = \"Taş\"\n[l10n]\nsourceCommit = \"" + hash + "\"\n+++\n\nTaş\n", hash},
		{"byte order mark and CRLF", "\ufeff---\r\ndefault_lang_commit: " + hash + "\r\n---\r\n\r\nTaş\r\n", hash},
		{"comment", "<!-- EN-Revision: " + hash + " Maintainer: x Status: ready -->\n\nTaş\n", hash},
		{"placeholder", "---\ndefault_lang_commit: <most-recent-commit-hash>\n---\n\nTaş\n", ""},
		{"fence that shows metadata", "Taş\n\n```yaml\n---\ndefault_lang_commit: " + hash + "\n---\n```\n", ""},
		{"fence that shows a comment", "Taş\n\n```html\n<!-- EN-Revision: " + hash + " -->\n```\n", ""},
		{"running text", "Yaz: `default_lang_commit: " + hash + "`\n", ""},
	} {
		v, err := format.Parse("tr/a.md", []byte(tc.src))
		if err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		if got, ok := FindPin(v); got.Commit != tc.want || ok != (tc.want != "") {
			t.Errorf("%s: %+v, want %q", tc.name, got, tc.want)
		}
	}
}

func TestSourceInComments(t *testing.T) {
	r := newRepo(t)
	r.write("en/a.md", en2)
	r.commit("source")
	r.write("tr/a.md", "<!--\nThe stone was found in a wall.\n-->\n\nTaş bir duvarda bulundu.\n\n"+
		"<!--\nA scribe carved the decree.\n-->\n\nFermanı bir kâtip kazıdı.\n\n<!-- TODO: look at this again -->\n\nO zaman kimse okuyamadı.\n")
	r.commit("translation")
	found := r.adopt(page)
	if got := r.states(found.Ledgers[0], page); got != "stale synced synced" {
		t.Errorf("comments: %s", got)
	}
	var evidence []string
	for _, e := range found.Ledgers[0].Entries {
		evidence = append(evidence, e.Evidence)
	}
	if got := strings.Join(evidence, " "); got != "comment comment history" {
		t.Errorf("evidence: %s", got)
	}
}
