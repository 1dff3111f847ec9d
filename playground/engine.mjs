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
 * Starts the engine with some files: in the worker that worker.mjs has made, or on this thread where the
 * browser forbids workers here. Gives the first answers: the form of the first policy, and the decision
 * on the first of its samples.
 */
export async function start(files) {
  const { message, answer } = globalThis.opening;
  const worker = globalThis.engineWorker;
  let first;
  try {
    if (!answer) throw new Error("no worker");
    first = await answer;
    worker.onmessage = ({ data }) => receive(data);
    worker.onerror = (event) => {
      for (const number of waiting.keys()) receive({ number, failure: event.message ?? "worker" });
    };
    send = (message) => worker.postMessage(message);
    document.documentElement.dataset.engine = "worker";
  } catch {
    first = await new Promise((resolve) => {
      const service = new Service((reply) => reply.number ? receive(reply) : resolve(reply));
      send = (message) => setTimeout(() => service.take(message));
      send(message);
    });
    document.documentElement.dataset.engine = "page";
  }
  if (first.failure) throw new Error(first.failure);
  send({ kind: "start", files, rest: document.getElementById("rest").textContent });
  return first.answer;
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
