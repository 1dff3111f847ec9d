// The engine's side of the conversation: takes messages, gives answers. Runs in a worker, or on the
// page's own thread where workers are forbidden.

import { load } from "../wasm/policy.mjs";

export class Service {
  #ask;
  /** The compiled engine, or the promise of it. */
  #module;
  #library = {};
  /** The data file that is being decided; a later one ends it. */
  #file = 0;
  #reply;

  constructor(reply) {
    this.#reply = reply;
  }

  async take({ number, kind, request, file, ...parts }) {
    if (kind === "unpack") {
      this.#module = compiled(parts);
      // Whoever asks first is told.
      this.#module.catch(() => {});
      return;
    }
    try {
      let answer = null;
      if (kind === "start") {
        await this.#begin(parts.files);
        answer = this.#first(request);
      } else if (kind === "file") {
        answer = await this.#decideFile(number, request, file);
      } else {
        if (request.command === "library") Object.assign(this.#library, request.files);
        answer = this.#ask(request);
      }
      this.#reply({ number, answer });
    } catch (problem) {
      await this.#begin(this.#library).catch(() => {});
      this.#reply({ number, failure: String(problem) });
    }
  }

  /** Also after a trap: the module's memory is worth nothing then, and a new one goes on. */
  async #begin(files) {
    this.#ask = await load(await this.#module);
    Object.assign(this.#library, files);
    this.#ask({ command: "library", files: this.#library });
  }

  /** The form of a policy and the decision on the first of its samples, in one answer. */
  #first(request) {
    const { form } = this.#ask({ ...request, command: "form" });
    const sample = structuredClone(form?.samples[0]?.candidate ?? {});
    const { events, ...candidate } = sample;
    const decided = form ? this.#ask({ ...request, command: "decide", candidate }) : null;
    return { form, candidate, events: events ?? [], decided };
  }

  async #decideFile(number, request, file) {
    const started = performance.now();
    this.#file = number;
    const batch = this.#ask.batch;
    const opened = batch.open(request);
    if (!opened.ok) return { ...opened, csv: null };
    const parts = [];
    let read = 0;
    for await (const piece of pieces(file)) {
      if (this.#file !== number) return null;
      parts.push(batch.feed(piece, false));
      read += piece.length;
      this.#reply({ number, progress: Math.min(1, read / Math.max(1, file.size)) });
    }
    if (this.#file !== number) return null;
    parts.push(batch.feed(new Uint8Array(0), true));
    const closed = batch.close();
    const csv = new Blob(parts, { type: "text/csv;charset=utf-8" });
    return { ...closed, csv, milliseconds: performance.now() - started };
  }
}

/** The engine, from its packed bytes as text; see Unpack.swift. */
async function compiled({ unpacker, packed, size }) {
  const { instance } = await WebAssembly.instantiate(bytes(unpacker), {});
  const { memory, place, begin, unpack } = instance.exports;
  const input = bytes(packed);
  const start = place(input.length, size);
  new Uint8Array(memory.buffer, start, input.length).set(input);
  const address = begin(input.length, size);
  for (let done = 0; done < size;) {
    const reached = unpack(done + (1 << 15));
    if (reached <= done) throw new Error("the page is damaged");
    done = reached;
  }
  return WebAssembly.compile(new Uint8Array(memory.buffer, address, size));
}

/** Base64, by the browser's own decoder where it has one. */
function bytes(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

const pieceSize = 1 << 20;

/** The file as UTF-8, piece by piece, without a byte order mark; GB 18030 and UTF-16 are turned into it. */
async function* pieces(file) {
  const first = new Uint8Array(await file.slice(0, pieceSize).arrayBuffer());
  const encoding = guess(first);
  const decoder = encoding === "utf-8" ? null : new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for (let start = 0; start < file.size; start += pieceSize) {
    const bytes = new Uint8Array(await file.slice(start, start + pieceSize).arrayBuffer());
    const isMarked = start === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    if (decoder) yield encoder.encode(decoder.decode(bytes, { stream: true }));
    else yield isMarked ? bytes.subarray(3) : bytes;
  }
  const rest = decoder?.decode();
  if (rest) yield encoder.encode(rest);
}

function guess(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  // A UTF-8 file with a few broken bytes stays UTF-8: most of its characters still are whole. The last
  // one may be cut off.
  let whole = 0;
  let broken = 0;
  for (const character of new TextDecoder("utf-8").decode(bytes, { stream: true })) {
    if (character === "\ufffd") broken += 1;
    else if (character > "\u007f") whole += character > "\u07ff" ? 3 : 2;
  }
  if (broken === 0 || whole > broken) return "utf-8";
  try {
    new TextDecoder("gb18030", { fatal: true }).decode(bytes, { stream: true });
    return "gb18030";
  } catch {
    return "utf-8";
  }
}
