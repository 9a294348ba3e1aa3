package history

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"stele/internal/fault"
)

// Repo is a git repository seen from a directory in it.
type Repo struct {
	root    string // the directory given
	prefix  string // of root within the repository, "" or "a/b/"
	head    string // commit
	shallow bool   // history was cut off when the repository was cloned
}

// Open finds the repository that holds a directory, bare ones too. It gives
// nil, nil when there is none, or when it has no commit yet. That git fails, or
// refuses a repository of somebody else's, is a [FaultGit].
func Open(ctx context.Context, root string) (*Repo, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, fault.New(fault.Internal, FaultNoGit, "").Because(err)
	}
	r := &Repo{root: root}
	out, err := r.git(ctx, "rev-parse", "--is-bare-repository", "--is-shallow-repository")
	if err != nil {
		// Git says so in English, as it is asked to. Whatever else it says, such as
		// that the folder belongs to somebody else, or that a worktree's repository is
		// not where it was, is worth telling.
		if strings.Contains(err.Error(), "not a git repository (or any") && ctx.Err() == nil {
			return nil, nil
		}
		return nil, err
	}
	bare, shallow, _ := strings.Cut(strings.TrimSpace(out), "\n")
	r.shallow = shallow == "true"
	if bare == "false" {
		prefix, err := r.git(ctx, "rev-parse", "--show-prefix")
		if err != nil {
			return nil, err
		}
		r.prefix = strings.TrimRight(prefix, "\n")
	}
	head, err := r.git(ctx, "rev-parse", "--verify", "HEAD^{commit}")
	if err != nil {
		if _, e := r.git(ctx, "rev-parse", "--verify", "--quiet", "HEAD"); e != nil {
			return nil, ctx.Err() // it names nothing yet
		}
		return nil, err
	}
	r.head = strings.TrimSpace(head)
	return r, nil
}

// Head is the commit that HEAD names.
func (r *Repo) Head() string { return r.head }

// Prefix is where the directory lies within the repository: "" or "a/b/".
func (r *Repo) Prefix() string { return r.prefix }

// Shallow reports whether history was cut off when the repository was cloned.
func (r *Repo) Shallow() bool { return r.shallow }

// settled are what a user's configuration of git must not decide: how it writes
// what is read here.
var settled = []string{
	"-c", "core.quotePath=false",
	"-c", "diff.relative=false", // paths from a folder below the top would lack it
	"-c", "diff.orderFile=/dev/null",
	"-c", "diff.autoRefreshIndex=true", // a file that was only touched did not change
	"-c", "i18n.logOutputEncoding=UTF-8",
}

// ofAnother are the variables by which git, when it runs a hook or an alias, tells
// what it starts of its own repository. That of the folder asked about may be
// another: the source of a fork.
var ofAnother = []string{
	"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
	"GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE",
}

func (r *Repo) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", slices.Concat([]string{"-C", r.root, "--no-pager", "--no-replace-objects"}, settled, args)...)
	env := slices.DeleteFunc(cmd.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(ofAnother, name)
	})
	cmd.Env = append(env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0")
	return cmd
}

func (r *Repo) git(ctx context.Context, args ...string) (string, error) {
	cmd := r.command(ctx, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", cmp.Or(ctx.Err(), gitFault(args[0], stderr.String(), err))
	}
	return string(out), nil
}

func gitFault(command, said string, err error) error {
	if line := cause(said); line != "" {
		err = fmt.Errorf("%s (%v)", line, err) // people are told the innermost cause
	}
	return fault.New(fault.Internal, FaultGit, "", "Command", command).Because(err)
}

// cause is the line in which git said why it gave up: warnings, and what
// GIT_TRACE shows, may stand before it.
func cause(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	for _, mark := range []string{"fatal: ", "error: "} {
		for _, line := range lines {
			if strings.HasPrefix(line, mark) {
				return line
			}
		}
	}
	return lines[0]
}

// isHash reports whether text can be an object's name, whole or shortened.
func isHash(text string) bool {
	if len(text) < 7 || len(text) > 64 {
		return false
	}
	for _, c := range []byte(text) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	return true
}

// File reads a file as HEAD has it; path is relative to the root.
func (r *Repo) File(ctx context.Context, path string) ([]byte, error) {
	out, err := r.git(ctx, "cat-file", "blob", r.head+":"+r.prefix+path)
	return []byte(out), err
}
