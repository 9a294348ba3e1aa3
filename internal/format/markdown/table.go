package markdown

import (
	"strings"

	"stele/internal/doc"
)

// table is the open table; columns is 0 when there is none.
type table struct {
	columns int
}

// openTable makes the last line of the open paragraph a table's head, when line
// is the row of dashes under it.
func (s *scanner) openTable(line string) bool {
	columns := delimiterRow(line)
	if columns == 0 {
		return false
	}
	head := s.para.lines[len(s.para.lines)-1]
	if cells(s.src, head.start, head.end, nil) != columns {
		return false
	}
	if s.para.lines = s.para.lines[:len(s.para.lines)-1]; len(s.para.lines) > 0 {
		s.flushParagraph()
	}
	s.table.columns = columns
	s.row(head.start, head.end)
	return true
}

// delimiterRow counts the columns of a row such as | :-- | --: |; 0 when it is
// none. One column needs a bar.
func delimiterRow(line string) int {
	t := strings.TrimSpace(line)
	if strings.IndexByte(t, '|') < 0 && strings.IndexByte(t, ':') < 0 {
		return 0
	}
	bars := strings.IndexByte(t, '|') >= 0
	t = strings.TrimSuffix(strings.TrimPrefix(t, "|"), "|")
	n := 0
	for more := true; more; n++ {
		var cell string
		cell, t, more = strings.Cut(t, "|")
		cell = strings.TrimSpace(cell)
		cell = strings.TrimSuffix(strings.TrimPrefix(cell, ":"), ":")
		if cell == "" || strings.Trim(cell, "-") != "" {
			return 0
		}
	}
	if n == 1 && !bars {
		return 0
	}
	return n
}

// row adds the cells of a row. Empty cells give no segment.
func (s *scanner) row(start, end int) {
	names := s.names
	s.names = append(names[:len(names):len(names)], "table")
	cells(s.src, start, end, func(from, to int) { s.emit(doc.Cell, from, to) })
	s.names = names
}

// cells counts the cells of a row and visits each. A bar within a code span
// ends a cell too, unless it is escaped, as GFM has it.
func cells(src string, start, end int, visit func(from, to int)) int {
	for start < end && isSpace(src[start]) {
		start++
	}
	for end > start && isSpace(src[end-1]) {
		end--
	}
	if start < end && src[start] == '|' {
		start++
	}
	n, from := 0, start
	for at := start; at < end; at++ {
		switch src[at] {
		case '\\':
			at++
		case '|':
			n++
			if visit != nil {
				visit(from, at)
			}
			from = at + 1
		}
	}
	if strings.TrimSpace(src[min(from, end):end]) != "" {
		n++
		if visit != nil {
			visit(from, end)
		}
	}
	return n
}
