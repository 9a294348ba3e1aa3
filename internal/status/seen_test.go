package status

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/cache"
	"stele/internal/history"
)

// What a clone lacks it may get, by a fetch, while HEAD stays the same: an answer
// that could not see all of the history is not that of the next run.
func TestCountsOfWhatWasNotSeen(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	p, opt := manyPages(t)
	git := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", p.Root, "-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "one")
	id := git("rev-parse", "HEAD")
	put(t, p.Root, "page01.tr.md", "---\nsource_commit: "+id+"\n---\n\n"+text(tr1, tr2))
	put(t, p.Root, "page01.en.md", text(en1, strings.Replace(en2, "pilot", "doctor", 1)))
	git("checkout", "-q", "--orphan", "another")
	git("commit", "-q", "-a", "-m", "two")
	object := filepath.Join(p.Root, ".git", "objects", id[:2], id[2:])
	if err := os.Rename(object, object+".away"); err != nil {
		t.Fatal(err)
	}
	opt.Cache = cache.Open()
	told := func(answer []string) bool {
		return slices.ContainsFunc(answer, func(line string) bool { return strings.HasPrefix(line, string(FaultUnknownCommit)) })
	}
	if !told(counts(t, p, opt)) {
		t.Fatal("the recorded commit is known")
	}
	if err := os.Rename(object+".away", object); err != nil {
		t.Fatal(err)
	}
	plain := opt
	plain.Cache = nil
	want := counts(t, p, plain)
	if diff := cmp.Diff(want, counts(t, p, opt)); diff != "" || told(want) {
		t.Errorf("the answer of a clone that lacked it is given again\n%s", diff)
	}
}

// Warnings of what was not seen count documents, not old versions.
func TestUnseenDocuments(t *testing.T) {
	one := []history.Unseen{
		{Doc: 0, Reason: history.Unreadable, Detail: "1"}, {Doc: 0, Reason: history.Unreadable, Detail: "2"},
		{Doc: 0, Reason: history.UnknownCommit, Detail: "3"}, {Doc: 4, Reason: history.Unreadable, Detail: "4"},
	}
	other := []history.Unseen{{Doc: 0, Reason: history.Unreadable, Detail: "5"}} // of another tree
	got := unseenFaults(one, other)
	if len(got) != 2 || got[0].ID != FaultUnreadableGit || got[0].Args["Count"] != 3 || got[1].Args["Count"] != 1 {
		t.Errorf("%v", got)
	}
}
