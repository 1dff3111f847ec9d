// The policy beside another one: who is admitted here and not there, and what else differs.

import { busy, fill, h, select, settled, written } from "./dom.mjs";
import { latest } from "./engine.mjs";
import { on, policies, say, state, title } from "./state.mjs";

export class ComparePanel {
  element = h("div", { class: "compare" });
  #head = h("div", { class: "start" });
  #body = h("div", { class: "report" });
  #other = "";

  constructor() {
    fill(this.element, this.#head, this.#body);
    const later = settled(500, () => this.#ask());
    on("text", later);
    on("day", later);
    for (const name of ["tab", "files", "language", "form"]) on(name, () => this.#draw());
  }

  #draw() {
    if (state.tab !== "compare") return;
    const others = policies().filter((id) => id !== state.policy);
    // A policy that has been changed is compared with what it was, unless something else is chosen.
    const isChanged = state.shipped[state.policy] && state.shipped[state.policy] !== state.files[state.policy];
    const options = others.map((id) => [id, `${id} ${title(id)}`]);
    if (isChanged) options.unshift(["*", say("改动以前的这份政策", "this policy before the changes")]);
    if (!options.some(([id]) => id === this.#other)) this.#other = options[0]?.[0] ?? "";
    fill(this.#head,
      h("label", { for: "other" }, say("和哪一份比", "Compare with")),
      select(options, this.#other, (id) => {
        this.#other = id;
        this.#ask();
      }, { id: "other" }));
    this.#ask();
  }

  #ask() {
    if (state.tab !== "compare" || !this.#other) return;
    fill(this.#body, busy(say("正在比较…", "Comparing …")));
    this.#compare();
  }

  #compare = latest(
    () => {
      const files = { ...state.files };
      if (this.#other === "*") files.original = state.shipped[state.policy];
      return {
        command: "diff", policy: state.policy,
        other: this.#other === "*" ? "original" : this.#other, files,
      };
    },
    (answer) => fill(this.#body, answer.html
      ? written(answer.html, "document")
      : h("p", { class: "wrong" }, answer.text || say(
        "两份政策都没有错误时才能比较。", "Both policies must be free of errors."))));
}
