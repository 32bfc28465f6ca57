/* The document as plain text, as Markdown, and as elements of the page. */

import { element } from "../parts.js";
import { said, written } from "./description.js";

/** Plain text, a line for each sentence. */
export function plainText({ blocks }, word) {
  return lines(blocks, word, {
    title: (text) => [text, "=".repeat(Math.min(text.length, 72)), ""],
    heading: (text) => ["", text, ""],
    point: (text) => `  - ${text}`,
    row: (cells) => `  ${cells.join(" | ")}`,
    text: (text) => text,
  });
}

/** Markdown in which everything the reader typed stays text. */
export function markdown({ blocks }, word) {
  const bar = (head) => `| ${head.map(() => "---").join(" | ")} |`;
  return lines(blocks, word, {
    title: (text) => [`# ${text}`, ""],
    heading: (text) => ["", `## ${text}`, ""],
    clause: (text) => ["", text, ""],
    point: (text) => `- ${text}`,
    row: (cells, isHead) => [`| ${cells.join(" | ")} |`, ...(isHead ? [bar(cells)] : [])],
    text: harmless,
  }).replace(/\n{3,}/g, "\n\n");
}

function harmless(text) {
  const inside = text.replace(/[\\`*_{}[\]<>#|~&]/g, "\\$&");
  return inside.replace(/^(\s*)([-+=])/, "$1\\$2").replace(/^(\s*\d+)([.)])/, "$1\\$2");
}

function lines(blocks, word, form) {
  const { text, point, row, heading, title, clause = (line) => line } = form;
  const spoken = (runs) => text(said(runs, word.empty));
  const count = (number, line) => (number ? `${number} ${line}` : line);
  const found = blocks.flatMap((block, place) => {
    const isFirst = blocks[place - 1]?.kind !== block.kind;
    switch (block.kind) {
      case "title": return title(spoken(block.runs));
      case "heading": return heading(count(block.number, text(block.text)));
      case "fact": return point(`${text(block.label)}: ${text(block.text || word.empty)}`);
      case "clause": {
        const sentence = spoken(block.runs);
        const line = !block.number && block.duty ? point(sentence) : clause(count(block.number, sentence));
        return [line, ...block.points.map(({ runs }) => point(spoken(runs)))].flat();
      }
      case "grid": return ["", ...[block.head, ...block.rows].flatMap((cells, line) => row(cells.map(text), line === 0)), ""];
      case "signature": return [
        ...(isFirst ? ["", ...[row(word.signature_head.map(text), true)].flat()] : []),
        ...[row([text(block.text), "", "", ""], false)].flat(),
      ];
      default: return [];
    }
  });
  return `${found.join("\n").trim()}\n`;
}

/** The document as elements; `fields` makes the sentences into fields, each given to `onEdit` when it changes. */
export function preview({ blocks }, word, { blanks, fields, onEdit }) {
  const sheet = element("div", { className: "hb-form hb-builder__sheet" });
  let body = null; // of the table, or the list, that goes on
  let part = "";
  let sentences = 0;
  blocks.forEach((block, place) => {
    if (block.kind === "heading") {
      part = block.text;
      sentences = 0;
    }
    if (blocks[place - 1]?.kind !== block.kind) body = null;
    switch (block.kind) {
      case "title": sheet.append(element("h2", {}, ...parts(block.runs))); break;
      case "heading": sheet.append(element("h3", {}, block.number ? `${block.number} ${block.text}` : block.text)); break;
      case "fact":
        body ??= appended(sheet, element("dl", {}));
        body.append(element("dt", {}, block.label), element("dd", {}, ...parts([block])));
        break;
      case "clause": sheet.append(...clause(block)); break;
      case "grid": sheet.append(table(block.head, block.rows)); break;
      case "signature":
        body ??= appended(sheet, table(word.signature_head, [])).tBodies[0];
        body.append(rowOf([block.text, "", "", ""]));
        break;
    }
  });
  return sheet;

  function clause(block) {
    const isPoint = !block.number && block.duty;
    const made = [isPoint ? element("ul", {}, element("li", {}, ...sentence(block))) : element("p", {}, ...sentence(block))];
    const points = block.points.map((point) => element("li", {}, ...sentence({ ...point, number: "" })));
    if (points.length) made.push(element("ul", {}, ...points));
    return made;
  }

  function sentence({ key, number, runs, source }) {
    const count = number ? [`${number} `] : [];
    if (!fields || !key) return [...count, ...parts(runs)];
    const text = written(runs, blanks);
    sentences += 1;
    const label = `${number || `${part}, sentence ${sentences}`}, to be edited`;
    const field = element("textarea", { value: text, rows: Math.ceil(text.length / 60), ariaLabel: label });
    field.addEventListener("input", () => onEdit(key, field.value, written(source, blanks)));
    return [...count, field];
  }
}

function appended(parent, child) {
  parent.append(child);
  return child;
}

function parts(runs) {
  return runs.map((run) => {
    if (typeof run === "string") return run;
    return run.text ? element("b", { className: "hb-filled", dir: "auto" }, run.text) : element("span", { className: "hb-blank" });
  });
}

function table(head, rows) {
  const heads = head.map((text) => element("th", { scope: "col" }, text));
  return element(
    "table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows.map(rowOf)),
  );
}

function rowOf([first, ...others]) {
  return element("tr", {}, element("th", { scope: "row" }, first), ...others.map((text) => element("td", {}, text)));
}
