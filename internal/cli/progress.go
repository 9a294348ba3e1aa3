package cli

import (
	"fmt"
	"time"
)

// working shows on a terminal, from the second second on, that work goes on. The
// function that it returns ends that.
func (s *session) working() (done func()) {
	if s.quiet || !isTerminal(s.stderr) {
		return func() {}
	}
	stop, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		shown := false
		for start := time.Now(); ; {
			select {
			case <-tick.C:
				shown = true
				fmt.Fprintf(s.stderr, "\r%s %d s", s.words.Text("app.working"), int(time.Since(start).Seconds()))
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
