/* The builder's own page fetches the builder; the other pages only look whether they are it. */

const place = document.querySelector(".hb-builder");

if (place) import("./builder/page.js").then(({ build }) => build(place));
