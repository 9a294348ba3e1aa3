package align

// enough is the number of source segments that a lexicon is learnt from. More
// teach rare words only, and each costs as much as the first: what is left over
// is aligned with what these taught.
const enough = 2000

// teachers are the pairs to learn from, by index, ascending; all of them where
// there are not far more than enough. They are spread over the whole list, so
// that every part of a project is heard, and no text takes more than a quarter.
func teachers(pairs []Pair) (learn, rest []int) {
	total := 0
	for _, p := range pairs {
		total += len(p.Source.Segments)
	}
	if total <= enough+enough/2 {
		return all(len(pairs)), nil
	}
	taken := make([]bool, len(pairs))
	have := 0
	// A step near the golden section's that shares no factor with the length
	// visits every pair once, and far apart.
	n := len(pairs)
	step := max(1, int(float64(n)*0.618))
	for gcd(step, n) != 1 {
		step++
	}
	for k, i := 0, 0; k < n && have < enough; k, i = k+1, (i+step)%n {
		if s := len(pairs[i].Source.Segments); s <= enough/4 && len(pairs[i].Target.Segments) > 0 {
			taken[i] = true
			have += s
		}
	}
	if have < enough/2 {
		return all(n), nil // a few giants: there is nothing to choose from
	}
	for i, t := range taken {
		if t {
			learn = append(learn, i)
		} else {
			rest = append(rest, i)
		}
	}
	return learn, rest
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func all(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func chosen(pairs []Pair, at []int) []Pair {
	out := make([]Pair, len(at))
	for k, i := range at {
		out[k] = pairs[i]
	}
	return out
}
