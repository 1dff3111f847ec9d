// Controls for facts of any type. An absent fact is not known, which is something else than no.

import { fill, freshID, h, prose, select } from "./dom.mjs";
import { named, say, state } from "./state.mjs";

const unknown = () => ["", say("不知道", "not known")];

/**
 * A label with its control.
 * - record: the object that holds the value under the field's id; absent keys are not known.
 * - changed: called after every change.
 */
export function fieldRow(field, record, changed, path = field.id) {
  if (field.type === "list") return listRow(field, record, changed, path);
  if (field.type === "record") return recordRow(field, record, changed, path);
  if (field.type === "clauses" || field.type === "set") return setRow(field, record, changed, path);
  const id = freshID();
  const put = (value) => {
    if (value === "") delete record[field.id];
    else record[field.id] = value;
    changed();
  };
  const described = `${id}-said`;
  return h("div", { class: "field", "data-path": path },
    h("label", { for: id }, named(field), h("span", { class: "lacking" })),
    h("div", { class: "control" }, control(field, record[field.id], put, { id, "aria-describedby": described })),
    h("p", { class: "said", id: described }, state.language === "zh" ? field.meaning ?? "" : ""),
    h("p", { class: "wrong", role: "alert" }));
}

function control(field, value, put, attributes) {
  const chosen = value === undefined ? "" : String(value);
  switch (field.type) {
    case "boolean":
      return select([unknown(), ["true", say("是", "yes")], ["false", say("否", "no")]], chosen,
        (text) => put(text === "" ? "" : text === "true"), attributes);
    case "judgement":
      return select([unknown(), ["合格", say("合格", "pass")], ["不合格", say("不合格", "fail")]],
        value?.verdict ?? chosen, put, attributes);
    case "choice":
      return select([unknown(), ...field.values.map((one) => [one.id, named(one)])],
        idOf(field, chosen), put, attributes);
    case "date":
      return h("input", { ...attributes, type: "date", value: chosen,
        onchange: (event) => put(event.target.value) });
    default: {
      const isFigure = ["number", "money", "share", "year"].includes(field.type);
      const unit = field.type === "money" ? say("元", "CNY") : field.type === "share" ? "%"
        : field.unit?.[state.language === "zh" ? 0 : 1] ?? "";
      return [
        h("input", {
          ...attributes, type: "text", inputmode: isFigure ? "decimal" : undefined,
          class: isFigure ? "figure" : undefined,
          value: field.type === "share" ? chosen.replace(/%$/, "") : chosen,
          oninput: (event) => {
            const text = event.target.value.trim();
            put(field.type === "share" && text !== "" && !/[%％]$/.test(text) ? `${text}%` : text);
          },
        }),
        unit ? h("span", { class: "unit" }, unit) : null,
      ];
    }
  }
}

/** Data may name a value by its id or by its Chinese name. */
const idOf = (field, word) =>
  field.values.find((one) => one.id === word || one.zh === word)?.id ?? word;

function listRow(field, record, changed, path) {
  const entries = h("div", { class: "entries" });
  const none = h("input", { type: "checkbox", id: freshID() });
  const draw = () => {
    const list = record[field.id];
    none.checked = Array.isArray(list) && list.length === 0;
    none.disabled = Array.isArray(list) && list.length > 0;
    fill(entries, (list ?? []).map((entry, index) => h("fieldset", {},
      h("legend", {}, `${named(field)} ${index + 1}`),
      field.fields.map((inner) => fieldRow(inner, entry, changed, `${path}.${index + 1}.${inner.id}`)),
      h("button", {
        type: "button", class: "quiet",
        onclick: () => {
          list.splice(index, 1);
          if (!list.length) delete record[field.id];
          draw();
          changed();
        },
      }, say("去掉这一项", "Remove")))));
  };
  none.addEventListener("change", () => {
    if (none.checked) record[field.id] = [];
    else delete record[field.id];
    draw();
    changed();
  });
  draw();
  return h("div", { class: "field wide", role: "group", "aria-label": named(field), "data-path": path },
    h("span", { class: "name" }, named(field), h("span", { class: "lacking" })),
    h("div", { class: "control" },
      h("button", {
        type: "button",
        onclick: () => {
          (record[field.id] ??= []).push({});
          draw();
          changed();
          entries.lastElementChild?.querySelector("select, input")?.focus();
        },
      }, say("添加一项", "Add one")),
      none, h("label", { for: none.id, class: "inline" }, say("一项也没有", "there are none"))),
    entries,
    h("p", { class: "wrong", role: "alert" }));
}

function recordRow(field, record, changed, path) {
  const inner = record[field.id] ?? {};
  const put = () => {
    if (Object.keys(inner).length) record[field.id] = inner;
    else delete record[field.id];
    changed();
  };
  return h("fieldset", { class: "wide", "data-path": path }, h("legend", {}, named(field)),
    field.fields.map((one) => fieldRow(one, inner, put, `${path}.${one.id}`)));
}

/** Several of several: waivers, or the values of a set. */
function setRow(field, record, changed, path) {
  const isWaiver = field.type === "clauses";
  const options = isWaiver ? state.form.clauses.filter((clause) => !clause.hard) : field.values;
  if (!options.length) return null;
  const chosen = new Set(record[field.id] ?? []);
  return h("fieldset", { class: "wide choices", "data-path": path },
    h("legend", {}, isWaiver ? say("已经批准豁免的条款", "Clauses that are waived") : named(field)),
    options.map((one) => {
      const id = freshID();
      const box = h("input", {
        type: "checkbox", id, checked: chosen.has(one.id) || chosen.has(one.zh),
        onchange: () => {
          chosen.delete(one.zh);
          if (box.checked) chosen.add(one.id);
          else chosen.delete(one.id);
          if (chosen.size) record[field.id] = [...chosen];
          else delete record[field.id];
          changed();
        },
      });
      return h("span", { class: "choice" }, box, h("label", { for: id, class: "inline" }, named(one)));
    }),
    h("p", { class: "wrong", role: "alert" }));
}

/** Shows beside their fields which facts are lacking and which values cannot be read. */
/** A problem with a value, with the name of the field that it stands in. */
export function problemText({ column, message }) {
  const field = state.form?.fields.find(({ id }) => id === column?.split(".")[0]);
  return prose(field ? say(`${named(field)}：${message}`, `${named(field)}: ${message}`) : message);
}

export function mark(form, decision, diagnostics) {
  const lacking = new Set([...(decision?.missing ?? []), ...(decision?.pending ?? [])]);
  const lackingFields = new Set([...lacking].map((path) => path.split(".")[0]));
  const wrong = new Map();
  for (const problem of diagnostics) {
    if (problem.column) wrong.set(problem.column.split(".")[0], problem.message);
  }
  for (const row of form.querySelectorAll("[data-path]")) {
    const path = row.dataset.path;
    const isLacking = lacking.has(path) || (!path.includes(".") && lackingFields.has(path));
    row.classList.toggle("is-lacking", isLacking);
    const label = row.querySelector(".lacking");
    if (label) label.textContent = isLacking ? say("　还缺", " missing") : "";
    const place = row.querySelector(":scope > .wrong");
    const field = state.form.fields.find((one) => one.id === path);
    const problem = field ? wrong.get(path) ?? wrong.get(field.zh) : undefined;
    if (place && place.textContent !== (problem ?? "")) place.textContent = problem ?? "";
    row.querySelector("input, select")?.toggleAttribute("aria-invalid", Boolean(problem));
  }
}
