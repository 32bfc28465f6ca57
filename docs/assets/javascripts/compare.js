/* The comparison: the columns of two or three posts, taken from the page's own tables, side by side.
   What differs comes first. Without this file the page shows every role at every grade. */

import * as address from "./address.js";
import { download, element, labelled } from "./parts.js";
import { notFound, postList, postTable, roleOf, showWhole } from "./posts.js";

const NAMES = { a: "First", b: "Second", c: "Third, if you like" };
const ORDER = ["grade", "experience", "reports-to", "requirements", "duty", "skill", "kpis", "code"];
const place = document.querySelector(".hb-compare");

if (place) {
  const posts = readPosts();
  const selects = Object.entries(NAMES).map(([key, label]) => (
    { key, label, select: postList(posts, [["", "–"]]) }
  ));
  const status = element("p", { className: "hb-compare__status", role: "status" });
  const result = element("div", { className: "hb-compare__result" });
  const fields = selects.map(({ select, label }) => labelled(label, select));
  place.append(element("div", { className: "hb-compare__form" }, ...fields), status, result);
  const update = () => show(posts, selects, status, result);
  place.addEventListener("change", () => {
    address.set(Object.fromEntries(selects.map(({ key, select }) => [key, select.value])));
    update();
  });
  address.onMove(update);
  update();
}

/* Every post by its name, `<role>.<grade>`: its head, and its cells by the names of their rows. */
function readPosts() {
  const posts = new Map();
  for (const head of document.querySelectorAll(".hb-whole th[data-who]")) {
    const table = head.closest("table");
    const rows = [...table.tBodies[0].rows].map((row) => [row.cells[0], row.cells[head.cellIndex]]);
    const role = roleOf(head);
    const cells = new Map(rows.map(([first, cell]) => [first.dataset.row, { first, cell }]));
    posts.set(head.dataset.who, { head, role, cells, title: head.textContent.trim() });
  }
  return posts;
}

function show(posts, selects, status, result) {
  const asked = selects.map(({ key }) => address.get(key));
  selects.forEach(({ select }, number) => {
    select.value = posts.has(asked[number]) ? asked[number] : "";
  });
  const unknown = asked.filter((who) => who && !posts.has(who));
  const chosen = [...new Set(asked)].filter((who) => posts.has(who)).map((who) => posts.get(who));
  showWhole(chosen.length === 0);
  const { differ, same } = sortedRows(chosen);
  status.textContent = [...unknown.map(notFound), hint(chosen, differ, same)].join(" ");
  result.replaceChildren(...(chosen.length ? parts(chosen, differ, same) : []));
}

function hint(chosen, differ, same) {
  if (chosen.length === 0) return "Choose two or three to see what differs between them.";
  if (chosen.length === 1) return "Choose a second one to see what differs.";
  return `${differ.length} of ${differ.length + same.length} lines differ.`;
}

function sortedRows(chosen) {
  const names = [...new Set(chosen.flatMap(({ cells }) => [...cells.keys()]))];
  const place = (name) => ORDER.indexOf(name.split(" ")[0]);
  const rows = names.sort((one, other) => place(one) - place(other)).map((name) => rowOf(name, chosen));
  const isSame = (row) => chosen.length > 1 && new Set(row.slice(1).map(words)).size === 1;
  return { differ: rows.filter((row) => !isSame(row)), same: rows.filter(isSame) };
}

function rowOf(name, chosen) {
  const found = chosen.map(({ cells }) => cells.get(name));
  const cells = found.map((one) => one?.cell.cloneNode(true) ?? element("td", {}, "–"));
  return [found.find(Boolean).first.cloneNode(true), ...cells];
}

function words(cell) {
  return cell.textContent.replace(/\s+/g, " ").trim();
}

function parts(chosen, differ, same) {
  const heads = chosen.map(({ head }) => head.cloneNode(true));
  const first = () => element("th", { scope: "col" }, "What");
  const line = () => [first(), ...heads.map((head) => head.cloneNode(true))];
  const title = chosen.length > 1 ? "What differs" : "One post";
  const all = [line(), ...differ, ...same];
  const made = [element("div", { className: "hb-tools" }, download("comparison", () => all))];
  if (differ.length) made.push(postTable(title, "compare", line(), differ));
  if (same.length) {
    const summary = element("summary", {}, `The same for all (${same.length})`);
    const folded = postTable("The same for all", "compare", line(), same);
    made.push(element("details", { className: "hb-same" }, summary, folded));
  }
  return made;
}
