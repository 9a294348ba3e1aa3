// Package frontmatter reads the metadata block at the start of a Markdown file.
package frontmatter

import "stele/internal/fault"

// Bad : front matter that cannot be read. Args: Syntax (YAML, TOML or JSON).
const Bad fault.ID = "front-matter"
