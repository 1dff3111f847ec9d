"""Says which days of some years are worked in China, by an independent library.

usage: workdays.py YEAR...    prints one line per day: 2026-01-04 1
       workdays.py --check    succeeds when the library is there
"""
import datetime
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", ".tools", "referees"))
import chinese_calendar  # noqa: E402


def main(arguments):
    if arguments == ["--check"]:
        return
    for year in map(int, arguments):
        day = datetime.date(year, 1, 1)
        while day.year == year:
            print(day.isoformat(), int(chinese_calendar.is_workday(day)))
            day += datetime.timedelta(days=1)


main(sys.argv[1:])
