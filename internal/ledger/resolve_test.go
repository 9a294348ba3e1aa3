package ledger

import (
	"math/rand/v2"
	"slices"
	"testing"

	"stele/internal/doc"
)

const (
	stone  = "The stone was found in the wall of an old fort near the shore."
	scribe = "A scribe carved the same decree three times in 196 lines."
	reader = "No reader of the time could read all of the scripts."
	reason = "Run `make stele` to build it, then see <https://a.example/x>."
	taxes  = "The temples paid no taxes after that year, and the priests thanked the king for it."

	taş    = "Taş, kıyıya yakın eski bir kalenin duvarında bulundu."
	kâtip  = "Bir kâtip aynı fermanı 196 satırda üç kez kazıdı."
	okur   = "O çağın hiçbir okuru bütün yazıları okuyamazdı."
	neden  = "Kurmak için `make stele` komutunu verin, sonra <https://a.example/x> sayfasına bakın."
	vergi  = "Tapınaklar o yıldan sonra vergi ödemedi, rahipler de krala bunun için teşekkür etti."
	yabanc = "Burada kaynakta hiç bulunmayan, çevirmenin eklediği bir paragraf var."
)

var before = [2][]string{{stone, scribe, reader, reason, taxes}, {taş, kâtip, okur, neden, vergi}}

var resolveCases = []struct {
	name           string
	source, target []string
	want           tally
	changes        []doc.Change // of the one stale or moved link, when given
}{
	{"nothing changed", before[0], before[1], tally{synced: 5}, nil},
	{"reflow", []string{"The stone was found\nin the wall of an old fort near the shore.", scribe, reader, reason, taxes}, before[1], tally{synced: 5}, nil},
	{"inserted", []string{stone, "Nobody knew what it said for a long time.", scribe, reader, reason, taxes}, before[1], tally{synced: 5, missing: 1}, nil},
	{"inserted first", []string{"Nobody knew what it said for a long time.", stone, scribe, reader, reason, taxes}, before[1], tally{synced: 5, missing: 1}, nil},
	{"deleted", []string{stone, reader, reason, taxes}, before[1], tally{synced: 4, orphaned: 1}, nil},
	{"moved", []string{scribe, reader, reason, taxes, stone}, before[1], tally{synced: 5, moved: 1}, []doc.Change{doc.ChangeMoved}},
	{"both moved", []string{scribe, reader, reason, taxes, stone}, []string{kâtip, okur, neden, vergi, taş}, tally{synced: 5}, nil},
	{"negation", []string{"The stone was not found in the wall of an old fort near the shore.", scribe, reader, reason, taxes}, before[1], tally{synced: 4, stale: 1}, []doc.Change{doc.ChangeProse}},
	{"number", []string{stone, "A scribe carved the same decree three times in 197 lines.", reader, reason, taxes}, before[1], tally{synced: 4, stale: 1}, []doc.Change{doc.ChangeNumber}},
	{"number that the target followed", []string{stone, "A scribe carved the same decree three times in 197 lines.", reader, reason, taxes},
		[]string{taş, "Bir kâtip aynı fermanı 197 satırda üç kez kazıdı.", okur, neden, vergi}, tally{synced: 5}, nil},
	{"number that the target made another", []string{stone, "A scribe carved the same decree three times in 197 lines.", reader, reason, taxes},
		[]string{taş, "Bir kâtip aynı fermanı 198 satırda üç kez kazıdı.", okur, neden, vergi}, tally{synced: 4, stale: 1}, []doc.Change{doc.ChangeNumber}},
	{"number that the target wrote out", []string{stone, "A scribe carved the same decree three times in 12 lines.", reader, reason, taxes},
		[]string{taş, "Bir kâtip aynı fermanı on iki satırda üç kez kazıdı.", okur, neden, vergi}, tally{synced: 5}, nil},
	{"number, and the target re-worked around the old one", []string{stone, "Some scribe wrote that decree down three times in 197 lines.", reader, reason, taxes},
		[]string{taş, "Fermanı üç kez kaleme alan o kâtip bunu 196 satırda yaptı.", okur, neden, vergi}, tally{synced: 4, stale: 1}, []doc.Change{doc.ChangeProse, doc.ChangeNumber}},
	{"code", []string{stone, scribe, reader, "Run `make all` to build it, then see <https://a.example/x>.", taxes}, before[1], tally{synced: 4, stale: 1}, []doc.Change{doc.ChangeCode}},
	{"code that the target followed", []string{stone, scribe, reader, "Run `make all` to build it, then see <https://a.example/x>.", taxes},
		[]string{taş, kâtip, okur, "Kurmak için `make all` komutunu verin, sonra <https://a.example/x> sayfasına bakın.", vergi}, tally{synced: 5}, nil},
	{"prose, and only the target's code followed", []string{stone, scribe, reader, "Run `make all` to destroy it, then see <https://a.example/x>.", taxes},
		[]string{taş, kâtip, okur, "Kurmak için `make all` komutunu verin, sonra <https://a.example/x> sayfasına bakın.", vergi}, tally{synced: 4, stale: 1}, []doc.Change{doc.ChangeProse, doc.ChangeCode}},
	{"prose, and a typo mended in the target", []string{stone, scribe, reader, reason, "The temples paid taxes after that year, and the king thanked the priests for nothing."},
		[]string{taş, kâtip, okur, neden, "Tapınaklar o yıldan sonra vergi ödemedi, rahipler de krala bunun için teşekkürü etti."}, tally{synced: 4, stale: 1}, []doc.Change{doc.ChangeProse}},
	{"prose, and the target re-worked", []string{stone, scribe, reader, reason, "The temples paid taxes again after that year."},
		[]string{taş, kâtip, okur, neden, "Tapınaklar o yıldan sonra yine vergi ödedi."}, tally{synced: 5}, nil},
	{"negation in both", []string{"The stone was not found in the wall of an old fort near the shore.", scribe, reader, reason, taxes},
		[]string{"Taş, kıyıya yakın eski bir kalenin duvarında bulunmuş değildi.", kâtip, okur, neden, vergi}, tally{synced: 5}, nil},
	{"split", []string{stone, scribe, reader, reason, "The temples paid no taxes after that year,", "and the priests thanked the king for it."}, before[1], tally{synced: 6}, nil},
	{"joined", []string{stone + " " + scribe, reader, reason, taxes}, before[1], tally{synced: 4}, nil},
	{"target split", before[0], []string{taş, kâtip, okur, neden, "Tapınaklar o yıldan sonra vergi ödemedi,", "rahipler de krala bunun için teşekkür etti."}, tally{synced: 5}, nil},
	{"target joined", before[0], []string{taş + " " + kâtip, okur, neden, vergi}, tally{synced: 5}, nil},
	{"target paragraph gone", before[0], []string{taş, okur, neden, vergi}, tally{synced: 4, missing: 1}, nil},
	{"target paragraph added", before[0], []string{taş, yabanc, kâtip, okur, neden, vergi}, tally{synced: 5, orphaned: 1}, nil},
	{"both added", []string{stone, "Nobody knew what it said for a long time.", scribe, reader, reason, taxes}, []string{taş, yabanc, kâtip, okur, neden, vergi}, tally{synced: 5, unverified: 1}, nil},
}

