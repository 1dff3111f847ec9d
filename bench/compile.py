#!/usr/bin/env python3
"""Measure start-up and compile time of policyc.

    bench/compile.py PATH/TO/policyc [RUNS]

Needs Python 3.10 or later on Linux and nothing else. Every figure is the median of RUNS (default 7)
runs of the whole program, process start included; see bench/README.md for how to read the table.
"""

import math
import os
import pathlib
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import generate_policy  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHIPPED = ["national", "changzhou", "haidian", "tongliao"]
SIZES = [500, 1000, 2000, 5000]


def run(command: list[str], sink: int) -> tuple[float, int, int]:
    """Seconds, peak memory in KiB and exit code of one run, its output thrown away."""
    actions = [(os.POSIX_SPAWN_DUP2, sink, 1), (os.POSIX_SPAWN_DUP2, sink, 2)]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    return time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status)


def measure(command: list[str], runs: int, sink: int) -> tuple[float, float, int, int]:
    """Median and least milliseconds, peak MiB, exit code."""
    results = [run(command, sink) for _ in range(runs)]
    times = [seconds * 1000 for seconds, _, _ in results]
    memory = max(kib for _, kib, _ in results) // 1024
    return statistics.median(times), min(times), memory, results[-1][2]


def row(name: str, figures: tuple[float, float, int, int], note: str = "") -> None:
    median, least, memory, code = figures
    failed = "" if code == 0 else f" (exit {code})"
    print(f"| {name} | {median:.1f} | {least:.1f} | {memory} | {note}{failed} |", flush=True)


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    runs = int(sys.argv[2]) if len(sys.argv) == 3 else 7
    sink = os.open(os.devnull, os.O_WRONLY)
    print("| what | median ms | least ms | peak MiB | growth |")
    print("| --- | --- | --- | --- | --- |")
    row("`policyc --version`", measure([program, "--version"], runs * 5, sink))
    for name in SHIPPED:
        path = ROOT / "policies" / f"{name}.policy"
        row(f"check {name}", measure([program, "check", str(path)], runs, sink))
    with tempfile.TemporaryDirectory() as folder:
        before: tuple[int, float] | None = None
        for clauses in SIZES:
            path = generate_policy.write(clauses, pathlib.Path(folder))
            figures = measure([program, "check", str(path)], runs, sink)
            note = ""
            if before:
                power = math.log(figures[0] / before[1]) / math.log(clauses / before[0])
                note = f"n^{power:.2f}"
            row(f"check {clauses} clauses", figures, note)
            before = (clauses, figures[0])


if __name__ == "__main__":
    main()
