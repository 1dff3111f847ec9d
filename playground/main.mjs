// Puts the page together and starts the engine.

import { CandidatePanel } from "./candidate.mjs";
import { CasePanel } from "./casefile.mjs";
import { CityPanel } from "./city.mjs";
import { ComparePanel } from "./compare.mjs";
import { download, fill, h, select } from "./dom.mjs";
import { Editor } from "./editor.mjs";
import { ask, latest, start } from "./engine.mjs";
import { emit, isPolicy, on, policies, say, state, title } from "./state.mjs";
import { TablePanel } from "./table.mjs";

const shipped = JSON.parse(document.getElementById("policies").textContent);
Object.assign(state.files, shipped.files);
Object.assign(state.shipped, shipped.files);
{
  const { language, as_of: today, policy } = globalThis.opening.message.request;
  Object.assign(state, { language, asOf: today, file: policy, policy });
}

const editor = new Editor();
const panel = new CandidatePanel();
const panels = {
  candidate: panel.element, compare: new ComparePanel().element,
  table: new TablePanel().element, case: new CasePanel().element, city: new CityPanel().element,
};
const tabNames = () => ({
  candidate: say("候选人", "Candidate"), table: say("整张表", "Whole table"),
  compare: say("对比", "Compare"), case: say("钱和进度", "Money and progress"),
  city: say("新城市", "New city"),
});

const top = h("header", { class: "top" });
const left = h("section", { class: "left" });
const right = h("section", { class: "right" });
const bottom = h("footer", {});
/** What a sheet of paper has to say about itself. */
const printed = h("p", { class: "printed" });
document.body.append(
  h("a", { class: "skip", href: "#policy-text" }, "↓"), top, h("main", {}, left, right), bottom);

// ---- the head of the page

function drawTop() {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.title = say("政策试验台", "Policy playground");
  const theme = (value, text) => [value, text];
  fill(top,
    h("h1", {}, say("政策试验台", "Policy playground")),
    h("p", { class: "promise" }, say(
      "只有这一个网页：不联网，写的和选的文件都不会离开这台机器。",
      "One page that needs no network; nothing you write or choose leaves this machine.")),
    printed,
    h("div", { class: "settings" },
      h("button", {
        type: "button", class: "quiet", id: "language", lang: state.language === "zh" ? "en" : "zh",
        onclick: () => {
          state.language = state.language === "zh" ? "en" : "zh";
          emit("language");
        },
      }, state.language === "zh" ? "English" : "中文"),
      h("label", { class: "hidden", for: "theme" }, say("明暗", "Colours")),
      select([theme("auto", say("随系统", "system colours")), theme("light", say("浅色", "light")),
        theme("dark", say("深色", "dark"))], state.theme, (value) => {
        state.theme = value;
        document.documentElement.dataset.theme = value;
      }, { id: "theme" }),
      h("button", { type: "button", class: "quiet", onclick: () => print() }, say("打印", "Print"))));
}

// ---- the policy

/** What the left side shows: "loading", the "policy", or the problem that keeps the page from opening. */
let condition = "loading";

function drawLeft() {
  if (condition === "loading") {
    return fill(left, h("p", { class: "busy", role: "status" }, say("正在准备…", "Getting ready …")));
  }
  if (condition !== "policy") {
    return fill(left, h("p", { class: "wrong", role: "alert" }, say(
      "这个浏览器打不开：需要 WebAssembly（2023 年以后的 Chrome、Edge、Firefox、Safari），文件也要完整。",
      "This page does not open here: it needs WebAssembly (Chrome, Edge, Firefox or Safari of 2023 or later) and all of its file."),
    ` ${condition.message}`));
  }
  const all = policies();
  const others = Object.keys(state.files).filter((id) => !isPolicy(state.files[id]));
  const input = h("input", {
    type: "file", id: "open-file", class: "hidden", accept: ".policy,.txt",
    onchange: async () => {
      const file = input.files[0];
      if (!file) return;
      const id = file.name.replace(/\.[^.]*$/, "");
      state.files[id] = await file.text();
      openFile(id);
    },
  });
  const isChanged = state.shipped[state.file] !== undefined
    && state.shipped[state.file] !== state.files[state.file];
  fill(left,
    h("div", { class: "toolbar" },
      h("label", { for: "file" }, say("政策", "Policy")),
      select([...all, ...others].map((id) => [id, isPolicy(state.files[id]) ? `${id} ${title(id)}`
        : say(`${id}（词汇、日历）`, `${id} (vocabulary, calendar)`)]),
      state.file, openFile, { id: "file" }),
      h("button", { type: "button", class: "quiet", onclick: () => editor.format() }, say("排版", "Lay out")),
      h("button", {
        type: "button", class: "quiet",
        onclick: () => download(`${state.file}.policy`, "text/plain;charset=utf-8", editor.text),
      }, say("下载", "Download")),
      h("span", { class: "filing" }, input, h("label", { for: "open-file", class: "button" }, say("打开文件", "Open a file"))),
      h("button", {
        type: "button", class: "quiet", hidden: !isChanged, id: "undo-all",
        onclick: () => {
          state.files[state.file] = state.shipped[state.file];
          openFile(state.file);
        },
      }, say("恢复原文", "Restore"))),
    editor.element,
    h("p", { class: "said keys" }, say(
      "打字时会提示能写的词：↑ ↓ 选，回车写入，Esc 关闭；Ctrl+空格随时唤出。Tab 照常移到下一处。",
      "Proposals show while typing: ↑ ↓ choose, Enter takes one, Esc closes; Ctrl+Space asks for them. Tab moves on as usual.")));
}

