// One candidate: the facts, the decision with its reasons, and what would have to change.

import { busy, fill, h, prose, select, settled } from "./dom.mjs";
import { ask, latest } from "./engine.mjs";
import { fieldRow, mark, problemText } from "./fields.mjs";
import { emit, on, say, state } from "./state.mjs";

export const outcomes = () => ({
  eligible: [say("符合", "Eligible"), "✓", say("各条都满足。", "Every clause is met.")],
  needs_waiver: [say("待豁免", "Needs a waiver"), "!",
    say("有原则性条款没有满足，经批准豁免才行。", "A clause of principle is not met and would have to be waived.")],
  needs_judgement: [say("待认定", "Needs a judgement"), "?",
    say("只差由人作出的认定。", "Only findings that people have to make are lacking.")],
  undetermined: [say("待补", "Undetermined"), "…", say("还缺事实，判不了。", "Facts are lacking.")],
  ineligible: [say("不符合", "Not eligible"), "✗", say("有条款没有满足。", "A clause is violated.")],
});

/** What stands in the way comes first. */
const weight = (mark) => ({ violated: 0, waivable: 1, unknown: 2 })[mark] ?? 3;

const signs = {
  satisfied: "✓", excepted: "✓", waived: "✓", violated: "✗", waivable: "✗", unknown: "?",
  not_applicable: "–", holds: "✓", fails: "✗", note: "·",
};

export class CandidatePanel {
  element = h("div", { class: "candidate" });
  #form = h("form", { class: "facts", onsubmit: (event) => event.preventDefault() });
  #verdict = h("div", { class: "verdict", role: "status", "aria-live": "polite" });
  #reasons = h("div", { class: "reasons" });
  #remedies = h("section", { class: "remedies" });
  #sample = "";
  #isOpen = false;

