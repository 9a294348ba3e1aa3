// Package docs holds the pages of the manual that the program itself shows.
package docs

import _ "embed"

// Checks is the page that explains every rule, one section each.
//
//go:embed en/checks.md
var Checks string
