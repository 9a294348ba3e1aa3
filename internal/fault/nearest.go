package fault

// Nearest is the candidate within two edits of a word, for "did you mean"; ""
// when there is none. One-letter candidates are too near to everything.
func Nearest(word string, candidates []string) string {
	best, at := "", 3
	for _, c := range candidates {
		if len(c) < 2 {
			continue
		}
		if d := edits(word, c); d < at && d < len(c) {
			best, at = c, d
		}
	}
	return best
}

// edits is the Levenshtein distance of two short ASCII words.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			substitute := diagonal
			if a[i] != b[j] {
				substitute++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitute, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