  constructor() {
    fill(this.element, h("div", { class: "result" }, this.#verdict, this.#remedies, this.#reasons),
      this.#form);
    on("form", () => {
      this.#draw();
      this.#decide();
    });
    on("candidate", () => this.#decide());
    on("day", () => this.#decide());
  }

  /** Takes the facts of somebody whom the policy's own tests describe. */
  #take(index) {
    this.#sample = index;
    const sample = state.form.samples[index];
    const { events, ...facts } = structuredClone(sample?.candidate ?? {});
    state.candidate = facts;
    state.events = events ?? [];
    this.#draw();
    this.#decide();
    emit("events");
  }

  #draw() {
    const form = state.form;
    if (!form) return;
    const people = form.samples.map((sample, index) => [String(index), sample.name]);
    const start = h("div", { class: "start" },
      h("label", { for: "sample" }, say("从政策里的样例开始", "Start from a sample of the policy")),
      select([["", say("空白表", "blank")], ...people], this.#sample,
        (value) => this.#take(value), { id: "sample" }));
    const rows = (use) => form.fields.filter((field) => field.use === use
      && !(field.type === "clauses")).map((field) => this.#row(field));
    const waivers = form.fields.filter((field) => field.type === "clauses").map((field) => this.#row(field));
    const open = new Set([...this.#form.querySelectorAll("details[open]")].map((one) => one.dataset.use));
    const folded = (use, title) => {
      const content = rows(use);
      return content.length ? h("details", { "data-use": use, open: open.has(use) },
        h("summary", {}, title), h("div", { class: "grid" }, content)) : null;
    };
    fill(this.#form, start,
      h("fieldset", { class: "block" },
        h("legend", {}, say("判定要看的", "What decides")),
        h("div", { class: "grid" }, rows("decides"), waivers)),
      folded("read", say("政策另外用到的（结果、排序、发钱、程序）",
        "Also read (results, ranking, money, procedure)")),
      folded("", say("这份政策不看的", "Not read by this policy")));
  }

  /** Shows the decision on the first sample; its facts follow as soon as that is on the screen, then the reasons. */
  begin(decided) {
    this.#sample = "0";
    if (decided) this.#show(decided);
    requestAnimationFrame(() => setTimeout(() => {
      this.#draw();
      if (decided) mark(this.#form, decided.decision, decided.diagnostics);
      this.#decide();
    }));
  }

  #row(field) {
    return fieldRow(field, state.candidate, () => emit("candidate"));
  }

  // ---- the decision

  #decide = latest(
    () => state.form && { command: "explain", policy: state.policy, candidate: state.candidate },
    (answer) => this.#show(answer));

  #show(answer) {
    mark(this.#form, answer.decision, answer.diagnostics);
    const decision = answer.decision;
    if (!decision) {
      const problems = answer.diagnostics.filter((one) => one.severity === "error");
      this.#verdict.className = "verdict none";
      fill(this.#verdict, h("p", {}, h("strong", {}, say("判不了", "No decision"))),
        problems.map((problem) => h("p", {}, problemText(problem))));
      fill(this.#reasons);
      fill(this.#remedies);
      return;
    }
    const [word, sign, meaning] = outcomes()[decision.decision];
    this.#verdict.className = `verdict v-${decision.decision}`;
    fill(this.#verdict,
      h("p", { class: "word" }, h("span", { class: "sign", "aria-hidden": "true" }, sign), word),
      h("p", {}, meaning),
      decision.in_force === false
        ? h("p", {}, say("注意：这一天政策不在施行期内。", "Note: the policy is not in force on that day.")) : null);
    if (!answer.reasons) return;
    const isTelling = ({ mark }) => weight(mark) < 3;
    const telling = answer.reasons.clauses.filter(isTelling);
    const others = answer.reasons.clauses.filter((node) => !isTelling(node));
    fill(this.#reasons, h("h3", {}, say("理由", "Reasons")),
      this.#tree(telling.sort((a, b) => weight(a.mark) - weight(b.mark)), true),
      others.length ? h("details", { open: this.#isOpen, ontoggle: ({ target }) => (this.#isOpen = target.open) },
        h("summary", {}, say(`不拦他的 ${others.length} 条`, `${others.length} clauses that do not stand in the way`)),
        this.#tree(others)) : null,
      answer.reasons.remarks.length ? [h("h3", {}, say("另外", "Also")), this.#tree(answer.reasons.remarks)] : null,
      answer.reasons.assumptions.length ? h("details", {},
        h("summary", {}, say("所依据的数字和解读", "Figures and readings it rests on")),
        this.#tree(answer.reasons.assumptions)) : null);
    if (decision.decision === "eligible") fill(this.#remedies);
    else {
      if (!this.#remedies.childElementCount) fill(this.#remedies, busy(say("正在找办法…", "Looking for ways …")));
      this.#remedy();
    }
  }

  #tree(nodes, isOpen = false) {
    return h("ul", { class: "tree" }, nodes.map((node) => {
      const text = [h("span", { class: `sign s-${node.mark}` }, signs[node.mark] ?? "·"), ...prose(node.text)];
      if (!node.because) return h("li", {}, h("div", { class: "line" }, text));
      return h("li", {}, h("details", { open: isOpen },
        h("summary", {}, text), this.#tree(node.because, isOpen)));
    }));
  }

  #remedy = settled(250, latest(
    () => state.form && { command: "remedies", policy: state.policy, candidate: state.candidate },
    (answer) => {
      if (!answer.remedies) return fill(this.#remedies);
      const { missing, pending } = answer.decision;
      const open = new Set([...missing, ...pending]).size;
      // No few changes help where much is not known yet.
      if (open && !answer.remedies.changes.length) {
        return fill(this.#remedies, h("p", {}, say(
          `还有 ${open} 项没有填或没有认定，先补上（表里标着“还缺”）。`,
          `${open} facts or findings are lacking; fill them in first (they are marked as missing).`)));
      }
      fill(this.#remedies, h("h3", {}, say("怎样才能符合（任一种即可）", "What would have to change (any one of these)")),
        this.#tree(answer.remedies.lines));
    }));

  /** For checks from outside: the last decision as data. */
  async decision() {
    return (await ask({ command: "decide", policy: state.policy, candidate: state.candidate })).decision;
  }
}
