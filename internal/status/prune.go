package status

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/fault"
	"stele/internal/ledger"
	"stele/internal/project"
)

// FaultPrune: a ledger cannot be removed.
const FaultPrune fault.ID = "ledger-remove"

// Leftover is the ledger of a document that has no file in any locale any more.
type Leftover struct {
	Path string // relative to the working directory
	root string
	name string // relative to the root
}

// Leftovers lists them, of the locales asked for. What they know of paragraphs
// that went elsewhere is in the ledgers there once [Sync] has recorded it; so
// remove them after that, and of the whole project only. A ledger that cannot be
// read, or is of a newer format, is not listed. Where the patterns of documents
// are recognised rather than configured, it is not certain what is gone, and
// nothing is.
func Leftovers(p *project.Project, opt Options) []Leftover {
	if !p.Layout.Configured {
		return nil
	}
	there := map[string]bool{}
	for _, d := range slices.Concat(p.Documents, p.Others) {
		there[ledger.Path(d.ID, "x")] = len(d.Files) > 0
	}
	var out []Leftover
	for _, name := range ledgerFiles(p) {
		locale, id, _ := strings.Cut(strings.TrimPrefix(name, ledger.Folder+"/"), "/")
		asked := func(l string) bool { return ledger.Path("x", l) == path.Join(ledger.Folder, locale, "x"+ledger.Ext) }
		if path.Ext(id) != ledger.Ext || there[path.Join(ledger.Folder, "x", id)] ||
			len(opt.Locales) > 0 && !slices.ContainsFunc(opt.Locales, asked) {
			continue
		}
		if l, _, err := ledger.Load(p.Abs(name)); err == nil && l != nil {
			out = append(out, Leftover{opt.display(p, name), p.Root, name})
		}
	}
	return out
}

// Remove removes the ledger, and the folders that it leaves empty.
func (l Leftover) Remove() error {
	if err := os.Remove(filepath.Join(l.root, filepath.FromSlash(l.name))); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.Input, FaultPrune, l.Path).Because(err)
	}
	for dir := path.Dir(l.name); strings.HasPrefix(dir, ledger.Folder+"/"); dir = path.Dir(dir) {
		if os.Remove(filepath.Join(l.root, filepath.FromSlash(dir))) != nil {
			break // it holds others
		}
	}
	return nil
}
