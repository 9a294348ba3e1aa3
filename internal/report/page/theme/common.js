"use strict";
// What both pages share: data files, the address, elements, keys.
const stele = (() => {
  const waiting = new Map(); // file → what to do with its value
  const values = new Map();
  let loading = null;

  // put takes the value of the data file that is being read.
  function put(kind, value) {
    if (kind === "index") values.set("index", value);
    else loading = value;
  }

  // load reads a data file once. A script, since a page on a disk may fetch none.
  function load(file) {
    if (!waiting.has(file)) {
      waiting.set(file, new Promise((done, failed) => {
        const s = document.createElement("script");
        s.src = file;
        s.onload = () => { const v = loading; loading = null; v ? done(v) : failed(new Error(file)); };
        s.onerror = () => failed(new Error(file));
        document.head.append(s);
      }));
    }
    return waiting.get(file);
  }

  // el makes an element. Texts are texts: nothing is ever parsed as HTML.
  function el(name, attributes, ...children) {
    const e = document.createElement(name);
    for (const [k, v] of Object.entries(attributes || {})) {
      if (v === undefined || v === null || v === false) continue;
      e.setAttribute(k, v === true ? "" : v);
    }
    e.append(...children.filter(c => c !== null && c !== undefined && c !== ""));
    return e;
  }

  const index = () => values.get("index");
  const word = id => index().words[id] || id;

  function mark(state) {
    return el("span", { class: "mark s-" + state, "aria-hidden": "true" }, word("glyph." + state));
  }

  function getAddress() { return new URLSearchParams(location.hash.slice(1)); }

  // setAddress keeps what is looked at in the address, so that it can be sent.
  function setAddress(fields, push) {
    const p = new URLSearchParams();
    for (const [k, v] of Object.entries(fields)) if (v !== "" && v !== false && v !== null && v !== undefined) p.set(k, v === true ? "1" : v);
    const hash = "#" + p;
    if (hash === location.hash || hash === "#" && !location.hash) return;
    history[push ? "pushState" : "replaceState"](null, "", hash === "#" ? location.pathname + location.search : hash);
  }

  function fill(select, first, entries) {
    select.replaceChildren(el("option", { value: "" }, first), ...entries.map(([value, text]) => el("option", { value }, text)));
  }

  const fold = text => text.toLocaleLowerCase(index().lang).normalize("NFKD").replace(/\p{M}/gu, "");

  function keysOn() {
    try { return localStorage.getItem("stele-keys") !== "off"; } catch { return true; }
  }

  // keys lets single keys do something, unless a field is typed into or the
  // reader has switched them off.
  function keys(table) {
    const dialog = document.getElementById("help"), on = document.getElementById("keys-on");
    const button = document.querySelector(".help-button");
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
    on.checked = keysOn();
    on.addEventListener("change", () => { try { localStorage.setItem("stele-keys", on.checked ? "on" : "off"); } catch { /* not kept */ } });
    document.addEventListener("keydown", e => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || dialog.open) return;
      const typing = e.target.matches("input:not([type=checkbox]), select, textarea");
      if (e.key === "Escape" && typing && e.target.type === "search") {
        e.target.value = ""; e.target.dispatchEvent(new Event("input", { bubbles: true })); e.target.blur();
        return;
      }
      if (typing || !on.checked) return;
      const what = e.key === "?" ? () => dialog.showModal() : e.key === "/" ? () => document.getElementById("q").focus() : table[e.key];
      if (what) { e.preventDefault(); what(); }
    });
  }

  return { put, load, el, index, word, mark, getAddress, setAddress, fill, fold, keys };
})();
