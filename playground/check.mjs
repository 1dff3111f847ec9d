// Uses the page as somebody would, in a headless Chromium, and holds it against the program:
// `node playground/check.mjs PAGE.html POLICYC PICTURES`. Exits with 1 when anything is wrong.
//
// Pictures of what was seen are kept in the folder PICTURES.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync }
  from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { Browser, pause } from "./browser.mjs";

const [page, policyc, pictures] = process.argv.slice(2).map((path) => resolve(path));
const repository = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const examples = join(repository, "policies/examples");
const day = "2026-05-01";
const work = mkdtempSync(join(tmpdir(), "playground-files-"));
const downloads = join(work, "downloads");
mkdirSync(downloads);
mkdirSync(pictures, { recursive: true });

const browser = await Browser.open(process.env.CHROMIUM ?? "chromium", downloads);
let checks = 0;

function holds(value, what) {
  assert.ok(value, what);
  checks++;
}

const shot = async (name, isWhole) => writeFileSync(join(pictures, `${name}.png`), await browser.picture(isWhole));
const click = (selector) => browser.run(
  `document.querySelector(${JSON.stringify(selector)}).click()`);
const set = (selector, value, event = "change") => browser.run(`(() => {
  const e = document.querySelector(${JSON.stringify(selector)});
  e.value = ${JSON.stringify(value)};
  e.dispatchEvent(new Event("${event}", { bubbles: true })); })()`);
const text = (selector) => browser.run(
  `document.querySelector(${JSON.stringify(selector)})?.innerText ?? ""`);
const verdict = (outcome) => browser.until(
  `document.querySelector(".verdict.v-${outcome}") !== null`, `the verdict ${outcome}`);
const tab = (name) => click(`#tab-${name}`);

/** Replaces the first occurrence of a text in the editor, as typing would. */
async function edit(from, to) {
  await browser.run(`(() => { const area = document.querySelector(".typing");
    const start = area.value.indexOf(${JSON.stringify(from)});
    if (start < 0) throw new Error("the editor lacks " + ${JSON.stringify(from)});
    area.focus(); area.setSelectionRange(start, start + ${from.length}); })()`);
  await browser.type(to);
}

/** The file that a click lets the page give away. */
async function downloaded(selector) {
  for (const name of readdirSync(downloads)) rmSync(join(downloads, name));
  await click(selector);
  for (let tries = 0; tries < 500; tries++) {
    const names = readdirSync(downloads).filter((name) => !name.endsWith(".crdownload"));
    if (names.length) {
      const path = join(downloads, names[0]);
      const size = statSync(path).size;
      await pause(60);
      if (statSync(path).size === size && !existsSync(`${path}.crdownload`)) return readFileSync(path);
    }
    await pause(20);
  }
  throw new Error("nothing was downloaded");
}

const figures = [];

/** What `policyc eval` writes. */
function expected(policy, file) {
  try {
    return execFileSync(policyc, ["eval", policy, file, "-f", "csv", "--as-of", day, "-q"],
      { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });
  } catch (problem) {
    if (problem.status === 1) return problem.stdout;
    throw problem;
  }
}

