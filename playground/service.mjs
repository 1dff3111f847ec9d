// The engine's side of the conversation: takes messages, gives answers. Runs in a worker, or on the
// page's own thread where workers are forbidden.

import { load } from "../wasm/policy.mjs";
import { Packed } from "./packed.mjs";

export class Service {
  /** The promise of the opening: the packed engine and the first answers. */
  #opened;
  /** Answers about the first candidate under the first policy, until the whole engine is there. */
  #early;
  /** The promise of the whole engine, compiled and running. */
  #module;
  #engine;
  #library = {};
  /** The data file that is being decided; a later one ends it. */
  #file = 0;
  #reply;

  constructor(reply) {
    this.#reply = reply;
  }

  async take({ number, kind, ...message }) {
    try {
      const answer = kind === "open" ? this.#open(message) : kind === "start" ? this.#start(message)
        : this.#ask(number, kind, message);
      this.#reply({ number, answer: await answer });
    } catch (problem) {
      this.#reply({ number, failure: String(problem) });
    }
  }

  /**
   * The form of the first policy and the decision on the first of its samples. The policy comes with the
   * page in its compiled form, and of the engine only what a decision needs is there.
   */
  async #open({ unpacker, opening, sizes, request }) {
    const packed = new Packed(unpacker, opening, sizes);
    this.#opened = packed.opening().then((opened) => ({ packed, ...opened }));
    const { module, data: [text, compiled] } = await this.#opened;
    const form = JSON.parse(new TextDecoder().decode(text));
    const { events = [], ...candidate } = form.samples[0].candidate;
    const engine = await load(module);
    this.#early = (question) => question.policy === request.policy
      && ["decide", "explain"].includes(question.command) ? engine.by(compiled, question) : null;
    const decided = this.#askEarly({ ...request, command: "decide", candidate });
    return { form, candidate, events, decided };
  }

  #askEarly(question) {
    try {
      return this.#early?.(question);
    } catch {
      // It lacks a function that this question needs; the whole engine answers a moment later.
      this.#early = null;
    }
  }

  /** Goes on with all of the engine. */
  async #start({ files, rest }) {
    Object.assign(this.#library, files);
    this.#module = this.#opened.then(({ packed }) => packed.whole(rest));
    // What it was unpacked from may go then.
    this.#opened = null;
    this.#replace(this.#engine);
    await this.#engine;
  }

  /** Puts a new engine in the place of one, unless somebody did: after a trap its memory is worth nothing. */
  #replace(engine) {
    if (engine !== this.#engine) return;
    this.#engine = this.#begin();
    this.#engine.catch(() => {});
  }

  async #begin() {
    const ask = await load(await this.#module);
    ask({ command: "library", files: this.#library });
    this.#early = null;
    return ask;
  }

  async #ask(number, kind, { request, file }) {
    if (request.command === "library") {
      Object.assign(this.#library, request.files);
      this.#early = null;
    }
    const early = this.#askEarly(request);
    if (early) return early;
    for (;;) {
      const engine = this.#engine;
      try {
        const ask = await engine;
        // It may have been replaced meanwhile.
        if (engine !== this.#engine) continue;
        if (kind !== "file") return ask(request);
        return await this.#decideFile(number, request, file, ask.batch, () => engine === this.#engine);
      } catch (problem) {
        this.#replace(engine);
        throw problem;
      }
    }
  }

  async #decideFile(number, request, file, batch, isRunning) {
    const started = performance.now();
    this.#file = number;
    const opened = batch.open(request);
    if (!opened.ok) return { ...opened, csv: null };
    const parts = [];
    let read = 0;
    for await (const piece of pieces(file)) {
      if (this.#file !== number) return null;
      if (!isRunning()) throw new Error("the engine had to start again");
      parts.push(batch.feed(piece, false));
      read += piece.length;
      this.#reply({ number, progress: Math.min(1, read / Math.max(1, file.size)) });
    }
    if (this.#file !== number) return null;
    if (!isRunning()) throw new Error("the engine had to start again");
    parts.push(batch.feed(new Uint8Array(0), true));
    const closed = batch.close();
    const csv = new Blob(parts, { type: "text/csv;charset=utf-8" });
    return { ...closed, csv, milliseconds: performance.now() - started };
  }
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
  // No text has zeros: a workbook or a picture is left as it is, and the engine says what it is.
  if (bytes.subarray(0, 4096).includes(0)) return "utf-8";
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
