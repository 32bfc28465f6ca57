/* What the reader chose. The choices stand in the page's address; names and free text do not: they are
   kept in this tab alone. A damaged address gives the nearest choices there are, and what was wrong. */

import * as address from "../address.js";

const KEY = "handbook.builder";
const USUAL = { post: "internet-marketer.specialist", setting: "department", form: "neutral" };

/** The choices in the address, made sound; `faults` says what could not be taken as it was. */
export function chosen(data) {
  const faults = [];
  const post = postOf(data, address.get("post"), faults);
  const settings = Object.keys(data.settings).filter((id) => Object.hasOwn(data.documents[post], id));
  const setting = oneOf(settings, address.get("in"), USUAL.setting, faults);
  const form = oneOf(Object.keys(data.forms), address.get("form"), USUAL.form, faults);
  const where = oneOf(["", ...Object.keys(data.pay_notes)], address.get("where"), "", faults);
  const on = dutiesOf(data, "with", faults);
  const off = dutiesOf(data, "without", faults);
  for (const id of on) off.delete(id); // who names a duty in both wants it
  return { post, setting, settings, form, where, on, off, faults };
}

/** Put changed choices into the address; what is usual needs no place there. */
export function choose(data, changes) {
  const { post, setting, form, where, on, off } = { ...chosen(data), ...changes };
  address.set({
    post,
    in: setting === USUAL.setting ? "" : setting,
    form: form === USUAL.form ? "" : form,
    where,
    with: [...on].join(","),
    without: [...off].join(","),
  });
}

function postOf(data, asked, faults) {
  if (!asked) return Object.hasOwn(data.posts, USUAL.post) ? USUAL.post : Object.keys(data.posts)[0];
  if (Object.hasOwn(data.documents, asked)) return asked;
  const [role] = asked.split(".");
  const near = Object.keys(data.documents).find((who) => who.startsWith(`${role}.`)) ?? postOf(data, "", faults);
  faults.push(`There is no post “${shown(asked)}”; this is ${data.posts[near].post}.`);
  return near;
}

function oneOf(known, asked, usual, faults) {
  const near = known.includes(usual) ? usual : known[0];
  if (!asked || known.includes(asked)) return asked || near;
  faults.push(`“${shown(asked)}” is not among the choices for this post; the usual one is shown.`);
  return near;
}

function dutiesOf(data, name, faults) {
  const asked = address.get(name).split(",").filter(Boolean);
  const known = asked.filter((id) => Object.hasOwn(data.duties, id));
  if (known.length < asked.length) faults.push("The address names duties that do not exist; they are left out.");
  return new Set(known);
}

function shown(text) {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** The free text of this tab: what stands in blanks, own duties, and changed sentences by document. */
export function kept() {
  const empty = { blanks: {}, own: "", edits: {} };
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return { ...empty, ...found };
  } catch {
    return empty;
  }
}

/** Keep the free text in this tab; false when the browser does not let us. */
export function keep(texts) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(texts));
    return true;
  } catch {
    return false;
  }
}
