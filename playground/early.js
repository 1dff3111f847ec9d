// Starts the worker while the rest of the page, the engine first of all, is still being read.
try {
  const script = document.getElementById("worker").textContent;
  globalThis.engineWorker = new Worker(
    URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
} catch {
  // engine.mjs goes on without one.
}
