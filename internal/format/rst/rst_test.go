package rst

import (
	"testing"

	"stele/internal/format/formattest"
)

func TestGolden(t *testing.T) {
	formattest.Golden(t, Reader{}.Parse, 1, "testdata/*.rst")
}
