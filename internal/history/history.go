// Package history learns from git, and from what files themselves record,
// which source text each paragraph of a translation was made from.
//
//	repo, err := history.Open(ctx, root)
//	found, err := repo.Adopt(ctx, history.Input{Docs: docs, Parse: …, Align: …})
//	l := found.Ledgers[i] // of docs[i], as internal/ledger understands it
//
// Three kinds of evidence, the strongest first: the source text kept in a
// comment before each paragraph; a commit recorded in the file's metadata or a
// comment ([Pin]); and the history of the file, whose versions are folded
// oldest to newest by ledger.Fold, each beside the source of its own commit.
// What could not be seen is reported ([Unseen]), never guessed. Where there is
// no history at all, [Suspects] compares the texts alone.
//
// Promised: one pass of `git log --raw` and one `git cat-file --batch`
// whatever the number of documents; the answer depends on contents and on the
// order of commits, never on dates; nothing is written to the repository.
//
// An adoption speaks of the committed versions, and ledger.Resolve carries it on
// to what lies on disk. [Repo.OnDisk] then reads the commits and comments that a
// file records there and not yet in HEAD.
package history

import (
	"context"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/ledger"
)

// The evidence put on entries.
const (
	EvidencePin     = "pin"     // a commit recorded in the file
	EvidenceHistory = "history" // inferred from the file's history
	EvidenceComment = "comment" // the source text kept beside the paragraph
)

// The faults of this package.
const (
	// FaultNoGit: git is not installed. Internal. No args.
	FaultNoGit fault.ID = "git-missing"
	// FaultGit: git failed. Internal. Args: Command; the cause is what git said.
	FaultGit fault.ID = "git-failed"
)

// Doc is a translation and its source. Paths are relative to the root that the
// repository was opened with, with slashes.
type Doc struct {
	Source, Target             string
	SourceLocale, TargetLocale string // BCP 47
}

// Input is what an adoption works on.
type Input struct {
	Docs []Doc
	// Parse reads one version of a file; see format.Parse.
	Parse func(path string, src []byte) (*doc.Version, error)
	// Align aligns a source with a target, of some commit.
	Align func(source, target *doc.Version) []align.Bead
	// Numbers gives a locale's function for the values of numbers; may be nil.
	Numbers func(locale string) func(text string) []string
	// Evidence to leave out, for measuring.
	IgnorePins, IgnoreComments, IgnoreHistory bool
	// KeepUnseen keeps what rests on the beginning of a history, for [Certain] to
	// judge against a source that need not be HEAD's.
	KeepUnseen bool
	// Before, when set, gives what an earlier adoption learnt of a document, by its
	// key in Adoption.Keys.
	Before func(key string) (*ledger.Ledger, bool)
	// Done, when set, is told of each document that was worked through, by several
	// goroutines.
	Done func()
}

func (in *Input) done() {
	if in.Done != nil {
		in.Done()
	}
}

// Adoption is what was learnt.
type Adoption struct {
	// Commit is HEAD. With the same commit and the same documents the answer
	// is the same.
	Commit string
	// Ledgers has one for each document; nil where nothing is known.
	Ledgers []*ledger.Ledger
	Unseen  []Unseen
	// Targets and Sources are for [Repo.OnDisk]: what HEAD has of each translation,
	// "" for nothing, and all names that its source has had, nil for one alone.
	Targets []string
	Sources [][]string
	// Keys are what each document's ledger rests on: where it is the same in another
	// commit, so is the ledger. "" where that cannot be told.
	Keys []string
}

func newAdoption(head string, docs int) *Adoption {
	return &Adoption{Commit: head, Ledgers: make([]*ledger.Ledger, docs), Targets: make([]string, docs), Sources: make([][]string, docs), Keys: make([]string, docs)}
}

// Reason says why something could not be seen.
type Reason string

// The reasons.
const (
	ShallowClone  Reason = "shallow"        // history ends where the clone was cut off
	Unreadable    Reason = "unreadable"     // an object is missing or broken
	UnknownCommit Reason = "unknown-commit" // the recorded commit is not in this repository
	// NoCommonCommit: a fork and its source's repository share no commit.
	NoCommonCommit Reason = "no-common"
	NoSourceThen   Reason = "no-source"     // the recorded commit has no such source file
	NotCommitted   Reason = "not-committed" // the translation or its source is not in HEAD
)

// Unseen is a gap in what an adoption could see.
type Unseen struct {
	Doc    int // index into Input.Docs; -1 when it is about the repository
	Reason Reason
	Detail string // an object, a commit as recorded, or a path
}

// Lacked names the objects that an adoption would have needed and that a fetch may
// bring, for [Repo.HasAny].
func Lacked(unseen []Unseen) []string {
	var out []string
	for _, u := range unseen {
		switch {
		case u.Reason == UnknownCommit:
			out = append(out, u.Detail+"^{commit}")
		case u.Reason == Unreadable && isHash(u.Detail):
			out = append(out, u.Detail)
		}
	}
	return out
}

// HasAny reports whether the clone has one of some objects.
func (r *Repo) HasAny(ctx context.Context, names []string) (bool, error) {
	if len(names) == 0 {
		return false, nil
	}
	objs, err := r.objects(ctx)
	if err != nil {
		return false, err
	}
	defer objs.close()
	found, err := objs.many(names)
	for _, o := range found {
		if o.id != "" {
			return true, err
		}
	}
	return false, err
}

func (in *Input) options(d *Doc) ledger.Options {
	if in.Numbers == nil {
		return ledger.Options{}
	}
	return ledger.Options{SourceNumbers: in.Numbers(d.SourceLocale), TargetNumbers: in.Numbers(d.TargetLocale)}
}
