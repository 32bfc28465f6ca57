/* The document as a Word file: the ready file of the post with another body. The styles come from there,
   so they stand in one place. What is written here is what `wordbody.py` writes. */

import { said } from "./description.js";
import { unzipSync, zipSync } from "../../third_party/fflate-0.8.3/browser.js";

const FILES = new URL("../../../job-description/files/", import.meta.url);
const DOCUMENT = "word/document.xml";
const PROPERTIES = "docProps/core.xml";
// Zip files know no earlier day; the real one would make equal documents differ.
const DAY = new Date(1980, 0, 1);

/** The bytes of a .docx file, made of the ready file of the post. */
export async function wordFile(post, description, word) {
  const answer = await fetch(new URL(`${post.replace(".", "/")}.docx`, FILES));
  if (!answer.ok) throw new Error(`the ready file could not be fetched (${answer.status})`);
  const parts = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  change(parts, DOCUMENT, (old) => {
    const begin = old.indexOf("<w:body>") + "<w:body>".length;
    return old.slice(0, begin) + body(description, word) + old.slice(old.lastIndexOf("<w:sectPr"));
  });
  const title = said(description.blocks[0].runs);
  change(parts, PROPERTIES, (old) => (
    old.replace(/(<dc:title>)[^<]*(<\/dc:title>)/, (_, start, end) => start + escaped(title) + end)
  ));
  return zipSync(parts, { mtime: DAY });
}

function change(parts, name, rewrite) {
  parts[name] = new TextEncoder().encode(rewrite(new TextDecoder().decode(parts[name])));
}

function body({ blocks, numbered }, word) {
  const { styles } = word;
  return blocks.map((block, place) => {
    const neighbor = blocks[place - 1]?.kind;
    switch (block.kind) {
      case "title": return paragraph(styles.title, block.runs);
      case "heading": return paragraph(numbered ? styles.counted_heading : styles.heading, [block.text]);
      case "clause": {
        const plain = block.duty ? styles.point : styles.text;
        const points = block.points.map(({ runs }) => paragraph(styles.point, runs));
        return paragraph(numbered ? styles.clause : plain, block.runs) + points.join("");
      }
      case "grid": return table(block.rows.map((row) => row.map((text) => [text])), block.head);
      case "fact": return neighbor === "fact" ? "" : table(all("fact", place).map((one) => [[one.label], [one]]));
      case "signature": {
        if (neighbor === "signature") return "";
        const rows = all("signature", place).map((one) => [[one.text], [], [], []]);
        return table(rows, word.signature_head, styles.signed);
      }
      default: return "";
    }
  }).join("");

  function all(kind, place) {
    const end = blocks.findIndex((block, number) => number > place && block.kind !== kind);
    return blocks.slice(place, end < 0 ? blocks.length : end);
  }

  function paragraph(style, runs) {
    return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs.map(run).join("")}</w:p>`;
  }

  function run(one) {
    const text = typeof one === "string" ? one : one.text;
    const style = text ? "" : `<w:rPr><w:rStyle w:val="${styles.blank}"/></w:rPr>`;
    return `<w:r>${style}<w:t xml:space="preserve">${escaped(text || word.empty)}</w:t></w:r>`;
  }

  function table(rows, head = null, style = styles.cell) {
    const lines = rows.map((cells) => row(cells, style));
    if (head) lines.unshift(row(head.map((text) => [text]), styles.cell_head, "<w:tblHeader/>"));
    const columns = word.widths[(head ?? rows[0]).length].map((width) => (
      `<w:gridCol w:w="${Math.floor((width * word.page) / 100)}"/>`
    ));
    return `<w:tbl><w:tblPr><w:tblStyle w:val="${styles.table}"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>`
      + `<w:tblGrid>${columns.join("")}</w:tblGrid>${lines.join("")}</w:tbl>${paragraph(styles.text, [])}`;
  }

  function row(cells, style, marks = "") {
    const widths = word.widths[cells.length];
    const made = cells.map((runs, place) => (
      `<w:tc><w:tcPr><w:tcW w:w="${widths[place] * 50}" w:type="pct"/></w:tcPr>${paragraph(style, runs)}</w:tc>`
    ));
    return `<w:tr><w:trPr><w:cantSplit/>${marks}</w:trPr>${made.join("")}</w:tr>`;
  }
}

/* Text as XML takes it: without the signs that it forbids, half characters included. */
function escaped(text) {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
