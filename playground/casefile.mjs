// A case: its dated events, the money that follows from them, and where the procedure stands.

import { fill, freshID, h, select, written } from "./dom.mjs";
import { latest } from "./engine.mjs";
import { fieldRow, problemText } from "./fields.mjs";
import { named, on, say, state } from "./state.mjs";

export class CasePanel {
  element = h("div", { class: "case" });
  #events = h("div", { class: "events" });
  #result = h("div", { class: "report", "aria-live": "polite" });

  constructor() {
    fill(this.element, this.#events, this.#result);
    for (const name of ["form", "tab", "events"]) on(name, () => this.#draw());
    on("day", () => this.#follow());
    on("candidate", () => this.#follow());
  }

  #draw() {
    if (state.tab !== "case" || !state.form) return;
    const samples = state.form.samples.filter((sample) => sample.candidate.events);
    fill(this.#events,
      h("h3", {}, say("这一案发生过什么", "What happened in this case")),
      h("p", { class: "said" }, say(
        "按先后填写事件和日期；这个人的事实用“候选人”一栏里填的。",
        "Give the events in order with their dates; the facts are those of the candidate tab.")),
      samples.length ? h("div", { class: "start" },
        h("label", { for: "case-sample" }, say("从政策里的样例开始", "Start from a sample of the policy")),
        select([["", say("选一个…", "choose …")],
          ...samples.map((sample, index) => [String(index), sample.name])], "", (index) => {
          if (index === "") return;
          state.events = structuredClone(samples[index].candidate.events);
          this.#draw();
        }, { id: "case-sample" })) : null,
      h("ol", { class: "happenings" }, state.events.map((event, index) => this.#row(event, index))),
      h("button", { type: "button", onclick: () => this.#add() }, say("添加一个事件", "Add an event")));
    this.#follow();
  }

  #add() {
    const last = state.events.at(-1);
    state.events.push({ event: state.form.events[0]?.id ?? "", ...(last?.on ? { on: last.on } : {}) });
    this.#draw();
    this.#events.querySelector("li:last-child select")?.focus();
  }

  #row(event, index) {
    const shape = state.form.events.find((one) => one.id === event.event || one.zh === event.event);
    const [kind, day] = [freshID(), freshID()];
    return h("li", {},
      h("div", { class: "event" },
        h("label", { for: kind, class: "hidden" }, say("事件", "event")),
        select(state.form.events.map((one) => [one.id, named(one)]), shape?.id ?? "", (id) => {
          state.events[index] = { event: id, ...(event.on ? { on: event.on } : {}) };
          this.#draw();
        }, { id: kind }),
        h("label", { for: day, class: "hidden" }, say("日期", "date")),
        h("input", {
          type: "date", id: day, value: event.on ?? "", onchange: ({ target }) => {
            if (target.value) event.on = target.value;
            else delete event.on;
            this.#follow();
          },
        }),
        h("button", {
          type: "button", class: "quiet", "aria-label": say("去掉这个事件", "remove this event"),
          onclick: () => {
            state.events.splice(index, 1);
            this.#draw();
          },
        }, "✕")),
      shape?.fields.length ? h("div", { class: "grid" },
        shape.fields.map((field) => fieldRow(field, event, () => this.#follow(), `events.${field.id}`))) : null);
  }

  get #hasUndated() {
    return state.events.some((event) => !event.on);
  }

  #follow = latest(
    () => state.tab === "case" && state.form && (state.events.length && !this.#hasUndated
      ? {
        command: "case", policy: state.policy,
        candidate: { id: state.candidate.id ?? say("本案", "case"), ...state.candidate, events: state.events },
      }
      : { command: "plan", policy: state.policy }),
    (answer) => {
      if (answer.plan_html !== undefined) {
        return fill(this.#result, this.#hasUndated ? h("p", { class: "wrong" }, say(
          "有事件还没有日期，填上才能看这一案的进度和钱。",
          "An event has no date yet; with it the progress and the money of this case can be shown.")) : null,
        h("h3", {}, say("政策规定的程序", "The procedure of the policy")),
          written(answer.plan_html, "document"));
      }
      if (!answer.payments) {
        return fill(this.#result, answer.diagnostics.filter((one) => one.severity === "error")
          .map((one) => h("p", { class: "wrong" }, problemText(one))));
      }
      fill(this.#result, this.#money(answer), written(answer.procedure_html, "document"));
    });

  #money({ payments, total, clawed_back: back, ledger_text: text }) {
    return h("section", {},
      h("h2", {}, say("钱", "Money")),
      payments.length ? h("div", { class: "scroll" }, h("table", { class: "money" },
        h("thead", {}, h("tr", {}, [say("日期", "Date"), say("金额（元）", "Amount (CNY)"),
          say("哪一笔", "What for"), say("依据", "Article"), say("给谁", "To"), say("状态", "Status")]
          .map((word) => h("th", { scope: "col" }, word)))),
        h("tbody", {}, payments.map((line) => h("tr", { class: `pay-${line.status}` },
          h("td", { class: "w" }, line.on ?? say("不明", "not known")), h("td", { class: "n" }, line.amount),
          h("td", {}, line.name), h("td", {}, line.article), h("td", {}, line.to),
          h("td", {}, statuses()[line.status] ?? line.status)))),
        h("tfoot", {}, h("tr", {}, h("td", {}, say("合计", "In all")), h("td", { class: "n" }, total),
          h("td", { colspan: "4" }, back ? say(`其中追回 ${back}`, `of which recovered ${back}`) : "")))))
        : h("p", {}, say("这一案没有应付的钱。", "Nothing is due in this case.")),
      h("details", {}, h("summary", {}, say("细说", "In words")), h("pre", { class: "ledger" }, text)));
  }
}

const statuses = () => ({
  due: say("应发", "due"), stopped: say("停发", "stopped"), clawed_back: say("追回", "recovered"),
});
