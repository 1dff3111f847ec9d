// The policy: text with highlighting, problems at their place with repairs, and completion.

import { fill, h, prose, settled } from "./dom.mjs";
import { ask, latest } from "./engine.mjs";
import { paint, shifted } from "./highlight.mjs";
import { Offsets } from "./offsets.mjs";
import { emit, on, say, state } from "./state.mjs";

export class Editor {
  #text = "";
  #tokens = [];
  #problems = [];
  #paper = h("pre", { class: "paper", "aria-hidden": "true" });
  #gutter = h("div", { class: "gutter", "aria-hidden": "true" });
  #area = h("textarea", {
    class: "typing", id: "policy-text", spellcheck: "false", autocomplete: "off",
    autocapitalize: "off", wrap: "off", role: "combobox", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": "proposals", "aria-describedby": "problem-count",
  });
  #proposals = h("ul", { id: "proposals", class: "proposals", role: "listbox", hidden: true });
  #list = h("ol", { class: "problems" });
  #count = h("p", { id: "problem-count", class: "problem-count", role: "status" });
  #meaning = h("div", { class: "meaning" });
  #sheet = h("div", { class: "sheet" });
  #chosen = 0;
  #offered = null;

  constructor() {
    fill(this.#sheet, this.#gutter, h("div", { class: "page" }, this.#paper, this.#area,
      this.#proposals));
    this.element = h("div", { class: "editor" }, this.#sheet, this.#meaning, this.#count, this.#list);
    this.#area.addEventListener("input", () => this.#typed());
    this.#area.addEventListener("keydown", (event) => this.#pressed(event));
    this.#area.addEventListener("blur", () => setTimeout(() => this.#closeProposals(), 150));
    this.#area.addEventListener("click", () => this.#closeProposals());
    document.addEventListener("selectionchange", () => {
      if (document.activeElement === this.#area) this.#explain();
    });
    on("language", () => {
      this.#label();
      this.#showMeaning(null);
      this.#check();
    });
    this.#label();
  }

  #label() {
    this.#area.setAttribute("aria-label", say("政策全文", "Text of the policy"));
    this.#proposals.setAttribute("aria-label", say("可以写的词", "What may be written here"));
  }

  get text() {
    return this.#text;
  }

  /** Shows another file. */
  open(text) {
    this.#text = text;
    this.#area.value = text;
    this.#tokens = [];
    this.#problems = [];
    this.#draw();
    this.#showMeaning(null);
    this.#sheet.scrollTo(0, 0);
    this.#check();
  }

  /** Changes the text as if somebody had typed, so that it can be undone. */
  #replace(start, end, text) {
    this.#area.focus();
    this.#area.setSelectionRange(start, end);
    if (!document.execCommand("insertText", false, text)) {
      this.#area.setRangeText(text, start, end, "end");
      this.#typed();
    }
  }

  #typed() {
    const text = this.#area.value;
    this.#tokens = shifted(this.#tokens, this.#text, text);
    this.#problems = shifted(this.#problems, this.#text, text);
    this.#text = text;
    this.#draw();
    state.files[state.file] = text;
    emit("text");
    this.#check();
    this.#propose();
  }

  // ---- checking

  #check = latest(
    () => ({ command: "check", policy: state.file, files: { [state.file]: this.#text } }),
    (answer, request) => {
      if (request.files[state.file] !== this.#text) return;
      const offsets = new Offsets(this.#text);
      this.#tokens = [];
      for (let index = 0; index < answer.tokens.length; index += 3) {
        const [start, end, role] = answer.tokens.slice(index, index + 3);
        this.#tokens.push({ start: offsets.toUnits(start), end: offsets.toUnits(end), role });
      }
      this.#problems = answer.diagnostics.map((problem) => this.#placed(problem, offsets));
      this.#draw();
      this.#drawProblems();
      emit("checked", answer);
    });

  #placed(problem, offsets) {
    const isHere = problem.file === `${state.file}.policy`;
    const start = isHere ? offsets.toUnits(problem.range.offset) : -1;
    const end = isHere ? offsets.toUnits(problem.range.end_offset) : -1;
    const fixes = (problem.fixes ?? []).map((fix) => ({
      label: fix.label,
      edits: fix.edits.map((edit) => ({
        isHere: edit.file === `${state.file}.policy`,
        start: offsets.toUnits(edit.range.offset), end: offsets.toUnits(edit.range.end_offset),
        text: edit.replacement,
      })),
    })).filter((fix) => fix.edits.every((edit) => edit.isHere));
    return { ...problem, start, end, fixes };
  }

  #draw() {
    const marks = this.#problems.filter((problem) => problem.start >= 0)
      .sort((a, b) => rank(a) - rank(b));
    fill(this.#paper, paint(this.#text, this.#tokens, marks));
    const lines = this.#text.split("\n").length;
    if (this.#gutter.childElementCount !== lines) {
      fill(this.#gutter, Array.from({ length: lines }, (_, line) => h("span", {}, String(line + 1))));
    }
    for (const number of this.#gutter.querySelectorAll("[class]")) number.removeAttribute("class");
    for (const mark of [...marks].reverse()) {
      const line = this.#text.slice(0, mark.start).split("\n").length - 1;
      this.#gutter.children[line]?.setAttribute("class", `g-${mark.severity}`);
    }
  }

  #drawProblems() {
    const count = (severity) => this.#problems.filter((one) => one.severity === severity).length;
    const [errors, warnings, notes] = [count("error"), count("warning"), count("note")];
    const parts = [];
    if (errors) parts.push(say(`${errors} 处错误`, `${errors} error${errors > 1 ? "s" : ""}`));
    if (warnings) parts.push(say(`${warnings} 处提醒`, `${warnings} warning${warnings > 1 ? "s" : ""}`));
    if (notes) parts.push(say(`${notes} 处说明`, `${notes} note${notes > 1 ? "s" : ""}`));
    this.#count.textContent = parts.join(say("，", ", ")) || say("没有问题", "Nothing is wrong");
    this.#count.className = `problem-count ${errors ? "bad" : warnings ? "fair" : "good"}`;
    fill(this.#list, [...this.#problems].sort((a, b) => rank(a) - rank(b)).slice(0, 50)
      .map((problem) => this.#entry(problem)));
  }

  #entry(problem) {
    const place = problem.range
      ? say(`第 ${problem.range.start.line} 行`, `line ${problem.range.start.line}`) : "";
    const where = problem.start < 0 && problem.file ? `${problem.file} ${place}` : place;
    return h("li", { class: `problem p-${problem.severity}` },
      h("button", {
        class: "goto", type: "button", disabled: problem.start < 0,
        onclick: () => this.#goTo(problem.start, Math.max(problem.end, problem.start + 1)),
      }, h("span", { class: "where" }, where), " ", prose(problem.message)),
      problem.help ? h("p", { class: "help" }, problem.help) : null,
      problem.fixes.map((fix) => h("button", {
        class: "fix", type: "button", onclick: () => this.#repair(fix),
      }, say("改好：", "Fix: ") + fix.label)));
  }

  #repair(fix) {
    for (const edit of [...fix.edits].sort((a, b) => b.start - a.start)) {
      this.#replace(edit.start, edit.end, edit.text);
    }
  }

  #goTo(start, end) {
    this.#area.focus();
    this.#area.setSelectionRange(start, end);
    const place = this.#placeOf(start);
    const sheet = this.#sheet.getBoundingClientRect();
    if (place) this.#sheet.scrollBy({ top: place.top - sheet.top - sheet.height / 3 });
  }

  /** Where a place of the text is on the screen. */
  #placeOf(offset) {
    const range = document.createRange();
    let left = offset;
    const walker = document.createTreeWalker(this.#paper, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (left < node.length) {
        range.setStart(node, left);
        range.setEnd(node, left + 1);
        return range.getBoundingClientRect();
      }
      left -= node.length;
    }
    return null;
  }

  // ---- completion

  #propose = settled(120, async () => {
    const caret = this.#area.selectionStart;
    const text = this.#text;
    const isAsked = this.#isAsked;
    this.#isAsked = false;
    const before = /[\p{L}\p{N}_@·]+$/u.exec(text.slice(0, caret))?.[0] ?? "";
    if (!isAsked && !before) return this.#closeProposals();
    const offsets = new Offsets(text);
    const answer = await ask({
      command: "complete", policy: state.file, files: { [state.file]: text }, offset: offsets.toBytes(caret),
    });
    // Somebody went on meanwhile.
    if (text !== this.#text || caret !== this.#area.selectionStart) return;
    const [start, end] = [offsets.toUnits(answer.start), offsets.toUnits(answer.end)];
    const items = likeliest(answer.items, text.slice(start, caret));
    if (!items.length || (!isAsked && start === caret)) return this.#closeProposals();
    this.#offered = { items, start, end };
    this.#chosen = 0;
    this.#showProposals(caret);
  });

  #isAsked = false;

  #showProposals(caret) {
    const page = this.#proposals.parentElement.getBoundingClientRect();
    const place = this.#placeOf(caret);
    if (!place) return;
    this.#proposals.style.left = `${Math.max(0, place.left - page.left)}px`;
    this.#proposals.style.top = `${place.bottom - page.top + 2}px`;
    fill(this.#proposals, this.#offered.items.map((item, index) => h("li", {
      id: `proposal-${index}`, role: "option", "aria-selected": String(index === this.#chosen),
      onmousedown: (event) => {
        event.preventDefault();
        this.#chosen = index;
        this.#accept();
      },
    }, h("span", {}, item.text), h("small", {}, item.detail))));
    this.#proposals.hidden = false;
    this.#area.setAttribute("aria-expanded", "true");
    this.#area.setAttribute("aria-activedescendant", `proposal-${this.#chosen}`);
  }

  #closeProposals() {
    this.#offered = null;
    this.#isAsked = false;
    this.#proposals.hidden = true;
    this.#area.setAttribute("aria-expanded", "false");
    this.#area.removeAttribute("aria-activedescendant");
  }

  #accept() {
    const { items, start, end } = this.#offered;
    const item = items[this.#chosen];
    this.#closeProposals();
    this.#replace(start, end, item.text);
    this.#closeProposals();
  }

  #pressed(event) {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      this.#isAsked = true;
      return this.#propose();
    }
    if (!this.#offered) return;
    const count = this.#offered.items.length;
    switch (event.key) {
      case "ArrowDown": this.#chosen = (this.#chosen + 1) % count; break;
      case "ArrowUp": this.#chosen = (this.#chosen + count - 1) % count; break;
      case "Enter": case "Tab":
        event.preventDefault();
        return this.#accept();
      case "Escape":
        event.preventDefault();
        return this.#closeProposals();
      default: return;
    }
    event.preventDefault();
    for (const [index, option] of [...this.#proposals.children].entries()) {
      option.setAttribute("aria-selected", String(index === this.#chosen));
      if (index === this.#chosen) option.scrollIntoView({ block: "nearest" });
    }
    this.#area.setAttribute("aria-activedescendant", `proposal-${this.#chosen}`);
  }

  // ---- the word at the caret

  #explain = settled(250, async () => {
    const text = this.#text;
    const caret = this.#area.selectionStart;
    const offset = new Offsets(text).toBytes(caret);
    const { hover } = await ask({
      command: "hover", policy: state.file, files: { [state.file]: text }, offset,
    });
    if (text === this.#text && caret === this.#area.selectionStart) this.#showMeaning(hover);
  });

  #showMeaning(hover) {
    fill(this.#meaning, hover ? [
      h("b", {}, hover.title), hover.code ? h("code", {}, hover.code) : null,
      ...hover.lines.map((line) => h("span", {}, line)),
    ] : h("span", { class: "said" }, say(
      "光标停在一个词上，这里说明它的意思。", "With the caret on a word, its meaning is shown here.")));
  }

  /** Lays the file out as `policyc fmt` does. */
  async format() {
    const answer = await ask({ command: "format", policy: state.file });
    if (answer.formatted !== null && answer.formatted !== this.#text) {
      this.#replace(0, this.#text.length, answer.formatted);
      this.#goTo(0, 0);
    }
  }
}

/** Those that go on from what was typed first, then those that have it inside. */
function likeliest(items, typed) {
  const wanted = typed.toLowerCase();
  const begins = ({ text, filter }) =>
    text.toLowerCase().startsWith(wanted) || filter.toLowerCase().startsWith(wanted);
  const fits = items.filter(({ text }) => text !== typed);
  const first = fits.filter(begins);
  const others = wanted ? fits.filter((item) => !begins(item) && item.text.toLowerCase().includes(wanted)) : [];
  return [...first, ...others].slice(0, 60);
}

const rank = ({ severity, start }) =>
  ({ error: 0, warning: 1, note: 2 })[severity] * 1e9 + Math.max(0, start);
