package browser

import (
	"fmt"

	"github.com/chromedp/chromedp/kb"
)

// Stop is where the keyboard's focus stood during a walk.
type Stop struct {
	Element string `json:"element"` // tag, id and the first words: `a "Notes"`
	Visible bool   `json:"visible"` // in the window, with a size
	Ring    bool   `json:"ring"`    // a reader sees that it has the focus
	key     string
}

// Walk presses Tab until the focus leaves the page or comes back to where it
// was, and gives every stop in order. More than limit stops, or a stop that Tab
// does not leave, is an error.
func (p *Page) Walk(limit int) ([]Stop, error) {
	var stops []Stop
	seen := map[string]bool{}
	for range limit + 1 {
		if err := p.Press(kb.Tab); err != nil {
			return stops, err
		}
		var s struct {
			Stop
			Key string `json:"key"`
		}
		if err := p.Eval(focused, &s); err != nil {
			return stops, err
		}
		if s.Key == "" {
			return stops, nil
		}
		if seen[s.Key] {
			if len(stops) > 0 && stops[len(stops)-1].key == s.Key {
				return stops, fmt.Errorf("the focus stays at %s", s.Element)
			}
			return stops, nil
		}
		seen[s.Key] = true
		s.Stop.key = s.Key
		stops = append(stops, s.Stop)
	}
	return stops, fmt.Errorf("more than %d stops", limit)
}

const focused = `(() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return {key: ""};
  window.steleStops ||= new Map();
  if (!steleStops.has(e)) steleStops.set(e, "k" + steleStops.size);
  const r = e.getBoundingClientRect(), c = getComputedStyle(e);
  return {
    key: steleStops.get(e),
    element: e.localName + (e.id ? "#" + e.id : "") + " " + JSON.stringify((e.getAttribute("aria-label") || e.innerText || "").trim().slice(0, 40)),
    visible: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
    ring: c.outlineStyle !== "none" && parseFloat(c.outlineWidth) > 0 || c.boxShadow !== "none",
  };
})()`
