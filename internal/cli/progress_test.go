package cli

import (
	"testing"
	"time"

	"stele/internal/message"
	"stele/internal/status"
)

func TestBar(t *testing.T) {
	catalog, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := &session{words: catalog.In("en")}
	for _, tc := range []struct {
		stage       status.Stage
		done, total int
		want        string
	}{
		{"", 0, 0, "reading and aligning … 3 s"},
		{status.StageRead, 30, 120, "[######..................]  25 %  reading the documents, 3 s"},
		{status.StageRead, 20, 120, "[######..................]  25 %  reading the documents, 3 s"}, // told late
		{status.StageHistory, 0, 40, "[........................]   0 %  reading the git history, 3 s"},
		{status.StageStates, 40, 40, "[########################] 100 %  comparing, 3 s"},
	} {
		if tc.total > 0 {
			s.reached(tc.stage, tc.done, tc.total)
		}
		if got := s.bar(3 * time.Second); got != tc.want {
			t.Errorf("%s %d of %d: %q, want %q", tc.stage, tc.done, tc.total, got, tc.want)
		}
	}
}
