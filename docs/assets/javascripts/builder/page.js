/* The builder: choices on one side, the document on the other. Without this file the ready files stand. */

import { onMove } from "../address.js";
import { action, element, labelled, save } from "../parts.js";
import { postList } from "../posts.js";
import { choose, chosen, keep, kept } from "./choices.js";
import { compose, keyOf, recorded, suggested } from "./description.js";
import { markdown, plainText, preview } from "./outputs.js";

const DATA = new URL("../../../data/v1/job-descriptions.json", import.meta.url);
const PRIVACY = "The address of this page holds your choices, so you can share it. "
  + "What you type stays in this tab and is sent nowhere.";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Fetch the data and set up the builder in its place. */
export async function build(place) {
  const status = element("p", { className: "hb-compare__status", role: "status" }, "The builder is being fetched.");
  place.append(status);
  try {
    const answer = await fetch(DATA);
    if (!answer.ok) throw new Error(answer.status);
    new Builder(place, status, await answer.json());
  } catch {
    status.textContent = "The builder could not be fetched. Reload the page, or take a ready file below.";
  }
}

class Builder {
  constructor(place, status, data) {
    Object.assign(this, { place, status, data, texts: kept(), editing: false });
    const posts = Object.entries(data.posts).map(([who, { role, post }]) => [who, { role, title: post }]);
    this.post = postList(new Map(posts), []);
    this.setting = element("select", {});
    this.form = element("select", {}, ...Object.entries(data.forms).map(([id, { title }]) => new Option(title, id)));
    this.where = element("select", {}, ...placeOptions(data.pay_notes));
    this.remark = element("p", { className: "hb-builder__remark" });
    this.note = element("div", { className: "hb-builder__note" });
    this.duties = element("div", {});
    this.own = element("textarea", { rows: 3, value: this.texts.own });
    this.blanks = element("div", { className: "hb-builder__blanks" });
    this.sheet = element("div", {});
    place.replaceChildren(
      this.controls(), element("div", { className: "hb-builder__document" }, this.tools(), this.sheet),
    );
    this.listen();
    this.show();
  }

  controls() {
    this.whereField = labelled("Where the work can be done", this.where);
    return element(
      "div", { className: "hb-builder__controls" },
      element(
        "div", { className: "hb-compare__form" },
        labelled("Post", this.post), labelled("Company", this.setting), labelled("Document", this.form), this.whereField,
      ),
      this.remark, this.note, this.status, this.duties,
      labelled("Duties of your own, one a line", this.own),
      element("details", {}, element("summary", {}, "Fill in the blanks"), this.blanks),
      element("p", { className: "hb-builder__remark" }, PRIVACY),
    );
  }

  tools() {
    this.edit = action("Edit sentences", () => this.toggle());
    this.edit.ariaPressed = "false";
    return element(
      "div", { className: "hb-tools" },
      action("Save as Word", () => this.saveWord()),
      action("Markdown", () => this.saveText(markdown, "text/markdown", "md")),
      action("Plain text", () => this.saveText(plainText, "text/plain", "txt")),
      action("Print", () => this.print()), this.edit,
    );
  }

  listen() {
    const selects = { post: this.post, setting: this.setting, form: this.form, where: this.where };
    for (const [name, select] of Object.entries(selects)) {
      select.addEventListener("change", () => {
        const fresh = name === "post" ? { on: new Set(), off: new Set() } : {};
        this.change({ ...fresh, [name]: select.value });
      });
    }
    this.own.addEventListener("input", () => this.type({ own: this.own.value }));
    onMove(() => this.show());
  }

  change(changes) {
    choose(this.data, changes);
    this.show();
  }

  type(changes) {
    Object.assign(this.texts, changes);
    this.keepTexts();
    this.showSheet();
  }

  keepTexts() {
    if (!keep(this.texts)) this.say("This browser keeps nothing, so a reload would lose what you typed.");
  }

  say(text) {
    this.status.textContent = text;
  }

  show() {
    const { data } = this;
    const choices = chosen(data);
    this.choices = choices;
    this.setting.replaceChildren(...choices.settings.map((id) => new Option(data.settings[id], id)));
    this.post.value = choices.post;
    this.setting.value = choices.setting;
    this.form.value = choices.form;
    this.where.value = choices.where;
    this.say(choices.faults.join(" "));
    this.remark.textContent = data.forms[choices.form].summary;
    this.showNote();
    this.showDuties();
    this.showBlanks();
    this.showSheet();
  }

  /* The pay is asked for in adverts alone. */
  showNote() {
    const isAdvert = "pay_from" in this.data.forms[this.choices.form].blanks;
    const note = this.data.pay_notes[this.choices.where];
    this.whereField.hidden = !isAdvert;
    this.note.hidden = !isAdvert || !note;
    if (note) this.note.replaceChildren(...noteParts(note));
  }

