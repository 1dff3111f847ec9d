// Has the worker unpack the engine while the page's own script is still being read.
{
  const part = (id) => document.getElementById(id);
  globalThis.engineWorker?.postMessage({
    kind: "unpack", unpacker: part("unpacker").textContent, packed: part("module").textContent,
    size: Number(part("module").dataset.size),
  });
}
