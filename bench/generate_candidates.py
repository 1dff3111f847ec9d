#!/usr/bin/env python3
"""Writes made-up candidates for timing: generate_candidates.py ROWS ABSENT > FILE.csv

The columns are those that the Tongliao policy reads, one contest and one list of awards more. ABSENT is
the percentage of cells left empty. The same arguments always write the same bytes.
"""
import random
import sys

COLUMNS = [
    ("frontline_years", ["3", "4.9", "5", "8", "12.5"]),
    ("skill_level", ["高级工", "技师", "高级技师", "首席技师"]),
    ("employment", ["在职", "在职", "在职", "延聘", "退休"]),
    ("cadre_rank", ["无", "无", "科级", "副处级"]),
    ("enterprise_head", ["否", "否", "否", "是"]),
    ("violations", ["无"] * 9 + ["失信"]),
    ("contests.1.level", ["市级", "省级", "国家级"]),
    ("contests.1.result", ["名次", "优胜", "参赛"]),
    ("contests.1.place", ["1", "3", "6"]),
    ("major_projects.1.level", ["省部", "国家"]),
    ("major_projects.1.important_role", ["是", "是", "否"]),
    ("achievements.1.kind", ["专利", "工艺工法"]),
    ("materials_attached", ["是"]),
    ("public_service_willing", ["是"]),
] + [
    (name, ["合格"] * 19 + ["不合格"])
    for name in [
        "political_quality", "craft_spirit", "skill_quality", "contribution", "leading_force",
        "practice_force", "innovation_force", "tackling_force", "passing_force",
    ]
]


def main():
    rows, absent = int(sys.argv[1]), int(sys.argv[2])
    source = random.Random(20261121)
    write = sys.stdout.write
    write("id," + ",".join(name for name, _ in COLUMNS) + "\n")
    for row in range(rows):
        cells = [
            "" if source.randrange(100) < absent else source.choice(values)
            for _, values in COLUMNS
        ]
        write(f"r{row}," + ",".join(cells) + "\n")


main()