function openFile(id) {
  state.file = id;
  if (isPolicy(state.files[id])) state.policy = id;
  ask({ command: "library", files: { [id]: state.files[id] } });
  askForm();
  openEditor();
}

function openEditor() {
  drawLeft();
  editor.open(state.files[state.file]);
  emit("files");
}

const askForm = latest(
  () => ({ command: "form", policy: state.policy }),
  (answer) => {
    if (!answer.form) return emit("candidate");
    state.form = answer.form;
    emit("form");
  });

// A change of the text changes the form only where it reads other fields, and the decision always.
let lastForm = globalThis.opening.hash;
on("checked", (answer) => {
  const hash = answer.policy?.hash ?? "";
  document.documentElement.dataset.checked = answer.ok ? "yes" : "no";
  drawFooter(answer.policy);
  if ((hash && hash !== lastForm) || state.file !== state.policy) askForm();
  else if (!hash) emit("candidate");
  lastForm = hash;
  const undo = document.getElementById("undo-all");
  if (undo) {
    undo.hidden = state.shipped[state.file] === undefined
      || state.shipped[state.file] === state.files[state.file];
  }
});
on("text", () => ask({ command: "library", files: { [state.file]: state.files[state.file] } }));
on("open", (id) => {
  openFile(id);
  show("candidate");
});

// ---- the tabs

const tabs = h("div", { role: "tablist", class: "tabs" });
const day = h("div", { class: "day" });

function drawTabs() {
  tabs.setAttribute("aria-label", say("看什么", "What to look at"));
  const names = Object.entries(tabNames());
  fill(tabs, names.map(([id, name], index) => h("button", {
    type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`,
    "aria-selected": String(state.tab === id), tabindex: state.tab === id ? "0" : "-1",
    onclick: () => show(id),
    onkeydown: (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = names[(index + step + names.length) % names.length][0];
      show(next);
      document.getElementById(`tab-${next}`).focus();
    },
  }, name)));
  fill(day, h("label", { for: "day" }, say("基准日", "As of")), h("input", {
    type: "date", id: "day", value: state.asOf, onchange: ({ target }) => {
      state.asOf = target.value;
      emit("day");
    },
  }));
}

function show(id) {
  state.tab = id;
  drawTabs();
  for (const [name, panel] of Object.entries(panels)) panel.hidden = name !== id;
  emit("tab");
}

for (const [id, panel] of Object.entries(panels)) {
  panel.setAttribute("role", "tabpanel");
  panel.id = `panel-${id}`;
  panel.setAttribute("aria-labelledby", `tab-${id}`);
}
fill(right, h("div", { class: "rail" }, tabs, day), Object.values(panels));

// What is folded on the screen is printed.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll(".reasons details:not([open]), .report details:not([open])")];
  for (const one of folded) one.open = true;
  printed.textContent = `${title(state.policy)} · ${tabNames()[state.tab]} · `
    + say(`基准日 ${state.asOf}`, `as of ${state.asOf}`);
});
addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
});

// ---- the foot

function drawFooter(policy) {
  fill(bottom, `policyc ${shipped.version}`, policy
    ? say(` · 政策 ${policy.id} · ${policy.clauses} 条 · 指纹 ${policy.hash}`,
      ` · policy ${policy.id} · ${policy.clauses} clauses · hash ${policy.hash}`) : "");
}

on("language", () => {
  drawTop();
  drawLeft();
  drawTabs();
  emit("form");
});

drawTop();
drawTabs();
show("candidate");
drawLeft();
addEventListener("beforeunload", (event) => {
  const isChanged = Object.entries(state.files).some(([id, text]) => state.shipped[id] !== text);
  if (isChanged) event.preventDefault();
});

function fail(problem) {
  condition = problem;
  drawLeft();
}

start(state.files).then(({ form, candidate, events, decided, whole }) => {
  condition = "policy";
  Object.assign(state, { form, candidate, events });
  panel.begin(decided);
  // The text beside it follows, too.
  requestAnimationFrame(() => setTimeout(openEditor));
  whole.catch(fail);
}, fail);
