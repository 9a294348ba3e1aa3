package check

import "testing"

func TestNotes(t *testing.T) {
	runPairs(t, []Rule{Note}, []pairCase{
		{name: "same", a: "en", b: "tr", textA: "The canal opened.[1]\n\n[1] Harbour Office, yearbook.", textB: "Kanal açıldı.[1]\n\n[1] Liman İdaresi, yıllık."},
		{name: "definition gone, reference left", a: "en", b: "ru", want: "note.missing",
			textA: "The canal opened.[1] It froze.[2]\n\n[1] Harbour Office, yearbook.\n\n[2] Weather Service.", textB: "Канал открылся.[1] Он замёрз.[2]\n\n[1] Управление порта, ежегодник."},
		{name: "definition and reference gone", a: "en", b: "ru", want: "note.missing",
			textA: "The canal opened.[1] It froze.[2]\n\n[1] Harbour Office, yearbook.\n\n[2] Weather Service.", textB: "Канал открылся.[1] Он замёрз.\n\n[1] Управление порта, ежегодник."},
		{name: "gone with its paragraph", a: "en", b: "ru", beads: "0:0 1: 2:1 3:", want: "note.missing",
			textA: "The canal opened.[1]\n\nIt froze.[2]\n\n[1] Harbour Office, yearbook.\n\n[2] Weather Service.", textB: "Канал открылся.[1]\n\n[1] Управление порта, ежегодник."},
		{name: "reference gone with a paragraph, definition kept", a: "en", b: "ru", beads: "0:0 1: 2:1 3:2",
			textA: "The canal opened.[1]\n\nIt froze.[2]\n\n[1] Harbour Office, yearbook.\n\n[2] Weather Service.", textB: "Канал открылся.[1]\n\n[1] Управление порта, ежегодник.\n\n[2] Метеослужба."},
		{name: "reference lost", a: "en", b: "tr", want: "note.reference-lost",
			textA: "The canal opened.[1]\n\n[1] Harbour Office, yearbook.", textB: "Kanal açıldı.\n\n[1] Liman İdaresi, yıllık."},
		{name: "reference added", a: "tr", b: "en", want: "note.reference-added",
			textA: "Kanal açıldı.\n\n[1] Liman İdaresi, yıllık.", textB: "The canal opened.[1]\n\n[1] Harbour Office, yearbook."},
		{name: "extra note", a: "en", b: "tr", want: "note.extra",
			textA: "The canal opened.[1]\n\n[1] Harbour Office, yearbook.", textB: "Kanal açıldı.[1] Dondu.[2]\n\n[1] Liman İdaresi, yıllık.\n\n[2] Meteoroloji."},
		{name: "referred to twice here, once there", a: "en", b: "tr",
			textA: "It opened.[1] It closed.[1]\n\n[1] Harbour Office, yearbook.", textB: "Açıldı ve kapandı.[1]\n\n[1] Liman İdaresi, yıllık."},
		{name: "moved to the next paragraph", a: "en", b: "tr",
			textA: "It opened.[1]\n\nIt closed.\n\n[1] Harbour Office.", textB: "Açıldı.\n\nKapandı.[1]\n\n[1] Liman İdaresi."},
		{name: "counted anew after a loss", a: "en", b: "tr", beads: "0:0 1: 2:1", want: "note.missing",
			textA: "One.[1] Two.[2]\n\n[1] Harbour Office, https://harbour.example/yearbook\n\n[2] Weather Service, https://weather.example/winter",
			textB: "Bir. İki.[1]\n\n[1] Meteoroloji, https://weather.example/winter"},
		{name: "names as labels, translated", a: "en", b: "de",
			textA: "It opened.[^opening]\n\n[^opening]: Harbour Office.", textB: "Er wurde eröffnet.[^eroeffnung]\n\n[^eroeffnung]: Hafenamt."},
		{name: "backwards", a: "en", b: "tr", want: "note.order",
			textA: "One.[1]\n\nTwo.[2]\n\n[1] A source.\n\n[2] Another.", textB: "Bir.[2]\n\nİki.[1]\n\n[1] Bir kaynak.\n\n[2] Başka bir kaynak."},
		{name: "no notes at all", a: "en", b: "zh", textA: "The canal opened.", textB: "运河开通了。"},
	})
	runVersions(t, []Rule{Note}, []versionCase{
		{"undefined", "en", "One.[1] Two.[2]\n\n[1] A source.", "note.undefined"},
		{"unused", "ru", "Один.[1]\n\n[1] Источник.\n\n[2] Другой источник.", "note.unused"},
		{"complete", "tr", "Bir.[1]\n\n[1] Kaynak.", ""},
		{"references to a list elsewhere", "en", "As shown in [3] and [4].", ""},
	})
}
