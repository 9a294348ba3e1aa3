package history

import (
	"context"
	"strings"
	"testing"
)

// What the log says that a path held is what git says, over merges, deletions
// and renames; where the log cannot tell, it says so.
func TestContents(t *testing.T) {
	r := newRepo(t)
	r.write("a.md", "one\n")
	r.write("b.md", "first\n")
	r.commit("begin")
	r.git("checkout", "-q", "-b", "side")
	r.write("b.md", "second\n")
	r.commit("b on the side")
	r.git("checkout", "-q", "main")
	r.write("c.md", "beside\n")
	r.commit("c on the main line")
	r.git("merge", "-q", "--no-ff", "-m", "merge", "side")
	r.write("a.md", "two\n")
	r.commit("a after the merge")
	r.git("rm", "-q", "b.md")
	r.commit("b goes")
	r.write("b.md", "third\n")
	r.commit("b comes back")

	ctx := context.Background()
	repo, err := Open(ctx, r.dir)
	if err != nil {
		t.Fatal(err)
	}
	objs, err := repo.objects(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer objs.close()
	paths := []string{"a.md", "b.md", "c.md", "none.md"}
	wanted := map[string]bool{}
	for _, p := range paths {
		wanted[p] = true
	}
	log, err := repo.readLog(ctx, wanted, kin{}, objs)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, p := range paths {
		c := log.contents(p)
		for _, k := range log.commits {
			blob, ok := c.in(k.id)
			if !ok {
				continue
			}
			told++
			o, err := objs.get(k.id + ":" + p)
			if err != nil {
				t.Fatal(err)
			}
			if blob != o.id {
				t.Errorf("%s in %s: %q by the log, %q by git", p, k.id[:7], blob, o.id)
			}
		}
		if _, ok := c.in(strings.Repeat("0", 40)); ok {
			t.Errorf("%s: a commit that there is not was answered", p)
		}
	}
	// b.md came from one side of the merge, c.md from the other: of the merge and
	// what follows it, until they change again, only git can tell.
	if all := len(paths) * len(log.commits); told != all-2-4 {
		t.Errorf("%d of %d told", told, all)
	}
}
