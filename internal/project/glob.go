package project

import "strings"

// Glob reports whether a slash-separated path matches a pattern in which "*"
// and "?" stay within one name, "[a-z]" is a set and "**" spans names. A
// pattern that cannot be read matches nothing but itself.
func Glob(pattern, name string) bool {
	return pattern == name || globParts(strings.Split(pattern, "/"), strings.Split(name, "/"))
}

// Under reports whether a slash-separated name matches a pattern or lies below
// what it matches, so that "drafts" takes in the whole folder. "**" spans any
// number of folders.
func Under(pattern, name string) bool {
	pattern = strings.Trim(pattern, "/")
	return Glob(pattern, name) || Glob(pattern+"/**", name)
}

func globParts(pattern, name []string) bool {
	for i, p := range pattern {
		if p == "**" {
			rest := pattern[i+1:]
			if len(rest) == 0 {
				return len(name) > 0
			}
			for skip := range len(name) + 1 {
				if globParts(rest, name[skip:]) {
					return true
				}
			}
			return false
		}
		if len(name) == 0 || !globName(p, name[0]) {
			return false
		}
		name = name[1:]
	}
	return len(name) == 0
}

// globName matches one name, byte by byte; a mismatch goes back to the last
// star, so the cost stays within the product of the lengths.
func globName(p, s string) bool {
	star, from := -1, 0
	i, j := 0, 0
	for j < len(s) {
		switch {
		case i < len(p) && p[i] == '*':
			star, from = i, j
			i++
			continue
		case i < len(p):
			if n := globByte(p[i:], s[j]); n > 0 {
				i += n
				j++
				continue
			}
		}
		if star < 0 {
			return false
		}
		from++
		i, j = star+1, from
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}

// globByte is how many bytes of the pattern one byte of a name matches; 0 none.
func globByte(p string, c byte) int {
	switch p[0] {
	case '?':
		return 1
	case '\\':
		if len(p) > 1 && p[1] == c {
			return 2
		}
		return 0
	case '[':
		if end := strings.IndexByte(p[1:], ']'); end > 0 {
			if inSet(p[1:end+1], c) {
				return end + 2
			}
			return 0
		}
	}
	if p[0] == c {
		return 1
	}
	return 0
}

func inSet(set string, c byte) bool {
	not := set[0] == '!' || set[0] == '^'
	if not {
		set = set[1:]
	}
	for i := 0; i < len(set); i++ {
		if i+2 < len(set) && set[i+1] == '-' {
			if set[i] <= c && c <= set[i+2] {
				return !not
			}
			i += 2
		} else if set[i] == c {
			return !not
		}
	}
	return not
}
