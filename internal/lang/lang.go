// Package lang knows languages and scripts, and nothing of documents: locale
// tags, which language a text is in, romanisation, letter case, sentences, and
// numbers and dates by value.
//
// Call [Canonical] on every tag that comes from outside; the other functions
// take canonical tags, accept any spelling of them, and treat an unknown or
// empty tag as "no language in particular".
//
// Promised: every function is pure, safe for many goroutines and total (no
// text makes one panic). Spans are byte ranges, half open, within the text, in
// order and without overlap. Values that mean the same have equal forms
// whatever the language writes: "2,000", "2 000" and "2.000" are "2000".
//
// It is not a spelling checker, not a calendar (days are Gregorian and not
// checked against the length of a month beyond 31), and not a translator.
package lang
