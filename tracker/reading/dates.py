"""Dates as Chinese legal texts write them: 2023年7月31日, ２０２３年７月３１日, 二○二三年七月三十一日; and those in file names.

元月 is January.
"""

from datetime import date as Date
from typing import NamedTuple

from tracker.errors import NumeralError
from tracker.numbering import arabic
from tracker.patterns import pattern

_YEAR = "[0-9０-９零〇○ＯOo一二三四五六七八九]{4}"
_SMALL = "[0-9０-９〇○一二三四五六七八九十]{1,3}"
_MONTH = f"(?:元|{_SMALL})"
DAY = rf"{_YEAR}\s?年\s?{_MONTH}\s?月\s?{_SMALL}\s?日"
"""A regular expression for a full date; `day` gives its value."""

_DAY = pattern(rf"({_YEAR})\s?年\s?({_MONTH})\s?月\s?({_SMALL})\s?日")
_NAMED = pattern(r"(?<!\d)((?:19|20)\d\d)(?:-(\d\d?)-(\d\d?)|(\d\d)(\d\d))(?!\d)")
_ZEROS = str.maketrans("ＯOo○", "〇〇〇〇")


class Dated(NamedTuple):
    """A date in a text and where it stands; `date` is None where there is no such day (2023年2月30日)."""

    start: int
    end: int
    date: Date | None


def days(text: str) -> list[Dated]:
    """Every full date in a text, in order."""
    return [Dated(m.start(), m.end(), _date(m[1], m[2], m[3])) for m in _DAY.finditer(text)]


def day(text: str) -> Date | None:
    """The first full date of a text; None where there is none, or no such day."""
    found = _DAY.search(text)
    return _date(found[1], found[2], found[3]) if found else None


def in_name(name: str) -> Date | None:
    """The date that a file's name carries: 2019-03-02, (2019-03-02), 20190302; the last one, None where there is none."""
    for found in reversed(list(_NAMED.finditer(name))):
        try:
            return Date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
        except ValueError:
            continue
    return None


def _date(year: str, month: str, day: str) -> Date | None:
    try:
        return Date(arabic(year.translate(_ZEROS)), 1 if month == "元" else arabic(month), arabic(day))
    except (NumeralError, ValueError):
        return None
