// Checks and decides a shipped policy with the WebAssembly module: `node wasm/check.mjs FILE.wasm`.
// Exits with 1 when an answer is wrong.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { load } from "./policy.mjs";

const policies = new URL("../policies/", import.meta.url);
const files = {};
for (const id of ["tongliao", "craftsman", "workdays"]) {
  files[id] = readFileSync(new URL(`${id}.policy`, policies), "utf8");
}
// Someone who meets every clause of the Tongliao policy.
const candidate = {
  id: "c1",
  frontline_years: 8, employment: "在职", cadre_rank: "无", enterprise_head: false,
  violations: "无", achievements: [{ kind: "专利" }], major_projects: [],
  public_service_willing: true, materials_attached: true,
  political_quality: "合格", contribution: "合格", craft_spirit: "合格", skill_quality: "合格",
  leading_force: "合格", practice_force: "合格", innovation_force: "合格",
  tackling_force: "合格", passing_force: "合格",
};

const started = performance.now();
const ask = await load(readFileSync(process.argv[2]));
const loaded = performance.now();
const base = { policy: "tongliao", files, as_of: "2026-05-01" };
const decide = (changes) =>
  ask({ ...base, command: "decide", candidate: { ...candidate, ...changes } });

const checked = ask({ ...base, command: "check" });
assert.equal(checked.ok, true, checked.text);

const expected = [
  [{}, "eligible", []],
  [{ frontline_years: 4.99 }, "ineligible", ["frontline"]],
  [{ cadre_rank: "副处级" }, "needs_waiver", []],
  [{ passing_force: null }, "needs_judgement", []],
  [{ frontline_years: null }, "undetermined", []],
];
for (const [changes, decision, violated] of expected) {
  const answer = decide(changes);
  assert.equal(answer.ok, true, JSON.stringify(answer));
  assert.equal(answer.decision.decision, decision, JSON.stringify(changes));
  assert.deepEqual(answer.decision.violated.map((finding) => finding.clause), violated);
}
assert.deepEqual(decide({ frontline_years: null }).decision.missing, ["frontline_years"]);
assert.deepEqual(decide({ passing_force: null }).decision.pending, ["passing_force"]);

// By its compiled form a policy decides as by its text; bytes that are damaged are refused.
const compiled = ask.compile(base);
const byCompiled = (bytes, changes) => ask.by(bytes, {
  policy: "tongliao", as_of: base.as_of, command: "decide", candidate: { ...candidate, ...changes },
});
for (const [changes] of expected) {
  assert.deepEqual(byCompiled(compiled, changes).decision, decide(changes).decision);
}
const damaged = compiled.slice();
damaged[damaged.length >> 1] ^= 1;
for (const bytes of [damaged, compiled.subarray(0, 100), new Uint8Array(0)]) {
  const refused = byCompiled(bytes, {});
  assert.equal(refused.ok, false);
  assert.ok(refused.text, "it says why");
}
assert.equal(ask.by(compiled, { ...base, command: "diff", candidate }).ok, false);
assert.equal(ask.compile({ ...base, files: {}, policy: "nowhere" }).length, 0);

// What is wrong is answered, never a crash: a value of the wrong type, a broken policy, no request.
assert.equal(decide({ cadre_rank: "市长" }).ok, false);
const broken = ask({
  command: "check", language: "en", policy: "p",
  files: { ...files, p: '政策 p "…"\n使用 craftsman\n资格 甲 @第一条 {\n  应当 乙: 工龄 至少 5年\n}\n' },
});
assert.equal(broken.ok, false);
assert.match(broken.text, /工龄/);
assert.equal(ask(null).ok, false);

// Reasons, remedies, a form and a comparison.
const explained = ask({ ...base, command: "explain", candidate: { ...candidate, frontline_years: 4 } });
assert.equal(explained.decision.decision, "ineligible");
assert.equal(explained.reasons.clauses.filter((clause) => clause.mark === "violated").length, 1);
const remedied = ask({ ...base, command: "remedies", candidate: { ...candidate, frontline_years: 4 } });
assert.equal(remedied.remedies.changes[0][0].field, "frontline_years");
const { form } = ask({ ...base, command: "form" });
assert.equal(form.fields.find((field) => field.id === "frontline_years").use, "decides");
assert.ok(form.samples.length > 0);
for (const id of ["national", "changzhou", "haidian"]) {
  files[id] = readFileSync(new URL(`${id}.policy`, policies), "utf8");
}
const compared = ask({ ...base, command: "diff", other: "national" });
assert.equal(compared.ok, true, compared.text);
assert.ok(["a_stricter", "b_stricter", "overlapping"].includes(compared.relation), compared.relation);
assert.equal(ask({ ...base, command: "diff", other: "tongliao" }).relation, "equivalent");

