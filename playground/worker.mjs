// One script for both threads. In the page it starts itself as a worker, while the rest of the page,
// the engine first of all, is still being read; in the worker it answers messages one after the other.

import { Service } from "./service.mjs";

if (globalThis.document) {
  try {
    const script = new Blob([document.currentScript.textContent], { type: "text/javascript" });
    globalThis.engineWorker = new Worker(URL.createObjectURL(script));
  } catch {
    // engine.mjs goes on without one.
  }
} else {
  const service = new Service((reply) => postMessage(reply));
  onmessage = ({ data }) => service.take(data);
}
