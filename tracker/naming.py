"""How a law is named, and a day, and a text of a law: `LAW`, `LAW@DATE`, `LAW/VERSION`."""

import re
from datetime import date as Date
from typing import NamedTuple

from tracker.errors import DateError

_DAY = re.compile(r"\s*(?P<year>\d{4})(?:年(?P<m>\d{1,2})月(?P<d>\d{1,2})日|(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
                  r"|(?P<mm>\d{2})(?P<dd>\d{2}))\s*")


def is_day(text: str) -> bool:
    """Whether a text is written as a day, be there such a day or not."""
    return bool(_DAY.fullmatch(text))


def date_of(text: str) -> Date:
    """A day as a person names it, the year first: `2023-09-01`, `2023-9-1`, `2023/09/01`, `2023.9.1`, `20230901`, 2023年9月1日.

    Raises DateError for what is written otherwise, and for what is no day of the calendar.
    """
    written = _DAY.fullmatch(text)
    if not written:
        raise DateError("{text!r} is no date as it is written", hint="write year, month and day: 2023-09-01, or 2023年9月1日", text=text)
    try:
        return Date(*(int(part) for name, part in written.groupdict().items() if part and name != "sep"))
    except ValueError:
        raise DateError("{text!r} is no date of the calendar", hint="check the month and the day", text=text) from None


class Asked(NamedTuple):
    """What names a text of a law, taken apart: the law, and the version (LAW/VERSION) or the day (LAW@DATE) where it names one."""

    law: str
    version: Date | None = None
    day: Date | None = None


def asked(what: str) -> Asked:
    """`LAW`, `LAW@DATE` or `LAW/VERSION` taken apart; no law's name holds @ or /. Raises DateError where the date is none."""
    law, at, day = what.partition("@")
    if at:
        return Asked(law, day=date_of(day))
    stored = re.fullmatch(r"(.+?)/(\d[\d年月日/.-]*)", what)
    return Asked(stored[1], version=date_of(stored[2])) if stored else Asked(what)


def bare_title(title: str) -> str:
    """A title without outer 《》 and white space at its ends."""
    title = title.strip()
    return title[1:-1] if title.startswith("《") and title.endswith("》") and title.count("《") == title.count("》") else title


_CHANGE = re.compile(r"[（(](?:\d{4}年?)?(?:第[一二三四五六七八九十]+次)?修[正订改](?:文?本|版)?[）)]$")


def unmarked(title: str) -> str:
    """A title without the note behind it that tells a text by its last change, as databases print it: 示例市公园条例（2018年修正）."""
    return _CHANGE.sub("", title) or title
