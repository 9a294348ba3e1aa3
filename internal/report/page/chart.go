package page

import (
	"fmt"
	"strings"
)

// chart is how a locale came to where it is, as the points of two lines in a
// box of chartWidth × 100, and in words.
type chart struct {
	Name              string
	Translated, Fresh string // SVG points
	Area              string
	Label             string // for those who do not see it
	Now, NowFresh     int    // percent
	From, To          string // dates
	Rows              []chartRow
}

type chartRow struct {
	Date              string
	Translated, Fresh int // percent
}

const chartWidth = 300

func (m *maker) charts() []chart {
	points := m.Timeline.Points
	if len(points) < 2 {
		return nil
	}
	start, end := points[0].Time, points[len(points)-1].Time
	if end <= start {
		return nil
	}
	var out []chart
	for _, l := range m.locales {
		c := chart{Name: m.localeName(l), From: date(start), To: date(end)}
		var translated, fresh []string
		for _, p := range points {
			x := float64(chartWidth) * float64(p.Time-start) / float64(end-start)
			y := p.Locales[l]
			row := chartRow{date(p.Time), share(y.Translated, p.Sources), share(y.Fresh, p.Sources)}
			translated = append(translated, fmt.Sprintf("%g,%d", round(x), 100-row.Translated))
			fresh = append(fresh, fmt.Sprintf("%g,%d", round(x), 100-row.Fresh))
			c.Rows = append(c.Rows, row)
			c.Now, c.NowFresh = row.Translated, row.Fresh
		}
		c.Translated, c.Fresh = strings.Join(translated, " "), strings.Join(fresh, " ")
		c.Area = fmt.Sprintf("0,100 %s %d,100", c.Fresh, chartWidth)
		c.Label = m.Words.Text("page.chart_label", "Locale", c.Name, "From", c.From, "Translated", c.Now, "Fresh", c.NowFresh,
			"First", c.Rows[0].Translated)
		out = append(out, c)
	}
	return out
}

func share(n, of int) int {
	if of == 0 {
		return 0
	}
	return 100 * n / of
}
