#!/usr/bin/env python3
"""Measure the language server: from a key press to the diagnostics of the new text, and its memory.

    bench/lsp.py PATH/TO/policyc [KEYS] [EDITS]

Opens a policy of 5 000 lines (bench/generate_policy.py, 2 700 clauses) and types clauses into it at random
places, KEYS characters (default 3 000) with a pause of 40 ms after each, as a very fast typist does, and
half a second before going on elsewhere. A key counts until diagnostics for its version arrive. Then makes
EDITS edits (default 10 000) without a pause and prints the memory on the way. Needs Python 3.10 or later on Linux and nothing else.
"""

import pathlib
import random
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Tests/Editors"))
import generate_policy  # noqa: E402
import stress  # noqa: E402

CLAUSE = "  应当 新条{0} @第{1}条: 年限{2} 至少 {3}年 且 非 标记{2}"


def wait(server, uri, version):
    """The diagnostics of a version, as soon as they are there."""
    while True:
        message = server.inbox.get(timeout=120)
        assert message is not None, "the server is gone"
        if message.get("method") != "textDocument/publishDiagnostics":
            continue
        found = message["params"]
        if found["uri"] == uri and found.get("version") == version:
            return found["diagnostics"]


def main():
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    keys = int(sys.argv[2]) if len(sys.argv) > 2 else 3_000
    edits = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    source = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = generate_policy.write(2_700, pathlib.Path(folder))
        lines = path.read_text(encoding="utf-8").split("\n")
        server = stress.Server(sys.argv[1])
        server.request("initialize", {"capabilities": {}, "rootUri": None})
        server.notify("initialized", {})
        uri = path.as_uri()
        item = {"uri": uri, "languageId": "policy", "version": 1, "text": "\n".join(lines)}
        begin = time.perf_counter()
        server.notify("textDocument/didOpen", {"textDocument": item})
        wait(server, uri, 1)
        opened = time.perf_counter() - begin
        print(f"{len(lines)} lines; opened and checked in {opened * 1000:.0f} ms", flush=True)
        version = 1

        def change(row, column, end, text):
            nonlocal version
            version += 1
            at = {"line": row, "character": column}
            until = {"line": row, "character": end}
            server.notify(
                "textDocument/didChange",
                {
                    "textDocument": {"uri": uri, "version": version},
                    "contentChanges": [{"range": {"start": at, "end": until}, "text": text}],
                },
            )

        starts = [n for n, line in enumerate(lines) if line.startswith("  应当 条")]
        times = []
        whole = []
        while len(times) < keys:
            row = source.choice(starts)
            number = len(times)
            text = CLAUSE.format(number, source.randrange(3, 70), source.randrange(160), 5)
            typed = 0
            # The line break first, then its characters one after another.
            for character in "\n" + text:
                size = 0 if character == "\n" else typed
                begin = time.perf_counter()
                if character == "\n":
                    change(row, 0, 0, "\n")
                else:
                    change(row, size, size, character)
                    typed += 1
                wait(server, uri, version)
                times.append(time.perf_counter() - begin)
                time.sleep(0.04)
            # The whole check follows; then the line goes again.
            begin = time.perf_counter()
            server.request("textDocument/foldingRange", {"textDocument": {"uri": uri}})
            whole.append(time.perf_counter() - begin)
            version += 1
            server.notify(
                "textDocument/didChange",
                {
                    "textDocument": {"uri": uri, "version": version},
                    "contentChanges": [
                        {
                            "range": {
                                "start": {"line": row, "character": 0},
                                "end": {"line": row + 1, "character": 0},
                            },
                            "text": "",
                        }
                    ],
                },
            )
            wait(server, uri, version)
            # The typist looks for the next place.
            time.sleep(0.5)
        times.sort()
        at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000
        print(
            f"{len(times)} keys: median {at(0.5):.1f} ms, p90 {at(0.9):.1f} ms, p99 {at(0.99):.1f} ms,"
            f" slowest {times[-1] * 1000:.1f} ms"
        )
        print(
            f"whole check behind the last key of a line: median {statistics.median(whole) * 1000:.0f} ms"
        )
        memory = [server.memory()]
        for number in range(edits):
            if number % 2 == 0:
                row = source.choice(starts)
            change(row, 2, 2, " ") if number % 2 == 0 else change(row, 2, 3, "")
            if number % 50 == 49:
                server.request("textDocument/foldingRange", {"textDocument": {"uri": uri}})
            if number % 2_000 == 1_999:
                memory.append(server.memory())
        server.request("textDocument/foldingRange", {"textDocument": {"uri": uri}})
        memory.append(server.memory())
        print(f"memory over {edits} edits: " + " → ".join(f"{m} MiB" for m in memory))
        # The text is again what it was: a fresh document must say the same.
        mine = server.diagnostics[uri]["diagnostics"]
        other = path.with_name("fresh.policy").as_uri()
        item = {"uri": other, "languageId": "policy", "version": 1, "text": "\n".join(lines)}
        server.notify("textDocument/didOpen", {"textDocument": item})
        assert wait(server, other, 1) == mine, "the diagnostics are out of step"
        print("in step with a fresh document")
        server.request("shutdown", None)
        server.notify("exit", None)
        server.process.wait(10)


if __name__ == "__main__":
    main()
