package history

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"

	"stele/internal/fault"
)

// Repo is a git repository seen from a directory in it.
type Repo struct {
	root    string          // the directory given
	prefix  string          // of root within the repository, "" or "a/b/"
	head    string          // commit
	shallow map[string]bool // commits where a shallow clone was cut off
}

// Open finds the repository that holds a directory, bare ones too. It gives
// nil, nil when there is none, or when it has no commit yet. That git fails, or
// refuses a repository of somebody else's, is a [FaultGit].
func Open(ctx context.Context, root string) (*Repo, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, fault.New(fault.Internal, FaultNoGit, "").Because(err)
	}
	r := &Repo{root: root}
	out, err := r.git(ctx, "rev-parse", "--is-bare-repository", "--is-shallow-repository", "--git-common-dir")
	if err != nil {
		// Git says so in English, as it is asked to. Whatever else it says, such as
		// that the folder belongs to somebody else, is worth telling.
		if strings.Contains(err.Error(), "not a git repository") && ctx.Err() == nil {
			return nil, nil
		}
		return nil, err
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) == 3 && lines[0] == "false" {
		prefix, err := r.git(ctx, "rev-parse", "--show-prefix")
		if err != nil {
			return nil, err
		}
		r.prefix = strings.TrimRight(prefix, "\n")
	}
	head, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
	if err != nil {
		return nil, ctx.Err()
	}
	r.head = strings.TrimSpace(head)
	if len(lines) == 3 && lines[1] == "true" {
		return r, r.readShallow(ctx)
	}
	return r, nil
}

// Head is the commit that HEAD names.
func (r *Repo) Head() string { return r.head }

// Prefix is where the directory lies within the repository: "" or "a/b/".
func (r *Repo) Prefix() string { return r.prefix }

// Shallow reports whether history was cut off when the repository was cloned.
func (r *Repo) Shallow() bool { return len(r.shallow) > 0 }

// readShallow lists the commits without their parents. Git shows them as roots.
func (r *Repo) readShallow(ctx context.Context) error {
	r.shallow = map[string]bool{}
	out, err := r.git(ctx, "rev-list", "--max-parents=0", "HEAD")
	for line := range strings.FieldsSeq(out) {
		r.shallow[line] = true
	}
	return err
}

// settled are what a user's configuration of git must not decide: how it writes
// what is read here.
var settled = []string{
	"-c", "core.quotePath=false",
	"-c", "diff.relative=false", // paths from a folder below the top would lack it
	"-c", "diff.orderFile=/dev/null",
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
		return "", gitFault(args[0], stderr.String(), err)
	}
	return string(out), nil
}

func gitFault(command, said string, err error) error {
	if line, _, _ := strings.Cut(strings.TrimSpace(said), "\n"); line != "" {
		err = fmt.Errorf("%s (%v)", line, err) // people are told the innermost cause
	}
	return fault.New(fault.Internal, FaultGit, "", "Command", command).Because(err)
}

// objects reads from one `git cat-file`. Safe for several goroutines.
type objects struct {
	mu  sync.Mutex
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
	// ask begins a question, and flush ends some: git then writes its answers all at
	// once. Both are empty where git is older than 2.36 and writes each by itself.
	ask, flush string
}

func (r *Repo) objects(ctx context.Context) (*objects, error) {
	o, err := r.catFile(ctx, "--batch-command", "--buffer")
	if err != nil {
		return nil, err
	}
	o.ask, o.flush = "contents ", "flush\n"
	// An older git says that it does not know the option, and ends.
	if _, err := io.WriteString(o.in, "info "+r.head+"\n"+o.flush); err == nil {
		if _, err = o.out.ReadString('\n'); err == nil {
			return o, nil
		}
	}
	o.close()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return r.catFile(ctx, "--batch")
}

func (r *Repo) catFile(ctx context.Context, mode ...string) (*objects, error) {
	cmd := r.command(ctx, append([]string{"cat-file"}, mode...)...)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, gitFault("cat-file", "", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, gitFault("cat-file", "", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, gitFault("cat-file", "", err)
	}
	return &objects{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 1<<18)}, nil
}

func (o *objects) close() {
	o.in.Close()
	// Git may be in the middle of an object when the caller gave up.
	_, _ = io.Copy(io.Discard, o.out)
	_ = o.cmd.Wait()
}

// object is what a name stands for; its id is empty when there is no such
// object, or it cannot be read.
type object struct {
	id, kind string
	data     []byte
}

// get reads an object by id or by "commit:path". An object that is missing is
// no error; a process that died is.
func (o *objects) get(name string) (object, error) {
	if strings.ContainsAny(name, "\n\x00") {
		return object{}, nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, err := io.WriteString(o.in, o.ask+name+"\n"+o.flush); err != nil {
		return object{}, gitFault("cat-file", "", err)
	}
	return o.next()
}

// inFlight is how many objects are asked for before the first is read: all of
// their names go into the pipe at once, whatever git does meanwhile.
const inFlight = 256

// many reads objects as get does, without waiting for one before asking for the
// next.
func (o *objects) many(names []string) (map[string]object, error) {
	out := make(map[string]object, len(names))
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(names) > 0 {
		n := min(len(names), inFlight)
		if _, err := io.WriteString(o.in, o.ask+strings.Join(names[:n], "\n"+o.ask)+"\n"+o.flush); err != nil {
			return nil, gitFault("cat-file", "", err)
		}
		for _, name := range names[:n] {
			b, err := o.next()
			if err != nil {
				return nil, err
			}
			out[name] = b
		}
		names = names[n:]
	}
	return out, nil
}

// next reads the answer to the oldest question.
func (o *objects) next() (object, error) {
	line, err := o.out.ReadString('\n')
	if err != nil {
		return object{}, gitFault("cat-file", "", err)
	}
	// "<id> <kind> <size>", or "<name> missing", "<name> ambiguous": a name
	// may hold spaces.
	f := strings.Fields(line)
	if len(f) < 3 || !isHash(f[0]) || len(f[0]) < 40 || len(f) != 3 {
		return object{}, nil
	}
	size, err := strconv.Atoi(f[2])
	if err != nil {
		return object{}, nil
	}
	b := object{id: f[0], kind: f[1], data: make([]byte, size)}
	if _, err := io.ReadFull(o.out, b.data); err != nil {
		return object{}, gitFault("cat-file", "", err)
	}
	if _, err := o.out.Discard(1); err != nil {
		return object{}, gitFault("cat-file", "", err)
	}
	return b, nil
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
