/* The marks of the self-check: for a skill's id the level from 1 to 4, 0 for "not yet". They are kept
   in this browser and in files that the reader saves; nothing is sent anywhere. */

const KEY = "handbook.self-check";
const KIND = "self-check of the Internet Marketer Handbook";

/** The marks that this browser keeps; none when it keeps nothing, or something else. */
export function kept() {
  try {
    return parsed(localStorage.getItem(KEY) ?? "");
  } catch {
    return new Map();
  }
}

/** Keep the marks; false when the browser does not let us. */
export function keep(marks) {
  try {
    if (marks.size) localStorage.setItem(KEY, written(marks));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** The marks as the text of a file. */
export function written(marks) {
  return `${JSON.stringify({ kind: KIND, version: 1, marks: Object.fromEntries(marks) }, null, 2)}\n`;
}

/** The marks in the text of a file; an error when it is no file of this kind. */
export function parsed(text) {
  const file = JSON.parse(text);
  const levels = Object.entries(file?.marks ?? {});
  const sound = ([skill, level]) => /^[a-z0-9-]{1,80}$/.test(skill) && [0, 1, 2, 3, 4].includes(level);
  if (file?.kind !== KIND || file.version !== 1 || !levels.every(sound)) throw new Error("not a self-check");
  return new Map(levels);
}
