package rst

import (
	"strings"

	"stele/internal/doc"
)

// simpleRule reports a rule of a simple table: ====  ===.
func simpleRule(t string) bool {
	return strings.HasPrefix(t, "==") && strings.Trim(t, "= ") == "" && strings.Contains(t, " =")
}

// simpleTable reads the cells of a table between rules, a row a line.
func (s *scanner) simpleTable(i, to int) int {
	rule := s.lines[i]
	cols := columns(s.str(rule))
	end, rules := i+1, 1
	for end < to && !(s.lines[end].blank() && rules > 1 && simpleRule(s.str(s.lines[end-1]))) {
		if simpleRule(s.str(s.lines[end])) {
			rules++
		}
		end++
		if end-i > 5000 {
			return i
		}
	}
	if rules < 2 {
		return i
	}
	s.within("table", func() {
		for _, l := range s.lines[i+1 : end] {
			if l.blank() || strings.Trim(s.str(l), "=- ") == "" {
				continue
			}
			s.row(l, rule.text-rule.start, cols)
		}
	})
	return end
}

// columns gives the starts of the columns under a rule.
func columns(rule string) []int {
	var at []int
	for i := range rule {
		if rule[i] == '=' && (i == 0 || rule[i-1] == ' ') {
			at = append(at, i)
		}
	}
	return at
}

// row cuts a line at the columns, which count characters.
func (s *scanner) row(l line, offset int, cols []int) {
	col, at := 0, l.start
	var cuts []int
	for _, c := range cols {
		for at < l.end && col < c+offset {
			at++
			for at < l.end && s.src[at]&0xc0 == 0x80 {
				at++
			}
			col++
		}
		cuts = append(cuts, at)
	}
	for k, from := range cuts {
		stop := l.end
		if k+1 < len(cuts) {
			stop = cuts[k+1]
		}
		s.emit(doc.Cell, from, stop, "")
	}
}

// grid reads a grid table: cells of rows of one line; other tables are opaque.
func (s *scanner) grid(i, to int) int {
	end, single := i, true
	for end < to && !s.lines[end].blank() && (s.src[s.lines[end].text] == '+' || s.src[s.lines[end].text] == '|') {
		if end > i && s.src[s.lines[end].text] == '|' && s.src[s.lines[end-1].text] == '|' {
			single = false
		}
		end++
	}
	if !single {
		s.opaque(s.lines[i].text, s.lines[end-1].end)
		return end
	}
	s.within("table", func() {
		for _, l := range s.lines[i:end] {
			if s.src[l.text] != '|' {
				continue
			}
			from := l.text + 1
			for at := from; at < l.end; at++ {
				if s.src[at] == '|' || s.src[at] == '+' && at+1 == l.end {
					s.emit(doc.Cell, from, at, "")
					from = at + 1
				}
			}
		}
	})
	return end
}
