/* A learning path: each step gets a box to tick. A step counts in every path that has it. */

import { store } from "./kept.js";
import { action, element, save } from "./parts.js";

const isSound = ([step, done]) => /^[a-z0-9-]{1,80}\.[a-z]{1,20}$/.test(step) && done === 1;
const progress = store("handbook.paths", "progress of the Internet Marketer Handbook", "steps", isSound);
const place = document.querySelector(".hb-path");

if (place) {
  let done = progress.kept();
  const steps = [...document.querySelectorAll("th[data-step]")].map(boxed);
  const status = element("p", { className: "hb-compare__status", role: "status" });
  const file = element("input", { type: "file", accept: ".json,application/json", className: "hb-file" });
  place.append(
    element(
      "div", { className: "hb-tools" },
      action("Save progress", () => save(progress.written(done), "application/json", "progress.json")),
      element("label", { className: "hb-csv" }, file, "Load progress"),
      action("Print", () => print()),
      action("Delete progress", () => confirm("Delete all ticks in this browser?") && change(new Map())),
    ),
    status,
  );
  file.addEventListener("change", load);
  for (const { box, step } of steps) {
    box.addEventListener("change", () => {
      const changed = new Map(done);
      if (box.checked) changed.set(step, 1);
      else changed.delete(step);
      change(changed);
    });
  }
  show();

  function change(changed, told = "") {
    done = changed;
    const failed = progress.keep(done) ? "" : "This browser keeps nothing, so save your progress as a file. ";
    show(failed + told);
  }

  async function load() {
    const [chosen] = file.files;
    if (!chosen) return;
    try {
      change(progress.parsed(chosen.size < 100_000 ? await chosen.text() : ""));
    } catch {
      show(`“${chosen.name}” holds no progress. Choose a file that was saved on such a page. `);
    }
    file.value = "";
  }

  function show(told = "") {
    for (const { box, step } of steps) box.checked = done.has(step);
    const here = steps.filter(({ step }) => done.has(step)).length;
    status.textContent = `${told}${here} of ${steps.length} steps ticked.`;
  }
}

function boxed(head) {
  const { step } = head.dataset;
  const [skill, rise] = [head.querySelector("a").textContent, head.querySelector(".hb-level:last-of-type").textContent];
  const box = element("input", { type: "checkbox", ariaLabel: `done: ${skill}, ${rise}` });
  head.prepend(element("label", { className: "hb-choice" }, box, element("span", {}, "done")));
  return { box, step };
}
