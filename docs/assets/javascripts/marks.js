/* The marks of the self-check: for a skill's id the level from 1 to 4, 0 for "not yet". */

import { store } from "./kept.js";

const isSound = ([skill, level]) => /^[a-z0-9-]{1,80}$/.test(skill) && [0, 1, 2, 3, 4].includes(level);

export const { written, parsed, kept, keep } = store(
  "handbook.self-check", "self-check of the Internet Marketer Handbook", "marks", isSound,
);
