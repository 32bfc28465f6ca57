/* A metric's formula becomes a calculator. The build has parsed it; what comes is a tree of operations,
   and no text is ever run. Without this file formula and worked example stand. */

import * as address from "./address.js";
import { exact, read, shown } from "./numbers.js";
import { element } from "./parts.js";
import { normal, normalInverse } from "./statistics.js";

const OPERATIONS = {
  "+": (one, other) => one + other,
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  "/": (one, other) => one / other,
  "**": Math.pow,
  neg: (one) => -one,
  sqrt: Math.sqrt,
  ln: Math.log,
  exp: Math.exp,
  min: Math.min,
  max: Math.max,
  normal,
  normal_inverse: normalInverse,
};

for (const place of document.querySelectorAll(".hb-formula[data-metric]")) build(place);

function build(place) {
  const metric = JSON.parse(place.dataset.metric);
  const unit = metric.unit === "%" ? "%" : ` ${metric.unit}`;
  const fields = Object.entries(metric.inputs).map(([name, input]) => makeField(name, input));
  const result = element("output", { className: "hb-calculator__result" });
  const whole = element("p", { className: "hb-calculator__exact" });
  const details = element("details", {}, element("summary", {}, "All digits"), whole);
  const back = element("button", { type: "button", className: "hb-csv" }, "Back to the example");
  const form = element("div", { className: "hb-calculator" }, ...fields.map(({ box }) => box), result, details, back);
  place.querySelector(".hb-table").replaceWith(form);

  form.addEventListener("input", () => {
    keep();
    show();
  });
  back.addEventListener("click", () => {
    for (const { control, input } of fields) control.value = exact(input.example);
    keep();
    show();
    fields[0].control.focus();
  });
  address.onMove(recall);
  recall();

  function recall() {
    for (const { name, control, input } of fields) control.value = address.get(name) || exact(input.example);
    show();
  }

  function keep() {
    const changed = fields.some(({ control, input }) => read(control.value).value !== input.example);
    const values = fields.map(({ name, control }) => [name, changed ? control.value.trim() : ""]);
    address.set(Object.fromEntries(values), false);
  }

  function show() {
    const numbers = fields.map(understand);
    const isWhole = numbers.every((number) => number !== null);
    const values = new Map(fields.map(({ name }, place) => [name, numbers[place]]));
    const value = isWhole ? worked(metric.tree, values) : NaN;
    details.hidden = !Number.isFinite(value);
    if (Number.isFinite(value)) {
      result.textContent = `= ${shown(value, metric.decimals)}${unit}`;
      whole.textContent = `${exact(value)}${unit}`;
    } else {
      result.textContent = isWhole ? metric.undefined || "No value with these numbers." : "–";
    }
  }
}

function makeField(name, input) {
  const control = element("input", { type: "text", inputMode: "decimal", autocomplete: "off", id: `input-${name}` });
  const label = element("label", { htmlFor: control.id }, input.label);
  const unit = element("span", { className: "hb-calculator__unit" }, input.unit);
  const remark = element("p", { className: "hb-calculator__remark", id: `${control.id}-remark` });
  control.setAttribute("aria-describedby", remark.id);
  const box = element("div", { className: "hb-calculator__field" }, label, element("span", {}, control, unit), remark);
  return { name, input, control, remark, box };
}

/* The number in a field, or null with the reason beside it. */
function understand({ input, control, remark }) {
  const { value, percent } = read(control.value);
  const wrong = wrongWith(value, percent, input);
  control.setAttribute("aria-invalid", String(wrong !== ""));
  const isPlain = control.value.trim() === exact(value);
  remark.textContent = wrong || (isPlain ? "" : `Read as ${exact(value)}.`);
  remark.classList.toggle("hb-calculator__remark--wrong", wrong !== "");
  return wrong ? null : value;
}

function wrongWith(value, percent, { unit, min, max }) {
  if (Number.isNaN(value)) return "This is no number. Use digits, such as 1,250 or 0.5.";
  if (percent && !/%|percent/.test(unit)) return `This is counted in ${unit}, without a percent sign.`;
  if (value < min || value > max) return `Must lie between ${exact(min)} and ${exact(max)}.`;
  return "";
}

function worked(tree, values) {
  if (typeof tree === "number") return tree;
  if (typeof tree === "string") return values.get(tree);
  const [name, ...operands] = tree;
  return OPERATIONS[name](...operands.map((operand) => worked(operand, values)));
}
