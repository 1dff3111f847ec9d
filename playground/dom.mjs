// Making elements, and the few things every panel does with them.

/** Makes an element: `h("button", { class: "x", onclick: f }, "text", child)`. */
export function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Puts new content into an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Content that the engine wrote as HTML; it has escaped whatever users typed. */
export function written(html, className) {
  const element = h("div", { class: className });
  element.innerHTML = html;
  return element;
}

/** A sentence of the engine: what it quotes in backticks, as code. */
export function prose(text) {
  return text.split(/`([^`\n]+)`/).map((part, index) => index % 2 ? h("code", {}, part) : part);
}

let lastID = 0;
/** An id for tying a label to its control. */
export const freshID = () => `e${++lastID}`;

/** A choice of one: `options` are `[value, text]`. */
export function select(options, value, onchange, attributes = {}) {
  const element = h("select", { ...attributes, onchange: () => onchange(element.value) },
    options.map(([key, text]) => h("option", { value: key }, text)));
  element.value = value;
  return element;
}

/** Offers bytes or text as a file. */
export function download(name, type, ...parts) {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Calls `run` once nothing has been asked for a while. */
export function settled(milliseconds, run) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), milliseconds);
  };
}

/** Something being worked on, said to everybody. */
export const busy = (text) => h("p", { class: "busy", role: "status" }, text);
