// Package conformance has tests only: what other people's programs say of what
// Stele writes and ships. It is a module of its own, since the command needs
// none of what these tests need.
package conformance
