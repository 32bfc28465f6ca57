/* Posts, a role at one of its grades each, named `<role>.<grade>` everywhere: read from the page's own
   tables, offered in lists, and put into new tables. */

import { element } from "./parts.js";

/** A list of posts by role; `first` are options before them, as pairs of value and text. */
export function postList(posts, first) {
  const select = element("select", {}, ...first.map(([value, text]) => new Option(text, value)));
  let group;
  for (const [who, { role, title }] of posts) {
    if (group?.label !== role) {
      group = element("optgroup", { label: role });
      select.append(group);
    }
    group.append(new Option(title, who));
  }
  return select;
}

/** The title of the role in whose section an element stands. */
export function roleOf(part) {
  return part.closest("section").querySelector("h2").firstChild.textContent.trim();
}

/** Shows or hides what the page holds for readers without a choice, or without scripts. */
export function showWhole(shown) {
  for (const whole of document.querySelectorAll(".hb-whole")) whole.hidden = !shown;
}

/** What is said of a name in the address that no post has. */
export function notFound(who) {
  return `There is no role and grade called “${who}”. Choose one from the lists.`;
}

/** A table of cells in the region that all tables have; each cell knows its head, for phones. */
export function postTable(title, kind, head, rows) {
  for (const row of rows) row.forEach((cell, number) => { cell.dataset.head = head[number].textContent; });
  const lines = rows.map((row) => element("tr", {}, ...row));
  const whole = element(
    "table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...lines),
  );
  const className = `hb-table hb-table--${kind}`;
  return element("div", { className, role: "region", ariaLabel: title, tabIndex: 0 }, whole);
}
