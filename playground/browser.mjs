// Drives a headless Chromium over a pipe (DevTools protocol), with nothing but Node.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A browser with one page. */
export class Browser {
  #process;
  #session;
  #number = 0;
  #calls = new Map();
  #rest = "";
  #profile = mkdtempSync(join(tmpdir(), "playground-"));
  /** What went wrong inside the page, and what it asked the network for. */
  errors = [];
  requests = [];

  static async open(program, downloads) {
    const browser = new Browser();
    await browser.#start(program, downloads);
    return browser;
  }

  async #start(program, downloads) {
    this.#process = spawn(program, [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--hide-scrollbars", "--lang=zh-CN", "--remote-debugging-pipe",
      `--user-data-dir=${this.#profile}`, "about:blank",
    ], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.#process.on("error", (problem) => {
      console.error(`${program}: ${problem.message}`);
      process.exit(1);
    });
    this.#process.stdio[4].on("data", (bytes) => this.#read(bytes));
    const { targetInfos } = await this.#call("Target.getTargets");
    const { targetId } = targetInfos.find((target) => target.type === "page")
      ?? await this.#call("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.#call("Target.attachToTarget", { targetId, flatten: true });
    this.#session = sessionId;
    for (const domain of ["Page", "Runtime", "Network", "Log", "DOM"]) await this.send(`${domain}.enable`);
    await this.#call("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  }

  #decoder = new TextDecoder();

  #read(bytes) {
    this.#rest += this.#decoder.decode(bytes, { stream: true });
    const parts = this.#rest.split("\0");
    this.#rest = parts.pop();
    for (const part of parts) this.#receive(JSON.parse(part));
  }

  #receive({ id, result, error, method, params }) {
    if (id !== undefined) {
      const call = this.#calls.get(id);
      this.#calls.delete(id);
      if (error) call.reject(new Error(`${call.method}: ${error.message}`));
      else call.resolve(result);
      return;
    }
    switch (method) {
      case "Runtime.exceptionThrown": {
        const { exceptionDetails: details } = params;
        this.errors.push(details.exception?.description ?? details.text);
        break;
      }
      case "Runtime.consoleAPICalled":
        if (params.type === "error" || params.type === "warning") {
          this.errors.push(params.args.map((one) => one.value ?? one.description).join(" "));
        }
        break;
      case "Log.entryAdded":
        if (params.entry.level === "error") this.errors.push(`${params.entry.text} ${params.entry.url ?? ""}`);
        break;
      // A page with unsaved work asks before it is left.
      case "Page.javascriptDialogOpening":
        this.send("Page.handleJavaScriptDialog", { accept: true });
        break;
      case "Network.requestWillBeSent": this.requests.push(params.request.url); break;
    }
  }

  #call(method, params = {}, sessionId) {
    const id = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject, method });
      this.#process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    });
  }

  send(method, params) {
    return this.#call(method, params, this.#session);
  }

  /** The value of an expression, or of the promise that it is. */
  async run(expression) {
    const { result, exceptionDetails: details } = await this.send("Runtime.evaluate", {
      expression, awaitPromise: true, returnByValue: true, userGesture: true,
    });
    if (details) throw new Error(details.exception?.description ?? details.text);
    return result.value;
  }

  /**
   * Waits until an expression is true, and gives its value. A page that is just being loaded anew cannot
   * be asked: then it is not true yet.
   */
  async until(expression, what = expression, seconds = 30) {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      const value = await this.run(expression).catch((problem) => {
        if (!/navigated or closed|context was destroyed|Cannot find context/.test(problem.message)) throw problem;
      });
      if (value) return value;
      await pause(20);
    }
    throw new Error(`waited ${seconds} s in vain for: ${what}`);
  }

  async size(width, height, isPhone = false) {
    await this.send("Emulation.setDeviceMetricsOverride", {
      width, height, deviceScaleFactor: isPhone ? 2 : 1, mobile: isPhone,
    });
  }

  async key(key, code = key, modifiers = 0) {
    const codes = {
      Tab: 9, Enter: 13, Escape: 27, ArrowLeft: 37, ArrowRight: 39, ArrowDown: 40, ArrowUp: 38, " ": 32,
    };
    const shared = { key, code, modifiers, windowsVirtualKeyCode: codes[key] };
    const text = key === "Enter" ? "\r" : undefined;
    await this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", text, ...shared });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...shared });
  }

  type(text) {
    return this.send("Input.insertText", { text });
  }

  /** Chooses a file in the file input that a selector names. */
  async choose(selector, path) {
    const { root } = await this.send("DOM.getDocument");
    const { nodeId } = await this.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    await this.send("DOM.setFileInputFiles", { nodeId, files: [path] });
  }

  /** Drops a file on the middle of an element. */
  async drop(selector, path) {
    const [x, y] = await this.run(`(() => { const e = document.querySelector(${JSON.stringify(selector)});
      e.scrollIntoView({ block: "center" }); const r = e.getBoundingClientRect();
      return [r.left + r.width / 2, r.top + 10]; })()`);
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await this.send("Input.dispatchDragEvent", { type, x, y, data });
    }
  }

  /** A picture of the page: of what a window shows, or of all of it. */
  async picture(isWhole = false) {
    const { data } = await this.send("Page.captureScreenshot", {
      format: "png", captureBeyondViewport: isWhole,
      ...(isWhole ? { clip: { x: 0, y: 0, scale: 1, ...await this.run(
        "({ width: innerWidth, height: Math.min(6000, document.documentElement.scrollHeight) })") } } : {}),
    });
    return Buffer.from(data, "base64");
  }

  async close() {
    const gone = new Promise((resolve) => this.#process.on("exit", resolve));
    await this.#call("Browser.close").catch(() => {});
    await Promise.race([gone, pause(5000)]);
    this.#process.kill("SIGKILL");
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
