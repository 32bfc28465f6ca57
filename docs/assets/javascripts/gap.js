/* The gap between two posts, or between one's own marks and a post: the rows of the ladder that lead
   from the one to the other. Without this file the page shows every step of every role. */

import * as address from "./address.js";
import { kept } from "./marks.js";
import { download, element, labelled } from "./parts.js";
import { notFound, postList, postTable, roleOf, showWhole } from "./posts.js";

const ME = "me";
const place = document.querySelector(".hb-gap");

if (place) {
  const posts = readPosts();
  const marks = kept();
  const mine = marks.size ? [[ME, "My marks in the self-check"]] : [];
  const selects = {
    a: postList(posts, [["", "At the beginning"], ...mine]),
    b: postList(posts, [["", "–"]]),
  };
  const status = element("p", { className: "hb-compare__status", role: "status" });
  const result = element("div", { className: "hb-compare__result" });
  const form = element(
    "div", { className: "hb-compare__form" },
    labelled("Where you are", selects.a), labelled("Where you want to be", selects.b),
  );
  place.append(form, status, result);
  form.addEventListener("change", () => {
    address.set({ a: selects.a.value, b: selects.b.value });
    show();
  });
  address.onMove(show);
  show();

  function show() {
    const [a, b] = [address.get("a"), address.get("b")];
    selects.a.value = posts.has(a) || (a === ME && marks.size) ? a : "";
    selects.b.value = posts.has(b) ? b : "";
    const strange = [a !== ME && a, b].filter((who) => who && !posts.has(who)).map(notFound);
    if (a === ME && !marks.size) strange.push("There are no marks of yours in this browser yet.");
    const target = posts.get(b);
    showWhole(!target);
    const gap = target && between(a === ME ? fromMarks(marks) : posts.get(a)?.held, target);
    status.textContent = [...strange, gap ? told(gap) : "Choose a post to see what is missing for it."].join(" ");
    result.replaceChildren(...(gap ? parts(gap) : []));
  }
}

/* Every post by its name: what its role's ladder has brought by then, and what the post itself asks. */
function readPosts() {
  const posts = new Map();
  for (const section of document.querySelectorAll("section.hb-whole")) {
    const held = { skills: new Map(), duties: new Map() };
    for (const head of section.querySelectorAll("th[data-who]")) {
      for (const row of head.closest("table").tBodies[0].rows) climb(held, row);
      const skills = new Map([...held.skills].map(([name, steps]) => [name, [...steps]]));
      posts.set(head.dataset.who, {
        role: roleOf(head),
        title: head.dataset.post,
        held: { skills, duties: new Map(held.duties) },
        show: head.closest("table").querySelector("[data-row='show']").parentElement,
      });
    }
  }
  return posts;
}

/* A skill keeps all its steps, since what helps with each of them helps with the whole way. */
function climb(held, row) {
  const { row: name, to } = row.cells[0].dataset;
  if (to) held.skills.set(name, [...(held.skills.get(name) ?? []), { to: Number(to), row }]);
  else if (name.startsWith("duty ")) held.duties.set(name, row);
}

function fromMarks(marks) {
  const steps = [...marks].filter(([, level]) => level > 0);
  const skills = new Map(steps.map(([id, to]) => [`skill ${id}`, [{ to }]]));
  return { skills, duties: new Map() };
}

function between(held = { skills: new Map(), duties: new Map() }, target) {
  const grow = [];
  const there = [];
  for (const [name, steps] of target.held.skills) {
    const now = held.skills.get(name)?.at(-1).to ?? 0;
    const missing = steps.filter(({ to }) => to > now);
    const line = { now, steps: missing, last: steps.at(-1) };
    (missing.length ? grow : there).push(line);
  }
  grow.sort((one, other) => other.last.to - other.now - (one.last.to - one.now));
  const duties = [...target.held.duties].filter(([name]) => !held.duties.has(name)).map(([, row]) => row);
  return { grow, there, duties, show: target.show };
}

function told({ grow, there, duties }) {
  const skills = grow.length
    ? `${grow.length} of ${grow.length + there.length} skills have to grow`
    : "Every skill is at the level asked for";
  return `${skills}; ${duties.length} ${duties.length === 1 ? "duty begins" : "duties begin"}.`;
}

function parts({ grow, there, duties, show }) {
  const heads = (...titles) => titles.map((title) => element("th", { scope: "col" }, title));
  const skillHead = () => heads("Skill", "Now", "Asked for", "What one can then see you do", "What helps");
  const dutyHead = () => heads("Duty", "Your part", "What comes out", "Steps");
  const skills = grow.map((line) => skillRow(line, line.steps));
  const begun = duties.map((row) => [nameOf(row), ...[2, 3, 4].map((number) => row.cells[number].cloneNode(true))]);
  const lines = [skillHead(), ...skills, dutyHead(), ...begun];
  const made = [element("div", { className: "hb-tools" }, download("gap", () => lines))];
  const add = (title, ...content) => made.push(element("h2", {}, title), ...content);
  if (skills.length) add("Skills that have to grow", postTable("Skills that have to grow", "gap", skillHead(), skills));
  if (begun.length) add("Duties that begin", postTable("Duties that begin", "gap", dutyHead(), begun));
  add("What you will have to show", ...[...show.cells[3].childNodes].map((node) => node.cloneNode(true)));
  if (there.length) {
    const rows = there.map((line) => skillRow(line, [line.last]));
    const folded = postTable("Already there", "gap", skillHead(), rows);
    const summary = element("summary", {}, `Already there (${there.length})`);
    made.push(element("details", { className: "hb-same" }, summary, folded));
  }
  return made;
}

function skillRow({ now, last }, steps) {
  const [, , asked, seen] = [...last.row.cells].map((cell) => cell.cloneNode(true));
  return [nameOf(last.row), levelCell(now), asked, seen, helps(steps)];
}

/* The first cell without the word for its kind, which the heading says here. */
function nameOf(row) {
  const name = row.cells[0].cloneNode(true);
  name.querySelector("small").remove();
  return name;
}

/* The build has written each level once at least; its word and mark are taken from there. */
function levelCell(level) {
  const found = level && document.querySelector(`.hb-whole [data-to="${level}"]`);
  return found ? found.parentElement.cells[2].cloneNode(true) : element("td", {}, "–");
}

function helps(steps) {
  const items = new Map();
  for (const { row } of steps) {
    for (const item of row.cells[4].querySelectorAll("li")) {
      items.set(item.querySelector("a").href, item.cloneNode(true));
    }
  }
  return element("td", {}, element("ul", {}, ...items.values()));
}