  showDuties() {
    const { data, choices } = this;
    const { spelled, named } = suggested(data, choices);
    const open = this.duties.querySelector("details")?.open ?? false;
    const isNamed = (id) => named.has(id) && !choices.off.has(id) && !choices.on.has(id);
    const groups = [
      this.group("Duties that are spelled out", [...spelled], (id) => !choices.off.has(id), "off", false),
      this.group("Duties that are only named", [...named], isNamed, "off", false),
    ];
    const others = Object.keys(data.duties).filter((id) => !spelled.has(id));
    const areas = grouped(others, (id) => data.duties[id].area);
    const more = [...areas].map(([area, ids]) => this.group(area, ids, (id) => choices.on.has(id), "on", true));
    this.duties.replaceChildren(
      ...groups.filter(Boolean),
      element("details", { open }, element("summary", {}, "Spell out other duties"), ...more.filter(Boolean)),
    );
  }

  /* Boxes for duties; a tick takes the duty out of the set `name` of the choices, or puts it in. */
  group(title, ids, isTicked, name, isIn) {
    if (!ids.length) return null;
    const boxes = ids.map((id) => {
      const box = element("input", { type: "checkbox", checked: isTicked(id), value: id });
      box.addEventListener("change", () => {
        const changed = new Set(this.choices[name]);
        if (box.checked === isIn) changed.add(id);
        else changed.delete(id);
        const on = new Set(this.choices.on);
        if (name === "off" && box.checked) on.delete(id);
        const off = new Set(this.choices.off);
        if (name === "on" && box.checked) off.delete(id);
        this.change(name === "off" ? { off: changed, on } : { on: changed, off });
        this.duties.querySelector(`fieldset[data-title="${CSS.escape(title)}"] input[value="${id}"]`)?.focus();
      });
      return element("label", {}, box, this.data.duties[id].title);
    });
    const set = element("fieldset", {}, element("legend", {}, title), ...boxes);
    set.dataset.title = title;
    return set;
  }

  showBlanks() {
    const { blanks } = this.data.forms[this.choices.form];
    const known = recorded(this.data, this.choices);
    this.blanks.replaceChildren(...Object.entries(blanks).map(([name, label]) => {
      const key = keyOf(name, this.choices.post, known);
      const field = element("input", {
        type: "text", value: this.texts.blanks[key] ?? "", placeholder: known[name] ?? "", autocomplete: "off",
      });
      field.addEventListener("input", () => this.type({ blanks: { ...this.texts.blanks, [key]: oneLine(field.value) } }));
      return labelled(label, field);
    }));
  }

  showSheet() {
    this.description = compose(this.data, this.choices, this.texts);
    const shown = this.editing ? compose(this.data, this.choices, this.texts, true) : this.description;
    const { blanks } = this.data.forms[this.choices.form];
    const onEdit = (key, text, original) => this.editSentence(key, text, original);
    this.sheet.replaceChildren(preview(shown, this.data.word, { blanks, fields: this.editing, onEdit }));
  }

  editSentence(key, text, original) {
    const name = `${this.choices.post} ${this.choices.form}`;
    const edits = { ...this.texts.edits[name], [key]: text };
    if (text === original) delete edits[key];
    this.texts.edits = { ...this.texts.edits, [name]: edits };
    this.keepTexts();
    this.description = compose(this.data, this.choices, this.texts);
  }

  toggle() {
    this.editing = !this.editing;
    this.edit.ariaPressed = String(this.editing);
    this.say(this.editing ? "Empty a sentence to leave it out. Words in brackets are blanks." : "");
    this.showSheet();
  }

  print() {
    if (this.editing) this.toggle();
    print();
  }

  get fileName() {
    const { post, form } = this.choices;
    return [post.replace(".", "-"), form === "neutral" ? "" : form].filter(Boolean).join("-");
  }

  saveText(output, type, ending) {
    save(output(this.description, this.data.word), `${type};charset=utf-8`, `${this.fileName}.${ending}`);
  }

  async saveWord() {
    try {
      const { wordFile } = await import("./word.js");
      save(await wordFile(this.choices.post, this.description, this.data.word), WORD, `${this.fileName}.docx`);
    } catch {
      this.say("The Word file could not be made, because the ready file was not reached. Try again, or take Markdown.");
    }
  }
}

function placeOptions(notes) {
  const places = Object.entries(notes).map(([id, { place }]) => new Option(place, id));
  return [new Option("–", ""), ...places];
}

function noteParts({ place, required, employers, note, act, since, source, address }) {
  const isAhead = since && since > new Date().toISOString().slice(0, since.length);
  const force = since ? `, ${isAhead ? "from" : "since"} ${since}` : "";
  const origin = address ? element("a", { href: address }, source) : source;
  return [
    element("p", {}, element("strong", {}, `${place}: `), `${required}. ${note}`),
    element("p", {}, `${employers}. ${act}${force}. `, origin, ". Not legal advice."),
  ];
}

function grouped(items, keyOf) {
  const found = new Map();
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
  return found;
}

function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}
