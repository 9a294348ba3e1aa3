package edition

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash/crc32"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// withSize fills in what a raw zip entry must know beforehand, so that no data
// descriptor follows the first one.
func withSize(h *zip.FileHeader, data []byte) *zip.FileHeader {
	h.CRC32 = crc32.ChecksumIEEE(data)
	h.CompressedSize64, h.UncompressedSize64 = uint64(len(data)), uint64(len(data))
	return h
}

// bind makes a chapter's tree fit into a book: pictures become files of it,
// links that lead nowhere in it become text, ids are unique.
func (w *bookWriter) bind(root *html.Node) {
	ids := map[string]bool{}
	for _, n := range find(root, func(n *html.Node) bool { return n.Type == html.ElementNode }) {
		for _, name := range []string{"loading", "tabindex", "data-note", "data-stele", markAttr} {
			dropAttr(n, name)
		}
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				dropAttr(n, "id")
			}
			ids[id] = true
		}
		if l := attr(n, "lang"); l != "" {
			setAttr(n, "xml:lang", l)
		}
		if isElement(n, "pre") { // a book's style sheet may not say direction
			setAttr(n, "dir", "ltr")
		}
		if attr(n, "role") == "doc-noteref" {
			setAttr(n, "epub:type", "noteref")
		}
		if attr(n, "role") == "doc-endnotes" {
			setAttr(n, "epub:type", "endnotes")
		}
	}
	for _, a := range findElements(root, "a") {
		href := attr(a, "href")
		u, err := url.Parse(href)
		switch {
		case err != nil, u.Scheme == "" && u.Host == "" && !(strings.HasPrefix(href, "#") && ids[u.Fragment]), u.Scheme == "" && u.Host != "":
			dropAttr(a, "href")
			dropAttr(a, "role")
			dropAttr(a, "epub:type")
		default:
			setAttr(a, "href", u.String())
		}
	}
	for _, img := range findElements(root, "img") {
		w.picture(img)
	}
}

// extensions are of the pictures that every reading system shows.
var extensions = map[string]string{"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg"}

// picture puts a carried picture into a file, or its alternative text in its
// place.
func (w *bookWriter) picture(img *html.Node) {
	kind, data, ok := strings.Cut(strings.TrimPrefix(attr(img, "src"), "data:"), ";base64,")
	raw, err := base64.StdEncoding.DecodeString(data)
	if !ok || err != nil || extensions[kind] == "" {
		if alt := attr(img, "alt"); alt != "" {
			img.Parent.InsertBefore(textNode("["+alt+"]"), img)
		}
		remove(img)
		return
	}
	sum := sha256.Sum256(raw)
	name := w.images[sum]
	if name == "" {
		name = fmt.Sprintf("p%04d.%s", len(w.images)+1, extensions[kind])
		w.images[sum] = name
		w.files = append(w.files, bookFile{name: name, kind: kind, data: raw})
	}
	setAttr(img, "src", name)
}
