package ledger

// Index finds entries of other documents of the same locale by their key, for
// paragraphs moved from page to page.
type Index struct{ byKey map[string]entryAt }

type entryAt struct {
	ledger *Ledger
	at     int
}

// NewIndex indexes ledgers. Where two entries share a key, the first counts.
func NewIndex(ledgers ...*Ledger) *Index {
	x := &Index{byKey: map[string]entryAt{}}
	for _, l := range ledgers {
		if l == nil {
			continue
		}
		for i := range l.Entries {
			if key := l.Entries[i].Key; x.byKey[key].ledger == nil {
				x.byKey[key] = entryAt{l, i}
			}
		}
	}
	return x
}

// find gives the entry of a key; nil when there is none that rests on anything.
func (x *Index) find(key string) (l *Ledger, at int) {
	if x == nil {
		return nil, 0
	}
	found := x.byKey[key]
	if found.ledger == nil || len(found.ledger.Entries[found.at].From) == 0 {
		return nil, 0
	}
	return found.ledger, found.at
}

// fromElsewhere looks for the targets of which the ledger does not speak among
// the entries of other pages. A text of few words may stand anywhere by chance;
// it has come along when it stands beside one that came, there as here.
func (t *trace) fromElsewhere() {
	for j := range t.of {
		if t.of[j] >= 0 || len(t.tgt.items[j].Sketch) < minMoved {
			continue
		}
		l, at := t.opt.Elsewhere.find(t.tgt.items[j].Key)
		if l == nil {
			continue
		}
		same := func(k int) bool {
			i := at + k - j
			return k >= 0 && k < len(t.of) && t.of[k] < 0 && i >= 0 && i < len(l.Entries) &&
				l.Entries[i].Key == t.tgt.items[k].Key && len(l.Entries[i].From) > 0
		}
		first := j
		for same(first - 1) {
			first--
		}
		for k := first; k == j || same(k); k++ {
			after := 0
			if k > 0 && t.of[k-1] >= 0 {
				after = t.rank[t.of[k-1]]
			}
			t.of[k] = t.add(l.Entries[at+k-j], after)
		}
	}
}
