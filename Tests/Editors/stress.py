#!/usr/bin/env python3
"""Random edits and broken messages against `policyc lsp`.

    Tests/Editors/stress.py PATH/TO/policyc [EDITS] [BROKEN]

Makes EDITS random edits (default 20 000) in files of both keyword languages, in UTF-16 units as editors do,
with BROKEN malformed messages (default 1 000) thrown in between. After every 25 edits the same text is
opened in a second document, and the diagnostics of both must be equal; after every 500 the program checks
it in a process of its own, and the errors must be those. Prints the memory of the server at the
start and at the end. Needs Python 3.10 and nothing else.
"""

import json
import pathlib
import random
import subprocess
import sys
import threading
import queue

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Server:
    """One server process, with a thread that reads what it says."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [program, "lsp", "--lang", "zh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.inbox = queue.Queue()
        self.diagnostics = {}
        self.number = 0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        stream = self.process.stdout
        while True:
            length = None
            while True:
                line = stream.readline()
                if not line:
                    self.inbox.put(None)
                    return
                if line == b"\r\n":
                    break
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            self.inbox.put(json.loads(stream.read(length)))

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while True:
            message = self.inbox.get(timeout=120)
            assert message is not None, "the server is gone"
            if message.get("method") == "textDocument/publishDiagnostics":
                found = message["params"]
                self.diagnostics[found["uri"]] = found
            if message.get("id") == self.number and "method" not in message:
                return message

    def settle(self):
        """Waits until all that was sent is worked off."""
        self.request("workspace/symbol", {"query": "\x00 no such name"})

    def settled(self, uri, version):
        for _ in range(1000):
            self.settle()
            found = self.diagnostics.get(uri)
            if found and found.get("version") == version:
                return found["diagnostics"]
        raise AssertionError("no diagnostics for version %d" % version)

    def memory(self):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) // 1024


def units(text):
    return len(text.encode("utf-16-le")) // 2


def place(text, index):
    """The line and UTF-16 column of an index, counted by splitting."""
    before = text[:index].replace("\r\n", "\n\0")
    lines = before.replace("\r", "\n").split("\n")
    return {"line": len(lines) - 1, "character": units(lines[-1].replace("\0", ""))}


def broken(source):
    """A message that is not as it should be."""
    kind = source.randrange(7)
    body = source.randbytes(source.randrange(1, 40))
    if kind == 0:
        return b"Content-Length: %d\r\n\r\n" % len(body) + body
    if kind == 1:
        return b"Content-Length: many\r\n\r\n"
    if kind == 2:
        return b"Content-Length: -5\r\n\r\n"
    if kind == 3:
        text = source.choice(
            ["[]", "5", '{"id":1}', '{"jsonrpc":"2.0","id":{},"method":"a"}', '{"jsonrpc":"2.0",']
        ).encode()
        return b"Content-Length: %d\r\n\r\n" % len(text) + text
    if kind == 4:
        text = json.dumps(
            {
                "jsonrpc": "2.0",
                "method": source.choice(
                    ["textDocument/didChange", "textDocument/didOpen", "textDocument/didClose"]
                ),
                "params": source.choice([None, [], 7, {"textDocument": 3}, {"contentChanges": {}}]),
            }
        ).encode()
        return b"Content-Length: %d\r\n\r\n" % len(text) + text
    if kind == 5:
        text = b"[" * source.randrange(1, 3000)
        return b"Content-Length: %d\r\n\r\n" % len(text) + text
    return b"X-Rubbish: %d\r\n\r\n" % source.randrange(100)


def main():
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    program = sys.argv[1]
    edits = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000
    source = random.Random(20261121)
    server = Server(program)
    answer = server.request("initialize", {"capabilities": {}, "rootUri": None})
    assert answer["result"]["capabilities"]["positionEncoding"] == "utf-16"
    server.notify("initialized", {})
    small = (pathlib.Path(__file__).parent / "lin.policy").read_text(encoding="utf-8")
    long = (ROOT / "policies/tongliao.policy").read_text(encoding="utf-8")
    texts = [small, long[: long.index("# 三")] if "# 三" in long else long[:6000]]
    pieces = [
        "", "", "", "应当", " ", "\n", "{", "}", '"', "“", "”", "𠮷", "5年", "二十万元", "@第三条", "不得",
        ":", "：", "(", "至少", "# 注", "\r\n", "且", "必须 甲: 一线工作年限 ≥ 3年\n", "满足", "解读", "e\u0301", "\u202e",
    ]
    start = None
    done = thrown = compared = processes = 0
    version = 1
    uri = "file:///stress/a.policy"
    text = ""
    while done < edits:
        if done % 400 == 0:
            # Text that is nothing but rubbish teaches little, so it begins anew now and then.
            if text:
                server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
            text = texts[(done // 400) % 2]
            version = 1
            item = {"uri": uri, "languageId": "policy", "version": 1, "text": text}
            server.notify("textDocument/didOpen", {"textDocument": item})
        while thrown * edits < wanted * done:
            server.raw(broken(source))
            thrown += 1
        first = source.randrange(len(text) + 1)
        last = min(len(text), first + (source.randrange(8) if source.random() < 0.45 else 0))
        if text[first - 1 : first + 1] == "\r\n" or text[last - 1 : last + 1] == "\r\n":
            continue
        piece = source.choice(pieces)
        version += 1
        change = {"range": {"start": place(text, first), "end": place(text, last)}, "text": piece}
        text = text[:first] + piece + text[last:]
        server.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]},
        )
        done += 1
        if source.random() < 0.05:
            spot = place(text, source.randrange(len(text) + 1))
            method = source.choice(
                ["hover", "completion", "definition", "references", "documentSymbol", "foldingRange",
                 "codeLens", "formatting", "semanticTokens/full", "prepareRename"]
            )
            params = {"textDocument": {"uri": uri}, "position": spot, "context": {}}
            server.request("textDocument/" + method, params)
        if done % 25 == 0:
            mine = server.settled(uri, version)
            other = "file:///stress/fresh.policy"
            item = {"uri": other, "languageId": "policy", "version": 1, "text": text}
            server.notify("textDocument/didOpen", {"textDocument": item})
            fresh = server.settled(other, 1)
            server.notify("textDocument/didClose", {"textDocument": {"uri": other}})
            server.diagnostics.pop(other, None)
            strip = lambda found: [
                {k: v for k, v in d.items() if k != "relatedInformation"} for d in found
            ]
            assert strip(mine) == strip(fresh), (text, mine, fresh)
            compared += 1
        if done % 500 == 0:
            checked = subprocess.run(
                [program, "check", "-", "--format", "json", "--lang", "zh"],
                input=text.encode(), capture_output=True,
            )
            found = json.loads(checked.stdout)["diagnostics"]
            errors = sorted(d["id"] for d in found if d["severity"] == "error")
            mine = server.settled(uri, version)
            assert sorted(d["code"] for d in mine if d["severity"] == 1) == errors, text
            processes += 1
        if done == 2000:
            start = server.memory()
    end = server.memory()
    assert server.process.poll() is None
    assert server.request("shutdown", None).get("error") is None
    server.notify("exit", None)
    assert server.process.wait(10) == 0
    print(
        f"stress: {done} edits, {thrown} broken messages, {compared} comparisons with a fresh document,"
        f" {processes} with a fresh process; memory {start} MiB after 2000 edits, {end} MiB at the end"
    )
    if start and end > start * 1.5 + 10:
        sys.exit("stress: memory grows")


if __name__ == "__main__":
    main()
