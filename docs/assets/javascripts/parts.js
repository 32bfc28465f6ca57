/* Small things that the scripts share. Text is always set as text, never as HTML. */

/** A new element with properties and children. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** A control with its label around it. */
export function labelled(text, control) {
  return element("label", { className: "hb-field" }, element("span", {}, text), control);
}

/** A button that looks like a link and does something on this page. */
export function action(text, react) {
  const button = element("button", { type: "button", className: "hb-csv" }, text);
  button.addEventListener("click", react);
  return button;
}

/** A button that saves rows of cells as CSV; `lines` is asked when it is pressed. */
export function download(name, lines) {
  return action("Download CSV", () => {
    // The mark at the start tells spreadsheets that this is UTF-8.
    const text = "\uFEFF" + lines().map((cells) => cells.map(field).join(",") + "\r\n").join("");
    save(text, "text/csv;charset=utf-8", `${name}.csv`);
  });
}

/** Hands the reader a text as a file. */
export function save(text, type, name) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href, download: name }).click();
  setTimeout(URL.revokeObjectURL, 10_000, href);
}

function field(cell) {
  // A spreadsheet would run these as a formula; the apostrophe makes them text.
  const text = plainText(cell).replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function plainText(cell) {
  const copy = cell.cloneNode(true);
  for (const extra of copy.querySelectorAll(".footnote-ref, .headerlink")) extra.remove();
  for (const line of copy.querySelectorAll("br, li + li")) line.before("; ");
  return copy.textContent.replace(/[ \n]+/g, " ").replaceAll(" ;", ";").replace(/^ | $/g, "");
}
