package edition

import (
	"bytes"
	"embed"
	"errors"
	"html/template"
	"io/fs"
	"regexp"
	"strconv"
	"sync"

	"stele/internal/fault"
)

//go:embed theme
var builtin embed.FS

// Theme is the pages' templates and style sheets.
type Theme struct {
	page, parallel       *template.Template
	style, parallelStyle template.CSS
	book                 []byte // the style sheet of books
}

// The files of a theme. A project's theme may have any of them; the built-in
// ones stand in for the rest.
const (
	pageFile          = "page.html"
	styleFile         = "style.css"
	parallelFile      = "parallel.html"
	parallelStyleFile = "parallel.css"
	bookStyleFile     = "book.css"
)

// BuiltinFiles is the built-in theme, to start one's own from.
func BuiltinFiles() fs.FS {
	sub, err := fs.Sub(builtin, "theme")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}

var builtinTheme = sync.OnceValue(func() *Theme {
	t, err := LoadTheme(BuiltinFiles(), "theme")
	if err != nil {
		panic(err) // a test loads it
	}
	return t
})

// Builtin is the theme that the program carries.
func Builtin() *Theme { return builtinTheme() }

// LoadTheme reads a theme's files. dir is how messages call the folder. A
// broken template is a fault with its file and line.
func LoadTheme(files fs.FS, dir string) (*Theme, error) {
	t := &Theme{}
	for name, to := range map[string]**template.Template{pageFile: &t.page, parallelFile: &t.parallel} {
		src, err := themeFile(files, name)
		if err != nil {
			return nil, fault.New(fault.Input, FaultTemplate, dir+"/"+name).Because(err)
		}
		if *to, err = template.New(dir + "/" + name).Parse(string(src)); err != nil {
			return nil, templateFault(dir+"/"+name, err)
		}
	}
	for name, to := range map[string]*template.CSS{styleFile: &t.style, parallelStyleFile: &t.parallelStyle} {
		src, err := themeFile(files, name)
		if err != nil {
			return nil, fault.New(fault.Input, FaultTemplate, dir+"/"+name).Because(err)
		}
		*to = template.CSS(bytes.ReplaceAll(src, []byte("</"), []byte(`<\/`)))
	}
	book, err := themeFile(files, bookStyleFile)
	if err != nil {
		return nil, fault.New(fault.Input, FaultTemplate, dir+"/"+bookStyleFile).Because(err)
	}
	t.book = book
	return t, nil
}

func themeFile(files fs.FS, name string) ([]byte, error) {
	data, err := fs.ReadFile(files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ReadFile(BuiltinFiles(), name)
	}
	return data, err
}

var templateLine = regexp.MustCompile(`:(\d+)(?::\d+)?:`)

// templateFault finds the line in an error of text/template or html/template,
// which say it in prose only.
func templateFault(path string, err error) error {
	f := fault.New(fault.Config, FaultTemplate, path).Because(err)
	if m := templateLine.FindStringSubmatch(err.Error()); m != nil {
		if n, e := strconv.Atoi(m[1]); e == nil {
			f.At(n)
		}
	}
	return f
}
