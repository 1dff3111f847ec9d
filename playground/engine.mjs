// Asks the compiler and interpreter, which run in a worker so that typing never waits for them.

import { Service } from "./service.mjs";
import { state } from "./state.mjs";

let open;
let refuse;
/** The promise of what sends a message to the engine; questions wait for it. */
const sender = new Promise((resolve, reject) => {
  open = resolve;
  refuse = reject;
});
sender.catch(() => {});
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

function post(send, message, onprogress) {
  return new Promise((resolve, reject) => {
    const number = ++lastNumber;
    waiting.set(number, { resolve, reject, onprogress });
    send({ ...message, number });
  });
}

const call = async (message, onprogress) => post(await sender, message, onprogress);

/** The answer in a reply. */
function told({ answer, failure }) {
  if (failure) throw new Error(failure);
  return answer;
}

/**
 * Starts the engine with some files: in the worker that worker.mjs has made, or on this thread where the
 * browser forbids workers or the worker fails. Gives the first answers (the form of the first policy, the
 * decision on the first of its samples) and `whole`, the promise that settles with the whole engine.
 */
export async function start(files) {
  try {
    const [first, send] = await inWorker().catch(onThisThread);
    const whole = post(send, { kind: "start", files, rest: document.getElementById("rest").textContent });
    open(send);
    return { ...first, whole };
  } catch (problem) {
    refuse(problem);
    throw problem;
  }
}

async function inWorker() {
  const worker = globalThis.engineWorker;
  if (!worker) throw new Error("no worker");
  const first = told(await globalThis.opening.answer);
  worker.onmessage = ({ data }) => receive(data);
  worker.onerror = (event) => {
    for (const number of waiting.keys()) receive({ number, failure: event.message ?? "worker" });
  };
  document.documentElement.dataset.engine = "worker";
  return [first, (message) => worker.postMessage(message)];
}

async function onThisThread() {
  globalThis.engineWorker?.terminate();
  let service;
  const first = await new Promise((resolve) => {
    service = new Service((reply) => reply.number ? receive(reply) : resolve(reply));
    service.take(globalThis.opening.message);
  });
  document.documentElement.dataset.engine = "page";
  return [told(first), (message) => setTimeout(() => service.take(message))];
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
    while (isWanted) {
      isWanted = false;
      try {
        const request = make();
        if (!request) continue;
        const answer = await ask(request);
        if (!isWanted) take(answer, request);
      } catch (problem) {
        console.error(problem);
      }
    }
    isRunning = false;
  };
}
