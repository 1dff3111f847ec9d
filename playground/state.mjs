// What the page knows, and who is told when it changes.

export const state = {
  language: "zh",
  /** "auto", "light" or "dark". */
  theme: "auto",
  /** All files by id; `shipped` holds the texts as they came. */
  files: {},
  shipped: {},
  /** The file in the editor, and the policy that decides: the same unless a vocabulary is edited. */
  file: "",
  policy: "",
  /** The day for which everything is decided. */
  asOf: "",
  /** The facts of the form, as a line of a data file has them. */
  candidate: {},
  /** The dated events of the case. */
  events: [],
  /** What the form is made of, once the policy could be read. */
  form: null,
  tab: "candidate",
};

const listeners = {};

/** Hears of `text`, `checked`, `form`, `candidate`, `tab`, `language`, `files`, `day`. */
export function on(name, listener) {
  (listeners[name] ??= []).push(listener);
}

export function emit(name, detail) {
  for (const listener of listeners[name] ?? []) listener(detail);
}

/** The texts of a page in two languages. */
export const say = (zh, en) => (state.language === "zh" ? zh : en);
/** A label of the engine in the language of the page. */
export const named = (label) => (state.language === "zh" ? label.zh || label.id : label.en || label.id);

export const isPolicy = (text) => /^\s*(#[^\n]*\n\s*)*(政策|policy)\s/.test(text);
/** The ids of all policies, the shipped ones first. */
export const policies = () => Object.keys(state.files).filter((id) => isPolicy(state.files[id]));
/** The title that a policy gives itself. */
export function title(id) {
  const found = /(?:政策|policy)\s+\S+\s+["“]([^"”]*)["”]/.exec(state.files[id] ?? "");
  return found ? found[1] : id;
}
