/* Filter, sort and download for tables that the build marks with `data-tools`: the table's name in
   addresses, then what it offers. Without this file the tables are whole, only without controls. */

import * as address from "./address.js";
import { download, element, labelled } from "./parts.js";

const regions = document.querySelectorAll(".hb-table[data-tools]");

if (regions.length) {
  await import("../third_party/tablesort-5.7.1/tablesort.min.js");
  // The build gives numbers to sort by; nothing is guessed from texts. Tablesort wants the larger first.
  Tablesort.extend("number", () => false, (one, other) => other - one);
  regions.forEach(equip);
}

function equip(region) {
  const [name, ...offers] = region.dataset.tools.split(" ");
  const table = region.querySelector("table");
  const rows = [...table.tBodies[0].rows];
  const bar = element("div", { className: "hb-tools" });
  const count = element("p", { className: "hb-tools__count", role: "status" });
  const field = element("input", { type: "search", autocomplete: "off", spellcheck: false });
  const sorter = offers.includes("sort") && rows.length > 1 && makeSortable(table, rows, name);

  function find() {
    const words = field.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.classList.toggle("hb-off-find", !words.every((word) => text.includes(word)));
    }
    tell();
  }

  function tell() {
    const seen = rows.filter(isShown).length;
    count.textContent = field.value ? `${seen} of ${rows.length} rows` : "";
  }

  function recall() {
    field.value = address.get(`${name}.find`);
    find();
    if (sorter) sorter.recall();
  }

  if (offers.includes("filter")) bar.append(labelled("Filter", field), count);
  if (offers.includes("csv")) bar.append(download(name, () => linesOf(table)));
  field.addEventListener("input", () => {
    address.set({ [`${name}.find`]: field.value.trim() }, false);
    find();
  });
  region.before(bar);
  address.onMove(recall);
  recall();
}

/* Tablesort listens on the whole head cell; a button inside it brings keyboard and name. */
function makeSortable(table, rows, name) {
  const heads = [...table.tHead.rows[0].cells];
  const slug = (head) => head.textContent.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  const slugs = heads.map(slug);
  for (const [column, head] of heads.entries()) {
    const numbers = rows.every((row) => row.cells[column].dataset.sort !== undefined);
    head.dataset.sortMethod = numbers ? "number" : "text";
    // The most, the strongest, the highest is what one looks for first.
    if (numbers) head.dataset.sortReverse = "";
    addButton(head);
  }
  const sorter = new Tablesort(table);
  // The button takes the focus, and the theme would draw a second arrow beside a role of its own.
  for (const head of heads) ["tabindex", "role"].forEach((name) => head.removeAttribute(name));
  let recalling = false;
  table.addEventListener("afterSort", () => {
    if (recalling) return;
    const down = sorter.current.getAttribute("aria-sort") === "descending";
    const column = slugs[heads.indexOf(sorter.current)];
    address.set({ [`${name}.sort`]: (down ? "-" : "") + column });
  });

  function recall() {
    const [, down, wanted] = /^(-?)(.*)$/u.exec(address.get(`${name}.sort`));
    const head = heads[slugs.indexOf(wanted)];
    recalling = true;
    sorter.current?.removeAttribute("aria-sort");
    sorter.current = head;
    table.tBodies[0].append(...rows);
    head?.setAttribute("aria-sort", down ? "descending" : "ascending");
    sorter.refresh();
    recalling = false;
  }

  return { recall };
}

function addButton(head) {
  const button = element("button", { type: "button", className: "hb-sort" });
  const links = head.querySelectorAll("a");
  if (links.length) {
    // A link stays a link; the button stands behind it.
    button.ariaLabel = `Sort by ${head.textContent.trim()}`;
    for (const link of links) {
      link.addEventListener("click", (event) => event.stopPropagation());
      link.addEventListener("keydown", (event) => event.key === "Enter" && event.stopPropagation());
    }
    head.append(" ", button);
  } else {
    button.append(...head.childNodes);
    head.append(button);
  }
}

function isShown(part) {
  return !part.matches("[class*='hb-off-']");
}

/* What is shown, in the order shown, without columns that are not. */
function linesOf(table) {
  const shown = [...table.tBodies[0].rows].filter(isShown);
  return [table.tHead.rows[0], ...shown].map((row) => [...row.cells].filter(isShown));
}
