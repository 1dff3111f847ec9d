// Has the worker decide the first candidate while the rest of the page is still being read.
{
  const part = (id) => document.getElementById(id);
  const { policy, hash, sizes } = JSON.parse(part("opening").dataset.about);
  const language = location.hash === "#en" || location.hash !== "#zh" && navigator.language
    && !/^zh/i.test(navigator.language) ? "en" : "zh";
  const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const message = {
    kind: "open", unpacker: part("unpacker").textContent, opening: part("opening").textContent, sizes,
    request: { language, as_of: today, policy },
  };
  const worker = globalThis.engineWorker;
  globalThis.opening = {
    message,
    hash,
    answer: worker && new Promise((resolve, reject) => {
      worker.onerror = reject;
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(message);
    }),
  };
  // engine.mjs looks at it.
  globalThis.opening.answer?.catch(() => {});
}
