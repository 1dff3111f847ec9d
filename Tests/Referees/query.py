"""Runs the queries that policies were turned into and compares the rows with the interpreter's.

usage: query.py ENGINE FILE    ENGINE is duckdb, postgres or spark; FILE has one job a line
       query.py --check        succeeds when DuckDB is there

A job is {"name", "duckdb"/"postgres"/"spark": {"table", "query"}, "shape", "rows", "expected"}, each
row a text of JSON, so that its decimals stay as they are. Prints one line for each row that differs and a closing line `N rows compared in M jobs, S jobs not written for ENGINE`.
PostgreSQL is reached as $POLICY_POSTGRES says (a libpq connection string).
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", ".tools", "referees"))


class DuckDB:
    def __init__(self):
        import duckdb

        self.connection = duckdb.connect()
        # Small tables: threads only cost time.
        self.connection.execute("SET threads = 1")

    def structure(self, shape):
        if isinstance(shape, dict):
            return {name: self.structure(inner) for name, inner in shape.items()}
        if isinstance(shape, list):
            return [self.structure(shape[0])]
        kind, *places = shape.split()
        if kind == "number":
            return "BIGINT" if places == ["0"] else f"DECIMAL({12 + int(places[0])}, {places[0]})"
        names = {"boolean": "BOOLEAN", "date": "DATE", "year": "INTEGER", "text": "VARCHAR"}
        return ["VARCHAR"] if kind == "texts" else names[kind]

    def run(self, job):
        connection = self.connection
        connection.execute("DROP TABLE IF EXISTS candidates")
        connection.execute(job["duckdb"]["table"])
        connection.execute(
            "INSERT INTO candidates SELECT unnest(from_json(j, ?)) FROM (SELECT unnest(?::VARCHAR[]) AS j)",
            [json.dumps(self.structure(job["shape"])), job["rows"]],
        )
        return connection.execute(job["duckdb"]["query"]).fetchall()


class Postgres:
    def __init__(self):
        import psycopg2

        self.connection = psycopg2.connect(os.environ["POLICY_POSTGRES"])

    def run(self, job):
        with self.connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS candidates")
            cursor.execute(job["postgres"]["table"])
            cursor.execute(
                "INSERT INTO candidates SELECT * FROM jsonb_populate_recordset(NULL::candidates, %s::jsonb)",
                ["[" + ",".join(job["rows"]) + "]"],
            )
            cursor.execute(job["postgres"]["query"])
            return cursor.fetchall()


class Spark:
    def __init__(self):
        from pyspark.sql import SparkSession

        self.session = (
            SparkSession.builder.master(os.environ.get("POLICY_SPARK", "local[1]"))
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            # Some policies have more stages than the analyzer takes by itself.
            .config("spark.sql.analyzer.maxIterations", "1000")
            .config("spark.sql.optimizer.maxIterations", "1000")
            # A policy is one long expression; without whole stages Spark compiles it in parts.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
        self.session.sparkContext.setLogLevel("ERROR")

    def type(self, shape):
        if isinstance(shape, dict):
            return "STRUCT<" + ", ".join(f"`{n}`: {self.type(s)}" for n, s in shape.items()) + ">"
        if isinstance(shape, list):
            return f"ARRAY<{self.type(shape[0])}>"
        kind, *places = shape.split()
        if kind == "number":
            return "BIGINT" if places == ["0"] else f"DECIMAL({12 + int(places[0])}, {places[0]})"
        names = {"boolean": "BOOLEAN", "date": "DATE", "year": "INT", "text": "STRING"}
        return "ARRAY<STRING>" if kind == "texts" else names[kind]

    def run(self, job):
        schema = ", ".join(f"`{name}` {self.type(inner)}" for name, inner in job["shape"].items())
        lines = self.session.createDataFrame([(line,) for line in job["rows"]], "line STRING")
        lines.createOrReplaceTempView("lines")
        quoted = schema.replace("'", "\\'")
        self.session.sql(f"SELECT r.* FROM (SELECT from_json(line, '{quoted}') AS r FROM lines)") \
            .createOrReplaceTempView("candidates")
        return [tuple(row) for row in self.session.sql(job["spark"]["query"]).collect()]


ENGINES = {"duckdb": DuckDB, "postgres": Postgres, "spark": Spark}


def main(arguments):
    if arguments == ["--check"]:
        DuckDB()
        return
    name, path = arguments
    engine = ENGINES[name]()
    jobs = rows = skipped = 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            job = json.loads(line)
            if name not in job:
                skipped += 1
                continue
            try:
                found = {row[0]: list(row) for row in engine.run(job)}
            except Exception as error:
                print(f"{job['name']}: {type(error).__name__}: {str(error)[:600]}")
                if name == "postgres":
                    engine.connection.rollback()
                continue
            jobs += 1
            for number, expected in enumerate(job["expected"]):
                rows += 1
                if found.get(expected[0]) != expected:
                    print(f"{job['name']}: expected {expected}, found {found.get(expected[0])}: "
                          f"{job['rows'][number]}")
    print(f"{rows} rows compared in {jobs} jobs, {skipped} jobs not written for {name}")


main(sys.argv[1:])
