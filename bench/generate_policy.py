#!/usr/bin/env python3
"""Write a policy with a given number of clauses, and its vocabulary, to measure compile time.

    bench/generate_policy.py CLAUSES FOLDER

writes FOLDER/big_CLAUSES.policy and FOLDER/words_CLAUSES.policy. The same number always gives the
same bytes. One field serves about four clauses, as in the shipped policies, and every tenth clause
is of another kind: thresholds, exclusions, levels, alternatives, exceptions, conditions, lists.
"""

import pathlib
import sys

LEVELS = ["初级", "中级", "高级", "特级"]
CHOICES = ["城区", "郊区", "县域", "外地"]


def vocabulary(clauses: int) -> str:
    count = max(4, clauses // 16)
    lines = [f'词汇 words_{clauses} "Generated words"', "", "主体 候选人(candidate) {"]
    lines.append("  字段 编号(id): 文本 标识")
    for i in range(count):
        lines.append(f"  字段 年限{i}(years_{i}): 年 小数2位")
        lines.append(f"  字段 标记{i}(flag_{i}): 是否")
        lines.append(f"  字段 等第{i}(rank_{i}): 等级 " + " < ".join(LEVELS))
        lines.append(f"  字段 区域{i}(area_{i}): 选项 " + "、".join(CHOICES))
    for i in range(max(1, count // 8)):
        lines.append(
            f"  字段 成果{i}(works_{i}): 列表 {{ 字段 级别(tier): 等级 市级 < 省级 < 国家级  字段 位次(place): 整数 }}"
        )
    lines.append("  字段 豁免(waivers): 条款列表")
    lines.append("}")
    return "\n".join(lines) + "\n"


def clause(i: int, clauses: int) -> str:
    count = max(4, clauses // 16)
    lists = max(1, count // 8)
    field = (i * 7) % count
    other = (i * 11 + 3) % count
    head = f"条{i} @第{i // 40 + 3}条({i % 40 + 1})"
    match i % 10:
        case 0 | 1:
            return f"  应当 {head}: 年限{field} 至少 {i % 9 + 1}年"
        case 2:
            return f"  应当 {head}: 年限{field} + 年限{other} 至少 {i % 12 + 3}年"
        case 3:
            return f"  不得 {head}: 标记{field}"
        case 4:
            return f"  原则上应当 {head}: 等第{field} 至少 {LEVELS[i % 3 + 1]}"
        case 5:
            return (
                f"  应当 {head}: 下列之一 {{\n"
                f"    甲{i}: 年限{other} 至少 {i % 7 + 2}年\n"
                f"    乙{i}: 等第{field} 至少 高级\n"
                f"    丙{i}: 区域{field} 是 县域 且 年限{field} 至少 2年\n  }}"
            )
        case 6:
            return (
                f"  不得 {head}: 区域{field} 属于 {{郊区、外地}} {{\n"
                f"    除外 免{i}: 年限{other} 至少 {i % 10 + 5}年\n  }}"
            )
        case 7:
            return (
                f"  当 区域{other} 是 县域 {{\n"
                f"    应当 {head}: 等第{other} 至少 中级 或 年限{field} 至少 3年\n  }}"
            )
        case 8:
            return f"  应当 {head}: 有 至少 {i % 3 + 1}个 成果{i % lists} (其 级别 至少 省级 且 其 位次 前 3名)"
        case _:
            return f"  原则上不得 {head}: 区域{field} 是 外地 且 年限{other} 不满 {i % 5 + 1}年"


def policy(clauses: int) -> str:
    lines = [f'政策 big_{clauses} "生成的政策"', f"使用 words_{clauses}", ""]
    for start in range(0, clauses, 40):
        lines.append(f"资格 第{start // 40 + 1}组 @第{start // 40 + 3}条 {{")
        lines += [clause(i, clauses) for i in range(start, min(start + 40, clauses))]
        lines.append("}")
        lines.append("")
    return "\n".join(lines)


def write(clauses: int, folder: pathlib.Path) -> pathlib.Path:
    """The policy's path; both files stand in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"words_{clauses}.policy").write_text(vocabulary(clauses), encoding="utf-8")
    target = folder / f"big_{clauses}.policy"
    target.write_text(policy(clauses), encoding="utf-8")
    return target


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(write(int(sys.argv[1]), pathlib.Path(sys.argv[2])))
