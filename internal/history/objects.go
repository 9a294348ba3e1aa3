package history

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// objects reads from one `git cat-file`. Safe for several goroutines.
type objects struct {
	repo *Repo
	ctx  context.Context // of the processes

	mu   sync.Mutex
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	said *bytes.Buffer // what git says of what goes wrong; to be read after close
	// ask begins a question, and flush ends some: git then writes its answers all at
	// once. Both are empty where git is older than 2.36 and writes each by itself.
	ask, flush string
	broken     int // objects over which git gave up
}

func (r *Repo) objects(ctx context.Context) (*objects, error) {
	o := &objects{repo: r, ctx: ctx}
	return o, o.start()
}

// start starts git and asks it for a commit: an older one says that it does not
// know the option, and ends; another may not work at all.
func (o *objects) start() error {
	o.ask, o.flush = "contents ", "flush\n"
	err := o.catFile("--batch-command", "--buffer")
	if err != nil && o.ctx.Err() == nil {
		o.ask, o.flush = "", ""
		err = o.catFile("--batch")
	}
	if o.ctx.Err() != nil {
		return o.ctx.Err()
	}
	return err
}

func (o *objects) catFile(mode ...string) error {
	cmd := o.repo.command(o.ctx, append([]string{"cat-file"}, mode...)...)
	said := &bytes.Buffer{}
	cmd.Stderr = said
	in, err := cmd.StdinPipe()
	if err != nil {
		return gitFault("cat-file", "", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return gitFault("cat-file", "", err)
	}
	if err := cmd.Start(); err != nil {
		return gitFault("cat-file", "", err)
	}
	o.cmd, o.in, o.out, o.said = cmd, in, bufio.NewReaderSize(out, 1<<18), said
	_, _ = io.WriteString(o.in, o.ask+o.repo.head+"\n"+o.flush)
	if _, err := o.next(); err != nil {
		o.close()
		return gitFault("cat-file", said.String(), err)
	}
	return nil
}

func (o *objects) close() {
	o.in.Close()
	// Git may be in the middle of an object when the caller gave up.
	_, _ = io.Copy(io.Discard, o.out)
	_ = o.cmd.Wait()
}

// mostBroken is how many broken objects a repository may have for the others to
// be read.
const mostBroken = 100

// revive starts git anew where it gave up over an object that it cannot read: a
// file of it that is cut off, or damaged. For any other reason the fault is given.
func (o *objects) revive(err error) error {
	o.close()
	if o.ctx.Err() != nil {
		return o.ctx.Err()
	}
	if o.broken++; o.broken > mostBroken || !strings.Contains(o.said.String(), "fatal: ") {
		return gitFault("cat-file", o.said.String(), err)
	}
	return o.start()
}

// object is what a name stands for; its id is empty when there is no such
// object, or it cannot be read.
type object struct {
	id, kind string
	data     []byte
}

// get reads an object by id or by "commit:path". An object that is missing, or
// that is broken, is no error; a process that died for another reason is.
func (o *objects) get(name string) (object, error) {
	if strings.ContainsAny(name, "\n\x00") {
		return object{}, nil
	}
	found, err := o.many([]string{name})
	return found[name], err
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
		// Where git is gone, reading says so, and over which.
		_, _ = io.WriteString(o.in, o.ask+strings.Join(names[:n], "\n"+o.ask)+"\n"+o.flush)
		for _, name := range names[:n] {
			var err error
			names = names[1:]
			if out[name], err = o.next(); err == nil {
				continue
			}
			if err := o.revive(err); err != nil {
				return nil, err
			}
			break // the others were not answered
		}
	}
	return out, nil
}

// next reads the answer to the oldest question.
func (o *objects) next() (object, error) {
	line, err := o.out.ReadString('\n')
	if err != nil {
		return object{}, err
	}
	// "<id> <kind> <size>", or "<name> missing", "<name> ambiguous": a name
	// may hold spaces.
	f := strings.Fields(line)
	if len(f) != 3 || !isHash(f[0]) || len(f[0]) < 40 {
		return object{}, nil
	}
	size, err := strconv.Atoi(f[2])
	if err != nil {
		return object{}, nil
	}
	b := object{id: f[0], kind: f[1], data: make([]byte, size)}
	if _, err := io.ReadFull(o.out, b.data); err != nil {
		return object{}, err
	}
	if _, err := o.out.Discard(1); err != nil {
		return object{}, err
	}
	return b, nil
}
