// Loads policy.wasm and asks it questions; works in Node and in browsers.

/** Instantiates the module from its bytes. */
export async function load(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const { memory, policy_alloc, policy_free, policy_run } = instance.exports;

  /** Answers a request; wasm/Exports/WebRequest.swift describes both. */
  return function ask(request) {
    const question = new TextEncoder().encode(JSON.stringify(request));
    const address = policy_alloc(question.length);
    // Memory may move while the module works, so each view is made anew.
    new Uint8Array(memory.buffer, address, question.length).set(question);
    const answer = policy_run(address, question.length);
    policy_free(address);
    const length = new DataView(memory.buffer).getUint32(answer, true);
    const text = new TextDecoder().decode(new Uint8Array(memory.buffer, answer + 4, length));
    policy_free(answer);
    return JSON.parse(text);
  };
}
