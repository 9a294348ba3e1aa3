package history

import (
	"testing"

	"stele/internal/format"
)

// Two texts of one shape correspond place by place, unless their code says that
// they do not. Names in the placeholders of a command are translated.
func TestStraight(t *testing.T) {
	en := "- Create an archive:\n\n`tar cf {{path/to/target.tar}} {{path/to/file}}`\n\n- Usage:\n\n`tar --show <file>`\n"
	for _, tc := range []struct {
		name, text string
		want       bool
	}{
		{"names translated", "- Crée une archive :\n\n`tar cf {{chemin/cible.tar}} {{chemin/fichier}}`\n\n- Usage :\n\n`tar --show <fichier>`\n", true},
		{"another command", "- Crée une archive :\n\n`tar xf {{chemin/cible.tar}} {{chemin/fichier}}`\n\n- Usage :\n\n`tar --show <fichier>`\n", false},
		{"the two commands changed places", "- Usage :\n\n`tar --show <fichier>`\n\n- Crée une archive :\n\n`tar cf {{chemin/cible.tar}} {{chemin/fichier}}`\n", false},
		{"a brace that never closes", "- Crée une archive :\n\n`tar cf {{chemin/cible.tar {{chemin/fichier`\n\n- Usage :\n\n`tar --show <fichier>`\n", false},
	} {
		source, err := format.Parse("en.md", []byte(en))
		if err != nil {
			t.Fatal(err)
		}
		target, err := format.Parse("fr.md", []byte(tc.text))
		if err != nil {
			t.Fatal(err)
		}
		if got := straight(source.Segments, target.Segments) != nil; got != tc.want {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}