func TestResolve(t *testing.T) {
	s, g := page(before[0]...), page(before[1]...)
	l := Fold(nil, s, g, straight(s, g), Options{})
	for _, tc := range resolveCases {
		src, tgt := page(tc.source...), page(tc.target...)
		links := Resolve(l, src, tgt, straight(src, tgt), Options{})
		if got := count4(links); got != tc.want {
			t.Errorf("%s: %+v, want %+v", tc.name, got, tc.want)
		}
		complete(t, tc.name, links, len(src), len(tgt))
		for _, k := range links {
			if tc.changes != nil && (said(k.Changes) || k.Moved) && !slices.Equal(k.Changes, tc.changes) {
				t.Errorf("%s: changes %v, want %v", tc.name, k.Changes, tc.changes)
			}
		}
		// What Resolve foresees is what a fold makes of it, and folding again
		// changes nothing.
		folded := Fold(l, src, tgt, straight(src, tgt), Options{})
		after := count4(Resolve(folded, src, tgt, straight(src, tgt), Options{}))
		want := tc.want
		want.synced, want.unverified = want.synced+want.unverified, 0
		after.moved, want.moved = 0, 0
		if after != want {
			t.Errorf("%s: after a fold %+v, want %+v", tc.name, after, want)
		}
		again := Fold(folded, src, tgt, straight(src, tgt), Options{})
		if string(again.Encode()) != string(folded.Encode()) {
			t.Errorf("%s: folding twice differs\n%s\n%s", tc.name, folded.Encode(), again.Encode())
		}
	}
}

