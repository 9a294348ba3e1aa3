package markdown

// cursor is a place in a line. Tabs go to the next multiple of four columns; a
// tab may be taken in part, since its width follows from the column alone.
type cursor struct {
	at, end int // offsets in the source; end is before the line break
	col     int
}

// indent gives the columns of blanks ahead and the offset of what follows.
func (c cursor) indent(src string) (cols, at int) {
	col := c.col
	for at = c.at; at < c.end; at++ {
		switch src[at] {
		case ' ':
			col++
		case '\t':
			col += 4 - col%4
		default:
			return col - c.col, at
		}
	}
	return col - c.col, at
}

// skip takes n columns of blanks.
func (c *cursor) skip(src string, n int) {
	for n > 0 && c.at < c.end {
		switch src[c.at] {
		case ' ':
			c.at++
			c.col++
			n--
		case '\t':
			w := 4 - c.col%4
			if w > n {
				c.col += n
				return
			}
			c.at++
			c.col += w
			n -= w
		default:
			return
		}
	}
}

// to moves past marker characters, each one column wide.
func (c *cursor) to(src string, at int) {
	for c.at < at {
		if src[c.at] == '\t' {
			c.col += 4 - c.col%4
		} else {
			c.col++
		}
		c.at++
	}
}

// lineAt gives the end of the line without its break, and the start of the
// next one.
func lineAt(src string, at int) (end, next int) {
	n := indexByte(src, at, '\n')
	if n < 0 {
		return len(src), len(src)
	}
	end = n
	if end > at && src[end-1] == '\r' {
		end--
	}
	return end, n + 1
}
