"use strict";
// The index: a map of documents × locales that is filtered, sorted, folded and
// shown a page at a time.
(() => {
  const { el, index, word, getAddress, setAddress, fill, fold, keys } = stele;
  const data = index();
  if (!data) return;
  const pageSize = 100;
  const $ = id => document.getElementById(id);
  const table = $("heat"), head = table.tHead.rows[0], body = table.tBodies[0];
  const S = Object.fromEntries(data.states.map((s, i) => [s, i]));
  const open = new Set();
  let page = 0;

  const docs = data.docs.map(([id, title, key, cells]) => ({ id, title, key, cells, text: fold(id + "\n" + title) }));

  // Of a cell: how many segments are in a state, of the source's, done; how
  // often a rule fired.
  const missingOnly = c => typeof c === "number";
  const count = (c, s) => c === null ? 0 : missingOnly(c) ? (s === S.missing ? c : 0) : c[s];
  const total = c => [S.synced, S.stale, S.untranslated, S.missing, S.unverified].reduce((n, s) => n + count(c, s), 0);
  const done = c => count(c, S.synced) + count(c, S.unverified);
  const toDo = c => count(c, S.stale) + count(c, S.untranslated) + count(c, S.missing);
  function fired(c, r) {
    if (c === null || missingOnly(c)) return 0;
    for (let i = data.states.length; i < c.length; i += 2) if (c[i] === r) return c[i + 1];
    return 0;
  }

  function filters() {
    return {
      q: $("q").value.trim(), locale: $("locale").value, state: $("state").value, rule: $("rule").value,
      sort: $("sort").value, flat: !$("tree").checked,
    };
  }

  function readAddress() {
    const a = getAddress();
    for (const k of ["q", "locale", "state", "rule", "sort"]) $(k).value = a.get(k) || "";
    $("tree").checked = !a.get("flat");
    page = Math.max(0, (parseInt(a.get("page"), 10) || 1) - 1);
  }

  // What is counted in a cell: nothing chosen is the share that is done.
  function measure(f) {
    if (f.rule) { const r = data.rules.indexOf(f.rule); return c => fired(c, r); }
    if (f.state) return c => count(c, S[f.state]);
    return null;
  }

  function select(f) {
    const words = fold(f.q).split(/\s+/).filter(Boolean);
    const at = f.locale ? [data.locales.findIndex(l => l.tag === f.locale)] : data.locales.map((_, i) => i);
    const m = measure(f);
    let found = docs.filter(d => words.every(w => d.text.includes(w)) && at.some(i => d.cells[i] !== null && (!m || m(d.cells[i]) > 0)));
    const sum = (d, of) => at.reduce((n, i) => n + of(d.cells[i]), 0);
    if (f.sort === "least") found = sortBy(found, d => sum(d, done) / Math.max(1, sum(d, total)));
    if (f.sort === "most") found = sortBy(found, d => -sum(d, m || toDo));
    return { found, at, m, columns: columnsOf(at, m) };
  }

  // The columns of the map: a language each or, of a single one, what is done
  // and each state.
  function columnsOf(at, m) {
    const columns = at.map(i => ({ at: i, m, short: data.locales[i].tag, name: data.locales[i].name }));
    if (at.length !== 1 || m) return columns;
    const states = data.states.filter(s => s !== "synced").map(s => ({ at: at[0], m: c => count(c, S[s]), plain: true, short: word("state." + s), name: word("state." + s) }));
    return [...columns, ...states];
  }

  function sortBy(list, of) {
    return list.map(d => [of(d), d]).sort((a, b) => a[0] - b[0]).map(x => x[1]);
  }

  function cell(c, { m, plain }, href) {
    if (c === null) return el("td", { class: "na" });
    const percent = total(c) ? Math.floor(100 * done(c) / total(c)) : 100;
    // No file; or one that is a translation of nothing, its source gone.
    const nothing = missingOnly(c) ? "–" : !total(c) && count(c, S.orphaned) ? "·" : "";
    const text = m ? (m(c) ? String(m(c)) : "·") : nothing || String(percent);
    const cls = plain ? (m(c) ? "plain" : "none") : m && !m(c) || nothing && !m ? "none" : "h" + Math.floor(percent / 10);
    return el("td", { class: cls }, href ? el("a", { href }, text) : text);
  }

  const readerOf = (d, l, f) => "read.html#" + new URLSearchParams({ d: d.key, l: data.locales[l].tag, ...(f.state && { state: f.state }), ...(f.rule && { rule: f.rule }) });

  function documentRow(d, f, v, depth) {
    const name = depth ? d.id.slice(d.id.lastIndexOf("/") + 1) : d.id;
    return el("tr", {}, el("th", { scope: "row", class: "depth" + Math.min(4, depth) },
      el("a", { href: readerOf(d, first(d, v), f), class: "doc", title: d.title || undefined }, name)),
      ...v.columns.map(c => cell(d.cells[c.at], c, d.cells[c.at] === null || c.plain ? "" : readerOf(d, c.at, f))));
  }

  // first is the locale to go to from a document's name: that with most to do.
  function first(d, v) {
    let best = v.at.find(i => d.cells[i] !== null), most = -1;
    for (const i of v.at) {
      if (d.cells[i] === null || missingOnly(d.cells[i])) continue;
      const n = v.m ? v.m(d.cells[i]) : toDo(d.cells[i]);
      if (n > most) { most = n; best = i; }
    }
    return best;
  }

  function add(a, b) {
    if (b === null) return a;
    const sum = a || data.states.map(() => 0);
    data.states.forEach((_, s) => { sum[s] += count(b, s); });
    for (let i = data.states.length; !missingOnly(b) && i < b.length; i += 2) {
      let at = -1;
      for (let k = data.states.length; k < sum.length; k += 2) if (sum[k] === b[i]) at = k;
      at < 0 ? sum.push(b[i], b[i + 1]) : sum[at + 1] += b[i + 1];
    }
    return sum;
  }

  function tree(found) {
    const root = { folders: new Map(), docs: [] };
    for (const d of found) {
      let node = root, path = "";
      for (const part of d.id.split("/").slice(0, -1)) {
        path += part + "/";
        if (!node.folders.has(part)) node.folders.set(part, { path, name: part + "/", folders: new Map(), docs: [], size: 0 });
        node = node.folders.get(part);
        node.size++;
      }
      node.docs.push(d);
    }
    let top = root;
    while (!top.docs.length && top.folders.size === 1) top = [...top.folders.values()][0];
    return top;
  }

  const all = node => [...node.docs, ...[...node.folders.values()].flatMap(all)];

  // lines are what the table shows, folders that are open with what they hold.
  function lines(node, depth) {
    const out = [];
    for (const n of node.folders.values()) {
      out.push({ folder: n, depth });
      if (open.has(n.path)) out.push(...lines(n, depth + 1));
    }
    for (const d of node.docs) out.push({ doc: d, depth });
    return out;
  }

  function folderRow(n, depth, v, f) {
    const docs = all(n), sums = new Map(v.at.map(i => [i, docs.reduce((s, d) => add(s, d.cells[i]), null)]));
    const button = el("button", { type: "button", class: "fold", "aria-expanded": String(open.has(n.path)), "data-path": n.path },
      (open.has(n.path) ? "▾ " : "▸ ") + (depth ? n.name : n.path), " ", el("span", { class: "soft" }, String(n.size)));
    return el("tr", {}, el("th", { scope: "row", class: "depth" + Math.min(4, depth) }, button), ...v.columns.map(c => cell(sums.get(c.at), c, "")));
  }

  function draw() {
    const f = filters(), v = select(f);
    const shown = f.flat || f.sort ? v.found.map(doc => ({ doc, depth: 0 })) : lines(tree(v.found), 0);
    const pages = Math.max(1, Math.ceil(shown.length / pageSize));
    page = Math.min(page, pages - 1);
    head.replaceChildren(head.cells[0], ...v.columns.map(c => el("th", { scope: "col", class: "n" }, el("abbr", { title: c.name }, c.short))));
    body.replaceChildren(...shown.slice(page * pageSize, (page + 1) * pageSize).map(x => x.doc ? documentRow(x.doc, f, v, x.depth) : folderRow(x.folder, x.depth, v, f)));
    $("found").textContent = v.found.length ? word("documents") + ": " + v.found.length + (v.found.length < docs.length ? " / " + docs.length : "") : word("none_found");
    drawPager(pages);
    setAddress({ ...f, page: page ? page + 1 : "" });
  }

  function drawPager(pages) {
    const nav = $("pager");
    nav.hidden = pages < 2;
    const step = (text, to) => {
      const b = el("button", { type: "button", disabled: to < 0 || to >= pages }, text);
      b.addEventListener("click", () => { page = to; draw(); $("documents").scrollIntoView(); $("documents").focus({ preventScroll: true }); });
      return b;
    };
    nav.replaceChildren(step(word("page_previous"), page - 1), el("span", {}, (page + 1) + " / " + pages), step(word("page_next"), page + 1));
  }

  function move(by) {
    const rows = [...body.rows];
    const at = rows.findIndex(r => r.contains(document.activeElement));
    const to = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (to) to.querySelector("a, button").focus();
  }

  fill($("locale"), word("any_locale"), data.locales.map(l => [l.tag, l.name]));
  fill($("state"), word("any_state"), data.states.filter(s => s !== "synced").map(s => [s, word("state." + s)]));
  fill($("rule"), word("any_rule"), data.rules.map(r => [r, r]));
  $("filters").hidden = false;
  if (!location.hash) $("tree").checked = docs.length > 40;
  readAddress();
  if (!getAddress().get("flat") && docs.length <= 40) $("tree").checked = false;
  $("filters").addEventListener("input", () => { page = 0; draw(); });
  $("filters").addEventListener("submit", e => e.preventDefault());
  body.addEventListener("click", e => {
    const b = e.target.closest("button.fold");
    if (!b) return;
    const path = b.dataset.path;
    open.has(path) ? open.delete(path) : open.add(path);
    draw();
    [...body.querySelectorAll("button.fold")].find(x => x.dataset.path === path)?.focus();
  });
  window.addEventListener("hashchange", () => {
    if (location.hash === "#documents") return;
    readAddress(); draw();
    $("documents").scrollIntoView(); $("documents").focus({ preventScroll: true });
  });
  keys({ j: () => move(1), n: () => move(1), k: () => move(-1), p: () => move(-1) });
  draw();
})();
