package check

import (
	"reflect"
	"testing"

	"stele/internal/align"
	"stele/internal/doc"
)

// FuzzChecks runs every rule on any two texts: nothing panics, places lie within
// their segments, and a second run finds the same.
func FuzzChecks(f *testing.F) {
	for _, s := range sections(f) {
		for _, m := range example.FindAllStringSubmatch(s.body, -1) {
			locales, texts, _ := readExample(m[1])
			if len(locales) == 2 {
				f.Add(locales[0], locales[1], texts[0], texts[1])
			} else {
				f.Add(locales[0], "", texts[0], "")
			}
		}
	}
	f.Add("en", "zh", "5 million &nbsp;&#x; \\* $3.5bn 1/2/3 [1] \u202e", "\xff\xfe 第十三条 5,5 万 %%5 I\u0307")
	f.Add("tr", "ru", "# \n\n- \n\n| \n\n[1] ", "[](#%zz) ![](x) {{ %s `` https://[::1")
	f.Fuzz(func(t *testing.T, la, lb, ta, tb string) {
		a, b := version(la, ta), version(lb, tb)
		opt := Options{Glossary: []Term{{Source: "harbour", From: "en", Target: "liman", To: "tr"}}}
		for _, r := range Rules() {
			opt.Only = append(opt.Only, r.Rule)
		}
		in := Input{A: a, B: b, Beads: append(beads("", a, b), align.Bead{Source: []int{99}, Target: []int{-1}}), Options: opt}
		found := Pair(in)
		if again := Pair(in); !reflect.DeepEqual(found, again) {
			t.Errorf("two runs differ: %v, %v", told(found), told(again))
		}
		check := func(fs []Finding) {
			for _, x := range fs {
				if !Known(x.Rule) || x.Severity == "" {
					t.Errorf("%s has no rule or severity", x.Message())
				}
				if !contains(infoOf(x.Rule).Variants, x.Variant) {
					t.Errorf("%s is not among the rule's variants", x.Message())
				}
			}
		}
		check(found)
		for _, x := range found {
			places(t, a.Segments, x.InA)
			places(t, b.Segments, x.InB)
			x.Fingerprint("doc", a, b)
		}
		own := Version(a, opt)
		check(own)
		for _, x := range own {
			places(t, a.Segments, x.InA)
		}
	})
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func places(t *testing.T, segments []doc.Segment, ps []Place) {
	for _, p := range ps {
		if p.Segment < 0 || p.Segment >= len(segments) || p.Start < 0 || p.End < p.Start || p.End > len(segments[p.Segment].Text) {
			t.Errorf("place %+v is outside of its segment", p)
		}
	}
}