func complete(t *testing.T, name string, links []Link, sources, targets int) {
	t.Helper()
	seenS, seenT := make([]int, sources), make([]int, targets)
	for _, k := range links {
		for _, i := range k.Source {
			seenS[i]++
		}
		for _, i := range k.Target {
			seenT[i]++
		}
	}
	for i, n := range append(seenS, seenT...) {
		if n != 1 {
			t.Errorf("%s: segment %d of %d + %d occurs %d times", name, i, sources, targets, n)
		}
	}
}

func TestRevertIsSynced(t *testing.T) {
	s, g := page(before[0]...), page(before[1]...)
	l := Fold(nil, s, g, straight(s, g), Options{})
	changed := page("The stone was never found.", scribe, reader, reason, taxes)
	l = Fold(l, changed, g, straight(changed, g), Options{})
	if got := count4(Resolve(l, s, g, straight(s, g), Options{})); got != (tally{synced: 5}) {
		t.Errorf("after the revert: %+v", got)
	}
}

func TestAccept(t *testing.T) {
	s, g := page(before[0]...), page(before[1]...)
	l := Fold(nil, s, g, straight(s, g), Options{})
	now := page("The stone was not found in the wall of an old fort near the shore.", scribe, reader, reason, taxes)
	l, done := Accept(l, now, g, straight(now, g), []int{0, 9}, Options{})
	if !slices.Equal(done, []int{0}) {
		t.Errorf("accepted %v", done)
	}
	links := Resolve(l, now, g, straight(now, g), Options{})
	if got := count4(links); got != (tally{synced: 5}) || !links[0].Accepted || links[1].Accepted {
		t.Errorf("after accept: %+v %+v", got, links[0])
	}
	if got := count4(Resolve(l, s, g, straight(s, g), Options{})); got != (tally{synced: 4, stale: 1}) {
		t.Errorf("accepted, then the source went back: %+v", got)
	}
}

// Small edits of a stale target add up, and are not each forgiven.
func TestSmallEditsAddUp(t *testing.T) {
	long := "one two three four five six seven eight nine ten eleven twelve"
	s, g := page("alpha beta gamma delta epsilon zeta eta theta iota kappa"), page(long)
	l := Fold(nil, s, g, straight(s, g), Options{})
	s = page("alpha beta mu delta nu zeta xi theta omicron kappa")
	stale := func() int { return count4(Resolve(l, s, g, straight(s, g), Options{})).stale }
	g = page("un two three four five six seven eight nine ten eleven twelve")
	l = Fold(l, s, g, straight(s, g), Options{})
	if stale() != 1 {
		t.Fatal("one word of twelve renewed the provenance")
	}
	g = page("un deux trois four five six seven eight nine ten eleven twelve")
	l = Fold(l, s, g, straight(s, g), Options{})
	if stale() != 0 {
		t.Error("three words for four never renewed the provenance")
	}
}

func TestAhead(t *testing.T) {
	s, g := page(before[0]...), page(before[1]...)
	l := Fold(nil, s, g, straight(s, g), Options{})
	g = page(taş, kâtip, "O çağda kimse üç yazıyı birden bilmiyordu.", neden, vergi)
	links := Resolve(l, s, g, straight(s, g), Options{})
	if got := count4(links); got != (tally{synced: 5}) || !links[2].Ahead || links[1].Ahead {
		t.Errorf("%+v %+v", got, links[2])
	}
}

func TestMovedToAnotherPage(t *testing.T) {
	s, g := page(before[0]...), page(before[1]...)
	old := Fold(nil, s, g, straight(s, g), Options{})
	s2, g2 := page("Another page.", "The stone was not found in the wall of an old fort near the shore."), page("Başka sayfa.", taş)
	opt := Options{Elsewhere: NewIndex(old)}
	if got := count4(Resolve(nil, s2, g2, straight(s2, g2), opt)); got != (tally{stale: 1, unverified: 1}) {
		t.Errorf("%+v", got)
	}
}

// What is too short to be known by itself comes along with its neighbours when a
// page is split, and is as stale there as it was here.
func TestShortMovedToAnotherPage(t *testing.T) {
	s, g := page(stone, "Price", "Two euros", scribe), page(taş, "Fiyat", "İki avro", kâtip)
	old := Fold(nil, s, g, straight(s, g), Options{})
	s2, g2 := page("Another page.", "Price now", "Two euros", scribe, "Cost"), page("Başka sayfa.", "Fiyat", "İki avro", kâtip, "Fiyat")
	opt := Options{Elsewhere: NewIndex(old)}
	links := Resolve(nil, s2, g2, straight(s2, g2), opt)
	if got := count4(links); got != (tally{synced: 2, stale: 1, unverified: 2}) || !slices.Equal(links[1].Was, []string{"Price"}) {
		t.Errorf("%+v %+v", got, links)
	}
}

