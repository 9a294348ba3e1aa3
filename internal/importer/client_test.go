package importer

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"stele/internal/fault"
)

func TestClient(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private\nAllow: /private/open\n"))
	})
	mux.HandleFunc("/post", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1254")
		w.Write([]byte("<p>\xfdrmak"))
	})
	mux.HandleFunc("/private/", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("x")) })
	mux.HandleFunc("/big", func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, fetchBytes+10)) })
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/private/x", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	open := &Client{Private: true, pause: time.Millisecond}
	if f, err := open.Fetch(ctx, server.URL+"/post"); err != nil || !strings.Contains(f.ContentType, "1254") {
		t.Fatalf("%v %v", f, err)
	}
	for address, want := range map[string]fault.ID{
		server.URL + "/private/x": FaultRobots, server.URL + "/away": FaultRobots, server.URL + "/big": FaultLarge, server.URL + "/loop": FaultFetch, server.URL + "/file": FaultFetch,
		server.URL + "/none": FaultFetch, "ftp://x.example/": FaultFetch, "http://": FaultFetch,
	} {
		if _, err := open.Fetch(ctx, address); !fault.Is(err, want) {
			t.Errorf("%s: %v, want %s", address, err, want)
		}
	}
	if _, err := open.Fetch(ctx, server.URL+"/private/open"); err != nil {
		t.Error(err)
	}
	// The same server without the flag: the address that is dialled is loopback,
	// however it is written.
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"} {
		if _, err := (&Client{pause: time.Millisecond}).Fetch(ctx, "http://"+host+":"+port+"/post"); err == nil {
			t.Errorf("%s was fetched", host)
		}
	}
}

func TestPublicAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1::1": true, "127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"0.0.0.0": false, "100.64.0.1": false, "::1": false, "fe80::1": false, "fc00::1": false, "::ffff:10.0.0.1": false, "64:ff9b::a00:1": false, "255.255.255.255": false, "224.0.0.1": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
}

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		rules, path string
		want        bool
	}{
		{"User-agent: *\nDisallow: /\n", "/a", false},
		{"User-agent: *\nDisallow:\n", "/a", true},
		{"User-agent: *\nDisallow: /\nUser-agent: stele\nAllow: /\n", "/a", true},
		{"User-agent: a\nUser-agent: stele\nDisallow: /x*.pdf$\n", "/x/1.pdf", false},
		{"User-agent: a\nUser-agent: stele\nDisallow: /x*.pdf$\n", "/x/1.pdf.html", true},
		{"User-agent: *\nDisallow: /wp-\nAllow: /wp-json\n", "/wp-json/wp", true},
		{"nonsense", "/a", true},
	} {
		if got := permits(robotsFor(c.rules, "stele"), c.path); got != c.want {
			t.Errorf("%q, %s: %v, want %v", c.rules, c.path, got, c.want)
		}
	}
}
