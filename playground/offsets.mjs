// The engine counts bytes of UTF-8, the browser counts units of UTF-16.

/** Converts places in a text both ways. */
export class Offsets {
  #bytes;

  constructor(text) {
    // For each unit of the text the bytes before it.
    this.#bytes = new Uint32Array(text.length + 1);
    let bytes = 0;
    for (let unit = 0; unit < text.length; unit++) {
      this.#bytes[unit] = bytes;
      const code = text.charCodeAt(unit);
      if (code < 0x80) bytes += 1;
      else if (code < 0x800) bytes += 2;
      else if (code >= 0xd800 && code < 0xdc00 && unit + 1 < text.length) {
        // Two units, four bytes; a place between them counts as the end.
        this.#bytes[++unit] = bytes + 4;
        bytes += 4;
      } else bytes += 3;
    }
    this.#bytes[text.length] = bytes;
  }

  toBytes(unit) {
    return this.#bytes[Math.min(unit, this.#bytes.length - 1)];
  }

  toUnits(byte) {
    let low = 0;
    let high = this.#bytes.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#bytes[middle] < byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
