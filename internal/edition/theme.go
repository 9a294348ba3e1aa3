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

// Theme is the page's template and style sheet.
type Theme struct {
	page  *template.Template
	style template.CSS
}

// The files of a theme. A project's theme may have any of them; the built-in
// ones stand in for the rest.
const (
	pageFile  = "page.html"
	styleFile = "style.css"
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
	page, err := themeFile(files, pageFile)
	if err != nil {
		return nil, fault.New(fault.Input, FaultTemplate, dir+"/"+pageFile).Because(err)
	}
	style, err := themeFile(files, styleFile)
	if err != nil {
		return nil, fault.New(fault.Input, FaultTemplate, dir+"/"+styleFile).Because(err)
	}
	t, err := template.New(dir + "/" + pageFile).Parse(string(page))
	if err != nil {
		return nil, templateFault(dir+"/"+pageFile, err)
	}
	if _, err := t.Clone(); err != nil {
		return nil, templateFault(dir+"/"+pageFile, err)
	}
	return &Theme{page: t, style: template.CSS(bytes.ReplaceAll(style, []byte("</"), []byte(`<\/`)))}, nil
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
