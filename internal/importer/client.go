package importer

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"stele/internal/fault"
)

// Faults of fetching.
const (
	FaultFetch   fault.ID = "import-fetch"   // Address: it cannot be had; the cause says why
	FaultPrivate fault.ID = "import-private" // Address: it leads into a private network
	FaultRobots  fault.ID = "import-robots"  // Address: the site asks programs not to read it
	FaultLarge   fault.ID = "import-large"   // Address, Limit (MiB)
)

// The bounds of a fetch.
const (
	fetchTime  = 30 * time.Second
	fetchBytes = 16 << 20
	fetchPause = time.Second // between two requests to one site
	redirects  = 5
)

// Client fetches pages, politely: one after another, with a pause between two
// from one site, and not what a site's robots.txt asks programs to leave alone.
// Unless Private, it refuses to connect to loopback, private and link-local
// addresses, wherever a name or a redirect leads.
type Client struct {
	Private bool
	Agent   string // the name in User-Agent and for robots.txt

	http   *http.Client
	last   map[string]time.Time
	robots map[string][]rule
	pause  time.Duration
}

// Fetched is a page as it came.
type Fetched struct {
	Address     string // where redirects ended
	ContentType string
	Body        []byte
	Pages       string // the number of pages that WordPress says there are
}

var (
	errPrivate = errors.New("a private address")
	errRobots  = errors.New("robots.txt")
)

const robotsPath = "/robots.txt"

// Fetch gets one address.
func (c *Client) Fetch(ctx context.Context, address string) (*Fetched, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fault.New(fault.Usage, FaultFetch, "", "Address", address).Because(errors.New("not an http address"))
	}
	c.init()
	if !c.allowed(ctx, u) {
		return nil, fault.New(fault.Input, FaultRobots, "", "Address", address)
	}
	return c.get(ctx, u, fetchBytes)
}

func (c *Client) init() {
	if c.http != nil {
		return
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: c.control}
	c.http = &http.Client{
		Timeout: fetchTime,
		// No proxy: the address that is dialled must be the site's own.
		Transport: &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: fetchTime, MaxResponseHeaderBytes: 1 << 20},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > redirects {
				return fmt.Errorf("more than %d redirects", redirects)
			}
			if r.URL.Scheme != "http" && r.URL.Scheme != "https" {
				return fmt.Errorf("a redirect to %s", r.URL.Scheme)
			}
			if via[0].URL.Path != robotsPath && !c.allowed(r.Context(), r.URL) {
				return errRobots
			}
			return nil
		},
	}
	c.last, c.robots = map[string]time.Time{}, map[string][]rule{}
	if c.pause == 0 {
		c.pause = fetchPause
	}
	if c.Agent == "" {
		c.Agent = "stele"
	}
}

// control sees the address that is really dialled, after every look-up.
func (c *Client) control(_, address string, _ syscall.RawConn) error {
	if c.Private {
		return nil
	}
	at, err := netip.ParseAddrPort(address)
	if err != nil || !public(at.Addr()) {
		return errPrivate
	}
	return nil
}

// notPublic are ranges that netip has no word for: shared, benchmarking and
// documentation addresses, the translation of IPv4 and what is reserved.
var notPublic = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("::/96"), netip.MustParsePrefix("fec0::/10"), netip.MustParsePrefix("2001::/32"), netip.MustParsePrefix("100::/64"),
}

func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

func (c *Client) get(ctx context.Context, u *url.URL, limit int64) (*Fetched, error) {
	if err := c.wait(ctx, u.Host); err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fault.New(fault.Usage, FaultFetch, "", "Address", u.String()).Because(err)
	}
	r.Header.Set("User-Agent", c.Agent+" (+import; one request at a time)")
	answer, err := c.http.Do(r)
	if errors.Is(err, errPrivate) {
		return nil, fault.New(fault.Input, FaultPrivate, "", "Address", u.String())
	}
	if errors.Is(err, errRobots) {
		return nil, fault.New(fault.Input, FaultRobots, "", "Address", u.String())
	}
	if err != nil {
		return nil, fault.New(fault.Input, FaultFetch, "", "Address", u.String()).Because(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fault.New(fault.Input, FaultFetch, "", "Address", u.String()).Because(errors.New(answer.Status))
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, limit+1))
	if err != nil {
		return nil, fault.New(fault.Input, FaultFetch, "", "Address", u.String()).Because(err)
	}
	if int64(len(body)) > limit {
		return nil, fault.New(fault.Input, FaultLarge, "", "Address", u.String(), "Limit", limit>>20)
	}
	return &Fetched{answer.Request.URL.String(), answer.Header.Get("Content-Type"), body, answer.Header.Get("X-WP-TotalPages")}, nil
}

// wait keeps a pause between two requests to one site.
func (c *Client) wait(ctx context.Context, host string) error {
	if last, ok := c.last[host]; ok {
		timer := time.NewTimer(c.pause - time.Since(last))
		defer timer.Stop()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
		}
	}
	c.last[host] = time.Now()
	return nil
}

// rule is a line of robots.txt (RFC 9309) that is for us.
type rule struct {
	path  string
	allow bool
}

func (c *Client) allowed(ctx context.Context, u *url.URL) bool {
	site := u.Scheme + "://" + u.Host
	rules, ok := c.robots[site]
	if !ok {
		if f, err := c.get(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: robotsPath}, 512<<10); err == nil {
			rules = robotsFor(string(f.Body), strings.ToLower(c.Agent))
		}
		c.robots[site] = rules
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return permits(rules, path)
}

// permits applies the longest rule that matches; allow wins a tie.
func permits(rules []rule, path string) bool {
	best, allow := -1, true
	for _, r := range rules {
		if matches(r.path, path) && (len(r.path) > best || len(r.path) == best && r.allow) {
			best, allow = len(r.path), r.allow
		}
	}
	return allow
}

// matches is a prefix, in which "*" is anything and "$" at the end the end.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path = path[len(parts[0]):]
	for i, part := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(path, part)
		}
		at := strings.Index(path, part)
		if at < 0 {
			return false
		}
		path = path[at+len(part):]
	}
	return !whole || path == ""
}

// robotsFor are the rules of the group that names the agent, else of "*".
func robotsFor(text, agent string) []rule {
	groups := map[string][]rule{}
	var names []string
	reading := false // names, one after another
	for s := bufio.NewScanner(strings.NewReader(text)); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch key = strings.ToLower(strings.TrimSpace(key)); key {
		case "user-agent":
			if !reading {
				names = nil
			}
			reading = true
			names = append(names, strings.ToLower(value))
		case "allow", "disallow":
			reading = false
			for _, n := range names {
				if value != "" {
					groups[n] = append(groups[n], rule{value, key == "allow"})
				} else if groups[n] == nil {
					groups[n] = []rule{}
				}
			}
		}
	}
	if rules, ok := groups[agent]; ok {
		return rules
	}
	return groups["*"]
}
