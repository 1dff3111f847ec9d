// Puts the playground into one file that needs nothing else:
// `node playground/build.mjs POLICY.wasm OUTPUT.html`.
//
// Modules are joined in the order in which they import each other. That needs two rules: a module
// imports by name from a file, one statement a line or more, and no two modules give a top-level name
// to different things.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const [wasm, output] = process.argv.slice(2);

/** The text of a module and of all it imports, each once, as one script. */
function joined(entry) {
  const seen = new Set();
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

/** The decoder of Unpack.swift as a module, with the heap of the engine's build. */
function unpacker() {
  const swift = execFileSync("sh", ["-c", "command -v swiftc"], { encoding: "utf8" }).trim();
  const tools = dirname(realpathSync(swift));
  const module = `${output}.unpack`;
  execFileSync(resolve(tools, "swiftc"), ["-target", "wasm32-unknown-none-wasm",
    "-enable-experimental-feature", "Embedded", "-wmo", "-O", "-parse-as-library", "-swift-version", "6",
    "-warnings-as-errors", "-module-name", "Unpack",
    "-c", resolve(here, "Unpack.swift"), "-o", `${module}.o`], { stdio: "inherit" });
  execFileSync(resolve(tools, "wasm-ld"), ["--no-entry", "--gc-sections", "--strip-all",
    "--export=place", "--export=begin", "--export=unpack",
    `${module}.o`, resolve(dirname(wasm), "runtime.o"), "-o", module], { stdio: "inherit" });
  return readFileSync(module);
}

/** The engine, packed for Unpack.swift. */
function packed(path) {
  const options = "dict=8MiB,lc=4,lp=0,pb=0,nice=273,mf=bt4,depth=1000";
  return execFileSync("xz", ["--format=raw", `--lzma1=${options}`, "--stdout", path],
    { maxBuffer: 1 << 28 });
}

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

const script = inert(joined("main.mjs"));
const early = inert(readFileSync(resolve(here, "early.js"), "utf8"));
const unpack = inert(readFileSync(resolve(here, "unpack.js"), "utf8"));
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const pieces = {
  // Nothing may be loaded from anywhere; the page's own scripts are named by their hashes.
  policy: [
    "default-src 'none'", `script-src ${[early, unpack, script].map(hash).join(" ")} 'wasm-unsafe-eval'`, "worker-src blob:",
    "style-src 'unsafe-inline'", "img-src data:", "connect-src 'none'", "form-action 'none'",
    "base-uri 'none'",
  ].join("; "),
  style: readFileSync(resolve(here, "style.css"), "utf8").replace(/^\/\*.*?\*\/\n/gms, "").replace(/^[ \t]+/gm, ""),
  policies: JSON.stringify({ version, first: "tongliao", files }).replaceAll("<", "\\u003c"),
  worker: inert(joined("worker.mjs")),
  unpacker: unpacker().toString("base64"),
  size: String(statSync(wasm).size),
  module: packed(wasm).toString("base64"),
  early,
  unpack,
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
