package history

import (
	"context"
	"strings"
)

// gone finds, for each text, the commit that took it out of its file. Versions
// are read newest first, each once, and only until every text of the file has
// been found; what cannot be read is passed over.
func (w *lineWalk) gone(ctx context.Context, lost []Lost) ([]Event, error) {
	out := make([]Event, len(lost))
	byPath := map[string][]int{}
	var order []string
	for i, l := range lost {
		if byPath[l.Path] == nil {
			order = append(order, l.Path)
		}
		byPath[l.Path] = append(byPath[l.Path], i)
	}
	if len(order) == 0 {
		return out, nil
	}
	objs, err := w.repo.objects(ctx)
	if err != nil {
		return nil, err
	}
	defer objs.close()
	for _, path := range order {
		if err := w.goneFrom(ctx, objs, path, lost, byPath[path], out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (w *lineWalk) goneFrom(ctx context.Context, objs *objects, path string, lost []Lost, asked []int, out []Event) error {
	open := map[int][]string{}
	for _, i := range asked {
		for _, part := range lost[i].Parts {
			open[i] = append(open[i], plainText(part))
		}
	}
	events := w.events[w.repo.prefix+path]
	for k, e := range events {
		if len(open) == 0 || ctx.Err() != nil {
			return ctx.Err()
		}
		if e.blob == "" {
			continue
		}
		o, err := objs.get(e.blob)
		if err != nil {
			return err
		}
		text := plainText(string(o.data))
		for i, parts := range open {
			if !holds(text, parts) {
				continue
			}
			// The newest version that has it: the next one lost it. When there is
			// none, the working tree did, and that has no date.
			if k > 0 {
				out[i] = w.commits[events[k-1].commit]
			}
			delete(open, i)
		}
	}
	return nil
}

func holds(text string, parts []string) bool {
	for _, p := range parts {
		if p == "" || !strings.Contains(text, p) {
			return false
		}
	}
	return len(parts) > 0
}

// plainText is a text without what layout changes: white space, and the marks
// of quotations and lists that further lines of a paragraph start with.
func plainText(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\r', '>':
			return -1
		}
		return r
	}, text)
}