// A code block, an opaque block and repeated short cells.
func TestRepeatedAndOpaque(t *testing.T) {
	cell := func(text string) doc.Segment { return doc.Segment{Kind: doc.Cell, Text: text} }
	s := []doc.Segment{cell("Yes"), cell("Yes"), cell("No"), cell("Yes"), {Kind: doc.Opaque, Text: "<hr>"}, {Kind: doc.Code, Text: "a\nb\nc"}}
	g := []doc.Segment{cell("Evet"), cell("Evet"), cell("Hayır"), cell("Evet"), {Kind: doc.Opaque, Text: "<hr>"}, {Kind: doc.Code, Text: "a\nb\nc"}}
	l := Fold(nil, s, g, straight(s, g), Options{})
	if got := count4(Resolve(l, s, g, straight(s, g), Options{})); got != (tally{synced: 5, unverified: 1}) {
		t.Errorf("unchanged: %+v", got)
	}
	s[2], s[5].Text = cell("Yes"), "a\nb\nd"
	got := count4(Resolve(l, s, g, straight(s, g), Options{}))
	if got.stale != 1 || got.missing != 1 || got.orphaned != 1 {
		t.Errorf("a cell and the block changed: %+v", got)
	}
}

// Whatever is inserted, deleted and moved, just that is reported, although the
// beads are wrong from the first insertion on.
// A typo in one of several equal paragraphs must leave it as stale as in any
// other, and must not take the provenance of its twins away.
func TestEditedTwin(t *testing.T) {
	twin, ikiz := "Copy the whole folder to another disk before you go on.", "Devam etmeden önce bütün klasörü başka bir diske kopyalayın."
	s, g := page(stone, twin, scribe, twin, reader, twin), page(taş, ikiz, kâtip, ikiz, okur, ikiz)
	l := Fold(nil, s, g, straight(s, g), Options{})
	now := page(stone, twin, scribe, "Never copy the whole folder to another disk before you go on.", reader, twin)
	typo := page(taş, ikiz, kâtip, "Devam etmeden önce bütün klasöru başka bir diske kopyalayın.", okur, ikiz)
	for range 2 {
		if got := count4(Resolve(l, now, typo, straight(now, typo), Options{})); got != (tally{synced: 5, stale: 1}) {
			t.Errorf("%+v", got)
		}
		l = Fold(l, now, typo, straight(now, typo), Options{})
	}
}

func TestEditScripts(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 4))
		texts := prose(rng, 40)
		s, g := page(texts...), page(foreign(texts)...)
		l := Fold(nil, s, g, straight(s, g), Options{})
		script := tally{synced: 40}
		now := slices.Clone(texts)
		if seed%2 == 0 {
			at := rng.IntN(len(now))
			now = slices.Insert(now, at, prose(rng, 1)...)
			script.missing++
		}
		if seed%3 == 0 {
			at := rng.IntN(len(now))
			if slices.Contains(texts, now[at]) {
				now = slices.Delete(now, at, at+1)
				script.orphaned++
				script.synced--
			}
		}
		if seed%5 == 0 {
			from := rng.IntN(len(now))
			text := now[from]
			now = slices.Delete(now, from, from+1)
			now = slices.Insert(now, rng.IntN(len(now)), text)
		}
		src := page(now...)
		links := Resolve(l, src, g, straight(src, g), Options{})
		got := count4(links)
		if got.moved > 1 {
			t.Errorf("seed %d: %d moved", seed, got.moved)
		}
		got.moved = 0
		if got != script {
			t.Errorf("seed %d: %+v, want %+v", seed, got, script)
		}
		complete(t, "script", links, len(src), len(g))
	}
}

func FuzzFold(f *testing.F) {
	f.Add(uint64(1), uint64(2), byte(3))
	f.Add(uint64(7), uint64(9), byte(200))
	f.Fuzz(func(t *testing.T, a, b uint64, edits byte) {
		rng := rand.New(rand.NewPCG(a, b))
		texts := prose(rng, 12)
		other := foreign(texts)
		s, g := page(texts...), page(other...)
		l := Fold(nil, s, g, straight(s, g), Options{})
		for range edits % 16 {
			texts, other = mutate(rng, texts), mutate(rng, other)
		}
		s, g = page(texts...), page(other...)
		beads := straight(s, g)
		once := Fold(l, s, g, beads, Options{})
		twice := Fold(once, s, g, beads, Options{})
		if string(once.Encode()) != string(twice.Encode()) {
			t.Errorf("folding twice differs:\n%s\n%s", once.Encode(), twice.Encode())
		}
		back, warnings, err := Decode("x", once.Encode())
		if err != nil || len(warnings) > 0 || string(back.Encode()) != string(once.Encode()) {
			t.Errorf("file: %v %v", warnings, err)
		}
		complete(t, "fuzz", Resolve(l, s, g, beads, Options{}), len(s), len(g))
	})
}

