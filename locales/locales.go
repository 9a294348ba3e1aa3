// Package locales holds the interface's and the editions' texts, one
// active.<locale>.toml per language, for [stele/internal/message] to read.
package locales

import "embed"

// Files is the message files.
//
//go:embed active.*.toml
var Files embed.FS
