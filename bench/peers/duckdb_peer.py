#!/usr/bin/env python3
"""DuckDB as an expert would write it: duckdb_peer.py POLICY IN OUT.csv THREADS.

Column types are given, false clauses make a number that picks the text from a list, the result is written
without a table between, and the counts are taken from what was written.
"""
import sys

import duckdb

from rules import COLUMNS, SQL, kind, texts


def main(policy, source, target, threads):
    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    types = "{" + ", ".join(f"'{name}': '{kind(name)}'" for name in COLUMNS) + "}"
    if source.endswith(".jsonl"):
        table = f"read_json('{source}', format='newline_delimited', columns={types})"
    else:
        table = f"read_csv('{source}', auto_detect=false, header=true, delim=',', quote='\"', columns={types})"
    clauses = SQL[policy]
    conditions = ", ".join(f"({text}) AS {id}" for id, text in clauses.items())
    number = " + ".join(f"CASE WHEN NOT {id} THEN {1 << bit} ELSE 0 END" for bit, id in enumerate(clauses))
    query = (
        "SELECT candidate_id AS id, CASE WHEN met THEN 'eligible' WHEN NOT met THEN 'ineligible'"
        f" ELSE 'undetermined' END AS decision, {texts(policy)!r}[number + 1] AS violated"
        f" FROM (SELECT candidate_id, ({' AND '.join(clauses)}) AS met, ({number})::INTEGER AS number"
        f" FROM (SELECT candidate_id, {conditions} FROM {table}))")
    connection.execute(f"COPY ({query}) TO '{target}' (FORMAT csv, HEADER true)")
    result = "{'id': 'VARCHAR', 'decision': 'VARCHAR', 'violated': 'VARCHAR'}"
    print(dict(connection.execute(
        "SELECT decision, count(*) FROM"
        f" read_csv('{target}', auto_detect=false, header=true, columns={result}) GROUP BY 1").fetchall()))


main(*sys.argv[1:5])
