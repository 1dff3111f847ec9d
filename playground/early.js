// Starts the worker, and in it the unpacking of the engine, before the page's own script is read.
try {
  const part = (id) => document.getElementById(id);
  globalThis.engineWorker = new Worker(
    URL.createObjectURL(new Blob([part("worker").textContent], { type: "text/javascript" })));
  globalThis.engineWorker.postMessage({
    kind: "unpack", unpacker: part("unpacker").textContent, packed: part("module").textContent,
    size: Number(part("module").dataset.size),
  });
} catch {
  // engine.mjs goes on without one.
}
