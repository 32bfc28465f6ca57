/* What the theme leaves to the mouse, for the keyboard too. No library; everything else on the
   page works without this file. Written for mkdocs-material 9.8.1, whose checkboxes #__drawer and
   #__search hold the state of menu and search. */

"use strict";

const find = (selector) => document.querySelector(selector);

/* ---- The theme's single-key shortcuts (f s / p n , .) are off: speech input would set them off. */

addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  if (!typing && !modified && "fs/pn,.".includes(event.key) && !find("#__search").checked) {
    event.stopImmediatePropagation();
  }
}, true);

/* ---- Menu: a drawer on narrow screens. ------------------------------------------------------- */

const drawer = find("#__drawer");
const menu = find(".hb-menu");
const behindDrawer = ".md-skip, .md-banner, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer";

function setDrawer(open) {
  if (drawer.checked !== open) drawer.click(); // `click` also tells the theme
}

drawer.addEventListener("change", () => {
  menu.setAttribute("aria-expanded", String(drawer.checked));
  for (const part of document.querySelectorAll(behindDrawer)) part.inert = drawer.checked;
  (drawer.checked ? find(".hb-menu-close") : menu).focus();
});
menu.addEventListener("click", () => setDrawer(true));
find(".hb-menu-close")?.addEventListener("click", () => setDrawer(false));
matchMedia("(min-width: 76.25em)").addEventListener("change", () => setDrawer(false));

/* ---- Search: a field on wide screens, a sheet behind a button on narrow ones. ------------------ */

const search = find("#__search");
const searchArea = find(".md-search");
const query = find(".md-search__input");
const searchButton = find(".hb-search-open");

function setSearch(open) {
  if (search.checked !== open) search.click();
}

function leaveSearch() {
  if (searchArea.contains(document.activeElement)) {
    (searchButton.offsetParent ? searchButton : query).focus();
  }
  // A moment later: the theme opens the search whenever its field takes the focus.
  setTimeout(setSearch, 20, false);
}

if (searchArea) {
  searchButton.addEventListener("click", () => {
    setSearch(true);
    query.focus();
  });
  find(".hb-search-close").addEventListener("click", leaveSearch);
  query.addEventListener("input", () => {
    setSearch(true);
    // The theme waits for keys; words that are pasted with the mouse or spoken come without any.
    query.dispatchEvent(new KeyboardEvent("keyup"));
  });
  searchArea.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !searchArea.contains(event.relatedTarget)) setSearch(false);
  });
  // The theme takes the results out of the tab order and closes the search on Tab, so that only arrow keys reach the results.
  addEventListener("keydown", (event) => {
    if (!search.checked || !["Tab", "Shift", "Escape"].includes(event.key)) return;
    event.stopImmediatePropagation();
    if (event.key === "Escape") leaveSearch();
  }, true);
  new MutationObserver(() => {
    for (const stop of searchArea.querySelectorAll("[tabindex='-1']")) stop.removeAttribute("tabindex");
  }).observe(find(".md-search-result__list"), { childList: true, subtree: true });
}

/* ---- Definitions of terms: on hover and on focus; Esc closes; a tap follows the link. ---------- */

const tip = document.createElement("div");
tip.className = "hb-tip";
tip.id = "hb-tip";
tip.role = "tooltip";
tip.hidden = true;
let term = null;
let closing = 0;

function showTip(link) {
  clearTimeout(closing);
  if (link === term) return;
  hideTip();
  term = link;
  // The title would show a second, browser-made tip.
  if (link.title) {
    link.dataset.definition = link.title;
    link.removeAttribute("title");
  }
  tip.textContent = link.dataset.definition;
  tip.hidden = false;
  link.setAttribute("aria-describedby", tip.id);
  placeTip(link.getClientRects()[0]);
}

function placeTip(line) {
  const frame = tip.offsetParent.getBoundingClientRect();
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  const below = line.bottom + tip.offsetHeight + 8 < innerHeight;
  tip.style.left = `${Math.max(8, Math.min(line.left, room)) - frame.left}px`;
  tip.style.top = `${(below ? line.bottom + 2 : line.top - tip.offsetHeight - 2) - frame.top}px`;
}

function hideTip() {
  clearTimeout(closing);
  term?.removeAttribute("aria-describedby");
  term = null;
  tip.hidden = true;
}

const content = find(".md-content");
if (content?.querySelector(".hb-term")) {
  content.append(tip);
  const termOf = (event) => event.target.closest?.("a.hb-term[title], a.hb-term[data-definition]");
  content.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (tip.contains(event.target)) clearTimeout(closing);
    else if (termOf(event)) showTip(termOf(event));
  });
  content.addEventListener("pointerout", (event) => {
    // Time enough to move the pointer onto the definition itself.
    if (termOf(event) || tip.contains(event.target)) closing = setTimeout(hideTip, 200);
  });
  content.addEventListener("focusin", (event) => {
    if (termOf(event)?.matches(":focus-visible")) showTip(termOf(event));
  });
  content.addEventListener("focusout", hideTip);
}

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (!tip.hidden) hideTip();
  else if (drawer.checked) setDrawer(false);
});

/* ---- Plain tables that are wider than the page scroll: make that reachable and named. ---------- */

function nameScrollArea(area) {
  if (area.closest(".hb-table") || area.scrollWidth <= area.clientWidth) return;
  const headings = [...document.querySelectorAll(".md-content :is(h1, h2, h3, h4)")];
  const above = headings.filter((one) => one.compareDocumentPosition(area) & 4).pop();
  area.tabIndex = 0;
  area.role = "region";
  area.setAttribute("aria-label", `Table: ${(above?.firstChild ?? above)?.textContent.trim() ?? "data"}`);
}

addEventListener("load", () => {
  document.querySelectorAll(".md-typeset__scrollwrap").forEach(nameScrollArea);
});
