package cli

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"stele/internal/importer"
)

// fetch gets a page, with --follow those of its other languages on the same
// site, and all pages of a WordPress list.
func (in *intake) fetch(address string) error {
	client := &importer.Client{Private: in.c.Bool("allow-private"), Agent: "stele"}
	return in.fetchOne(client, address, map[string]bool{})
}

func (in *intake) fetchOne(client *importer.Client, address string, seen map[string]bool) error {
	if seen[address] {
		return nil
	}
	seen[address] = true
	f, err := client.Fetch(in.ctx, address)
	if err != nil {
		return err
	}
	if strings.Contains(f.ContentType, "json") || strings.Contains(address, "/wp-json/") {
		return in.fetchList(client, address, f)
	}
	if err := in.read("page", f.Address, f.Body, f.ContentType, f.Address); err != nil || !in.c.Bool("follow") {
		return err
	}
	others := in.posts[len(in.posts)-1].Alternates
	for _, locale := range slices.Sorted(maps.Keys(others)) {
		if sameHost(others[locale], address) {
			if err := in.fetchOne(client, others[locale], seen); err != nil {
				if err := in.pass(err); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// fetchList goes through the pages of a list, as many as WordPress says.
func (in *intake) fetchList(client *importer.Client, address string, first *importer.Fetched) error {
	if err := in.read("rest", address, first.Body, "", ""); err != nil {
		return err
	}
	pages, _ := strconv.Atoi(first.Pages)
	u, err := url.Parse(address)
	if err != nil || u.Query().Has("page") {
		return nil
	}
	for n := 2; n <= pages; n++ {
		q := u.Query()
		q.Set("page", strconv.Itoa(n))
		u.RawQuery = q.Encode()
		f, err := client.Fetch(in.ctx, u.String())
		if err != nil {
			return err
		}
		if err := in.read("rest", u.String(), f.Body, "", ""); err != nil {
			return err
		}
	}
	return nil
}

func sameHost(a, b string) bool {
	x, err := url.Parse(a)
	y, err2 := url.Parse(b)
	return err == nil && err2 == nil && strings.TrimPrefix(x.Host, "www.") == strings.TrimPrefix(y.Host, "www.")
}
