"""The two rule sets of `bench-haidian.policy` and `bench-tongliao.policy` for the programs they are
compared with: as SQL conditions, and in plain Python, the referee of all the others.

A clause is true, false or unknown (an empty cell). One false clause makes a candidate ineligible; else an
unknown one leaves it undetermined. Output: id,decision,violated, the false clauses joined by `;`.
"""
SKILLS = ["初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师"]
TITLES = ["无", "助理工程师", "工程师", "高级工程师", "正高级工程师"]
CONTESTS = ["无", "区级", "市级", "省级", "国家级"]
RANKS = ["none", "科级", "副处级", "正处级"]

BOOLEANS = {"employed", "union_member", "retired", "rehired", "criminal_record", "enterprise_head", "political_ok"}
INTEGERS = {"frontline_years", "contest_rank", "above_average_years", "recommenders", "patents"}
COLUMNS = [
    "candidate_id", "name", "region", "employer", "industry", "sex", "employed", "union_member",
    "retired", "rehired", "criminal_record", "rank", "enterprise_head", "frontline_years",
    "skill_level", "title", "contest_level", "contest_rank", "above_average_years", "recommenders",
    "patents", "political_ok", "score",
]


def kind(column):
    if column in BOOLEANS:
        return "BOOLEAN"
    if column in INTEGERS:
        return "INTEGER"
    return "DOUBLE" if column == "score" else "VARCHAR"


def among(column, words):
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


SQL = {
    "haidian": {
        "H1": "employed",
        "H2": "union_member",
        "H3": "political_ok",
        "H4": "frontline_years >= 5",
        "H5": f"({among('skill_level', SKILLS[3:])} OR {among('title', TITLES[2:])})",
        "H6": f"(({among('contest_level', CONTESTS[1:])} AND contest_rank <= 3)"
              f" OR ({among('contest_level', CONTESTS[2:])} AND contest_rank IS NOT NULL))",
        "H7": "above_average_years >= 3",
    },
    "tongliao": {
        "T1": "political_ok",
        "T2": "frontline_years >= 5",
        "T3": "above_average_years >= 3",
        "T4": "NOT criminal_record",
        "T5": f"NOT ({among('rank', RANKS[2:])} OR enterprise_head)",
        "T6": "NOT (retired AND NOT rehired)",
    },
}


def texts(policy):
    """The text of `violated` for every mask of false clauses."""
    ids = list(SQL[policy])
    return [";".join(id for bit, id in enumerate(ids) if mask >> bit & 1) for mask in range(1 << len(ids))]


# In plain Python, written from the rules and not from the SQL: None is unknown.

def either(a, b):
    if a or b:
        return True
    return None if a is None or b is None else False


def both(a, b):
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def negated(a):
    return None if a is None else not a


def flag(cell):
    return None if cell == "" else cell == "true"


def least(cell, bound):
    return None if cell == "" else int(cell) >= bound


def level(cell, order, lowest):
    return None if cell == "" else order.index(cell) >= order.index(lowest)


def haidian(row):
    place = row["contest_rank"]
    first_three = None if place == "" else int(place) <= 3
    return {
        "H1": flag(row["employed"]),
        "H2": flag(row["union_member"]),
        "H3": flag(row["political_ok"]),
        "H4": least(row["frontline_years"], 5),
        "H5": either(level(row["skill_level"], SKILLS, "技师"), level(row["title"], TITLES, "工程师")),
        "H6": either(
            both(level(row["contest_level"], CONTESTS, "区级"), first_three),
            both(level(row["contest_level"], CONTESTS, "市级"), place != "")),
        "H7": least(row["above_average_years"], 3),
    }


def tongliao(row):
    return {
        "T1": flag(row["political_ok"]),
        "T2": least(row["frontline_years"], 5),
        "T3": least(row["above_average_years"], 3),
        "T4": negated(flag(row["criminal_record"])),
        "T5": negated(either(level(row["rank"], RANKS, "副处级"), flag(row["enterprise_head"]))),
        "T6": negated(both(flag(row["retired"]), negated(flag(row["rehired"])))),
    }


def decide(policy, row):
    clauses = {"haidian": haidian, "tongliao": tongliao}[policy](row)
    violated = [id for id, truth in clauses.items() if truth is False]
    if violated:
        return "ineligible", ";".join(violated)
    return ("undetermined" if None in clauses.values() else "eligible"), ""
