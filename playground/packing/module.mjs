// The sections of a WebAssembly module and the bodies of its functions; which of them run.

import { load } from "../../wasm/policy.mjs";

const globalSection = 6;
const exportSection = 7;
export const codeSection = 10;

/** Reads what a module is made of, from a place on. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** An unsigned number of up to 32 bits. */
  number() {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      result |= (byte & 0x7f) << shift;
      if (byte < 0x80) return result >>> 0;
    }
  }
}

/** An unsigned number as modules hold it. */
export function leb(number) {
  const bytes = [];
  for (; number >= 0x80; number >>>= 7) bytes.push(number & 0x7f | 0x80);
  return [...bytes, number];
}

/** Where the sections of a module and, in its code, the bodies of its functions stand. */
export function parts(module) {
  const reader = new Reader(module, 8);
  const sections = [];
  while (reader.at < module.length) {
    const start = reader.at;
    const id = reader.byte();
    const length = reader.number();
    sections.push({ id, start, content: reader.at, end: reader.at + length });
    reader.at += length;
  }
  reader.at = sections.find(({ id }) => id === codeSection).content;
  const bodies = Array.from({ length: reader.number() }, () => {
    const length = reader.number();
    const start = reader.at;
    const groups = reader.number();
    for (let group = 0; group < groups; group++, reader.at++) reader.number();
    const instructions = reader.at;
    reader.at = start + length;
    return { start, groups, instructions, end: reader.at };
  });
  return { sections, bodies };
}

function section(id, ...pieces) {
  const content = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  return Buffer.concat([Buffer.from([id, ...leb(content.length)]), content]);
}

/** The module with a global for each function, which becomes 1 when the function runs. */
function watched(module) {
  const { sections, bodies } = parts(module);
  let globals = 0;
  const longer = (id, added) => ({ content, end }) => {
    const reader = new Reader(module, content);
    const count = reader.number();
    if (id === globalSection) globals = count;
    return section(id, leb(count + bodies.length), module.subarray(reader.at, end), bodies.flatMap(added));
  };
  const rewritten = {
    [globalSection]: longer(globalSection, () => [0x7f, 1, 0x41, 0, 0x0b]),
    [exportSection]: longer(exportSection, (_, index) => {
      const name = Buffer.from(`ran${index}`);
      return [name.length, ...name, 3, ...leb(globals + index)];
    }),
    [codeSection]: () => section(codeSection, leb(bodies.length), ...bodies.flatMap((body, index) => {
      const mark = [0x41, 1, 0x24, ...leb(globals + index)];
      return [leb(body.end - body.start + mark.length), module.subarray(body.start, body.instructions), mark,
        module.subarray(body.instructions, body.end)];
    })),
  };
  return Buffer.concat([module.subarray(0, 8), ...sections.map((one) =>
    rewritten[one.id]?.(one) ?? module.subarray(one.start, one.end))]);
}

/** For each function of the engine, whether it runs while some questions are answered. */
export async function rehearsed(module, ask) {
  const engine = await load(watched(module));
  ask(engine);
  return parts(module).bodies.map((_, index) => engine.instance.exports[`ran${index}`].value === 1);
}
