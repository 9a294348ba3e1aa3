package edition

import (
	"context"
	"slices"
)

// Held is an edition that is less complete than the project asks for.
type Held struct {
	ID, Locale string
	Percent    int
}

// HoldBack finds the editions that are translated and up to date to less than
// least percent, and takes them out of the hreflang of the others. articles are
// those of every locale. refuse takes them out of articles and of what readers
// are offered, too.
func HoldBack(ctx context.Context, articles map[string][]Article, least int, refuse bool, opt Options) ([]Held, error) {
	type edition struct{ id, locale string }
	var held []Held
	below := map[edition]bool{}
	for _, locale := range sortedKeys(articles) {
		list := articles[locale]
		percent := make([]int, len(list))
		err := each(ctx, len(list), func(i int) error {
			e, err := New(list[i], opt)
			if err == nil {
				percent[i] = e.Percent()
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		for i := range list {
			if list[i].Below = percent[i] < least; list[i].Below {
				below[edition{list[i].ID, locale}] = true
				held = append(held, Held{list[i].ID, locale, percent[i]})
			}
		}
	}
	for locale, list := range articles {
		for i := range list {
			a := &list[i]
			if refuse {
				a.Others = slices.DeleteFunc(a.Others, func(o Other) bool { return below[edition{a.ID, o.Locale}] })
			}
			for k := range a.Others {
				if below[edition{a.ID, a.Others[k].Locale}] {
					a.Others[k].URL = ""
				}
			}
		}
		if refuse {
			articles[locale] = slices.DeleteFunc(list, func(a Article) bool { return a.Below })
		}
	}
	return held, nil
}
