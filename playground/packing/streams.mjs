// Sorts the code of a module into streams of like things: instructions, places of variables, functions
// called … Packed stream by stream, a module is a tenth smaller than packed as it stands. Weave.swift
// puts the streams together again, and says what each of them holds.

import { codeSection, leb, parts, Reader } from "./module.mjs";

const names = ["before", "after", "variables", "instructions", "locals", "calls", "words", "branches",
  "globals", "offsets", "figures"];
/** How many bytes each kind of load and store is aligned to by nature, as a power of 2, from 0x28 on. */
const natural = "23230011001122232301012";
const firstAccess = 0x28;
/** Loads and stores that are aligned otherwise, as instructions of their own: `access << 8 | alignment`. */
const otherwise = new Map([...natural].flatMap((power, index) =>
  Array.from({ length: Number(power) }, (_, alignment) => firstAccess + index << 8 | alignment))
  .map((access, index) => [access, 0xc5 + index]));
/** Stands in `variables` for a function whose body is not in this part. */
const absent = 0x7f;

class Streams {
  constructor(module) {
    this.reader = new Reader(module);
    for (const name of names) this[name] = [];
  }

  /** Takes bytes over into a stream. */
  bytes(stream, count) {
    for (let index = 0; index < count; index++) this[stream].push(this.reader.byte());
  }

  number(stream) {
    const { at } = this.reader;
    const value = this.reader.number();
    this.reader.at = at;
    do this.bytes(stream, 1); while (this[stream].at(-1) >= 0x80);
    return value;
  }

  body({ start, groups, instructions, end }) {
    if (groups >= absent) throw new Error("a function has too many groups of variables");
    this.reader.at = start;
    this.bytes("variables", instructions - start);
    while (this.reader.at < end) this.instruction();
  }

  instruction() {
    const code = this.reader.byte();
    if (code >= firstAccess && code < firstAccess + natural.length) {
      const alignment = this.reader.byte();
      this.instructions.push(otherwise.get(code << 8 | alignment) ?? code);
      return this.number("offsets");
    }
    this.instructions.push(code);
    switch (code) {
      case 0x02: case 0x03: case 0x04: case 0x3f: case 0x40: return this.bytes("instructions", 1);
      case 0x0c: case 0x0d: return this.number("branches");
      case 0x0e:
        for (let left = this.number("branches"); left >= 0; left--) this.number("branches");
        return;
      case 0x10: return this.number("calls");
      case 0x11:
        this.number("calls");
        return this.number("calls");
      case 0x20: case 0x21: case 0x22: return this.number("locals");
      case 0x23: case 0x24: return this.number("globals");
      case 0x41: return this.number("words");
      case 0x42: return this.number("figures");
      case 0x43: return this.bytes("figures", 4);
      case 0x44: return this.bytes("figures", 8);
      case 0xfc: {
        this.bytes("instructions", 1);
        const kind = this.instructions.at(-1);
        if (kind > 7 && kind !== 10 && kind !== 11) throw new Error(`the engine has an instruction 0xfc ${kind}`);
        return this.bytes("instructions", kind === 10 ? 2 : kind === 11 ? 1 : 0);
      }
      default:
        if (code > 0xc4 || code === 0x1c) throw new Error(`the engine has an instruction ${code}`);
    }
  }

  /** The lengths of all streams, then the streams. */
  part() {
    const lengths = Buffer.alloc(4 * names.length);
    names.forEach((name, index) => lengths.writeUInt32LE(this[name].length, 4 * index));
    return Buffer.concat([lengths, ...names.map((name) => Buffer.from(this[name]))]);
  }
}

/**
 * A module in two parts: all of it but the bodies of the functions that are not `wanted`, and these
 * bodies.
 */
export function sorted(module, wanted) {
  const { sections, bodies } = parts(module);
  const code = sections.find(({ id }) => id === codeSection);
  const opening = new Streams(module);
  const rest = new Streams(module);
  opening.before = [...module.subarray(0, code.start)];
  opening.after = [...module.subarray(code.end)];
  opening.variables = leb(bodies.length);
  bodies.forEach((body, index) => {
    if (wanted[index]) return opening.body(body);
    opening.variables.push(absent);
    rest.body(body);
  });
  return { opening: opening.part(), rest: rest.part() };
}
