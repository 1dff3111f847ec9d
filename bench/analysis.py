#!/usr/bin/env python3
"""Measure `diff` on the shipped policies and on generated ones, and count what it decides.

    bench/analysis.py PATH/TO/policyc [RUNS]

Needs Python 3.10 or later on Linux and nothing else. Every time is that of the whole program: start,
compile both policies, compare, find and replay examples, print JSON. Generated policies have facts of
four types and clauses of one threshold or of two to three alternatives. Three of four are satisfiable: a
hidden candidate meets all clauses, so that nothing is settled by a contradiction. The rows of 300 clauses
mix policies of 80, 160 and 240 facts, of which a tenth, three tenths or six tenths are single thresholds;
their last column says how many pairs were decided within the budget.
"""

import itertools
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHIPPED = ["national", "changzhou", "haidian", "tongliao"]
LEVELS = ["初级", "中级", "高级", "特级"]
RELATIONS = ["至少", "至少", "超过", "至多", "不满", "不是", "是"]


def vocabulary(fields: int) -> str:
    lines = [f'词汇 facts_{fields} "生成的词汇"', "", "主体 候选人(candidate) {", "  字段 编号(id): 文本 标识"]
    for i in range(fields):
        kind = ["整数", "是否", "等级 " + " < ".join(LEVELS), "年 整数"][i % 4]
        lines.append(f"  字段 事实{i}(fact_{i}): {kind}")
    return "\n".join(lines + ["}"]) + "\n"


def holds(literal: tuple[int, str, int], person: list[int]) -> bool:
    field, relation, bound = literal
    value = person[field]
    return {
        "至少": value >= bound, "超过": value > bound, "至多": value <= bound,
        "不满": value < bound, "不是": value != bound, "是": value == bound,
    }[relation]


def literal(rng: random.Random, fields: int) -> tuple[int, str, int]:
    field = rng.randrange(fields)
    if field % 4 == 1:
        return field, "是", rng.randrange(2)
    if field % 4 == 2:
        return field, rng.choice(["至少", "至多", "不是"]), rng.randint(1, 2)
    return field, rng.choice(RELATIONS), rng.randint(1, 8)


def clauses(
    rng: random.Random, fields: int, count: int, satisfiable: bool, single: float = 0.6
) -> list:
    """Random clauses; a share of them is one threshold each."""
    person = [rng.randrange([10, 2, 4, 10][i % 4]) for i in range(fields)]
    result: list = []
    while len(result) < count:
        if rng.random() < single:
            clause = [[literal(rng, fields)]]
        else:
            clause = [
                [literal(rng, fields) for _ in range(rng.randint(1, 3))]
                for _ in range(rng.randint(2, 3))
            ]
        if satisfiable and not any(all(holds(part, person) for part in way) for way in clause):
            continue
        result.append(clause)
    return result


def written(part: tuple[int, str, int]) -> str:
    field, relation, bound = part
    if field % 4 == 1:
        return f"事实{field}" if bound else f"非 事实{field}"
    if field % 4 == 2:
        return f"事实{field} {relation} {LEVELS[bound]}"
    return f"事实{field} {relation} {bound}" + ("年" if field % 4 == 3 else "")


def plain(clause: list) -> str:
    ways = [" 且 ".join(written(part) for part in way) for way in clause]
    return ways[0] if len(ways) == 1 else " 或 ".join(f"({way})" for way in ways)


def distributed(clause: list) -> str:
    """The same with `或` inside and `且` outside."""
    choices = [" 或 ".join(written(part) for part in choice) for choice in itertools.product(*clause)]
    return choices[0] if len(choices) == 1 else " 且 ".join(f"({choice})" for choice in choices)


def policy(name: str, fields: int, texts: list[str]) -> str:
    lines = [f'政策 {name} "{name}"', f"使用 facts_{fields}", "", "资格 各项 @第一条 {"]
    lines += [f"  应当 条{i} @第{i + 1}条: {text}" for i, text in enumerate(texts)]
    return "\n".join(lines + ["}"]) + "\n"


