/* The document that follows from the choices: the blocks that the build has composed, without the duties
   that were unticked, with those that were added, with the reader's sentences, and with numbers. */

/** Which duties the document spells out, and which it only names, before the reader changes anything. */
export function suggested(data, { post, setting, form }) {
  const blocks = blocksOf(data, post, setting, form);
  const spelled = new Set(blocks.filter(({ duty }) => duty).map(({ duty }) => duty));
  const listed = blocks.flatMap(({ points = [] }) => points).flatMap(({ duties }) => duties);
  const named = new Set(listed.filter((id) => !spelled.has(id)));
  return { spelled, named };
}

/** The texts that the records have for blanks of a document, by their names. */
export function recorded(data, { post, setting, form }) {
  const runs = blocksOf(data, post, setting, form).flatMap(({ runs: own = [] }) => own);
  return Object.fromEntries(runs.filter((run) => run.blank && run.text).map((run) => [run.blank, run.text]));
}

/** Under which name a blank's text is kept: what the records know differs from post to post. */
export function keyOf(name, post, known) {
  return Object.hasOwn(known, name) ? `${post} ${name}` : name;
}

/** The whole document: blocks with numbers, their blanks filled and their sentences as the reader has them.
    What was emptied is left out, unless it is being edited. */
export function compose(data, choices, texts, editing = false) {
  const { post, setting, form } = choices;
  const { numbered, blanks } = data.forms[form];
  const edits = texts.edits[`${post} ${form}`] ?? {};
  const known = recorded(data, choices);
  const textOf = ({ blank, text }) => (blank && texts.blanks[keyOf(blank, post, known)]) || text;
  const blocks = withDuties(data, choices, texts.own)
    .map((block) => edited(block, edits, blanks, editing))
    .filter((block) => block.kind !== "clause" || editing || hasWords(block.runs))
    .map((block) => filled(block, textOf));
  // Clauses name parts by their numbers, so an emptied part keeps its place.
  return { numbered, blocks: counted(numbered ? blocks : withoutEmptyParts(blocks), numbered) };
}

/** Runs as text; `empty` stands for a blank without one. */
export function said(runs, empty = "") {
  return runs.map((run) => (typeof run === "string" ? run : run.text || empty)).join("");
}

function hasWords(runs) {
  return said(runs, "_").trim() !== "";
}

/** A sentence as it is edited: its blanks as their labels in brackets. */
export function written(runs, blanks) {
  return runs.map((run) => (typeof run === "string" ? run : `[${blanks[run.blank] ?? ""}]`)).join("");
}

/* The runs of a sentence that was edited: labels in brackets are blanks again, with what they had. */
function read(text, blanks, source) {
  const usual = new Map(source.filter((run) => run.blank).map((run) => [run.blank, run.text]));
  const names = new Map(Object.entries(blanks).map(([name, label]) => [label, name]));
  names.set("", "");
  const parts = text.replace(/\s+/g, " ").split(/(\[[^[\]]*\])/);
  return parts.filter(Boolean).map((part) => {
    const label = part.startsWith("[") ? part.slice(1, -1).trim() : null;
    const name = names.get(label);
    return name === undefined ? part : { blank: name, text: usual.get(name) ?? "" };
  });
}

function blocksOf(data, post, setting, form) {
  return data.documents[post][setting][form].map((number) => data.blocks[number]);
}

function withDuties(data, choices, own) {
  const { post, setting, form, on, off } = choices;
  const { spelled } = suggested(data, choices);
  const isShown = (id) => (spelled.has(id) ? !off.has(id) : !off.has(id) && !on.has(id));
  const blocks = blocksOf(data, post, setting, form);
  const begin = blocks.findIndex(({ duty, points = [] }) => duty || points.some(({ duties }) => duties.length));
  const ids = [...[...spelled].filter((id) => !off.has(id)), ...[...on].filter((id) => !spelled.has(id))];
  const clauses = ids.map((id) => data.blocks[data.duties[id].clauses[form]]);
  const others = own.split("\n").map((line) => line.trim()).filter(Boolean);
  const owns = others.map((text, number) => ({
    kind: "clause", id: `own-${number}`, runs: [text], points: [], duty: "own", isOwn: true,
  }));
  return [...blocks.slice(0, begin), ...clauses, ...owns, ...blocks.slice(begin)]
    .filter((block, place, all) => !block.duty || all.indexOf(block) === place)
    .filter(({ duty, isOwn }) => !duty || isOwn || ids.includes(duty))
    .map((block) => withNamed(block, isShown, data.duties))
    .filter(Boolean);
}

/* A clause whose points name duties, with those that are shown; nothing when none is left. */
function withNamed(block, isShown, duties) {
  if (!block.points?.some((point) => point.duties.length)) return block;
  const points = block.points
    .map((point) => ({ ...point, duties: point.duties.filter(isShown) }))
    .filter((point) => point.duties.length)
    .map(({ runs, duties: ids }) => ({ runs: [...runs, ": ", ids.map((id) => duties[id].title).join("; ")], fixed: true }));
  return points.length ? { ...block, points } : null;
}

function edited(block, edits, blanks, editing) {
  if (block.kind !== "clause") return block;
  const runsOf = (key, runs) => (Object.hasOwn(edits, key) ? read(edits[key], blanks, runs) : runs);
  const points = block.points.map((point, number) => {
    const key = `${block.id}.${number}`;
    return point.fixed ? point : { ...point, key, source: point.runs, runs: runsOf(key, point.runs) };
  });
  return {
    ...block,
    key: block.isOwn ? "" : block.id,
    source: block.runs,
    runs: runsOf(block.id, block.runs),
    points: points.filter(({ runs }) => editing || hasWords(runs)),
  };
}

function filled(block, textOf) {
  const fill = (runs) => runs.map((run) => (typeof run === "string" ? run : { ...run, text: textOf(run) }));
  if (block.kind === "fact") return { ...block, text: textOf(block) };
  const made = block.runs ? { ...block, runs: fill(block.runs) } : { ...block };
  if (block.points) made.points = block.points.map((point) => ({ ...point, runs: fill(point.runs) }));
  return made;
}

function withoutEmptyParts(blocks) {
  const isContent = (block) => block && !["heading", "signature"].includes(block.kind);
  return blocks.filter((block, place) => block.kind !== "heading" || isContent(blocks[place + 1]));
}

function counted(blocks, numbered) {
  let part = 0;
  let clause = 0;
  return blocks.map((block) => {
    if (block.kind === "heading") {
      part += 1;
      clause = 0;
    } else if (block.kind === "clause") clause += 1;
    const number = { heading: `${part}.`, clause: `${part}.${clause}.` }[block.kind];
    return { ...block, number: numbered && number ? number : "" };
  });
}
