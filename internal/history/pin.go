package history

import (
	"cmp"
	"regexp"
	"strings"

	"stele/internal/doc"
)

// Pin is a commit of the source that a translation's file records.
type Pin struct {
	Key    string // as the file spells it, dotted when nested
	Commit string // as the file spells it: 7 to 64 hexadecimal digits
	// Drifted: the file itself says that its source has changed since.
	Drifted bool
}

// pinKeys are the names in use, letters and digits only. A nested key counts by
// its last part, or by its last two together.
var pinKeys = map[string]bool{
	"sourcecommit":      true, // MDN: l10n.sourceCommit
	"defaultlangcommit": true, // OpenTelemetry, Helm
	"encommit":          true,
	"enrevision":        true, // PHP, in a comment
	"sourcerevision":    true,
	"sourcehash":        true,
	"upstreamcommit":    true,
	"originalcommit":    true,
	"translatedcommit":  true,
	"translationcommit": true,
}

var driftKeys = map[string]bool{"driftedfromdefault": true, "drifted": true}

// FindPin looks for a recorded commit in the metadata of a version, then in
// its comments. Code fences and running text that show one do not count, nor
// does a placeholder, which is no hash.
func FindPin(v *doc.Version) (Pin, bool) {
	var found Pin
	drifted := false
	for key, values := range v.Meta {
		if len(values) == 0 {
			continue
		}
		if isDriftKey(key) && values[0] != "" && !strings.EqualFold(values[0], "false") {
			drifted = true
		}
		if !isPinKey(key) {
			continue
		}
		// A value with a letter is no number, and is as the file spells it.
		hash := firstHash(values[0])
		if !strings.ContainsAny(hash, "abcdefABCDEF") {
			hash = cmp.Or(rawValue(v.Source, key), hash)
		}
		// Two keys: the first by name, so that the answer does not depend on
		// the order of a map.
		if hash != "" && (found.Commit == "" || key < found.Key) {
			found = Pin{Key: key, Commit: hash}
		}
	}
	if found.Commit == "" {
		found = commentPin(v)
	}
	found.Drifted = drifted
	return found, found.Commit != ""
}

func isPinKey(key string) bool   { return keyIn(key, pinKeys) }
func isDriftKey(key string) bool { return keyIn(key, driftKeys) }

func keyIn(key string, set map[string]bool) bool {
	parts := strings.Split(key, ".")
	last := plain(parts[len(parts)-1])
	return set[last] || len(parts) > 1 && set[plain(parts[len(parts)-2])+last]
}

func plain(key string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, key)
}

// firstHash is the value when its first word is a hash: "c2cd5b14 # patched".
func firstHash(value string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(value), " ")
	word = strings.Trim(word, `"'`)
	if isHash(word) {
		return word
	}
	return ""
}

// rawValue reads a key's value as it is spelt: to YAML 12345678 is a number,
// and 1234e567 a very large one.
func rawValue(src []byte, key string) string {
	last := key[strings.LastIndexByte(key, '.')+1:]
	head := src
	if len(head) > 1<<16 {
		head = head[:1<<16]
	}
	lines := strings.Split(string(head), "\n")
	if len(lines) == 0 {
		return ""
	}
	fence := strings.TrimSpace(strings.TrimPrefix(lines[0], "\ufeff"))
	if fence != "---" && fence != "+++" {
		return ""
	}
	for _, line := range lines[1:] {
		line = strings.TrimSpace(line)
		if line == fence {
			break
		}
		rest, ok := strings.CutPrefix(strings.TrimLeft(line, `"'`), last)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, `"' `)
		if value, ok := cutAny(rest, ":="); ok {
			if h := firstHash(value); h != "" {
				return h
			}
		}
	}
	return ""
}

func cutAny(s, marks string) (string, bool) {
	if s == "" || !strings.ContainsRune(marks, rune(s[0])) {
		return "", false
	}
	return s[1:], true
}

// pinLine is "EN-Revision: 0123abc" and the like, anywhere in a comment.
var pinLine = regexp.MustCompile(`(?m)(?:^|\s|\$)([A-Za-z][A-Za-z0-9_.-]{3,40})\s*[:=]\s*["']?([0-9a-fA-F]{7,64})\b`)

// headComment finds the comment that says it in a file whose format has no
// reader of its own.
var headComment = regexp.MustCompile(`(?s)<!--(.*?)-->`)

func commentPin(v *doc.Version) Pin {
	for _, c := range v.Comments {
		if p := pinIn(c.Text); p.Commit != "" {
			return p
		}
	}
	if v.Format != "text" {
		return Pin{}
	}
	head := v.Source[:min(len(v.Source), 4096)]
	for _, m := range headComment.FindAllSubmatch(head, -1) {
		if p := pinIn(string(m[1])); p.Commit != "" {
			return p
		}
	}
	return Pin{}
}

func pinIn(comment string) Pin {
	for _, m := range pinLine.FindAllStringSubmatch(comment, -1) {
		if isPinKey(m[1]) {
			return Pin{Key: m[1], Commit: m[2]}
		}
	}
	return Pin{}
}
