// Package live serves editions to the one who edits them, on his own machine.
//
// [New] makes a [Server]; [Server.Show] gives it the editions, again whenever
// they were made anew, and [Server.Fail] what went wrong instead. Pages that
// carry [Script] follow. The caller listens, on a loopback address.
//
// Promised: only requests that name a loopback host are answered, so that no
// page of the web reads along through a name of its own; only editions are
// served, never a file. It is not for publishing.
package live

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"stele/internal/edition"
	"stele/internal/lang"
)

// events is where pages hear of changes.
const events = "/_stele/events"

// Script makes a page load again when the editions change, and shows what went
// wrong when they could not be made.
const Script = `(() => {
  let seen;
  new EventSource("` + events + `").onmessage = e => {
    const now = JSON.parse(e.data);
    document.getElementById("stele-failure")?.remove();
    if (now.failure) {
      const box = document.createElement("pre");
      box.id = "stele-failure";
      box.setAttribute("role", "alert");
      box.textContent = now.failure;
      box.style.cssText = "position:fixed;inset:auto 0 0 0;margin:0;padding:1rem;background:#7a1f1f;color:#fff;white-space:pre-wrap;z-index:9;text-align:left";
      document.body.append(box);
    } else if (seen && seen !== now.version) {
      location.reload();
    }
    seen = now.version;
  };
})();`

// Words are what the list of editions says, in the editor's language.
type Words struct{ Locale, Title string }

// Server serves editions. It is safe for concurrent use.
type Server struct {
	words Words
	start int64 // tells one run of the program from the next

	mu      sync.Mutex
	files   map[string]edition.Output
	failure string
	version int
	changed chan struct{} // closed at the next change
}

// New makes a server without editions.
func New(words Words) *Server {
	return &Server{words: words, start: time.Now().UnixNano(), changed: make(chan struct{})}
}

// Show takes the editions to serve in place of those before. Pages that are
// open load again when any of them differs.
func (s *Server) Show(outputs []edition.Output) {
	files := make(map[string]edition.Output, len(outputs))
	for _, o := range outputs {
		files[o.Name] = o
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	same := len(files) == len(s.files)
	for name, o := range files {
		same = same && bytes.Equal(o.Data, s.files[name].Data)
	}
	if same && s.failure == "" && s.files != nil {
		return
	}
	if !same {
		s.version++
	}
	s.files, s.failure = files, ""
	s.tell()
}

// Fail shows a message on the pages, which stay as they were.
func (s *Server) Fail(message string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failure = message
	s.tell()
}

func (s *Server) tell() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// ServeHTTP answers GET for the list of editions, an edition, and the stream
// of changes.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case !loopback(r.Host):
		http.Error(w, "this is served to this machine only", http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		http.Error(w, "only GET", http.StatusMethodNotAllowed)
	case r.URL.Path == events:
		s.stream(w, r)
	case r.URL.Path == "/":
		s.list(w)
	default:
		s.mu.Lock()
		o, ok := s.files[strings.TrimPrefix(path.Clean(r.URL.Path), "/")]
		s.mu.Unlock()
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		http.ServeContent(w, r, o.Name, time.Time{}, bytes.NewReader(o.Data))
	}
}

// loopback reports whether a Host header names this machine alone.
func loopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Trim(host, "[]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// stream sends the present version, and every one that follows.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		s.mu.Lock()
		now, changed := map[string]string{"version": fmt.Sprintf("%d-%d", s.start, s.version), "failure": s.failure}, s.changed
		s.mu.Unlock()
		data, err := json.Marshal(now)
		if err != nil {
			return
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil || flush.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}

type listed struct {
	ID    string
	Links []link
}

type link struct{ Href, Lang, Name, Percent string }

var listPage = template.Must(template.New("list").Parse(`<!doctype html>
<html lang="{{.Words.Locale}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Words.Title}}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
ul { list-style: none; padding: 0; } li { padding: .3rem 0; border-top: 1px solid #8884; }
a { margin-inline-end: 1rem; display: inline-block; }
</style>
</head>
<body>
<main>
<h1>{{.Words.Title}}</h1>
<ul>
{{range .Rows}}<li>{{.ID}}<br>{{range .Links}}<a href="/{{.Href}}"><span lang="{{.Lang}}">{{.Name}}</span>{{with .Percent}} {{.}}{{end}}</a>{{end}}</li>
{{end}}</ul>
</main>
<script>{{.Script}}</script>
</body>
</html>
`))

func (s *Server) list(w http.ResponseWriter) {
	s.mu.Lock()
	outputs := make([]edition.Output, 0, len(s.files))
	for _, o := range s.files {
		outputs = append(outputs, o)
	}
	s.mu.Unlock()
	slices.SortFunc(outputs, func(a, b edition.Output) int {
		return strings.Compare(a.ID+"\x00"+a.Name, b.ID+"\x00"+b.Name)
	})
	var rows []listed
	for _, o := range outputs {
		if len(rows) == 0 || rows[len(rows)-1].ID != o.ID {
			rows = append(rows, listed{ID: o.ID})
		}
		l := link{Href: o.Name, Lang: o.Locale, Name: lang.NativeName(o.Locale)}
		if strings.Contains(o.Locale, ",") {
			l.Lang, l.Name = "", o.Locale
		}
		if !o.Complete {
			l.Percent = fmt.Sprintf("%d %%", o.Percent)
		}
		row := &rows[len(rows)-1]
		row.Links = append(row.Links, l)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	// The client is gone when this fails, and nobody is left to be told.
	_ = listPage.Execute(w, map[string]any{"Words": s.words, "Rows": rows, "Script": template.JS(Script)})
}
