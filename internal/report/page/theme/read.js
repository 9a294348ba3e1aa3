"use strict";
// The reader: one document in one locale beside its source.
(() => {
  const { el, index, word, mark, load, getAddress, setAddress, fill, fold, keys } = stele;
  const data = index();
  if (!data) return;
  const $ = id => document.getElementById(id);
  const main = $("rows");
  const S = Object.fromEntries(data.states.map((s, i) => [s, i]));
  const openStates = ["stale", "untranslated", "missing", "orphaned"];
  let where = {}; // the document, the locale and the paragraph of the address
  let rows = []; // {el, state, rules, text, key}
  let serial = 0;

  const byKey = new Map(data.docs.map((d, i) => [d[2], i]));
  const cellOf = (doc, tag) => doc[3][data.locales.findIndex(l => l.tag === tag)];
  const has = c => c !== null && c !== undefined;
  const count = (c, s) => typeof c === "number" ? (s === S.missing ? c : 0) : c[s];
  const open = c => has(c) ? openStates.reduce((n, s) => n + count(c, S[s]), 0) : 0;

  // editLink is a line: a link into the forge, when the project says where that
  // is.
  function editLink(path, line, name) {
    if (!path) return null;
    const text = path + ":" + line;
    if (!data.edit) return el("span", { title: text }, ":" + line);
    const to = data.edit.replace("{path}", (data.prefix || "") + path.split("/").map(encodeURIComponent).join("/")).replace("{line}", line);
    return el("a", { href: to, rel: "noreferrer", class: "edit", "aria-label": word("edit") + " " + text, "data-side": name, title: text }, ":" + line);
  }

  function pieces(diff) {
    return diff.map(([op, text]) => op === "-" ? el("del", {}, text) : op === "+" ? el("ins", {}, text) : text);
  }

  function draw(source, target, locale) {
    const states = data.states;
    const found = new Map(); // source segment → the source's own findings
    for (const f of source.found || []) found.set(f[4], [...(found.get(f[4]) || []), f]);
    const list = target ? target.rows : source.segments.map((s, i) => ({ s: s[5] ? S.missing : -1, i: [i] }));
    rows = list.map(r => {
      const segs = (r.i || []).map(i => source.segments[i]);
      const key = r.k || (segs[0] && segs[0][0]) || "";
      const state = r.s < 0 ? "" : states[r.s];
      const kind = r.c || (segs[0] && segs[0][3]) || "";
      const notes = [...(r.f || []), ...(r.i || []).flatMap(i => found.get(i) || [])];
      const text = segs.map(s => s[4]).join("\n\n");
      const side = (name, lang, dir, ...children) => el("div", { class: "cell " + name + " " + kind, lang, dir }, ...children);
      const e = el("article", { class: "row " + (state || "quiet") + (state === "unverified" && r.w ? " suspect" : ""), tabindex: "-1", "data-key": key },
        el("div", { class: "state" }, ...(state ? [mark(state), " ", word("state." + state), " "] : []),
          r.w ? el("span", { class: "why" }, r.w) : null,
          r.y ? el("span", { class: "why" }, word("since") + " " + r.y + " ", el("code", {}, r.h.slice(0, 8))) : null,
          el("span", { class: "places" }, ...[segs.length && editLink(source.path, segs[0][1], "source"), r.t !== undefined && target && editLink(target.path, r.l, "target")].filter(Boolean).flatMap((x, i) => i ? [" → ", x] : [x])),
          key ? el("a", { href: addressOf({ p: key }), class: "anchor", "aria-label": word("paragraph") }, "#") : null),
        segs.length ? side("source", source.locale, source.dir, ...(r.d ? pieces(r.d) : [text])) : el("div", { class: "gone" }, "–"),
        r.t !== undefined ? side("target", locale.tag, locale.dir, r.t) : el("div", { class: "gone" }, state === "missing" ? word("state.missing") : "–"),
        notes.length ? el("ul", { class: "notes" }, ...notes.map(n => el("li", { class: n[1] }, el("b", {}, n[0]), ": " + n[2] + (n[3] ? " " + word("suggestion") + " " + n[3] : "")))) : null);
      return { el: e, state, key, rules: notes.map(n => n[0]), text: fold(text + "\n" + (r.t || "")) };
    });
    const dead = target && target.unreadable ? word("unreadable") : !target ? word("no_file") : "";
    main.replaceChildren(
      dead ? el("p", { class: "soft" }, dead) : "",
      el("div", { class: "columns", "aria-hidden": "true" }, el("span", {}, ""), el("span", {}, word("source") + " · " + source.path), el("span", {}, word("target") + (target ? " · " + target.path : ""))),
      ...rows.map(r => r.el));
  }

  function addressOf(change) {
    const fields = { d: where.d, l: where.l, state: $("state").value, rule: $("rule").value, open: $("open").checked ? "1" : "", ...change };
    return "#" + new URLSearchParams(Object.entries(fields).filter(([, v]) => v));
  }

  function narrow() {
    const words = fold($("q").value.trim()).split(/\s+/).filter(Boolean), state = $("state").value, rule = $("rule").value, only = $("open").checked;
    let n = 0;
    for (const r of rows) {
      const show = (!only || openStates.includes(r.state)) && (!state || r.state === state) && (!rule || r.rules.includes(rule)) && words.every(w => r.text.includes(w));
      r.el.hidden = !show;
      if (show) n++;
    }
    const left = rows.filter(r => openStates.includes(r.state)).length;
    $("found").textContent = word("open_count") + ": " + left + (n < rows.length ? " · " + n + " / " + rows.length : "");
    if (rows.length && !n) $("found").textContent = word("nothing_here");
  }

  function go(row, push) {
    for (const r of rows) r.el.classList.toggle("current", r === row);
    row.el.scrollIntoView({ block: "center" });
    row.el.focus({ preventScroll: true });
    where.p = row.key;
    setAddress(Object.fromEntries(new URLSearchParams(addressOf({ p: row.key }).slice(1))), push);
  }

  // step goes to the next paragraph that is open, or that the filters show.
  function step(by) {
    const filtered = $("state").value || $("rule").value || $("q").value.trim();
    const wanted = rows.filter(r => !r.el.hidden && (filtered ? r.state : openStates.includes(r.state)));
    if (!wanted.length) return;
    const current = rows.findIndex(r => r.el.classList.contains("current"));
    const list = by > 0 ? wanted.filter(r => rows.indexOf(r) > current) : wanted.filter(r => rows.indexOf(r) < current).reverse();
    if (list.length || current < 0) go(list[0] || wanted[0]);
  }

  // neighbour is the next document with anything open in the locale.
  function neighbour(by) {
    for (let i = byKey.get(where.d) + by; i >= 0 && i < data.docs.length; i += by) if (open(cellOf(data.docs[i], where.l)) && typeof cellOf(data.docs[i], where.l) !== "number") return data.docs[i];
    return null;
  }

  function frame(doc, locale) {
    $("title").textContent = doc[1] || doc[0];
    document.title = (doc[1] || doc[0]) + " – " + locale.name;
    $("path").textContent = doc[0];
    $("up").href = "index.html#" + new URLSearchParams({ locale: locale.tag });
    $("locales").replaceChildren(...data.locales.filter((_, i) => has(doc[3][i])).map(l => {
      const c = cellOf(doc, l.tag);
      return el("a", { href: addressOf({ l: l.tag }), "aria-current": l.tag === locale.tag ? "page" : false }, l.name + (typeof c === "number" ? " –" : open(c) ? " " + open(c) : " ✓"));
    }));
    for (const [id, by, name] of [["previous", -1, "document_previous"], ["next", 1, "document_next"]]) {
      const a = $(id), n = neighbour(by);
      a.hidden = !n;
      if (n) { a.href = addressOf({ d: n[2] }); a.querySelector("span").textContent = n[1] || n[0]; a.setAttribute("aria-label", word(name) + ": " + (n[1] || n[0])); }
    }
  }

  async function show() {
    const a = getAddress(), mine = ++serial;
    const again = where.d === a.get("d") && where.l === a.get("l");
    where = { d: a.get("d"), l: a.get("l"), p: a.get("p") };
    $("state").value = a.get("state") || ""; $("rule").value = a.get("rule") || ""; $("open").checked = !!a.get("open");
    const doc = data.docs[byKey.get(where.d)], locale = data.locales.find(l => l.tag === where.l);
    if (!doc || !locale || !has(cellOf(doc, where.l))) {
      main.replaceChildren(el("p", {}, word("no_document")));
      return;
    }
    frame(doc, locale);
    if (!again || !rows.length) {
      main.replaceChildren(el("p", { class: "soft" }, word("loading")));
      try {
        const folder = "data/" + where.d + "/";
        const source = await load(folder + "source.js");
        const target = typeof cellOf(doc, where.l) === "number" ? null : await load(folder + where.l + ".js");
        if (mine !== serial) return;
        draw(source, target, locale);
      } catch {
        rows = [];
        main.replaceChildren(el("p", { role: "alert" }, word("load_failed")));
        return;
      }
    }
    narrow();
    const at = where.p && rows.find(r => r.key === where.p);
    if (at) { at.el.hidden = false; go(at); }
  }

  fill($("state"), word("any_state"), data.states.map(s => [s, word("state." + s)]));
  fill($("rule"), word("any_rule"), data.rules.map(r => [r, r]));
  const leave = id => () => { const a = $(id); if (!a.hidden) location.href = a.href; };
  $("filters").addEventListener("input", () => { narrow(); setAddress(Object.fromEntries(new URLSearchParams(addressOf({ p: where.p }).slice(1)))); });
  $("filters").addEventListener("submit", e => e.preventDefault());
  window.addEventListener("hashchange", show);
  keys({
    j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1), "]": leave("next"), "[": leave("previous"), u: leave("up"),
    o: () => { $("open").checked = !$("open").checked; narrow(); },
    e: () => { const r = rows.find(x => x.el.classList.contains("current")); const to = r && (r.el.querySelector('a.edit[data-side="target"]') || r.el.querySelector("a.edit")); if (to) to.click(); },
  });
  show();
})();
