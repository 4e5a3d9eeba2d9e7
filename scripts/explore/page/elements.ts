/** Finds and makes elements; the page has no framework. */

/** An element that index.html has. */
export const byId = <T extends HTMLElement = HTMLElement>(id: string): T =>
  document.getElementById(id) as T;

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

/** The same with a class for the style sheet. */
export function makeAs<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = make(name, ...children);
  made.className = className;
  return made;
}
