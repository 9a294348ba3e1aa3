// Package format turns files into segments and back.
//
// [Parse] picks the reader by the file's name. Writing is splicing: [Write]
// replaces the texts of some segments and copies every other byte, so that
// parse → write is the identity on every file, whatever syntax is in it.
//
// Promised for every reader: spans are in order, do not overlap, lie within the
// file and hold exactly the segment's text (continuation prefixes aside); no
// input makes a reader panic; what a reader does not understand becomes an
// opaque segment or no segment, never an error, save for front matter that
// cannot be read.
//
// It is not a renderer, and knows nothing of locales or alignment.
package format

import (
	"path"
	"strings"

	"stele/internal/doc"
)

// Reader parses one format.
type Reader interface {
	// Name is the format's name as printed: "markdown", "html", "text".
	Name() string
	// Parse reads a whole file. The returned version keeps src; the caller must
	// not change it afterwards. Errors are *fault.Fault.
	Parse(name string, src []byte) (*doc.Version, error)
}

// Ext is the lower-case extension of a name, without the dot.
func Ext(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}
