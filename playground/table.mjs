// A whole file: decisions for every row, a picture of them, and the file to take away.

import { outcomes } from "./candidate.mjs";
import { download, fill, freshID, h, prose } from "./dom.mjs";
import { decideFile } from "./engine.mjs";
import { named, on, say, state } from "./state.mjs";

const order = ["eligible", "needs_waiver", "needs_judgement", "undetermined", "ineligible"];

const request = (file, policy) => ({
  command: "batch", policy, other: /\.(jsonl|ndjson|json)$/i.test(file.name) ? "jsonl" : "csv",
});

export class TablePanel {
  element = h("div", { class: "table" });
  #result = h("div", { class: "outcome", "aria-live": "polite" });
  /** What was decided last: the answer, the file, and what it was decided by. */
  #shown = null;

  constructor() {
    this.#draw();
    on("language", () => {
      this.#draw();
      if (this.#shown) this.#show();
    });
    for (const event of ["form", "text", "files", "day"]) on(event, () => this.#note());
  }

  #draw() {
    const id = freshID();
    const input = h("input", {
      type: "file", id, accept: ".csv,.jsonl,.ndjson,.txt", onchange: () => this.#take(input.files[0]),
    });
    const zone = h("div", {
      class: "drop",
      ondragover: (event) => {
        event.preventDefault();
        zone.classList.add("over");
      },
      ondragleave: () => zone.classList.remove("over"),
      ondrop: (event) => {
        event.preventDefault();
        zone.classList.remove("over");
        this.#take(event.dataTransfer.files[0]);
      },
    },
    h("label", { for: id }, say("把候选人的表（CSV）拖到这里，或者选一个文件", "Drop a CSV of candidates here, or choose a file")),
    input,
    h("p", { class: "said" }, say(
      "文件只在这个网页里读，不会传到任何地方。第一行是列名，中文名或编号都行；空着的格是“不知道”。",
      "The file is read in this page and goes nowhere. The first line holds column names, labels or ids; an empty cell is not known.")),
    h("button", { type: "button", class: "quiet", onclick: () => this.#template() },
      say("下载空白表（只有列名）", "Download a blank table (column names)")));
    fill(this.element, zone, this.#result);
  }

  #template() {
    const names = [];
    const add = (field, prefix) => {
      const name = prefix + named(field);
      if (field.type === "list") for (const inner of field.fields) add(inner, `${name}.1.`);
      else if (field.type === "record") for (const inner of field.fields) add(inner, `${name}.`);
      else names.push(name);
    };
    for (const field of state.form?.fields ?? []) if (field.use || field.names) add(field, "");
    // Excel takes a file for UTF-8 only with a byte order mark.
    download(`${state.policy}.csv`, "text/csv;charset=utf-8", `\ufeff${names.join(",")}\r\n`);
  }

  async #take(file) {
    if (!file) return;
    this.#shown = null;
    const by = this.#basis();
    const bar = h("progress", { max: "1", value: "0", "aria-label": say("读取进度", "progress") });
    fill(this.#result, h("p", { class: "busy" }, say(`正在判定 ${file.name}…`, `Deciding ${file.name} …`)), bar);
    let answer;
    try {
      answer = await decideFile(
        request(file, by.policy), file, (part) => bar.setAttribute("value", part));
    } catch (problem) {
      return fill(this.#result, h("p", { class: "wrong" },
        say("这个文件没有读完：", "The file could not be read to its end: "), prose(problem.message)));
    }
    // Another file was chosen meanwhile.
    if (!answer) return;
    this.#shown = { answer, file, by };
    await this.#show();
    document.documentElement.dataset.decided = String(answer.counts?.rows ?? 0);
  }

  /** What a decision rests on: the policy with all texts, and the day. */
  #basis() {
    return { policy: state.policy, asOf: state.asOf, files: { ...state.files } };
  }

