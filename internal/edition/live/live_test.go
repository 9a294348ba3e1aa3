package live

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"stele/internal/edition"
)

func get(t *testing.T, server *httptest.Server, method, path, host string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if host != "" {
		r.Host = host
	}
	resp, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

// What is being edited is nobody else's: neither another site's page that calls
// itself this host, nor a path that leads out, gets anything.
func TestOnlyEditionsToThisMachine(t *testing.T) {
	s := New(Words{"en", "Editions <b>"})
	s.Show([]edition.Output{{Name: "en/a.html", ID: "a", Locale: "en", Data: []byte("<p>page")}})
	server := httptest.NewServer(s)
	defer server.Close()
	for _, tc := range []struct {
		method, path, host string
		status             int
	}{
		{"GET", "/en/a.html", "", 200}, {"GET", "/en/a.html", "localhost:80", 200}, {"GET", "/en/a.html", "[::1]:80", 200},
		{"GET", "/en/a.html", "evil.example", 421}, {"GET", "/", "evil.example:80", 421}, {"GET", events, "127.0.0.1.evil.example", 421},
		{"GET", "/en/../../../../etc/passwd", "", 404}, {"GET", "/%2e%2e/%2e%2e/etc/passwd", "", 404}, {"GET", "/en/..%5c..%5cx", "", 404},
		{"POST", "/en/a.html", "", 405}, {"GET", "/en/b.html", "", 404}, {"GET", "/", "", 200},
	} {
		status, body := get(t, server, tc.method, tc.path, tc.host)
		if status != tc.status || strings.Contains(body, "root:") {
			t.Errorf("%s %s of %q: %d, not %d", tc.method, tc.path, tc.host, status, tc.status)
		}
	}
	if _, body := get(t, server, "GET", "/", ""); !strings.Contains(body, `href="/en/a.html"`) || strings.Contains(body, "<b>") {
		t.Errorf("the list is %s", body)
	}
}

func TestPagesHearOfChanges(t *testing.T) {
	s := New(Words{})
	s.Show([]edition.Output{{Name: "a.html", Data: []byte("1")}})
	server := httptest.NewServer(s)
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", server.URL+events, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	next := func() string {
		for lines.Scan() {
			if l := lines.Text(); l != "" {
				return l
			}
		}
		t.Fatal(lines.Err())
		return ""
	}
	first := next()
	s.Show([]edition.Output{{Name: "a.html", Data: []byte("1")}}) // the same: nobody is told
	s.Fail("broken: page.html:3")
	if got := next(); !strings.Contains(got, "page.html:3") {
		t.Errorf("got %s", got)
	}
	s.Show([]edition.Output{{Name: "a.html", Data: []byte("1")}})
	if got := next(); got != first {
		t.Errorf("mended, and nothing else changed: got %s, not %s", got, first)
	}
	s.Show([]edition.Output{{Name: "a.html", Data: []byte("2")}})
	if got := next(); got == first {
		t.Error("a change is not told")
	}
}
