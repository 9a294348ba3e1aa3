package status

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBetween(t *testing.T) {
	files := map[string]string{"a.en.md": text(en1, en2), "a.tr.md": text(tr1), "a.ru.md": text(ru1, ru2), "b.en.md": text(en1), "c.ru.md": text(ru1)}
	type side struct{ Source, Target, Rows int }
	for _, c := range []struct {
		a, b string
		want map[string]side
	}{
		{"en", "tr", map[string]side{"a": {2, 1, 2}, "b": {1, -1, 0}}},
		{"tr", "en", map[string]side{"a": {1, 2, 2}, "b": {-1, 1, 0}}},
		{"ru", "tr", map[string]side{"a": {2, 1, 2}, "c": {1, -1, 0}}}, // neither is the source
		{"tr", "ru", map[string]side{"a": {1, 2, 2}, "c": {-1, 1, 0}}},
	} {
		t.Run(c.a+" "+c.b, func(t *testing.T) {
			p, opt := opened(t, files)
			r, err := Between(context.Background(), p, c.a, c.b, opt)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]side{}
			for _, d := range r.Documents {
				s := side{-1, -1, len(d.Targets[0].Rows)}
				if d.Source != nil {
					s.Source = len(d.Source.Segments)
				}
				if v := d.Targets[0].Version; v != nil {
					s.Target = len(v.Segments)
				}
				got[d.ID] = s
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
