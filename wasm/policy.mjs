// Loads policy.wasm and asks it questions; works in Node and in browsers.

/**
 * Instantiates the module, given as bytes or compiled. The result is a function that answers a request, see
 * wasm/Exports/WebRequest.swift; its `batch` decides a data file piece by piece, its `instance` is the
 * instantiated module.
 */
export async function load(source) {
  const compiled = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  const instance = await WebAssembly.instantiate(compiled, {});
  const module = instance.exports;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  /** Copies texts into the module, calls a function with their places, and copies its answer out. */
  function call(run, ...texts) {
    const places = texts.map((bytes) => {
      const address = module.policy_alloc(bytes.length);
      // Memory may move while the module works, so each view is made anew.
      new Uint8Array(module.memory.buffer, address, bytes.length).set(bytes);
      return address;
    });
    const answer = run(...places.flatMap((address, index) => [address, texts[index].length]));
    for (const address of places) module.policy_free(address);
    return take(answer);
  }

  function take(answer) {
    const length = new DataView(module.memory.buffer).getUint32(answer, true);
    const copy = new Uint8Array(module.memory.buffer, answer + 4, length).slice();
    module.policy_free(answer);
    return copy;
  }

  const encode = (request) => encoder.encode(JSON.stringify(request));
  const decode = (bytes) => JSON.parse(decoder.decode(bytes));
  const ask = (request) => decode(call(module.policy_run, encode(request)));

  /** The compiled form of a policy. */
  ask.compile = (request) => call(module.policy_compile, encode(request));
  /** Answers `decide`, `explain` or `remedies` by a compiled policy. */
  ask.by = (compiled, request) => decode(call(module.policy_decide, compiled, encode(request)));
  ask.instance = instance;
  ask.batch = {
    /** Begins a data file. Answers like a request does. */
    open: (request) => decode(call(module.policy_batch_open, encode(request))),
    /** Takes bytes of the file; gives decisions as bytes of a CSV file. */
    feed: (bytes, isLast) =>
      call((address, length) => module.policy_batch_feed(address, length, isLast ? 1 : 0), bytes),
    /** Says what came of the file. */
    close: () => decode(take(module.policy_batch_close())),
  };
  return ask;
}
