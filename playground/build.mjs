// Puts the playground into one file that needs nothing else:
// `node playground/build.mjs POLICY.wasm OUTPUT.html`.
//
// Modules are joined in the order in which they import each other, into two scripts: the one that page
// and worker share, and the page's own, which sees the names of the first. That needs two rules: a module
// imports by name from a file, one statement a line or more, and no two modules give a top-level name
// to different things.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { load } from "../wasm/policy.mjs";
import { pack } from "./packing/pack.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [wasm, output] = process.argv.slice(2);

const seen = new Set();

/** The text of a module and of all it imports that has not been joined yet, as one script. */
function joined(entry) {
  const parts = [];
  function add(path) {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(path, "utf8").replace(
      /^import\s+[^;]*?from\s+"([^"]+)";\n/gm, (_, name) => {
        add(resolve(dirname(path), name));
        return "";
      });
    parts.push(withoutRemarks(text.replace(/^export /gm, "")));
  }
  add(resolve(here, entry));
  return parts.join("\n");
}

/** A script without the lines and blanks that only its readers need; no text in it spans lines. */
const withoutRemarks = (text) =>
  text.replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, "").replace(/^[ \t]*\/\/.*\n/gm, "").replace(/^[ \t]+/gm, "");

/** Text inside a script element must not end it. */
const inert = (text) => text.replaceAll("</script", "<\\/script");

mkdirSync(dirname(resolve(output)), { recursive: true });
const ids = ["national", "changzhou", "tongliao", "haidian", "craftsman", "workdays"];
const files = {};
for (const id of ids) {
  files[id] = readFileSync(resolve(here, `../policies/${id}.policy`), "utf8");
}
const version = /text = "([^"]+)"/.exec(
  readFileSync(resolve(here, "../Sources/policyc/CommandLine/ProgramVersion.swift"), "utf8"))[1];

// The page opens with the form of this policy and the decision on its first sample: the form as the
// engine gives it, the policy as the engine compiles it.
const policy = "tongliao";
const module = readFileSync(wasm);
const engine = await load(module);
engine({ command: "library", files });
const { form } = engine({ command: "form", policy });
const compiled = engine.compile({ policy });
const { events, ...candidate } = form.samples[0].candidate;

// Both say the same. (Remarks about the policy itself are with its text alone; the first has none.)
const question = { command: "decide", language: "zh", as_of: "2026-05-01", policy, candidate };
assert.deepEqual(engine.by(compiled, question), engine(question));
const { hash: fingerprint } = engine({ command: "check", policy, files: { [policy]: files[policy] } }).policy;

/** What the page asks before it has all of the engine, in both languages and on days of several years. */
function askFirst(engine) {
  for (const language of ["zh", "en"]) {
    for (let month = -24; month < 72; month++) {
      const day = new Date(Date.UTC(2026, month, 28)).toISOString().slice(0, 10);
      for (const command of ["decide", "explain"]) {
        engine.by(compiled, { command, language, as_of: day, policy, candidate });
      }
    }
  }
}

const { unpacker, opening, rest, sizes } = await pack(
  module, askFirst, [Buffer.from(JSON.stringify(form)), compiled], `${output}.unpack`,
  resolve(dirname(wasm), "runtime.o"));

const worker = inert(joined("worker.mjs"));
const script = inert(joined("main.mjs"));
const early = inert(withoutRemarks(readFileSync(resolve(here, "opening.js"), "utf8")));
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const pieces = {
  // Nothing may be loaded from anywhere; the page's own scripts are named by their hashes.
  policy: [
    "default-src 'none'", `script-src ${[worker, early, script].map(hash).join(" ")} 'wasm-unsafe-eval'`,
    "worker-src blob:",
    "style-src 'unsafe-inline'", "img-src data:", "connect-src 'none'", "form-action 'none'",
    "base-uri 'none'",
  ].join("; "),
  style: readFileSync(resolve(here, "style.css"), "utf8").replace(/^[ \t]*\/\*.*?\*\/\n/gms, "").replace(/^[ \t]+/gm, ""),
  policies: JSON.stringify({ version, files }).replaceAll("<", "\\u003c"),
  about: JSON.stringify({ policy, hash: fingerprint, sizes }),
  worker,
  unpacker,
  opening,
  early,
  rest,
  script,
};
let page = readFileSync(resolve(here, "page.html"), "utf8");
for (const [name, text] of Object.entries(pieces)) {
  page = page.split(`{{${name}}}`).join(text);
}
writeFileSync(output, page);
const compressed = gzipSync(page, { level: 9 }).length;
console.log(`${output}: ${Buffer.byteLength(page)} bytes, ${compressed} after gzip`);
if (compressed >= 1_000_000) {
  console.error("the page must stay under 1 MB compressed");
  process.exit(1);
}
