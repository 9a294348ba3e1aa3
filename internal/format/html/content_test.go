package html

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
)

const (
	sentence = "The bridge was built in the year of the great flood, when the old one fell into the river. "
	long     = sentence + sentence + sentence
)

// What readers read of a page, and what stands beside it.
func TestContent(t *testing.T) {
	for _, tc := range []struct {
		name, page string
		want       []string
	}{
		{"a long script within a text stands between two texts",
			"<p>One sentence here <script>" + strings.Repeat("f(a<b);", 500) + "</script> and another there</p>",
			[]string{"One sentence here", "and another there"}},
		{"a picture within the page is no words",
			"<p>See <img src=\"data:image/png;base64," + strings.Repeat("AAAABBBB", 4000) + "\" alt=\"a boat\"> there.</p>",
			[]string{"See a boat there."}},
		{"a widget that holds the text is no furniture",
			"<div class='main section'><div class='widget Blog'><p>" + long + "</p></div></div>",
			[]string{long}},
		{"cookie notes are dropped, other articles are furniture",
			"<div class='content'><p>" + long + "</p><div class='jp-related-posts'><p>Another article</p></div></div><div id='CookiebotDialog'><p>" + sentence + "</p></div>",
			[]string{long, "furniture: Another article"}},
		{"the class of a body tells of the page",
			"<body class='search'><p>" + sentence + "</p></body>",
			[]string{sentence}},
		{"an introduction beside the rest of a story is part of it",
			"<div class='story'><div class='intro'><p>" + sentence + "</p></div><div class='rest'><p>" + long + "</p></div></div>",
			[]string{sentence, long}},
	} {
		v, err := Reader{}.Parse("page.html", []byte(tc.page))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range v.Segments {
			text := strings.Join(strings.Fields(v.Segments[i].Words()), " ")
			if v.Segments[i].Role == doc.Furniture {
				text = "furniture: " + text
			}
			got = append(got, text)
		}
		for i := range tc.want {
			tc.want[i] = strings.TrimSpace(tc.want[i])
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", tc.name, diff)
		}
	}
}