func mutate(rng *rand.Rand, texts []string) []string {
	texts = slices.Clone(texts)
	at := rng.IntN(len(texts))
	switch rng.IntN(5) {
	case 0:
		return slices.Insert(texts, at, prose(rng, 1)...)
	case 1:
		if len(texts) > 2 {
			return slices.Delete(texts, at, at+1)
		}
	case 2:
		texts[at] += " more words here 7"
	case 3:
		texts[at] = texts[rng.IntN(len(texts))]
	case 4:
		if half := len(texts[at]) / 2; half > 0 {
			tail := texts[at][half:]
			texts[at] = texts[at][:half]
			return slices.Insert(texts, at+1, tail)
		}
	}
	return texts
}

// A source is replaced by another text, and the translation re-worked after it:
// it is not orphaned, although nothing is left of what it rested on.
func TestReworkedWithNewSource(t *testing.T) {
	s, g := page(before[0]...), page(before[1]...)
	l := Fold(nil, s, g, straight(s, g), Options{})
	s = page(stone, scribe, "Most visitors come for its middle part, written in everyday script.", reason, taxes)
	g = page(taş, kâtip, "O çağın bütün okurları yazıları en çok orta bölüm için görmeye gelir.", neden, vergi)
	l = Fold(l, s, g, straight(s, g), Options{})
	if got, want := count4(Resolve(l, s, g, straight(s, g), Options{})), (tally{synced: 5}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	// A mended typo does not make it the translation of another text.
	g = page(taş, kâtip, "O çağın hiçbir okuru bütün yazıları okuyamazdı ki.", neden, vergi)
	l = Fold(nil, page(before[0]...), page(before[1]...), straight(page(before[0]...), page(before[1]...)), Options{})
	l = Fold(l, s, g, straight(s, g), Options{})
	if got, want := count4(Resolve(l, s, g, straight(s, g), Options{})), (tally{synced: 4, orphaned: 1, missing: 1}); got != want {
		t.Errorf("typo: %+v, want %+v", got, want)
	}
}

// A number that was put right in the translation alone is reported until the
// source follows, however often that is recorded.
func TestNumberPutRight(t *testing.T) {
	ahead := func(l *Ledger, s, g []doc.Segment) (out []int) {
		for _, k := range Resolve(l, s, g, straight(s, g), Options{}) {
			if k.Ahead {
				out = append(out, k.Target...)
			}
		}
		return out
	}
	s, g := page(before[0]...), page(before[1]...)
	l := Fold(nil, s, g, straight(s, g), Options{})
	g = page(taş, "Bir kâtip aynı fermanı 197 satırda üç kez kazıdı.", okur, neden, vergi+" Sonra 2 yıl geçti.")
	for range 2 {
		l = Fold(l, s, g, straight(s, g), Options{})
		if got := ahead(l, s, g); !slices.Equal(got, []int{1}) {
			t.Errorf("ahead %v, want the second; a number that was only added is not", got)
		}
		var err error
		if l, _, err = Decode("a", l.Encode()); err != nil {
			t.Fatal(err)
		}
	}
	s = page(stone, "A scribe carved the same decree three times in 197 lines.", reader, reason, taxes)
	if got := ahead(l, s, g); len(got) != 0 {
		t.Errorf("the source followed: ahead %v", got)
	}
	l = Fold(l, s, g, straight(s, g), Options{})
	if got := count4(Resolve(l, s, g, straight(s, g), Options{})); got != (tally{synced: 5}) {
		t.Errorf("the source followed: %+v", got)
	}
}

// Where nobody gives beads, segments that take no part in the ledger are left
// out, and a text of nothing else is no reason to fail.
func TestResolveOfBystandersWithoutBeads(t *testing.T) {
	opaque := []doc.Segment{{Kind: doc.Opaque, Locked: true, Text: "{{ x }}"}, {Kind: doc.Opaque, Locked: true, Text: "{{ y }}"}}
	if links := Resolve(&Ledger{}, opaque, opaque, nil, Options{}); len(links) != 0 {
		t.Errorf("got %+v", links)
	}
}
