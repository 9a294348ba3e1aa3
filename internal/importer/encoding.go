package importer

import (
	"bytes"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"

	"stele/internal/fault"
)

// decoded is a page or a text in UTF-8. Bytes that are UTF-8 are taken for that
// whatever is declared, since browsers save pages so and leave the declaration;
// next comes what is declared, and then what the bytes look like (chardet, the
// detector of ICU). A declared Latin-1 is no better than none: servers say it of
// everything.
func decoded(name string, src []byte, contentType string, page bool) ([]byte, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	wide := bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff})
	if !wide && mostlyUTF8(src) && !escapes(src) {
		return bytes.ToValidUTF8(src, []byte("\ufffd")), nil
	}
	encoding, label, certain := charset.DetermineEncoding(src[:min(len(src), 4096)], contentType)
	if !wide && (!page || label == "utf-8" || label == "windows-1252" && !certain) {
		detector := chardet.NewTextDetector()
		if page {
			detector = chardet.NewHtmlDetector()
		}
		best, err := detector.DetectBest(src)
		if err != nil {
			return nil, fault.New(fault.Input, FaultEncoding, name, "Encoding", "UTF-8").Because(err)
		}
		if encoding, label = charset.Lookup(best.Charset); encoding == nil || label == "utf-8" {
			return nil, fault.New(fault.Input, FaultEncoding, name, "Encoding", "UTF-8")
		}
	}
	text, err := encoding.NewDecoder().Bytes(src)
	if err != nil {
		return nil, fault.New(fault.Input, FaultEncoding, name, "Encoding", label).Because(err)
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), nil
}

// mostlyUTF8 reports bytes with no more than a slip here and there: text in an
// older encoding holds next to no sequence of UTF-8.
func mostlyUTF8(src []byte) bool {
	if utf8.Valid(src) {
		return true
	}
	good, bad := 0, 0
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		i += n
	}
	return good > 10*bad
}

// escapes reports ISO-2022, which is ASCII with escape sequences.
func escapes(src []byte) bool { return bytes.Contains(src, []byte("\x1b$")) }