  get #isStale() {
    const { by } = this.#shown;
    return by.policy !== state.policy || by.asOf !== state.asOf
      || Object.keys(state.files).some((id) => by.files[id] !== state.files[id]);
  }

  #note() {
    const note = this.#result.querySelector(".stale");
    if (!note || !this.#shown) return;
    note.hidden = !this.#isStale;
    this.#result.querySelector(".excel")?.toggleAttribute("disabled", this.#isStale);
  }

  /** The same decisions in words, with names. */
  async #forExcel(file, policy, name) {
    const { csv } = await decideFile({ ...request(file, policy), excel: true }, file) ?? {};
    if (csv) download(name, "text/csv;charset=utf-8", csv);
  }

  async #show() {
    const { answer, file, by: { policy } } = this.#shown;
    if (!answer.csv) {
      return fill(this.#result, h("p", { class: "wrong" }, answer.text || say(
        "政策里有错误，先改好。", "Repair the errors of the policy first.")));
    }
    const { counts } = answer;
    const failure = answer.diagnostics.find((one) => one.severity === "error");
    const seconds = (answer.milliseconds / 1000).toFixed(2);
    const base = file.name.replace(/\.[^.]*$/, "");
    const preview = (await answer.csv.slice(0, 40000).text()).split("\n").slice(0, 21);
    fill(this.#result,
      h("h3", {}, file.name),
      failure ? h("p", { class: "wrong" }, prose(failure.message)) : null,
      h("p", {}, say(
        `读入 ${counts.rows} 行 = 判定 ${counts.decisions} + 拒收 ${counts.rejects}，用了 ${seconds} 秒。`,
        `${counts.rows} rows in = ${counts.decisions} decisions + ${counts.rejects} rejects, ${seconds} s.`)),
      h("p", { class: "stale note", hidden: !this.#isStale }, say(
        "这是按改动以前的政策或另一天判的。", "This was decided by another text of the policy or for another day. "),
      h("button", { type: "button", class: "quiet", onclick: () => this.#take(file) },
        say("按现在的再判一次", "Decide it again"))),
      counts.rows || failure ? null : h("p", { class: "wrong" }, say(
        "这个文件只有列名，没有人。", "This file has column names and nobody in it.")),
      this.#warnings(answer),
      counts.decisions ? [this.#picture(counts), this.#clauses(answer.violated)] : null,
      counts.rows ? [h("p", {}, h("button", {
        type: "button", class: "main",
        onclick: () => download(`${base}-${policy}.csv`, "text/csv;charset=utf-8", answer.csv),
      }, say("下载判定结果（CSV）", "Download the decisions (CSV)")), " ",
      h("button", {
        type: "button", class: "quiet excel", disabled: this.#isStale,
        onclick: () => this.#forExcel(file, policy, `${base}-${policy}-excel.csv`),
      }, say("下载给 Excel 用的", "Download for Excel"))),
      answer.rejects.length ? this.#rejects(answer.rejects, counts.rejects) : null,
      h("details", {}, h("summary", {}, say("前 20 行", "The first 20 rows")),
        h("div", { class: "scroll" }, h("table", {},
          preview.filter((line) => line).map((line, index) => h("tr", {},
            line.split(",").map((cell) => h(index ? "td" : "th", {}, cell)))))))] : null);
  }

  /** One bar for everybody, cut by outcome. */
  #picture(counts) {
    const words = outcomes();
    const present = order.filter((outcome) => counts[outcome]);
    const share = (count) => (100 * count) / counts.decisions;
    const text = present.map((outcome) => `${words[outcome][0]} ${counts[outcome]}`).join(say("，", ", "));
    return h("figure", { class: "shares" },
      h("div", { class: "bar", role: "img", "aria-label": text }, present.map((outcome) =>
        h("span", { class: `b-${outcome}`, style: `flex-grow:${counts[outcome]}` }))),
      h("figcaption", {}, present.map((outcome) => h("span", { class: "key" },
        h("i", { class: `b-${outcome}`, "aria-hidden": "true" }), words[outcome][0], " ",
        h("b", {}, String(counts[outcome])), ` (${share(counts[outcome]).toFixed(1)}%)`))));
  }

  #clauses(violated) {
    if (!violated.length) return null;
    const sorted = [...violated].sort((a, b) => b.count - a.count);
    const most = sorted[0].count;
    return h("figure", { class: "clauses" },
      h("figcaption", {}, say("哪些条款没有满足（次数）", "Clauses that were violated, how often")),
      h("table", {}, sorted.map(({ name, article, count }) => h("tr", {},
        h("th", { scope: "row" }, name, " ", h("small", {}, article)),
        h("td", { class: "line" }, h("span", { class: "b-ineligible", style: `width:${(100 * count) / most}%` })),
        h("td", { class: "n" }, String(count))))));
  }

  /** What is to be known about the file: columns that are not read, ids that stand twice … */
  #warnings({ diagnostics, note, remarks }) {
    const lines = diagnostics.filter((one) => one.severity === "warning").map((one) => one.message);
    if (note) lines.push(note);
    for (const { line, id, message } of remarks) {
      lines.push(say(`第 ${line} 行（编号 ${id}）：${message}`, `line ${line} (id ${id}): ${message}`));
    }
    if (!lines.length) return null;
    const list = h("ul", {}, lines.map((line) => h("li", {}, prose(line))));
    return h("details", { class: "warnings", open: lines.length < 6 },
      h("summary", {}, say(`${lines.length} 处提醒`, `${lines.length} remarks`)), list);
  }

  #rejects(rejects, total) {
    return h("details", { open: true },
      h("summary", {}, say(`拒收的 ${total} 行`, `${total} rejected rows`)),
      h("div", { class: "scroll" }, h("table", {},
        h("tr", {}, [say("行", "Line"), say("编号", "ID"), say("列", "Column"), say("原因", "Reason")]
          .map((text) => h("th", { scope: "col" }, text))),
        rejects.slice(0, 100).map(({ line, id, column, reason }) => h("tr", {},
          [String(line), id, column].map((text) => h("td", {}, text)), h("td", {}, prose(reason)))))));
  }
}