const steps = {
  async "the page loads from a file and decides"() {
    const size = gzipSync(readFileSync(page), { level: 9 }).length;
    figures.push(`page ${statSync(page).size} bytes, ${size} after gzip`);
    holds(size < 1_000_000, "under 1 MB compressed");
    await browser.send("Page.addScriptToEvaluateOnNewDocument", { source: `
      addEventListener("load", () => { globalThis.loadedAt = performance.now(); });
      new MutationObserver((_, observer) => {
        if (document.querySelector("[class*='verdict v-']")) {
          globalThis.decidedAt = performance.now();
          observer.disconnect();
        }
      }).observe(document, { subtree: true, childList: true, attributes: true });` });
    await browser.size(1440, 1000);
    await browser.send("Page.navigate", { url: `${pathToFileURL(page)}#zh` });
    await verdict("eligible");
    const [loaded, decided] = await browser.run("[loadedAt, decidedAt]");
    figures.push(`load event ${loaded.toFixed(0)} ms after opening, first decision `
      + `${(decided - loaded).toFixed(0)} ms after that`);
    holds(await browser.run(`document.documentElement.dataset.engine`) === "worker", "in a worker");
    await set("#day", day);
    await verdict("eligible");
    await shot("desktop");
  },

  async "a change of a fact changes the decision"() {
    await set("[data-path=frontline_years] input", "3", "input");
    await verdict("ineligible");
    holds((await text(".remedies, .result")).length > 0, "reasons are shown");
    await browser.until(`document.querySelector(".remedies li") !== null`, "remedies");
    holds((await text(".remedies")).includes("一线工作年限"), "the remedy names the fact");
    await shot("ineligible");
    await set("[data-path=frontline_years] input", "", "input");
    await verdict("undetermined");
    holds(await browser.run(
      `document.querySelector("[data-path=frontline_years]").classList.contains("is-lacking")`), "marked as missing");
    await set("[data-path=frontline_years] input", "很久", "input");
    await browser.until(`document.querySelector(".verdict").innerText.includes("一线工作年限")`, "the fact by its name");
    await browser.until(`document.querySelector("[data-path=frontline_years] .wrong").textContent !== ""`,
      "the problem beside the field");
    await set("[data-path=frontline_years] input", "6", "input");
    await verdict("eligible");
  },

  async "a change of the policy changes the decision"() {
    await edit("参数 最低一线年限 @第三条: 5年", "参数 最低一线年限 @第三条: 9年");
    await verdict("ineligible");
    await edit("应当 一线经历: 一线工作年限", "应当 一线经历: 一线工做年限");
    await browser.until(`document.querySelector(".p-error") !== null`, "an error");
    holds(await browser.run(`document.querySelector(".m-error").textContent`) === "一线工做年限",
      "the error is marked at its place");
    await browser.run(`document.querySelector(".p-error .goto").click()`);
    await shot("error");
    await browser.run(`document.querySelector(".p-error .fix").click()`);
    await browser.until(`document.querySelector(".p-error") === null`, "the repair");
    await verdict("ineligible");
    await click("#undo-all");
    await verdict("eligible");
  },

  async "completion proposes words and takes one"() {
    await browser.run(`(() => { const area = document.querySelector(".typing"); area.focus();
      const start = area.value.indexOf("  应当 一线经历"); area.setSelectionRange(start, start); })()`);
    await browser.type("  应当 试写: 技能");
    await browser.until(`!document.querySelector(".proposals").hidden`, "proposals");
    holds(await browser.run(`[...document.querySelectorAll(".proposals li span")]
      .some((one) => one.textContent === "技能等级")`), "the field is proposed");
    await shot("completion");
    await browser.run(`(() => { while (document.querySelector(".proposals [aria-selected=true] span").textContent !== "技能等级")
      document.querySelector(".typing").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true })); })()`);
    await browser.key("Enter");
    holds((await browser.run(`document.querySelector(".typing").value`)).includes("应当 试写: 技能等级"),
      "Enter takes the proposal");
    await browser.until(`document.querySelector(".meaning").innerText.includes("skill_level")`,
      "the meaning of the word at the caret");
    await click("#undo-all");
    await verdict("eligible");
  },

  async "comparing shows what differs"() {
    await tab("compare");
    await set("#other", "national");
    await browser.until(`document.querySelector("#panel-compare h2") !== null`, "the comparison", 60);
    holds((await text("#panel-compare")).includes("谁能入选"), "sections are there");
    await shot("compare");
  },

  async "a dropped file is decided as policyc decides it"() {
    await tab("table");
    for (const policy of ["tongliao", "national", "changzhou", "haidian"]) {
      await set("#file", policy);
      await browser.until(`document.querySelector("footer").innerText.includes("${policy}")`, policy);
      for (const file of ["candidates.csv", "candidates-numbered.csv", "candidates.jsonl"]) {
        await browser.run(`delete document.documentElement.dataset.decided`);
        const path = join(examples, file);
        if (file === "candidates.csv") await browser.drop(".drop", path);
        else await browser.choose(".drop input", path);
        await browser.until(`document.documentElement.dataset.decided`, `decisions of ${file}`, 60);
        const given = await downloaded(".outcome .main");
        holds(given.equals(expected(policy, path)), `${policy} decides ${file} like policyc, byte for byte`);
      }
    }
    await shot("table", true);
  },

  async "the table for Excel is in words, and goes with the policy that decided"() {
    const path = join(examples, "candidates.csv");
    const given = await downloaded(".outcome .excel");
    const wanted = spawnSync(policyc, ["eval", "haidian", path.replace(".csv", ".jsonl"), "-f", "csv", "--as-of", day,
      "--excel", "--lang", "zh", "--keep", "姓名"], { maxBuffer: 1 << 30 }).stdout;
    holds(given.equals(wanted), "as policyc writes it for Excel");
    const stale = () => browser.run(`!document.querySelector(".stale").hidden`);
    holds(!await stale(), "the result is of this policy");
    await set("#file", "tongliao");
    await browser.until(`!document.querySelector(".stale").hidden`, "the result is of another policy");
    await click("#language");
    await browser.until(`document.querySelector(".outcome h3") !== null`, "the result in English");
    holds(await stale(), "which the other language says, too");
    await click("#language");
    await set("#file", "haidian");
    await browser.until(`document.querySelector(".stale").hidden`, "the result is of this policy again");
  },

  async "a file with nobody in it is said to have nobody"() {
    const path = join(work, "empty.csv");
    writeFileSync(path, "编号,姓名,一线工作年限\n");
    await browser.run(`delete document.documentElement.dataset.decided`);
    await browser.choose(".drop input", path);
    await browser.until(`document.documentElement.dataset.decided`, "decisions");
    holds((await text(".outcome .wrong")).includes("没有人"), "nobody");
    holds(await browser.run(`document.querySelector(".outcome .main") === null`), "nothing to download");
  },

  async "another encoding is read"() {
    const lines = readFileSync(join(examples, "candidates.csv"));
    const path = join(work, "gb18030.csv");
    writeFileSync(path, execFileSync("iconv", ["-f", "UTF-8", "-t", "GB18030"], { input: lines }));
    await browser.run(`delete document.documentElement.dataset.decided`);
    await browser.choose(".drop input", path);
    await browser.until(`document.documentElement.dataset.decided`, "decisions");
    const given = await downloaded(".outcome .main");
    holds(given.equals(expected("haidian", join(examples, "candidates.csv"))), "GB 18030 is decided alike");
  },

  async "what is no table is called what it is"() {
    const bytes = (...start) => Buffer.concat([Buffer.from(start), Buffer.alloc(600, 0xb1), Buffer.alloc(8)]);
    for (const [name, content, said] of [
      ["old.csv", bytes(0xd0, 0xcf, 0x11, 0xe0, 0), "Excel 工作簿"],
      ["new.csv", bytes(0x50, 0x4b, 3, 4, 20, 0), "Excel 工作簿"],
      ["photo.csv", bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16), "这是图片"],
      ["title.csv", Buffer.from("名单,\n编号,一线工作年限\nA1,6\n"), "列名看来在第 2 行"],
    ]) {
      const path = join(work, name);
      writeFileSync(path, content);
      await browser.run(`delete document.documentElement.dataset.decided`);
      await browser.choose(".drop input", path);
      await browser.until(`document.documentElement.dataset.decided`, name);
      holds((await text(".outcome .wrong")).includes(said), `${name} is called what it is`);
    }
  },

  async "rows that cannot be read are refused as policyc refuses them"() {
    const path = join(work, "wrong.csv");
    writeFileSync(path, Buffer.concat([
      Buffer.from("编号,姓名,一线工作年限,在职情况,不认识\nA1,甲,六,在职,\nA2,乙,6,上班,\nA3,丙\n,,,,\n"),
      Buffer.from("A4,"), Buffer.from([0xff]), Buffer.from(",6,在职,\nA5,戊,7,在职,\nA5,\"己,7,在职,\n"),
    ]));
    await set("#file", "tongliao");
    await browser.until(`document.querySelector("footer").innerText.includes("tongliao")`, "tongliao");
    await browser.run(`delete document.documentElement.dataset.decided`);
    await browser.choose(".drop input", path);
    await browser.until(`document.documentElement.dataset.decided`, "decisions");
    const said = spawnSync(policyc, ["eval", "tongliao", path, "-f", "csv", "--as-of", day, "--lang", "zh"])
      .stderr.toString();
    const shown = await browser.run(`[...document.querySelectorAll(".outcome details[open] tr")].slice(1)
      .map((row) => [...row.children].map((cell) => cell.textContent))`);
    holds(shown.length === (said.match(/^拒收/gm) ?? []).length, "as many rows are refused");
    for (const [line, , , reason] of shown) {
      holds(said.split("\n").some((one) => one.includes(`第 ${line} 行`) && one.includes(reason)),
        `line ${line} is refused for the same reason`);
    }
    const remarks = await browser.run(`document.querySelector(".outcome .warnings").textContent`);
    holds(remarks.includes("不认识"), "a column that is not read is named");
    holds(remarks.includes("有 1 个空行没有算，第一个在第 5 行"), "blank rows are counted");
  },

  async "100 000 rows are decided"() {
    const [head, ...rows] = readFileSync(join(examples, "candidates.csv"), "utf8").trimEnd().split("\n");
    const wanted = 100_000;
    const lists = join(work, "hundred-thousand.csv");
    const repeated = Array.from({ length: wanted }, (_, row) => rows[row % rows.length]);
    writeFileSync(lists, [head, ...repeated].join("\n") + "\n");
    const flat = join(work, "hundred-thousand-plain.csv");
    const [names, ...people] = plain(wanted);
    writeFileSync(flat, [names, ...people].join("\n") + "\n");
    const start = join(work, "first.csv");
    writeFileSync(start, [names, ...people.slice(0, 2000)].join("\n") + "\n");
    await set("#file", "tongliao");
    await browser.until(`document.querySelector("footer").innerText.includes("tongliao")`, "tongliao");
    const [heading, ...decisions] = expected("tongliao", join(examples, "candidates.csv")).toString()
      .trimEnd().split("\n");
    for (const [path, what, known] of [
      [flat, "one value a cell", expected("tongliao", start)],
      [lists, "lists as JSON in cells", Buffer.from(
        [heading, ...Array.from({ length: wanted }, (_, row) => decisions[row % decisions.length])].join("\n"))],
    ]) {
      await browser.run(`delete document.documentElement.dataset.decided`);
      await browser.choose(".drop input", path);
      const decided = await browser.until(`document.documentElement.dataset.decided`, "100 000 decisions", 120);
      holds(decided === "100000", "all rows are decided");
      const seconds = /([0-9.]+) 秒/.exec(await text(".outcome"))[1];
      figures.push(`100 000 rows, ${what}, ${(statSync(path).size / 1e6).toFixed(1)} MB: ${seconds} s`);
      const given = await downloaded(".outcome .main");
      holds(given.subarray(0, known.length).equals(known), "as policyc decides them, byte for byte");
      holds(given.toString().split("\n").length === wanted + 2, "a line for each");
    }
    await shot("hundred-thousand", true);
  },

  async "money and progress of a case"() {
    await set("#file", "national");
    await browser.until(`document.querySelector("footer").innerText.includes("national")`, "national");
    await tab("case");
    await browser.until(`document.querySelector("#panel-case svg") !== null`, "the procedure");
    await shot("procedure");
    await browser.run(`[...document.querySelectorAll("#panel-case button")]
      .find((one) => one.textContent.includes("添加一个事件")).click()`);
    await browser.until(`document.querySelector("#panel-case .wrong")?.innerText.includes("日期")`, "a date is asked for");
    holds(await browser.run(`document.querySelector("#panel-case svg") !== null`), "the procedure stays");
    await set("#case-sample", await browser.run(`document.querySelector("#case-sample option:nth-child(3)").value`));
    await browser.until(`document.querySelector("#panel-case .money tbody tr") !== null`, "payments");
    holds(await browser.run(`document.querySelector("#panel-case svg") !== null`), "a picture of the case");
    await shot("case", true);
  },

  async "a new city"() {
    await tab("city");
    await browser.until(`document.querySelector(".figures .figure") !== null`, "figures");
    await set(".city-id", "National", "input");
    await browser.until(`document.querySelector(".output .bad") && !document.querySelector(".draft")`, "a refused id");
    await set(".city-id", "dalian", "input");
    await set(".city-title", "大连市工匠人才培育工程", "input");
    await set(".figures .figure[aria-label*='5年']", "8年", "input");
    await browser.until(`document.querySelector(".draft")?.value.includes("8年")
      && document.querySelector(".output .good") !== null`, "the draft");
    await browser.until(`document.querySelector(".output .document h2") !== null`, "the differences", 60);
    const draft = await browser.run(`document.querySelector(".draft").value`);
    holds(draft.includes("政策 dalian") && draft.includes("替换"), "the draft is a change");
    const path = join(work, "dalian.policy");
    writeFileSync(path, draft);
    execFileSync(policyc, ["check", path], { stdio: "ignore" });
    await shot("city", true);
    await click(".output .main");
    await browser.until(`document.querySelector("footer").innerText.includes("dalian")`, "the draft in the editor");
    await browser.until(`document.querySelector("[class*='verdict v-']") !== null`, "a decision by the draft");
  },

  async "every figure can be changed"() {
    // Replacing any statement that states a figure by itself must check clean.
    await tab("city");
    for (const base of ["national", "changzhou", "tongliao", "haidian"]) {
      await set(".city select", base);
      await browser.until(`document.querySelector(".output .good") !== null
        && document.querySelector(".draft").value.includes("基于 ${base}")`, base);
      const count = await browser.run(`document.querySelectorAll(".figures .figure").length`);
      holds(count > 5, `${base} has figures`);
    }
  },

  async "English, dark, telephone and paper"() {
    await set("#file", "tongliao");
    await tab("candidate");
    await click("#language");
    await browser.until(`document.documentElement.lang === "en"`, "English");
    await browser.until(`/Eligible|Not eligible|Needs|Undetermined/.test(document.querySelector(".verdict").innerText)`,
      "an English verdict");
    await shot("english");
    await set("#theme", "dark");
    await shot("dark");
    await click("#language");
    await tab("table");
    await shot("dark-table");
    await tab("case");
    await pause(300);
    await shot("dark-case");
    await tab("candidate");
    await browser.size(390, 844, true);
    await pause(300);
    const overflow = await browser.run(`document.documentElement.scrollWidth - innerWidth`);
    holds(overflow <= 0, `nothing is wider than the telephone (${overflow})`);
    await shot("phone-dark", true);
    await set("#theme", "light");
    for (const name of ["candidate", "table", "compare", "case", "city"]) {
      await tab(name);
      await pause(900);
      const more = await browser.run(`document.documentElement.scrollWidth - innerWidth`);
      holds(more <= 0, `${name} fits the telephone (${more})`);
      await shot(`phone-${name}`, true);
    }
    await browser.size(1440, 1000);
    await tab("candidate");
    await browser.send("Emulation.setEmulatedMedia", { media: "print" });
    await browser.size(794, 1123);
    await browser.run(`dispatchEvent(new Event("beforeprint"))`);
    await shot("print", true);
    const { data } = await browser.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: false });
    writeFileSync(join(pictures, "print.pdf"), Buffer.from(data, "base64"));
    await browser.run(`dispatchEvent(new Event("afterprint"))`);
    await browser.send("Emulation.setEmulatedMedia", { media: "" });
    await browser.size(1440, 1000);
  },

  async "keyboard and screen reader"() {
    await browser.run(`document.getElementById("tab-candidate").focus()`);
    await browser.key("ArrowRight");
    holds(await browser.run(`document.activeElement.id`) === "tab-table", "arrows move between tabs");
    await browser.key("ArrowLeft");
    await browser.key("Tab");
    holds(await browser.run(`document.activeElement.id`) === "day", "Tab moves on");
    await browser.run(`document.querySelector(".typing").focus()`);
    await browser.key("Tab");
    holds(await browser.run(`!document.activeElement.classList.contains("typing")`), "Tab leaves the editor");
    const { nodes } = await browser.send("Accessibility.getFullAXTree");
    const roles = new Set(["button", "textbox", "combobox", "checkbox", "tab", "listbox", "link", "spinbutton"]);
    const nameless = nodes.filter((node) => !node.ignored && roles.has(node.role?.value)
      && !node.name?.value?.trim()).map((node) => node.role.value);
    assert.deepEqual(nameless, [], "every control has a name");
    checks++;
  },

  async "an edit while the engine is still being unpacked counts"() {
    await browser.run(`globalThis.isOld = true`);
    await browser.send("Page.reload");
    await browser.until(`!globalThis.isOld && document.querySelector(".typing")?.value.includes("最低一线年限")`, "the text");
    await edit("参数 最低一线年限 @第三条: 5年", "参数 最低一线年限 @第三条: 9年");
    await verdict("ineligible");
  },

  async "a browser that forbids workers"() {
    await browser.send("Page.addScriptToEvaluateOnNewDocument", { source: "delete globalThis.Worker;" });
    await browser.send("Page.reload");
    await browser.until(`document.documentElement?.dataset.engine === "page"`, "the engine on the page's thread");
    await verdict("eligible");
    checks++;
  },

  async "nothing went wrong and nothing was asked of the network"() {
    assert.deepEqual(browser.errors, []);
    const others = browser.requests.filter((url) => !/^(file|blob|data):/.test(url));
    assert.deepEqual(others, []);
    const files = browser.requests.filter((url) => url.startsWith("file:"));
    assert.deepEqual([...new Set(files)].map((url) => url.replace(/#.*/, "")), [pathToFileURL(page).href]);
    checks += 3;
  },
};

/** A table of the fields that tongliao reads, one value in each cell. */
function plain(count) {
  const columns = ["编号", "姓名", "一线工作年限", "在职情况", "行政级别", "企业负责人", "违法违规情况",
    "愿意参加公益活动", "支撑材料齐备", "政治素质", "作出贡献", "工匠精神", "技术技能素质", "引领力", "实践力", "创新力",
    "攻关力", "传承力", "创新成果.1.类别"];
  let seed = 20260501;
  const random = (limit) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % limit;
  };
  const oneOf = (...values) => values[random(values.length)];
  const verdict = () => (random(20) ? "合格" : oneOf("不合格", ""));
  const lines = [columns.join(",")];
  for (let row = 1; row <= count; row++) {
    lines.push([
      `K${row}`, `虚构${row}`, (random(2000) / 100).toFixed(2), random(12) ? "在职" : oneOf("退休", "延聘", ""),
      random(9) ? "无" : oneOf("科级", "副处级", "正处级"), random(15) ? "否" : "是",
      random(25) ? "无" : oneOf("失信", "轻微行政处罚", ""), random(30) ? "是" : "否", random(40) ? "是" : "否",
      ...Array.from({ length: 9 }, verdict), random(8) ? oneOf("专利", "工艺工法", "论文专著") : "",
    ].join(","));
  }
  return lines;
}

const only = process.env.ONLY;
let failed = false;
try {
  for (const [name, run] of Object.entries(steps)) {
    if (only && name !== Object.keys(steps)[0] && !new RegExp(only).test(name)) continue;
    const started = Date.now();
    await run();
    console.log(`✓ ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  }
} catch (problem) {
  failed = true;
  console.error(problem);
  for (const error of browser.errors) console.error(`in the page: ${error}`);
  await shot("failure").catch(() => {});
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
for (const figure of figures) console.log(figure);
console.log(`playground: ${checks} checks${failed ? ", and one that failed" : " hold"}`);
process.exit(failed ? 1 : 0);
