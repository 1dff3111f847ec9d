// Loads policy.wasm and asks it questions; works in Node and in browsers.

/**
 * Instantiates the module, given as bytes or compiled. The result is a function that answers a request, see
 * wasm/Exports/WebRequest.swift; its `batch` decides a data file piece by piece.
 */
export async function load(source) {
  const compiled = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
  const instance = await WebAssembly.instantiate(compiled, {});
  const module = instance.exports;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  /** Copies bytes into the module, calls a function with their place, and copies its answer out. */
  function call(run, bytes) {
    const address = module.policy_alloc(bytes.length);
    // Memory may move while the module works, so each view is made anew.
    new Uint8Array(module.memory.buffer, address, bytes.length).set(bytes);
    const answer = run(address, bytes.length);
    module.policy_free(address);
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
