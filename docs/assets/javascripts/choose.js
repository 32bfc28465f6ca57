/* A place marked by the build becomes a choice: what has another value of its name is not shown.
   A section carries its value itself; of a table, the first cell of a row does. */

import * as address from "./address.js";
import { element, labelled } from "./parts.js";

const MANY = 6;
const places = [...document.querySelectorAll(".hb-chooser")];
const choosers = places.map(build);

if (choosers.length) {
  apply();
  address.onMove(apply);
  addEventListener("hashchange", showTarget);
  showTarget();
}

function build(place) {
  const { name, label, none } = place.dataset;
  const choices = new Map(Object.entries(JSON.parse(place.dataset.choices)));
  const status = element("p", { className: "hb-chooser__status", role: "status" });
  const control = choices.size > MANY ? list(label, choices) : buttons(name, label, choices);
  control.box.addEventListener("change", () => {
    const value = control.get();
    address.set({ [name]: value === place.dataset.default ? "" : value });
    apply();
  });
  place.append(control.box, status);
  return { name, label, none, choices, control, status, usual: place.dataset.default };
}

function list(label, choices) {
  const options = [...choices].map(([value, text]) => new Option(text, value));
  const select = element("select", {}, ...options);
  const set = (value) => { select.value = value; };
  return { box: labelled(label, select), get: () => select.value, set };
}

function buttons(name, label, choices) {
  const radios = [...choices].map(([value]) => element("input", { type: "radio", name, value }));
  const labels = radios.map((radio) => (
    element("label", {}, radio, element("span", {}, choices.get(radio.value)))
  ));
  const box = element("fieldset", {}, element("legend", {}, label), ...labels);
  const set = (value) => { for (const radio of radios) radio.checked = radio.value === value; };
  return { box, get: () => radios.find((radio) => radio.checked).value, set };
}

function apply() {
  const away = new Map(); // each part that a choice is about, and whether any choice hides it
  for (const one of choosers) {
    const asked = address.get(one.name);
    const known = one.choices.has(asked);
    const value = asked && known ? asked : one.usual;
    one.status.textContent = asked && !known
      ? `The address asks for “${asked}”, which is not among the choices. Choose one above.` : "";
    one.control.set(value);
    for (const marked of document.querySelectorAll(`[data-${one.name}]`)) {
      const values = marked.dataset[one.name].split(" ");
      const part = marked.closest("tr") ?? marked;
      away.set(part, away.get(part) || (value !== "" && !values.includes(value)));
    }
  }
  for (const [part, isAway] of away) part.classList.toggle("hb-off-choice", isAway);
  for (const one of choosers) if (one.none && !anyRow(one.name)) one.status.textContent ||= one.none;
  document.querySelectorAll(".hb-table--raci table").forEach(showColumns);
}

/* Who has no part in any duty that is shown has no column either. */
function showColumns(table) {
  const rows = [...table.tBodies[0].rows];
  const shown = rows.filter((row) => !row.matches(".hb-off-choice"));
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    const away = column > 0 && shown.every((row) => row.cells[column].dataset.sort === "0");
    for (const row of rows) row.cells[column].classList.toggle("hb-off-choice", away);
    head.classList.toggle("hb-off-choice", away);
  }
}

function anyRow(name) {
  const parts = [...document.querySelectorAll(`[data-${name}]`)];
  return parts.some((part) => !part.closest(".hb-off-choice"));
}

/* A link from the table of contents may lead into a section that is not shown. */
function showTarget() {
  const section = document.querySelector(":target")?.closest("section");
  const own = choosers.filter(({ name }) => section?.dataset[name]);
  if (!own.length || !section.matches(".hb-off-choice")) return;
  address.set(Object.fromEntries(own.map(({ name }) => [name, section.dataset[name]])), false);
  apply();
  section.scrollIntoView();
}
