package project

import (
	"os"
	"path/filepath"
	"strings"
)

// ignoring is the .gitignore files from the root down to one folder, innermost
// first. It covers what git documents but for escapes of trailing spaces.
type ignoring struct {
	outer *ignoring
	dir   string // relative to the root, "" for the root itself
	rules []ignoreRule
}

type ignoreRule struct {
	pattern  string
	not      bool
	onlyDirs bool
	anchored bool // to the folder of its file
}

// enter adds a folder's own .gitignore, if it has one.
func (g *ignoring) enter(root, dir string) *ignoring {
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(dir), ".gitignore"))
	if err != nil {
		return g
	}
	rules := parseIgnore(string(data))
	if len(rules) == 0 {
		return g
	}
	return &ignoring{outer: g, dir: dir, rules: rules}
}

func parseIgnore(text string) []ignoreRule {
	var rules []ignoreRule
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		var r ignoreRule
		if r.not = line[0] == '!'; r.not {
			line = line[1:]
		}
		line = strings.TrimPrefix(line, "\\")
		if r.onlyDirs = strings.HasSuffix(line, "/"); r.onlyDirs {
			line = strings.TrimRight(line, "/")
		}
		r.anchored = strings.Contains(line, "/")
		if r.pattern = strings.TrimPrefix(line, "/"); r.pattern != "" {
			rules = append(rules, r)
		}
	}
	return rules
}

// ignored reports whether a path relative to the root is ignored. The last
// rule of the innermost file that matches decides.
func (g *ignoring) ignored(name string, isDir bool) bool {
	base := name[strings.LastIndexByte(name, '/')+1:]
	for ; g != nil; g = g.outer {
		local := name
		if g.dir != "" {
			local = strings.TrimPrefix(name, g.dir+"/")
		}
		for i := len(g.rules) - 1; i >= 0; i-- {
			r := g.rules[i]
			if r.onlyDirs && !isDir {
				continue
			}
			if r.anchored && Glob(r.pattern, local) || !r.anchored && globName(r.pattern, base) {
				return !r.not
			}
		}
	}
	return false
}
