package status

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"unicode/utf8"

	"stele/internal/doc"
	"stele/internal/fault"
)

// Faults of reading a file.
const (
	FaultNoFile      fault.ID = "no-file"
	FaultIsDirectory fault.ID = "is-directory"
	FaultUnreadable  fault.ID = "unreadable"
	FaultNotUTF8     fault.ID = "not-utf8"
	FaultBinary      fault.ID = "binary"
	FaultTooLarge    fault.ID = "too-large" // Size, Limit (both MiB)
)

// MaxFile is the size in bytes above which a file is refused: nobody's text, and
// far more likely a mistake in a pattern.
const MaxFile = 128 << 20

// Parse turns a file's bytes into a version; [format.Parse] is one, and
// [format.Lines] another for texts with one segment a line.
type Parse func(name string, src []byte) (*doc.Version, error)

// ReadFile reads and parses one file. name is how messages and the version's
// path call it; file is where it is.
func ReadFile(file, name string, parse Parse) (*doc.Version, error) {
	src, err := readBytes(file, name)
	if err != nil {
		return nil, err
	}
	if at := invalidUTF8(src); at >= 0 {
		id := FaultNotUTF8
		if bytes.IndexByte(src, 0) >= 0 {
			id = FaultBinary
		}
		return nil, fault.New(fault.Input, id, name).At(1 + bytes.Count(src[:at], []byte("\n")))
	}
	return parse(name, src)
}

func readBytes(file, name string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, openFault(name, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, openFault(name, err)
	}
	if info.IsDir() {
		return nil, fault.New(fault.Input, FaultIsDirectory, name)
	}
	// The size may be a lie (a pipe, a file that grows), so the read is
	// limited as well.
	src, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, openFault(name, err)
	}
	if len(src) > MaxFile {
		return nil, fault.New(fault.Input, FaultTooLarge, name, "Size", max(info.Size(), MaxFile+1)>>20, "Limit", MaxFile>>20)
	}
	return src, nil
}

func openFault(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.Input, FaultNoFile, name)
	}
	return fault.New(fault.Input, FaultUnreadable, name).Because(err)
}

// invalidUTF8 is the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
