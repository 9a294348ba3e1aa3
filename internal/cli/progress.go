package cli

import (
	"fmt"
	"strings"
	"time"

	"stele/internal/status"
)

// stage is how far a part of the work has come.
type stage struct {
	name        status.Stage
	done, total int
}

// reached takes down how far the work has come.
func (s *session) reached(name status.Stage, done, total int) {
	if now := s.stage.Load(); now == nil || now.name != name || now.done < done {
		s.stage.Store(&stage{name, done, total})
	}
}

// The bar appears where the work takes longer than this, and moves this often.
const (
	barAfter = time.Second
	barEvery = 200 * time.Millisecond
	barWidth = 24
)

// working shows on a terminal, from the second second on, how far the work has
// come. The function that it returns ends that.
func (s *session) working() (done func()) {
	if s.quiet || !isTerminal(s.stderr) {
		return func() {}
	}
	stop, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		tick := time.NewTicker(barEvery)
		defer tick.Stop()
		shown := false
		for start := time.Now(); ; {
			select {
			case <-tick.C:
				if took := time.Since(start); took >= barAfter {
					shown = true
					fmt.Fprint(s.stderr, "\r\x1b[K", s.bar(took))
				}
			case <-stop:
				if shown {
					fmt.Fprint(s.stderr, "\r\x1b[K")
				}
				return
			}
		}
	}()
	return func() {
		close(stop)
		<-gone
	}
}

// bar is one line: the stage, how much of it is done, and the time since the start.
func (s *session) bar(took time.Duration) string {
	seconds := int(took.Seconds())
	now := s.stage.Load()
	if now == nil || now.total == 0 {
		return fmt.Sprintf("%s … %d s", s.words.Text("app.working"), seconds)
	}
	full := barWidth * now.done / now.total
	return fmt.Sprintf("[%s%s] %3d %%  %s, %d s", strings.Repeat("#", full), strings.Repeat(".", barWidth-full),
		100*now.done/now.total, s.words.Text("stage."+string(now.name)), seconds)
}
