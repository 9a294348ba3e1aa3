package report

import (
	"strings"

	"stele/internal/check"
	"stele/internal/status"
)

// Message is what a finding says, on one line.
func Message(f check.Finding, words Words) string { return message(f, words) }

// Explanation says why a row has its state; "" where the state says it all.
func Explanation(row *status.Row, words Words) string {
	text := strings.TrimSpace(explain(row, words))
	return strings.TrimSuffix(strings.TrimPrefix(text, "("), ")")
}
