/* What a reader chose stands in the page's address, so that it can be shared and Back undoes it. */

/** The value of a name in the address; empty when it is not there. */
export function get(name) {
  return new URLSearchParams(location.search).get(name) ?? "";
}

/** Put values into the address. `step`: Back leads to the state before; typing makes no steps. */
export function set(values, step = true) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.size ? `?${query}` : "";
  if (text === location.search) return;
  history[step ? "pushState" : "replaceState"](null, "", location.pathname + text + location.hash);
}

/** Call when the reader goes back or forward. */
export function onMove(react) {
  addEventListener("popstate", react);
}
