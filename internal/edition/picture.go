package edition

import (
	"bytes"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
)

// Images gives the bytes of a picture by the relative path that a text names it
// by, so that the page carries it; false leaves the path as it is.
type Images func(path string) ([]byte, bool)

// maxPicture is the size above which a picture is not carried in the page.
const maxPicture = 4 << 20

// ImagesIn reads pictures of a text that lies in a folder, which is given
// relative to root. Nothing outside root is read.
func ImagesIn(root, folder string) Images {
	return func(src string) ([]byte, bool) {
		u, err := url.Parse(src)
		if err != nil || path.IsAbs(u.Path) {
			return nil, false
		}
		r, err := os.OpenRoot(root)
		if err != nil {
			return nil, false
		}
		defer r.Close()
		f, err := r.Open(filepath.FromSlash(path.Join(filepath.ToSlash(folder), u.Path)))
		if err != nil {
			return nil, false
		}
		defer f.Close()
		if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
			return nil, false
		}
		data, err := io.ReadAll(io.LimitReader(f, maxPicture+1))
		return data, err == nil && len(data) <= maxPicture
	}
}

// picture gives the address of a local picture: its bytes where they are to be
// had and of a kind that a browser shows. A browser runs nothing in a drawing
// that an img element shows, and fetches nothing for it.
func picture(src string, images Images) string {
	if images == nil {
		return src
	}
	data, ok := images(src)
	if !ok {
		return src
	}
	kind := http.DetectContentType(data)
	switch {
	case kind == "image/png", kind == "image/jpeg", kind == "image/gif", kind == "image/webp":
	case drawing.Match(data[:min(len(data), 1024)]) && !bytes.ContainsRune(data, 0):
		kind = "image/svg+xml"
	default:
		return src
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)
}

var drawing = regexp.MustCompile(`(?s)^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg[\s>]`)
