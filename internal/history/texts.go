package history

import (
	"context"

	"stele/internal/doc"
	"stele/internal/ledger"
)

// Wanted are segments of a file's past, by [ledger.KeyOf].
type Wanted struct {
	Path string // of the file now, relative to the root
	Keys map[string]bool
}

// Texts finds segments in the versions of their files, the newest first, through
// renames: what a ledger without texts rests on. Those that no version in this
// clone holds are not in the answer.
func (r *Repo) Texts(ctx context.Context, wanted []Wanted, parse func(path string, src []byte) (*doc.Version, error)) (map[string]*doc.Segment, error) {
	objs, err := r.objects(ctx)
	if err != nil {
		return nil, err
	}
	defer objs.close()
	paths := map[string]bool{}
	for _, w := range wanted {
		paths[r.prefix+w.Path] = true
	}
	log, err := r.readLog(ctx, paths, kin{}, objs)
	if err != nil {
		return nil, err
	}
	found := map[string]*doc.Segment{}
	for _, w := range wanted {
		if err := log.texts(ctx, r.prefix+w.Path, w.Keys, objs, parse, found); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (l *log) texts(ctx context.Context, path string, keys map[string]bool, objs *objects, parse func(string, []byte) (*doc.Version, error), found map[string]*doc.Segment) error {
	left := map[string]bool{}
	for k := range keys {
		if found[k] == nil {
			left[k] = true
		}
	}
	seen := map[string]bool{}
	for _, name := range l.names(path) {
		for _, c := range l.paths[name] {
			if len(left) == 0 || ctx.Err() != nil {
				return ctx.Err()
			}
			if c.new == "" || seen[c.new] {
				continue
			}
			seen[c.new] = true
			o, err := objs.get(c.new)
			if err != nil {
				return err
			}
			if o.kind != "blob" {
				continue
			}
			v, err := parse(name, o.data)
			if err != nil {
				continue
			}
			for i := range v.Segments {
				if k := ledger.KeyOf(&v.Segments[i]); left[k] {
					found[k] = &v.Segments[i]
					delete(left, k)
				}
			}
		}
	}
	return nil
}
