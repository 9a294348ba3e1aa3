package status

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"stele/internal/doc"
	"stele/internal/fault"
)

// Faults of reading a file.
const (
	FaultNoFile      fault.ID = "no-file"
	FaultIsDirectory fault.ID = "is-directory"
	FaultUnreadable  fault.ID = "unreadable"
	FaultTooLarge    fault.ID = "too-large" // Size, Limit (both MiB)
)

// MaxFile is the size in bytes above which a file is refused. A text of 100,000
// paragraphs is half as large; what is larger is far more likely a mistake in a
// pattern, and would hold up everything else.
const MaxFile = 32 << 20

// Parse turns a file's bytes into a version; [format.Parse] is one, and
// [format.Lines] another for texts with one segment a line.
type Parse func(name string, src []byte) (*doc.Version, error)

// ReadFile reads and parses one file. name is how messages and the version's
// path call it; file is where it is.
func ReadFile(file, name string, parse Parse) (*doc.Version, error) {
	src, err := ReadBytes(file, name)
	if err != nil {
		return nil, err
	}
	return parse(name, src)
}

// ReadBytes reads a file of at most [MaxFile] bytes; name is how messages call it.
func ReadBytes(file, name string) ([]byte, error) {
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
