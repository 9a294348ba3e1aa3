package history

import (
	"context"
	"io/fs"
	"path"
	"strings"

	"stele/internal/fault"
)

// FaultRevision is a revision that this clone does not have: Revision. Usage.
const FaultRevision fault.ID = "unknown-revision"

// At is the repository as if a commit were its HEAD.
func (r *Repo) At(commit string) *Repo {
	then := *r
	then.head = commit
	return &then
}

// Base is the commit that the work on HEAD began from: the newest that it shares
// with a revision. Where the clone is too shallow to hold one, it is the
// revision itself, and shared is false. An unknown revision is a fault.
func (r *Repo) Base(ctx context.Context, revision string) (base string, shared bool, err error) {
	out, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		if ctx.Err() != nil {
			return "", false, ctx.Err()
		}
		return "", false, fault.New(fault.Usage, FaultRevision, "", "Revision", revision)
	}
	commit := strings.TrimSpace(out)
	out, err = r.git(ctx, "merge-base", "HEAD", commit)
	if base = strings.TrimSpace(out); err == nil && base != "" {
		return base, true, nil
	}
	return commit, false, ctx.Err()
}

// FileChange is a file that differs between a commit and the working tree.
type FileChange struct {
	Old, New string // paths relative to the root; "" where there is no file
}

// Changed lists what differs between this repository's commit (see [Repo.At])
// and the files on disk, untracked ones included, sorted by git. A file that was
// renamed and changed a little is one change.
func (r *Repo) Changed(ctx context.Context) ([]FileChange, error) {
	args := []string{"diff", "--raw", "-z", "--relative", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "-M", r.head, "--", "."}
	out, err := r.git(ctx, args...)
	if err != nil && ctx.Err() == nil {
		// Renames are found by contents, which a partial clone may lack.
		args[7] = "--no-renames"
		out, err = r.git(ctx, args...)
	}
	if err != nil {
		return nil, err
	}
	changes := rawChanges(out)
	fresh, err := r.git(ctx, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
	if err != nil {
		return nil, err
	}
	gone := map[string]int{}
	for i, c := range changes {
		if c.New == "" {
			gone[c.Old] = i
		}
	}
	for name := range strings.SplitSeq(fresh, "\x00") {
		if i, ok := gone[name]; ok {
			changes[i].New = name // taken out of the index only: the file is there
		} else if name != "" {
			changes = append(changes, FileChange{New: name})
		}
	}
	return changes, nil
}

// rawChanges reads ":<modes> <ids> <letter>" NUL path NUL, with two paths for a
// rename.
func rawChanges(out string) []FileChange {
	fields := strings.Split(out, "\x00")
	var changes []FileChange
	for i := 0; i+1 < len(fields); {
		letter := fields[i][strings.LastIndexByte(fields[i], ' ')+1:]
		c := FileChange{Old: fields[i+1], New: fields[i+1]}
		i += 2
		switch {
		case strings.HasPrefix(letter, "A"):
			c.Old = ""
		case strings.HasPrefix(letter, "D"):
			c.New = ""
		case strings.HasPrefix(letter, "R") && i < len(fields):
			c.New = fields[i]
			i++
		}
		changes = append(changes, c)
	}
	return changes
}

// Snapshot reads files as one commit has them. Safe for several goroutines.
type Snapshot struct {
	objs  *objects
	blobs map[string]string // path → id
	links map[string]bool   // of blobs: those that are symbolic links
}

// FaultUnreadable is a file of a commit whose contents this clone lacks. Input.
const FaultUnreadable fault.ID = "revision-unreadable"

// Snapshot opens this repository's commit for reading; close it when done.
func (r *Repo) Snapshot(ctx context.Context) (*Snapshot, error) {
	out, err := r.git(ctx, "ls-tree", "-r", "-z", r.head, "--", ".")
	if err != nil {
		return nil, err
	}
	s := &Snapshot{blobs: map[string]string{}, links: map[string]bool{}}
	for line := range strings.SplitSeq(out, "\x00") {
		meta, name, ok := strings.Cut(line, "\t") // "<mode> blob <id>"
		if f := strings.Fields(meta); ok && len(f) == 3 && f[1] == "blob" {
			s.blobs[name] = f[2]
			if f[0] == "120000" {
				s.links[name] = true
			}
		}
	}
	s.objs, err = r.objects(ctx)
	return s, err
}

// Close ends the reading.
func (s *Snapshot) Close() { s.objs.close() }

// mostLinks is how many links to links are followed.
const mostLinks = 8

// ReadFile gives a file's bytes, through symbolic links within the root; name is
// relative to the root, with slashes. A file that the commit does not have is
// [fs.ErrNotExist]; one whose contents a partial clone lacks is [FaultUnreadable].
func (s *Snapshot) ReadFile(name string) ([]byte, error) {
	file := name
	for range mostLinks {
		id, ok := s.blobs[file]
		if !ok {
			break
		}
		o, err := s.objs.get(id)
		if err != nil {
			return nil, err
		}
		if o.kind != "blob" {
			return nil, fault.New(fault.Input, FaultUnreadable, name)
		}
		if !s.links[file] {
			return o.data, nil
		}
		to := string(o.data)
		if path.IsAbs(to) {
			break
		}
		file = path.Join(path.Dir(file), to)
	}
	return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
}
