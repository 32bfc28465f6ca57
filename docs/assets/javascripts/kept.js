/* What a reader marks is kept in this browser, and in files that the reader saves; nothing is sent. */

/** A place for marks, a map of names to values: `key` in this browser, `kind` and `field` in files. */
export function store(key, kind, field, isSound) {
  /** The marks as the text of a file. */
  function written(marks) {
    return `${JSON.stringify({ kind, version: 1, [field]: Object.fromEntries(marks) }, null, 2)}\n`;
  }

  /** The marks in the text of a file; an error when it is no file of this kind. */
  function parsed(text) {
    const file = JSON.parse(text);
    const marks = Object.entries(file?.[field] ?? {});
    if (file?.kind !== kind || file.version !== 1 || !marks.every(isSound)) throw new Error(`no ${kind}`);
    return new Map(marks);
  }

  /** The marks that this browser keeps; none when it keeps nothing, or something else. */
  function kept() {
    try {
      return parsed(localStorage.getItem(key) ?? "");
    } catch {
      return new Map();
    }
  }

  /** Keep the marks; false when the browser does not let us. */
  function keep(marks) {
    try {
      if (marks.size) localStorage.setItem(key, written(marks));
      else localStorage.removeItem(key);
      return true;
    } catch {
      return false;
    }
  }

  return { written, parsed, kept, keep };
}
