package history

import (
	"bytes"
	"context"
	"crypto/sha1" // git names objects so
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"

	"stele/internal/doc"
	"stele/internal/ledger"
)

// File is a translation as it lies on disk.
type File struct {
	Doc            int // index into Input.Docs
	Target, Source *doc.Version
	Head           string         // the translation's content in HEAD, of Adoption.Targets
	Names          []string       // of the source, of Adoption.Sources
	Ledger         *ledger.Ledger // of HEAD's version, nil where nothing is known
}

// Records reports whether a file on disk records a commit or may hold source
// texts in comments, and is not what HEAD has. Files of which it is true are
// worth [Repo.OnDisk].
func (f *File) Records() bool {
	if _, ok := FindPin(f.Target); !ok && len(f.Target.Comments) == 0 {
		return false
	}
	data := f.Target.Source
	if isBlob(f.Head, data) {
		return false
	}
	// Git may have written the ends of lines as the system has them.
	unix := bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	return len(unix) == len(data) || !isBlob(f.Head, unix)
}

// isBlob reports whether git calls some content by this name.
func isBlob(name string, data []byte) bool {
	var h hash.Hash
	switch len(name) {
	case 2 * sha1.Size:
		h = sha1.New()
	case 2 * sha256.Size:
		h = sha256.New()
	default:
		return false
	}
	fmt.Fprintf(h, "blob %d\x00", len(data))
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil)) == name
}

// OnDisk gives the ledgers of translations by what their files record on disk:
// what will be true as soon as they are committed. A file that records nothing
// that can be used keeps the ledger that it has. upstream is the repository of the
// sources where that is another; else nil. One process of git answers for all.
func (r *Repo) OnDisk(ctx context.Context, upstream *Repo, in Input, files []File) ([]*ledger.Ledger, []Unseen, error) {
	if upstream == nil {
		upstream = r
	}
	objs, err := upstream.objects(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer objs.close()
	a := &adopter{repo: upstream, in: &in, objs: objs, log: &log{}, out: &Adoption{}}
	out := make([]*ledger.Ledger, len(files))
	for k := range files {
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if out[k], err = a.onDisk(&files[k]); err != nil {
			return nil, nil, err
		}
	}
	return out, a.out.Unseen, nil
}

func (a *adopter) onDisk(f *File) (*ledger.Ledger, error) {
	d := &a.in.Docs[f.Doc]
	names := f.Names
	if names == nil {
		names = []string{a.repo.prefix + d.Source}
	}
	s := a.sources(d.SourceLocale, names)
	target := &text{version: f.Target, ledger: s.memory.TextOf(f.Target.Segments)}
	now := &text{version: f.Source, ledger: s.memory.TextOf(f.Source.Segments)}
	kept := a.byComments(target, now, a.in.options(d))
	l, err := a.byPin(f.Doc, target, s)
	if err != nil {
		return nil, err
	}
	if l == nil && covers(kept, target) {
		l = shownCode(kept, target, now)
	}
	switch {
	case kept == nil && l == nil:
		return f.Ledger, nil
	case kept == nil:
		return l, nil
	case l == nil:
		return ledger.OverrideEdited(f.Ledger, kept, target.ledger), nil
	}
	return ledger.Override(l, kept, target.ledger), nil
}
