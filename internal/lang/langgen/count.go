package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"stele/internal/lang"
	"stele/internal/lang/ngram"
)

// plan says which languages share a script and how many features their table
// may have.
var plan = []struct {
	script    string
	features  int
	languages string
}{
	{"Latn", 9000, "en de fr es it pt ca gl nl af pl cs sk sl hr ro hu sv da nb is fi et lv lt id ms vi az tr sq eu cy ga eo fil sw uz"},
	{"Cyrl", 5500, "ru uk be bg mk sr kk ky tg mn tt"},
	{"Arab", 2500, "ar fa ur ps ckb ug"},
	{"Deva", 3000, "hi mr"},
	{"Hebr", 500, "he yi"},
}

// files names the files to count when they are not called like the language.
var files = map[string][]string{"hr": {"hr", "bs", "sr-Latn"}, "nb": {"nb", "nn"}}

func run(dir, out string, limit int) error {
	m := &ngram.Model{Tables: map[string]*ngram.Table{}}
	for _, p := range plan {
		languages := strings.Fields(p.languages)
		var counts []map[string]float64
		for _, l := range languages {
			c, err := count(dir, l, p.script, limit)
			if err != nil {
				return err
			}
			counts = append(counts, c)
		}
		dropInternational(counts)
		m.Tables[p.script] = ngram.NewTable(p.script, languages, choose(grams(counts), p.features))
	}
	var err error
	if m.Hans, m.Hant, err = chinese(dir); err != nil {
		return err
	}
	return os.WriteFile(out, ngram.Encode(m), 0o644)
}

// count gives how often each word of the script occurs.
func count(dir, language, script string, limit int) (map[string]float64, error) {
	names := files[language]
	if names == nil {
		names = []string{language}
	}
	words := map[string]float64{}
	for i, name := range names {
		f, err := os.Open(filepath.Join(dir, name+".txt"))
		if err != nil {
			if i > 0 {
				continue
			}
			return nil, err
		}
		read := 0
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() && read < limit {
			if lang.ScriptOf(lines.Text()) != script {
				continue
			}
			read += len(lines.Bytes())
			ngram.Words(lines.Text(), func(w []byte, first rune, capital bool) bool {
				if lang.ScriptOf(string(first)) == script {
					words[string(w)]++
				}
				return true
			})
		}
		f.Close()
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return words, nil
}

// dropInternational removes longer words that many languages share: names of
// products, internet, and English left standing.
func dropInternational(counts []map[string]float64) {
	in := map[string]int{}
	for _, c := range counts {
		for w := range c {
			in[w]++
		}
	}
	most := max(3, len(counts)/3)
	for i, c := range counts {
		for w := range c {
			if utf8.RuneCountInString(w) >= 6 && in[w] > most && i > 0 {
				delete(c, w)
			}
		}
	}
}

// grams turns word counts into feature frequencies per language.
func grams(counts []map[string]float64) map[string][]float64 {
	out := map[string][]float64{}
	totals := make([]float64, len(counts))
	for l, c := range counts {
		for _, n := range c {
			totals[l] += n
		}
		for w, n := range c {
			ngram.Grams([]byte(w), func(g []byte) {
				f := out[string(g)]
				if f == nil {
					f = make([]float64, len(counts))
					out[string(g)] = f
				}
				f[l] += n
			})
		}
	}
	for _, f := range out {
		for l := range f {
			f[l] = (f[l] + 0.5) / (totals[l] + 100)
		}
	}
	return out
}

// choose keeps the features that tell most and gives their penalties.
func choose(freq map[string][]float64, limit int) map[string][]uint8 {
	type scored struct {
		gram string
		gain float64
	}
	all := make([]scored, 0, len(freq))
	for g, f := range freq {
		mean := 0.0
		for _, p := range f {
			mean += p / float64(len(f))
		}
		gain := 0.0
		for _, p := range f {
			gain += p * math.Abs(math.Log(p/mean))
		}
		all = append(all, scored{g, gain})
	}
	slices.SortFunc(all, func(a, b scored) int {
		switch {
		case a.gain > b.gain:
			return -1
		case a.gain < b.gain:
			return 1
		}
		return strings.Compare(a.gram, b.gram)
	})
	out := map[string][]uint8{}
	for _, s := range all[:min(limit, len(all))] {
		f := freq[s.gram]
		top := slices.Max(f)
		w := make([]uint8, len(f))
		for l, p := range f {
			w[l] = uint8(min(15, math.Round(math.Log(top/p)/ngram.Step)))
		}
		out[s.gram] = w
	}
	return out
}

// chinese finds the characters that only one way of writing Chinese uses.
func chinese(dir string) (hans, hant string, err error) {
	var counts [2]map[rune]int
	for i, name := range []string{"zh-Hans.txt", "zh-Hant.txt"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return "", "", err
		}
		counts[i] = map[rune]int{}
		for _, r := range string(text) {
			if lang.IsCJK(r) {
				counts[i][r]++
			}
		}
	}
	return onlyIn(counts[0], counts[1]), onlyIn(counts[1], counts[0]), nil
}

func onlyIn(a, b map[rune]int) string {
	var found []rune
	for r, n := range a {
		if n >= 12 && n > 30*b[r] {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(x, y rune) int {
		if a[x] != a[y] {
			return a[y] - a[x]
		}
		return int(x - y)
	})
	found = found[:min(400, len(found))]
	slices.Sort(found)
	return string(found)
}
