// Packs the engine for the page, in two parts: what it needs for its first decision, and the rest.

import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Packed } from "../packed.mjs";
import { codeSection, parts, rehearsed } from "./module.mjs";
import { sorted } from "./streams.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** The decoder and the weaver as a module, with the heap of the engine's build; `path` is for its files. */
function unpacker(path, heap) {
  const swift = execFileSync("sh", ["-c", "command -v swiftc"], { encoding: "utf8" }).trim();
  const tools = dirname(realpathSync(swift));
  execFileSync(resolve(tools, "swiftc"), ["-target", "wasm32-unknown-none-wasm",
    "-enable-experimental-feature", "Embedded", "-wmo", "-O", "-parse-as-library", "-swift-version", "6",
    "-warnings-as-errors", "-module-name", "Unpack",
    "-c", resolve(here, "Unpack.swift"), resolve(here, "Weave.swift"), "-o", `${path}.o`],
  { stdio: "inherit" });
  execFileSync(resolve(tools, "wasm-ld"), ["--no-entry", "--gc-sections", "--strip-all",
    "--export=place", "--export=begin", "--export=unpack", "--export=weave", `${path}.o`, heap, "-o", path],
  { stdio: "inherit" });
  return readFileSync(path);
}

/** Bytes packed for Unpack.swift. */
function packed(bytes) {
  const options = "dict=8MiB,lc=2,lp=0,pb=0,nice=273,mf=bt4,depth=1000";
  return execFileSync("xz", ["--format=raw", `--lzma1=${options}`, "--stdout"],
    { input: bytes, maxBuffer: 1 << 28 });
}

/** Whether two modules have the same functions in the same order. */
function isSame(first, second) {
  const [a, b] = [first, second].map((module) => ({ module, ...parts(module) }));
  const text = ({ module }, { start, end }) => module.subarray(start, end);
  const plain = ({ module, sections }) => Buffer.concat(sections.filter(({ id }) => id !== codeSection)
    .map(({ start, end }) => module.subarray(start, end)));
  return a.bodies.length === b.bodies.length && Buffer.compare(plain(a), plain(b)) === 0
    && a.bodies.every((body, index) => Buffer.compare(text(a, body), text(b, b.bodies[index])) === 0);
}

/**
 * The engine `module` as texts for the page: `unpacker`, `opening` and `rest`, with the `sizes` that
 * Packed wants. `ask` asks a given engine what the page asks it first. `data` are bytes that the page
 * wants together with the opening.
 */
export async function pack(module, ask, data, path, heap) {
  const { opening, rest } = sorted(module, await rehearsed(module, ask));
  const sizes = {
    opening: opening.length, data: data.map((bytes) => bytes.length), rest: rest.length,
    // Lengths, of each body and of the code, take up to four bytes more than in the module.
    room: module.length + 4 * (1 + parts(module).bodies.length),
  };
  const texts = {
    unpacker: unpacker(path, heap).toString("base64"),
    opening: packed(Buffer.concat([opening, ...data])).toString("base64"),
    rest: packed(rest).toString("base64"),
  };
  const probe = new Packed(texts.unpacker, texts.opening, sizes);
  await probe.opening();
  if (!isSame(module, await probe.bytes(texts.rest))) throw new Error("the engine is not what was packed");
  return { ...texts, sizes };
}
