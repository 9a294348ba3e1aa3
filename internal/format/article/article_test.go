package article_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
	"stele/internal/format/text"
)

const long = "This is a paragraph of the article that has more than twenty words in it, so that nobody could take it for a label or a title."

// Each case is a post in plain text; want has a letter per block: t title,
// d date, b byline, f furniture, g biography, n note, . body.
var posts = []struct{ name, src, want string }{
	{"English", "Date:\n\nShare:\n\nThe Mills of the North\n\nSimilar Posts\n\nThis post is also available in: Türkçe Русский\n\nLONG\n\nLONG\n\n[1] A note.", "fftff..n"},
	{"Turkish", "Tarih:\n\nPaylaş:\n\nKuzeyin Değirmenleri\n\nBenzer İçerikler\n\nBu yazı şu dillerde de mevcuttur: English Русский\n\nLONG\n\nLONG", "fftff.."},
	{"Russian", "Дата:\n\nПоделиться:\n\nМельницы севера\n\nПохожие записи\n\nЭта запись также доступна на: English Türkçe\n\nLONG\n\nLONG", "fftff.."},
	{"labels that are in no list", "Päivämäärä:\n\nPohjoisen myllyt\n\nJaa:\n\nLue myös: English Suomi\n\nLONG\n\nLONG", "ftff.."},
	{"date and byline", "The Mills of the North\n\n28 April 2023\n\nBy Ada Lind\n\nLONG\n\nLONG", "tdb.."},
	{"a colon in the text", "A Title\n\nLONG\n\nFor example:\n\nLONG", "t..."},
	{"one block biography", "A Title\n\nLONG\n\nLONG\n\nDr. Ada LIND\nDr. Ada LIND\nLind studied the mills of the north and has written two books about them.", "t..g"},
	{"in another language than its name line", "A Title\n\nLONG\n\nLONG\n\nДоктор Ада ЛИНД\nDr. Ada LIND\nLind kuzeyin değirmenlerini inceledi ve onlar hakkında iki kitap yazdı bile.", "t..g"},
	{"biography in blocks", "A Title\n\nLONG\n\nLONG\n\nAda Lind\n\nLind studied the mills of the north and has written two books about them.", "t..gg"},
	{"two authors", "A Title\n\nLONG\n\nLONG\n\nAda Lind\nLind studied the mills of the north and wrote books.\n\nEmre Su\nEmre Su studied the rivers of the south and wrote nothing.", "t..gg"},
	{"no biography", "A Title\n\nLONG\n\nLONG\n\nThe North Remembers\n\nIn the end all the mills were closed, one after the other.", "t...."},
	{"biography before furniture", "A Title\n\nLONG\n\nLONG\n\nAda Lind\nLind studied the mills of the north and wrote books.\n\nLeave a comment\n\nFacebook", "t..gff"},
	{"headed", "A Title\n\nLONG\n\nLONG\n\nAbout the author\n\nShe lives in Lund.", "t..gg"},
	{"no title", "LONG\n\nLONG", ".."},
	{"nothing", "", ""},
}

func TestRoles(t *testing.T) {
	for _, tc := range posts {
		v, err := text.Reader{}.Parse("x.txt", []byte(strings.ReplaceAll(tc.src, "LONG", long)))
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, s := range v.Segments {
			got.WriteString(letter(s))
		}
		if diff := cmp.Diff(tc.want, got.String()); diff != "" {
			t.Errorf("%s: -want +got\n%s", tc.name, diff)
		}
	}
}

func letter(s doc.Segment) string {
	switch {
	case s.Kind == doc.Note:
		return "n"
	case s.Role == doc.Title:
		return "t"
	case s.Role == doc.Date:
		return "d"
	case s.Role == doc.Byline:
		return "b"
	case s.Role == doc.Furniture:
		return "f"
	case s.Role == doc.Biography:
		return "g"
	}
	return "."
}
