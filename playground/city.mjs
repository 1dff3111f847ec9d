// A new city's policy, as a change to one that is there: figures in a form, the text beside it.

import { busy, download, fill, freshID, h, prose, select, settled, written } from "./dom.mjs";
import { ask, latest } from "./engine.mjs";
import { Offsets } from "./offsets.mjs";
import { emit, on, policies, say, state, title } from "./state.mjs";

const usable = /^[a-z][a-z0-9_]{0,63}$/;

export class CityPanel {
  element = h("div", { class: "city" });
  #form = h("div", {});
  #output = h("div", { class: "output" });
  #base = "";
  #id = "mycity";
  #title = "";
  #issuer = "";
  #figures = null;
  /** New figures by the statement's and the figure's number: "3.0" → "8年". */
  #changes = new Map();
  #removed = new Set();

  constructor() {
    fill(this.element, this.#form, this.#output);
    on("tab", () => state.tab === "city" && this.#begin());
    on("language", () => state.tab === "city" && this.#draw());
  }

  async #begin() {
    if (!this.#base) this.#base = policies().includes("national") ? "national" : policies()[0];
    if (!this.#figures) await this.#load();
    else this.#draw();
  }

  async #load() {
    const answer = await ask({ command: "figures", policy: this.#base });
    this.#figures = answer.figures;
    this.#changes.clear();
    this.#draw();
  }

  #input(label, value, put, attributes = {}) {
    const id = freshID();
    return h("div", { class: "field" }, h("label", { for: id }, label),
      h("input", {
        type: "text", id, value, ...attributes, oninput: ({ target }) => {
          put(target.value.trim());
          this.#changed();
        },
      }), h("p", { class: "wrong", role: "alert" }));
  }

  #draw() {
    const base = freshID();
    fill(this.#form,
      h("p", { class: "said" }, say(
        "新城市的办法多半是在现有政策上改几个数。选一份作底子，改数字，别的照旧，不用写一句代码。",
        "A new city's rules are mostly an existing policy with other figures. Choose one to start from and change its figures; everything else stays.")),
      h("fieldset", { class: "block" }, h("legend", {}, say("一、从哪一份开始", "1. What to start from")),
        h("div", { class: "grid" },
          h("div", { class: "field" }, h("label", { for: base }, say("底子", "Based on")),
            select(policies().filter((id) => id !== this.#id).map((id) => [id, `${id} ${title(id)}`]),
              this.#base, (id) => {
                this.#base = id;
                this.#load();
              }, { id: base })),
          this.#input(say("编号（小写字母，作文件名）", "Id (lower-case letters, the file's name)"), this.#id,
            (value) => (this.#id = value), { class: "city-id" }),
          this.#input(say("政策全称", "Full title"), this.#title, (value) => (this.#title = value),
            { placeholder: say("××市工匠人才培育工程", "Craftsman programme of …"), class: "city-title" }),
          this.#input(say("发文机关", "Issued by"), this.#issuer, (value) => (this.#issuer = value),
            { placeholder: say("××市总工会", "Trade union of …") }))),
      h("fieldset", { class: "block" }, h("legend", {}, say("二、改数字", "2. Change figures")),
        this.#figures?.statements.length ? this.#table()
          : h("p", {}, say("这一份没有直接写出的数字。", "This policy states no figures of its own."))));
    this.#changed();
  }

  #table() {
    const groups = new Map();
    this.#figures.statements.forEach((statement, number) => {
      statement.figures.forEach((figure, place) => {
        const key = figure.label + figure.line;
        const rows = groups.get(statement.keyword) ?? groups.set(statement.keyword, new Map())
          .get(statement.keyword);
        const row = rows.get(key) ?? rows.set(key, { figure, items: [] }).get(key);
        row.items.push({ key: `${number}.${place}`, figure });
      });
    });
    // Readings are questions of the base's own document and come last.
    const isLast = ([keyword]) => ["解读", "reading"].includes(keyword);
    const sorted = [...[...groups].filter((group) => !isLast(group)), ...[...groups].filter(isLast)];
    return sorted.map(([keyword, rows]) => h("section", { class: "figures" },
      h("h4", {}, keyword),
      [...rows.values()].map(({ figure, items }) => h("div", { class: "change" },
        h("div", { class: "what" }, h("b", {}, figure.label), " ",
          h("small", {}, figure.articles.map((article) => article.replace(/^@/, "")).join(" ")),
          h("p", { class: "said" }, figure.line)),
        h("div", { class: "boxes" }, items.map((item) => this.#box(item, figure)))))));
  }

  #box({ key, figure }, { label }) {
    const input = h("input", {
      type: "text", class: "figure", value: this.#changes.get(key) ?? figure.figure,
      "aria-label": say(`${label}：原来 ${figure.figure}`, `${label}: was ${figure.figure}`),
      oninput: () => {
        const text = input.value.trim();
        if (text === "" || text === figure.figure) this.#changes.delete(key);
        else this.#changes.set(key, text);
        input.classList.toggle("changed", this.#changes.has(key));
        this.#changed();
      },
    });
    input.classList.toggle("changed", this.#changes.has(key));
    return input;
  }

  /** The text of the new policy. */
  #text() {
    const { words, statements } = this.#figures;
    const quote = (text) => `"${text.replaceAll('"', "”")}"`;
    const isChinese = words.policy === "政策";
    let text = `${words.policy} ${this.#id} `
      + `${quote(this.#title || (isChinese ? "请写政策全称" : "Write the full title"))} `
      + `${words.based_on} ${this.#base}\n`;
    if (this.#issuer) text += `${words.issuer} ${quote(this.#issuer)}\n`;
    statements.forEach((statement, number) => {
      const changed = statement.figures.map((figure, place) => ({
        ...figure, text: this.#changes.get(`${number}.${place}`),
      })).filter((figure) => figure.text !== undefined);
      if (!changed.length) return;
      const offsets = new Offsets(statement.text);
      let body = statement.text;
      for (const figure of changed.reverse()) {
        body = body.slice(0, offsets.toUnits(figure.start)) + figure.text
          + body.slice(offsets.toUnits(figure.end));
      }
      text += `\n${words.replace} ${body}\n`;
    });
    return text;
  }

  #changed = settled(150, () => {
    if (state.tab !== "city" || !this.#figures) return;
    const isUsable = usable.test(this.#id) && !state.shipped[this.#id];
    const place = this.#form.querySelector(".city-id")?.parentElement.querySelector(".wrong");
    if (place) {
      place.textContent = isUsable ? "" : say(
        "编号要以小写字母开头，只用小写字母、数字和下划线，并且不与现有的重复。",
        "Use lower-case letters, digits and _, a letter first, and no id that is taken.");
    }
    if (isUsable) return this.#check();
    fill(this.#output, h("p", { class: "bad", role: "status" }, say(
      "先把编号写好，再看写出来的政策。", "The policy is written once its id is right.")));
  });

  #check = latest(
    () => ({
      command: "diff", policy: this.#base, other: this.#id,
      files: { ...state.files, [this.#id]: this.#text() },
    }),
    async (answer, request) => {
      const text = request.files[this.#id] ?? this.#text();
      const checked = await ask({ command: "check", policy: this.#id, files: request.files });
      this.#show(text, checked, answer);
    });

  #show(text, checked, difference) {
    const problems = checked.diagnostics.filter((one) => one.severity !== "note");
    const area = freshID();
    fill(this.#output,
      h("fieldset", { class: "block" }, h("legend", {}, say("三、写出来的政策", "3. The policy")),
        h("label", { for: area }, say(`${this.#id}.policy，改了 ${this.#changes.size} 个数`,
          `${this.#id}.policy, ${this.#changes.size} figures changed`)),
        h("textarea", {
          id: area, readonly: true, class: "draft", rows: String(Math.min(18, text.split("\n").length + 1)),
          value: text,
        }),
        h("p", { class: checked.ok ? "good" : "bad", role: "status" }, checked.ok
          ? say("检查通过。", "It checks clean.") : say("还有错误：", "There are errors:")),
        problems.length ? h("ul", {}, problems.slice(0, 8).map((one) => h("li", {}, this.#line(text, one), prose(one.message)))) : null,
        h("p", {},
          h("button", { type: "button", class: "main", onclick: () => this.#open(text) },
            say("放进编辑器接着写", "Go on in the editor")), " ",
          h("button", {
            type: "button",
            onclick: () => download(`${this.#id}.policy`, "text/plain;charset=utf-8", text),
          }, say("下载", "Download")))),
      h("fieldset", { class: "block" }, h("legend", {}, say("四、和底子有什么不同", "4. What differs from the base")),
        difference.html ? written(difference.html, "document")
          : h("p", {}, say("改好错误就能比较。", "Repair the errors to compare."))));
  }

  /** The line of the draft that a problem is about. */
  #line(text, { file, range }) {
    const line = file === `${this.#id}.policy` && text.split("\n")[range.start.line - 1]?.trim();
    return line ? [h("code", {}, line), " "] : [];
  }

  #open(text) {
    state.files[this.#id] = text;
    emit("open", this.#id);
  }
}
