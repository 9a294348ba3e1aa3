// Command langgen counts letter n-grams and writes the profiles that
// language identification embeds.
//
//	go run ./internal/lang/langgen -o internal/lang/profiles.bin DIR
//
// DIR has one UTF-8 file per language, <BCP 47 tag>.txt, a text per line. The
// same files give the same bytes. The profiles in the repository were counted
// over about 0.2–1 MB per language of texts that their owners publish under
// free licences: the Universal Declaration of Human Rights (eric-muller/udhr),
// the localizations of mozilla.org (mozilla-l10n/www-l10n) and bitcoin.org,
// tldr-pages, the Node.js site, and the Open Source Guides but for their
// English, Russian and Turkish, which are kept to measure on. URLs, code and
// mark-up were taken out first. The texts themselves are not kept.
//
// Counts become penalties: how much less likely a feature is in a language than
// in the one where it is likeliest (naive Bayes with add-half smoothing).
// Features are chosen per script by how much they tell, the sum over languages
// of p·|log p/mean|.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	out := flag.String("o", "profiles.bin", "file to write")
	limit := flag.Int("limit", 400_000, "bytes of text read per language")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: langgen [-o FILE] [-limit BYTES] DIR")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *out, *limit); err != nil {
		fmt.Fprintln(os.Stderr, "langgen:", err)
		os.Exit(1)
	}
}
