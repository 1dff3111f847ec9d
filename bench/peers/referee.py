#!/usr/bin/env python3
"""Decides a CSV file in plain Python, or compares two results.

usage: referee.py decide POLICY IN.csv OUT.csv
       referee.py compare EXPECTED.csv FOUND.csv    prints equal or how many rows differ
"""
import csv
import sys

from rules import decide


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [(row["id"], row["decision"], row["violated"]) for row in csv.DictReader(file)]


def main(what, first, second, third=None):
    if what == "decide":
        with open(second, encoding="utf-8", newline="") as source, open(
                third, "w", encoding="utf-8", newline="") as target:
            target.write("id,decision,violated\n")
            for row in csv.DictReader(source):
                decision, violated = decide(first, row)
                target.write(f"{row['candidate_id']},{decision},{violated}\n")
        return 0
    expected, found = rows(first), rows(second)
    different = len(set(expected) ^ set(found))
    print("equal" if expected == found else f"{different} of {len(expected)} rows differ")
    return expected != found


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
