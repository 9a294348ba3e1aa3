package cache

import (
	"io/fs"
	"syscall"
)

// inode gives a file's inode and the time when that last changed.
func inode(info fs.FileInfo) (number, changed int64) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return int64(s.Ino), s.Ctim.Nano()
	}
	return 0, 0
}
