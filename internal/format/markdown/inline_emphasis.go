package markdown

import "stele/internal/doc"

// emphasis pairs the marks that were noted, as CommonMark's delimiter stack
// does, and makes runs of those that pair.
func (in *inliner) emphasis() {
	ds := in.delims
	// bottom[k]: openers at or below this index cannot match closers of kind k.
	var bottom [4][3]int
	for i := range bottom {
		for j := range bottom[i] {
			bottom[i][j] = -1
		}
	}
	var stack []int
	for k := range ds {
		d := &ds[k]
		if d.close {
			for d.count > 0 {
				b := &bottom[kindOf(d.c)][d.count%3]
				j := len(stack) - 1
				for ; j >= 0 && stack[j] > *b; j-- {
					if in.pairs(&ds[stack[j]], d) {
						break
					}
				}
				if j < 0 || stack[j] <= *b {
					if len(stack) > 0 {
						*b = stack[len(stack)-1]
					}
					break
				}
				o := &ds[stack[j]]
				n := min(o.count, d.count, 2)
				if d.c == '~' || d.c == '=' {
					n = d.count
				}
				o.count -= n
				in.runs_ = append(in.runs_, doc.Run{Kind: doc.RunMarkup, Start: o.at + o.count, End: o.at + o.count + n})
				in.runs_ = append(in.runs_, doc.Run{Kind: doc.RunMarkup, Start: d.at, End: d.at + n})
				d.at += n
				d.count -= n
				if o.count > 0 {
					stack = stack[:j+1]
				} else {
					stack = stack[:j]
				}
			}
		}
		if d.open && d.count > 0 {
			stack = append(stack, k)
		}
	}
}

func (in *inliner) pairs(o, c *delim) bool {
	if o.c != c.c {
		return false
	}
	if o.c == '~' || o.c == '=' {
		return o.count == c.count
	}
	// The rule of three of CommonMark.
	return !((o.close || c.open) && (o.count+c.count)%3 == 0 && (o.count%3 != 0 || c.count%3 != 0))
}

func kindOf(c byte) int {
	switch c {
	case '*':
		return 0
	case '_':
		return 1
	case '~':
		return 2
	}
	return 3
}
