package edition

import (
	"fmt"
	"testing"
)

// BenchmarkRender makes 1,000 articles in three languages as pages, on as many
// processors as there are.
func BenchmarkRender(b *testing.B) {
	var articles []Article
	for _, locale := range []string{"en", "tr", "ru"} {
		a := ferryArticle(b, locale)
		for i := range 1000 {
			a.ID = fmt.Sprintf("ferry-%04d", i)
			articles = append(articles, a)
		}
	}
	opt := Options{Fallback: FallbackOld, Labels: labels(b, "en")}
	for b.Loop() {
		if _, err := Render(b.Context(), articles, "html", opt); err != nil {
			b.Fatal(err)
		}
	}
}
