package lang

import "testing"

func TestName(t *testing.T) {
	for _, tc := range []struct{ tag, in, want string }{
		{"tr", "en", "Turkish"},
		{"tr", "ru", "турецкий"},
		{"ru", "tr", "Rusça"},
		{"en", "", "English"},
		{"not a tag", "en", "not a tag"},
	} {
		if got := Name(tc.tag, tc.in); got != tc.want {
			t.Errorf("Name(%q, %q) = %q, want %q", tc.tag, tc.in, got, tc.want)
		}
	}
}
