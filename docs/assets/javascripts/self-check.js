/* The self-check: the boxes of the printed sheet become choices, one for each skill. */

import * as address from "./address.js";
import { keep, kept, parsed, written } from "./marks.js";
import { action, element, labelled, save } from "./parts.js";
import { notFound, postList } from "./posts.js";

const place = document.querySelector(".hb-check");

if (place) {
  const posts = new Map(
    Object.entries(JSON.parse(place.dataset.posts)).map(([who, [role, title]]) => [who, { role, title }]),
  );
  const skills = [...document.querySelectorAll("th[data-skill]")].map(readSkill);
  let marks = kept();
  const aim = postList(posts, [["", "All skills"]]);
  const status = element("p", { className: "hb-compare__status", role: "status" });
  const onward = element("a", {}, "What is missing for this post");
  const file = element("input", { type: "file", accept: ".json,application/json", className: "hb-file" });

  place.append(
    element("div", { className: "hb-compare__form" }, labelled("For the post", aim)),
    element(
      "div", { className: "hb-tools" },
      action("Save marks", () => save(written(marks), "application/json", "self-check.json")),
      element("label", { className: "hb-csv" }, file, "Load marks"),
      action("Print", () => print()),
      action("Delete marks", () => confirm("Delete all your marks in this browser?") && change(new Map())),
      onward,
    ),
    status,
  );
  aim.addEventListener("change", () => {
    address.set({ for: aim.value });
    show();
  });
  file.addEventListener("change", load);
  for (const skill of skills) {
    skill.row.addEventListener("change", () => {
      const chosen = skill.choices.findIndex((choice) => choice.checked);
      change(new Map(marks).set(skill.id, chosen));
    });
  }
  address.onMove(show);
  show();

  function change(changed, told = "") {
    marks = changed;
    const failed = keep(marks) ? "" : "This browser keeps nothing, so save your marks as a file.";
    show();
    status.textContent = [failed, told, status.textContent].filter(Boolean).join(" ");
  }

  async function load() {
    const [chosen] = file.files;
    if (!chosen) return;
    try {
      const read = parsed(chosen.size < 100_000 ? await chosen.text() : "");
      const known = [...read].filter(([id]) => skills.some((skill) => skill.id === id));
      const strange = read.size - known.length;
      change(new Map(known), strange ? `${strange} marks are for skills that are not here and were left out.` : "");
    } catch {
      status.textContent = `“${chosen.name}” holds no marks. Choose a file that was saved on this page.`;
    }
    file.value = "";
  }

  function show() {
    const asked = address.get("for");
    const post = posts.get(asked);
    aim.value = post ? asked : "";
    onward.hidden = !post;
    onward.href = `../gap/?a=me&b=${asked}`;
    for (const skill of skills) showSkill(skill, marks.get(skill.id), post ? asked : "");
    for (const group of document.querySelectorAll(".hb-group")) {
      group.classList.toggle("hb-off-choice", !group.querySelector("tbody tr:not(.hb-off-choice)"));
    }
    const own = skills.filter((skill) => !post || skill.asked.has(asked));
    status.textContent = [asked && !post && notFound(asked), summary(own, marks, post ? asked : "")]
      .filter(Boolean).join(" ");
  }
}

/* A skill's row with its choices: not yet, then the four levels. */
function readSkill(head) {
  const { skill: id, asked } = head.dataset;
  const row = head.parentElement;
  const cells = [...row.cells].slice(1);
  const none = element("label", { className: "hb-choice" }, choice(id), element("span", {}, "not yet"));
  head.append(none);
  for (const cell of cells) {
    cell.querySelector(".hb-box").remove();
    const words = element("span", {}, ...cell.childNodes);
    cell.append(element("label", { className: "hb-choice" }, choice(id), words));
  }
  const levels = asked.split(" ").filter(Boolean).map((one) => one.split(":"));
  return {
    id, row, cells,
    choices: [...row.querySelectorAll("input")],
    asked: new Map(levels.map(([who, level]) => [who, Number(level)])),
  };
}

function choice(name) {
  return element("input", { type: "radio", name: `skill-${name}` });
}

function showSkill({ row, cells, choices, asked }, mark, who) {
  row.classList.toggle("hb-off-choice", who !== "" && !asked.has(who));
  choices.forEach((one, level) => { one.checked = level === mark; });
  cells.forEach((cell, number) => {
    const wanted = asked.get(who) === number + 1;
    cell.classList.toggle("hb-asked", wanted);
    cell.querySelector("small")?.remove();
    if (wanted) cell.append(element("small", {}, "asked for"));
  });
}

function summary(skills, marks, who) {
  const marked = skills.filter(({ id }) => marks.has(id));
  const there = marked.filter(({ id, asked }) => marks.get(id) >= asked.get(who));
  const told = `${marked.length} of ${skills.length} skills marked.`;
  return who ? `${told} ${there.length} are at the level asked for.` : told;
}