// Whatever states a figure can be replaced by itself in a policy based on it, and nothing differs.
let replaced = 0;
for (const id of ["national", "changzhou", "tongliao", "haidian"]) {
  const { words, statements } = ask({ ...base, policy: id, command: "figures" }).figures;
  const head = `${words.policy} draft "…" ${words.based_on} ${id}\n`;
  for (const statement of statements) {
    const draft = `${head}${words.replace} ${statement.text}\n`;
    const answer = ask({ ...base, command: "check", policy: "draft", files: { ...files, draft } });
    assert.equal(answer.ok, true, `${draft}\n${answer.text}`);
    replaced++;
  }
}

// A file in pieces of any size gives what it gives as a whole.
const table = readFileSync(new URL("examples/candidates.csv", policies));
const pieces = (size) => {
  assert.equal(ask.batch.open({ ...base, command: "batch", other: "csv" }).ok, true);
  const parts = [];
  for (let start = 0; start < table.length; start += size) {
    parts.push(ask.batch.feed(table.subarray(start, start + size), false));
  }
  parts.push(ask.batch.feed(new Uint8Array(0), true));
  const closed = ask.batch.close();
  assert.equal(closed.counts.rows, 300);
  return Buffer.concat(parts).toString();
};
const whole = pieces(table.length);
assert.equal(pieces(997), whole);
assert.equal(whole.split("\n").length, 302);

// What is wrong with rows is said, and what is to be known about the file.
const wrong = Buffer.concat([
  Buffer.from("id,frontline_years,nonsense\nA,x,\nA,6,\nA,7,\nB,"), Buffer.from([0xff]),
  Buffer.from(",\nC,1\n\"cut,1,"),
]);
for (const size of [7, wrong.length]) {
  ask.batch.open({ ...base, command: "batch", other: "csv", language: "en" });
  for (let start = 0; start < wrong.length; start += size) {
    ask.batch.feed(wrong.subarray(start, start + size), false);
  }
  ask.batch.feed(new Uint8Array(0), true);
  const { counts, rejects, diagnostics } = ask.batch.close();
  assert.deepEqual([counts.rows, counts.decisions], [6, 2]);
  assert.deepEqual(rejects.map(({ line, id }) => [line, id]), [[2, "A"], [5, "B"], [6, "C"], [7, ""]]);
  assert.deepEqual(diagnostics.map(({ severity }) => severity), ["warning", "warning"]);
  assert.match(diagnostics[0].message, /nonsense/);
  assert.match(diagnostics[1].message, /`A` \(lines 3, 4\)/);
}
ask.batch.open({ ...base, command: "batch", other: "jsonl" });
ask.batch.feed(new Uint8Array(0), true);
assert.equal(ask.batch.close().ok, false);

// Rows with nothing in them are passed over and counted, and files that are no text are called what they
// are, whatever they are said to be.
const closing = (bytes, size, other) => {
  ask.batch.open({ ...base, command: "batch", other, language: "en" });
  for (let start = 0; start < bytes.length; start += size) {
    ask.batch.feed(bytes.subarray(start, start + size), false);
  }
  ask.batch.feed(new Uint8Array(0), true);
  return ask.batch.close();
};
const blank = Buffer.from(",\r\nid,frontline_years\r\nA,6\r\n,\r\n\"\", \r\nB,7\r\n,,\r\n");
for (const size of [1, 7, blank.length]) {
  const { counts, diagnostics } = closing(blank, size, "csv");
  assert.deepEqual([counts.rows, counts.decisions], [2, 2]);
  assert.match(diagnostics[0].message, /passed over: 4, the first on line 1$/);
}
for (const [bytes, kind] of [
  [[0x50, 0x4b, 3, 4, 20, 0], /Excel workbook/], [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], /Excel workbook/],
  [[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], /a picture/], [[0xff, 0xd8, 0xff, 0xe0, 0, 16], /a picture/],
  [[...Buffer.from("%PDF-1.7\n")], /a PDF file/],
]) {
  for (const size of [1, bytes.length]) {
    for (const other of ["csv", "jsonl"]) {
      const { ok, diagnostics } = closing(Uint8Array.from(bytes), size, other);
      assert.equal(ok, false);
      assert.match(diagnostics[0].message, kind);
    }
  }
}

const answered = performance.now();
console.log(
  `wasm: ${expected.length * 2 + 20} questions answered as expected, ${replaced} statements replaced; ` +
    `load ${(loaded - started).toFixed(0)} ms, answers ${(answered - loaded).toFixed(0)} ms`);
