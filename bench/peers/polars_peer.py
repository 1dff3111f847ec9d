#!/usr/bin/env python3
"""Polars as an expert would write it: polars_peer.py POLICY IN OUT.csv THREADS.

Lazy, column types given, false clauses make a number that picks the text, streamed into the file; the counts
are taken from what was written.
"""
import os
import sys

policy, source, target, threads = sys.argv[1:5]
os.environ["POLARS_MAX_THREADS"] = threads

import polars  # noqa: E402
from polars import col, lit, when  # noqa: E402

from rules import COLUMNS, CONTESTS, RANKS, SKILLS, TITLES, kind, texts  # noqa: E402

TYPES = {"BOOLEAN": polars.Boolean, "INTEGER": polars.Int32, "DOUBLE": polars.Float64, "VARCHAR": polars.String}
CLAUSES = {
    "haidian": [
        col("employed"),
        col("union_member"),
        col("political_ok"),
        col("frontline_years") >= 5,
        col("skill_level").is_in(SKILLS[3:]) | col("title").is_in(TITLES[2:]),
        (col("contest_level").is_in(CONTESTS[1:]) & (col("contest_rank") <= 3))
        | (col("contest_level").is_in(CONTESTS[2:]) & col("contest_rank").is_not_null()),
        col("above_average_years") >= 3,
    ],
    "tongliao": [
        col("political_ok"),
        col("frontline_years") >= 5,
        col("above_average_years") >= 3,
        ~col("criminal_record"),
        ~(col("rank").is_in(RANKS[2:]) | col("enterprise_head")),
        ~(col("retired") & ~col("rehired")),
    ],
}[policy]

schema = {name: TYPES[kind(name)] for name in COLUMNS}
scan = polars.scan_ndjson if source.endswith(".jsonl") else polars.scan_csv
ids = [f"c{number}" for number in range(len(CLAUSES))]
rows = scan(source, schema=schema).select(
    "candidate_id", *[clause.alias(id) for id, clause in zip(ids, CLAUSES)])
met = polars.all_horizontal(ids)
decision = when(met).then(lit("eligible")).when(~met).then(lit("ineligible")).otherwise(lit("undetermined"))
number = polars.sum_horizontal(
    [(~col(id)).fill_null(False).cast(polars.UInt8) * (1 << bit) for bit, id in enumerate(ids)])
violated = lit(polars.Series("text", texts(policy))).gather(number.cast(polars.UInt32))
rows.select(
    col("candidate_id").alias("id"), decision.alias("decision"), violated.alias("violated")
).sink_csv(target, quote_style="never")
print(dict(polars.scan_csv(target).group_by("decision").len().collect().iter_rows()))
