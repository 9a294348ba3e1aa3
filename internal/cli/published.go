package cli

import (
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/edition"
	"stele/internal/project"
)

// linker leads from an article to the editions of others, by the files that its
// text names them by: beside its own file, or beside the source's.
func linker(documents map[string]*project.Document, files map[string]string, id, locale string, published map[string]bool) func(string) (string, bool) {
	d := documents[id]
	if d == nil {
		return nil
	}
	return func(to string) (string, bool) {
		for _, file := range append([]string{d.Files[locale]}, slices.Sorted(maps.Values(d.Files))...) {
			if file == "" {
				continue
			}
			if target := files[path.Join(path.Dir(file), to)]; published[target] {
				return strings.Repeat("../", strings.Count(id, "/")) + target + ".html", true
			}
		}
		return "", false
	}
}

// pictures reads what an article shows, from the project it lies in.
func pictures(p *project.Project, d *project.Document, a *edition.Article) edition.Images {
	file := ""
	if d != nil {
		if file = d.Files[a.Locale]; file == "" || a.Version == nil {
			file = d.Files[a.Source.Locale]
		}
	}
	return edition.ImagesIn(p.Root, filepath.Dir(filepath.FromSlash(file)))
}

// portraits reads what a biography shows, from where it lies.
func portraits(p *project.Project, who *edition.Person) edition.Images {
	if who.Bio == nil {
		return nil
	}
	file, err := filepath.Abs(filepath.FromSlash(who.Bio.Path))
	if err != nil {
		return nil
	}
	folder, err := filepath.Rel(p.Root, filepath.Dir(file))
	if err != nil {
		return nil
	}
	return edition.ImagesIn(p.Root, folder)
}
