// The engine inside the page: first what it needs for its first decision, then all of it. The scripts in
// `packing` made it, Unpack.swift and Weave.swift there work in the browser.

export class Packed {
  #sizes;
  /** The exports of the unpacker, or the promise of them. */
  #unpacker;
  /** Where the opening part stands. */
  #opening;

  /** Takes the unpacker and the opening part as texts, and the sizes that pack.mjs gave. */
  constructor(unpacker, opening, sizes) {
    this.#sizes = sizes;
    this.#unpacker = WebAssembly.instantiate(bytes(unpacker), {})
      .then(({ instance }) => instance.exports);
    // The browser can change to faster code between two steps.
    this.#opening = this.#unpack(
      bytes(opening), sizes.data.reduce((sum, size) => sum + size, sizes.opening), 1 << 15);
    this.#opening.catch(() => {});
  }

  /** Unpacks, so many bytes at a time. */
  async #unpack(input, size, step, pause = () => {}) {
    const { memory, place, begin, unpack } = await this.#unpacker;
    const start = place(input.length);
    new Uint8Array(memory.buffer, start, input.length).set(input);
    const address = begin(start, input.length, size);
    for (let done = 0; done < size;) {
      const reached = unpack(Math.min(size, done + step));
      if (reached <= done) throw new Error("the page is damaged");
      done = reached;
      await pause();
    }
    return address;
  }

  /** The bytes of the module, in the unpacker's memory: with the rest, or without it. */
  async #woven(rest) {
    const { memory, weave } = await this.#unpacker;
    const { opening, rest: size, room } = this.#sizes;
    const address = weave(await this.#opening, opening, rest, rest ? size : 0, room);
    const length = new DataView(memory.buffer).getUint32(address, true);
    return new Uint8Array(memory.buffer, address + 4, length);
  }

  /** The compiled module of the first decision, whose other functions trap, and the data beside it. */
  async opening() {
    const module = await WebAssembly.compile(await this.#woven(0));
    const { memory } = await this.#unpacker;
    let start = await this.#opening + this.#sizes.opening;
    const data = this.#sizes.data.map((length) => {
      start += length;
      return new Uint8Array(memory.buffer, start - length, length).slice();
    });
    return { module, data };
  }

  /** The bytes of the module with every function; messages are taken while it is unpacked. */
  async bytes(rest) {
    await this.#opening;
    const pause = () => new Promise((resume) => setTimeout(resume));
    return this.#woven(await this.#unpack(bytes(rest), this.#sizes.rest, 1 << 18, pause));
  }

  /** The compiled module with every function. */
  async whole(rest) {
    return WebAssembly.compile(await this.bytes(rest));
  }
}

/** Base64, by the browser's own decoder where it has one. */
function bytes(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