def diff(program: str, a: pathlib.Path, b: pathlib.Path) -> tuple[float, dict]:
    start = time.perf_counter()
    done = subprocess.run([program, "diff", a, b, "-f", "json", "-q"], capture_output=True)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    return seconds, json.loads(done.stdout)


def pair(folder: pathlib.Path, fields: int, a: list[str], b: list[str]) -> tuple:
    (folder / f"facts_{fields}.policy").write_text(vocabulary(fields), encoding="utf-8")
    paths = (folder / "left.policy", folder / "right.policy")
    for path, texts in zip(paths, (a, b)):
        path.write_text(policy(path.stem, fields, texts), encoding="utf-8")
    return paths


def row(what: str, times: list[float], note: str) -> None:
    print(
        f"| {what} | {statistics.median(times) * 1000:.0f} | {max(times) * 1000:.0f} | {note} |",
        flush=True)


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    runs = int(sys.argv[2]) if len(sys.argv) == 3 else 20
    print("| what | median ms | most ms | outcome |")
    print("| --- | --- | --- | --- |")
    start = [min(diff(program, ROOT / "policies/national.policy", ROOT / "policies/national.policy")[0]
                 for _ in range(3))]
    row("national with itself", start, "")
    for a, b in itertools.combinations(SHIPPED, 2):
        paths = [ROOT / "policies" / f"{name}.policy" for name in (a, b)]
        results = [diff(program, *paths) for _ in range(max(3, runs // 4))]
        witnesses = sum(
            len(results[0][1]["eligibility"][side]) for side in ("only_a", "only_b"))
        row(f"{a} – {b}", [seconds for seconds, _ in results], f"{witnesses} examples replayed")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for what, sizes, count, shares, kind in [
            ("120 facts, 60 clauses, unrelated", [120], 60, [0.6], "unrelated"),
            ("120 facts, 60 clauses, distributed", [120], 60, [0.6], "distributed"),
            ("300 clauses, one figure moved", [80, 160, 240], 300, [0.1, 0.3, 0.6], "edited"),
            ("300 clauses, unrelated", [80, 160, 240], 300, [0.1, 0.3, 0.6], "unrelated"),
            ("300 clauses, distributed", [80, 160, 240], 300, [0.1, 0.3, 0.6], "distributed"),
        ]:
            times: list[float] = []
            relations: dict[str, int] = {}
            for seed in range(2 * runs):
                rng = random.Random(f"{what} {seed}")
                fields, single = rng.choice(sizes), rng.choice(shares)
                satisfiable = seed % 4 != 3
                first = clauses(rng, fields, count, satisfiable, single)
                a = [plain(clause) for clause in first]
                if kind == "unrelated":
                    b = [plain(c) for c in clauses(rng, fields, count, satisfiable, single)]
                elif kind == "distributed":
                    b = [distributed(clause) for clause in first]
                    rng.shuffle(b)
                else:
                    b = list(a)
                    place = rng.randrange(count)
                    b[place] = plain(moved(rng, first[place]))
                seconds, answer = diff(program, *pair(folder, fields, a, b))
                times.append(seconds)
                relation = answer["eligibility"]["relation"]
                relations[relation] = relations.get(relation, 0) + 1
            row(what, times, outcome(relations))


def moved(rng: random.Random, clause: list) -> list:
    """The clause with one figure, level or truth value one step further."""
    way, place = rng.choice([(w, p) for w, parts in enumerate(clause) for p in range(len(parts))])
    field, relation, bound = clause[way][place]
    bound = 1 - bound if field % 4 == 1 else bound % 3 + 1 if field % 4 == 2 else bound + 1
    result = [list(parts) for parts in clause]
    result[way][place] = (field, relation, bound)
    return result


def outcome(relations: dict[str, int]) -> str:
    """How many pairs were decided, and what they came to."""
    count = sum(relations.values())
    decided = count - relations.get("undecided", 0)
    parts = ", ".join(f"{n} {relation}" for relation, n in sorted(relations.items()))
    return f"{decided} of {count} decided: {parts}"


if __name__ == "__main__":
    main()
