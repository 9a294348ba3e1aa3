package markdown

import (
	"testing"

	"stele/internal/format/formattest"
)

// Each sample shows one syntax; its golden file lists the segments and runs.
func TestGolden(t *testing.T) {
	formattest.Golden(t, Reader{}.Parse, 20, "testdata/*.md", "testdata/*.mdx")
}
