// Asks the compiler and interpreter, which run in a worker so that typing never waits for them.

import { Service } from "./service.mjs";
import { state } from "./state.mjs";

let send;
let lastNumber = 0;
const waiting = new Map();

function receive({ number, answer, progress, failure }) {
  const call = waiting.get(number);
  if (!call) return;
  if (progress !== undefined) return call.onprogress?.(progress);
  waiting.delete(number);
  if (failure) call.reject(new Error(failure));
  else call.resolve(answer);
}

function call(message, onprogress) {
  return new Promise((resolve, reject) => {
    const number = ++lastNumber;
    waiting.set(number, { resolve, reject, onprogress });
    send({ ...message, number });
  });
}

/**
 * Starts the engine with some files: in the worker that early.js has made, or on this thread where the
 * browser forbids workers here. Gives the first answers of a policy: its form, and the decision on the
 * first of its samples.
 */
export async function start(files, policy) {
  const message = {
    kind: "start", files, request: { language: state.language, as_of: state.asOf, policy },
  };
  const worker = globalThis.engineWorker;
  try {
    if (!worker) throw new Error("no worker");
    worker.onmessage = ({ data }) => receive(data);
    send = (message) => worker.postMessage(message);
    const first = await Promise.race([call(message), new Promise((_, reject) => {
      worker.onerror = reject;
    })]);
    worker.onerror = (event) => {
      for (const number of waiting.keys()) receive({ number, failure: event.message ?? "worker" });
    };
    document.documentElement.dataset.engine = "worker";
    return first;
  } catch {
    const part = (id) => document.getElementById(id);
    const service = new Service(receive);
    service.take({
      kind: "unpack", unpacker: part("unpacker").textContent, packed: part("module").textContent,
      size: Number(part("module").dataset.size),
    });
    send = (message) => setTimeout(() => service.take(message));
    document.documentElement.dataset.engine = "page";
    return call(message);
  }
}

/** Answers one question; see wasm/Exports/WebRequest.swift. */
export function ask(request) {
  return call({ kind: "ask", request: { language: state.language, as_of: state.asOf, ...request } });
}

/** Decides a data file. */
export function decideFile(request, file, onprogress) {
  return call(
    { kind: "file", request: { language: state.language, as_of: state.asOf, ...request }, file },
    onprogress);
}

/**
 * A question that is asked again and again while somebody types: only the last one waits, and only
 * its answer counts.
 */
export function latest(make, take) {
  let isRunning = false;
  let isWanted = false;
  return async function run() {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        const request = make();
        if (!request) continue;
        const answer = await ask(request);
        if (!isWanted) take(answer, request);
      }
    } catch (problem) {
      console.error(problem);
    } finally {
      isRunning = false;
    }
  };
}
