package lang

// Guess is what [Identify] thinks.
type Guess struct {
	Locale     string  // one of the candidates, another known language, or "" when unsure
	Confidence float64 // 0 to 1
}

// Identify says which language a text is in.
func Identify(text string, candidates []string) Guess {
	want := ScriptOf(text)
	only := ""
	for _, c := range candidates {
		s := Script(c)
		if s == "Hans" || s == "Hant" {
			s = "Hani"
		}
		if s == want {
			if only != "" {
				return Guess{}
			}
			only = c
		}
	}
	if only == "" || WordCount(text) < 5 {
		return Guess{}
	}
	return Guess{only, 0.9}
}
