"""Says for pairs of policies whether somebody passes the first and not the second, by an SMT solver.

usage: smt.py PAIR...     each PAIR is JSON: [may facts be absent (0 or 1), policy, policy]; prints sat or unsat
       smt.py --check     succeeds when the library is there

A policy is a list of clauses, a clause a list of alternatives, an alternative a list of parts:
["fact", [field, comparison, bound]] or ["at least" or "at most", bound, [literal of one element, ...]].
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", ".tools", "referees"))
import z3  # noqa: E402

# More elements are never needed: few statements, each about at most two elements more than allowed.
MOST_ELEMENTS = 8


def compare(value, comparison, bound):
    return {
        "is": value == bound,
        "is not": value != bound,
        "at least": value >= bound,
        "at most": value <= bound,
        "over": value > bound,
        "under": value < bound,
    }[comparison]


class Encoding:
    def __init__(self, may_be_absent):
        self.may_be_absent = may_be_absent
        self.solver = z3.Solver()
        self.values = {}
        self.list_given = z3.Bool("list")
        if not may_be_absent:
            self.solver.add(self.list_given)
        self.exists = [z3.Bool(f"exists{i}") for i in range(MOST_ELEMENTS)]

    def value(self, owner, field):
        """A number and whether it is given; what kind of fact it is follows from its number."""
        key = f"{owner}.{field}"
        if key not in self.values:
            number, given = z3.Int(key), z3.Bool(key + "?")
            kind = field % 4
            if kind == 1:
                self.solver.add(0 <= number, number <= 1)
            elif kind == 2:
                self.solver.add(0 <= number, number <= 3)
            elif kind == 3:
                self.solver.add(number >= 0)
            if not self.may_be_absent:
                self.solver.add(given)
            self.values[key] = (number, given)
        return self.values[key]

    def literal(self, owner, literal):
        """Surely true, surely false."""
        number, given = self.value(owner, literal[0])
        holds = compare(number, literal[1], literal[2])
        return z3.And(given, holds), z3.And(given, z3.Not(holds))

    def part(self, part):
        if part[0] == "fact":
            return self.literal("candidate", part[1])
        surely, maybe = [], []
        for position, exists in enumerate(self.exists):
            rails = [self.literal(f"element{position}", literal) for literal in part[2]]
            surely.append(z3.If(z3.And(exists, *[yes for yes, _ in rails]), 1, 0))
            maybe.append(z3.If(z3.And(exists, *[z3.Not(no) for _, no in rails]), 1, 0))
        low, high, bound = z3.Sum(surely), z3.Sum(maybe), part[1]
        if part[0] == "at least":
            if bound <= 0:
                return z3.BoolVal(True), z3.BoolVal(False)
            return (
                z3.And(self.list_given, low >= bound),
                z3.And(self.list_given, high < bound),
            )
        return z3.And(self.list_given, high <= bound), z3.And(self.list_given, low > bound)

    def passes(self, policy):
        return z3.And(*[
            z3.Or(*[z3.And(*[self.part(part)[0] for part in parts]) for parts in clause])
            for clause in policy
        ])


def main(arguments):
    if arguments == ["--check"]:
        return
    for argument in arguments:
        may_be_absent, first, second = json.loads(argument)
        encoding = Encoding(may_be_absent == 1)
        encoding.solver.add(encoding.passes(first), z3.Not(encoding.passes(second)))
        print(encoding.solver.check())


main(sys.argv[1:])
