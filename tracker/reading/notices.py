"""What an export writes before a text although it is no part of the law: that it is the text of a day, what is not law in it.

Each notice is a line of its own in 【※…】, the first of a text put together for a day with that day between two marks: 【※2021-05-01※…】.
So a copy is told from what a document prints, in every format that is read as lines.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date as Date

from tracker.model import Finding
from tracker.reading.document import Line

_NOTICE = re.compile(r"\s*【※(?:(\d{4}-\d\d-\d\d)※)?.*】\s*")

KINDS: dict[str, str] = {"notice": "a notice that an export wrote beside the text, and no part of the law"}
"""The kinds of finding, and what each means, as a message."""


def written(notices: Iterable[str], day: Date | None) -> list[str]:
    """Notices as lines; `day` is the one that the text was put together for."""
    lines = [" ".join(notice.split("\n")) for notice in notices]
    return [f"【※{day}※ {line}】" if day and not n else f"【※ {line}】" for n, line in enumerate(lines)]


def is_notice(line: str) -> bool:
    """Whether a line is one of these notices."""
    return bool(_NOTICE.fullmatch(line))


def parted(lines: Sequence[Line]) -> tuple[Sequence[Line], tuple[Finding, ...], Date | None]:
    """The lines without the notices before them, these as findings, which keep their words whole, and the day that they name."""
    at, found, day = 0, [], None
    while at < len(lines) and (not lines[at].text.strip() or _NOTICE.fullmatch(lines[at].text)) and not lines[at].rows:
        if said := _NOTICE.fullmatch(lines[at].text):
            found.append(Finding("notice", lines[at].number, lines[at].text.strip()))
            day = day or _day(said[1])
        at += 1
    return (lines[at:] if found else lines), tuple(found), day


def _day(text: str | None) -> Date | None:
    try:
        return Date.fromisoformat(text) if text else None
    except ValueError:
        return None
