"""One more entry in the note below a title, in the form that the source gives the note.

立法法(2023) 第六十五条 has the acts named in order. Texts print them in one bracket, in a bracket each, or a line each without brackets.
"""

from collections.abc import Sequence

from tracker.patterns import pattern
from tracker.reading.dates import DAY

_ACT = pattern(r"通过|批准|公布|发布|颁布|修正|修订|修改")
_DAY = pattern(DAY)
_DATED = pattern(rf"{DAY}(\s*)")


def noted(lines: Sequence[str], entry: str) -> list[str]:
    """The lines of a note with an entry behind the last act: inside the bracket that holds all, else a line of its own like the others."""
    acts = [at for at, line in enumerate(lines) if _ACT.search(line) and _DAY.search(line)] or [len(lines) - 1]
    at, last = acts[-1], lines[acts[-1]].rstrip()
    return [*lines[:at], *_entered(last, _like(lines, entry), len(acts)), *lines[at + 1:]]


def _entered(last: str, entry: str, acts: int) -> list[str]:
    """The line of the last act with the entry: `acts` lines tell of one."""
    closing = last[-1:] if last.endswith(("）", ")")) else ""
    if closing and last[0] in "（(":
        return [last, f"{last[0]}{entry}{closing}"] if acts > 1 else [f"{last[:-1]}　{entry}{closing}"]
    if closing and last.count(closing) > last.count("（" if closing == "）" else "("):  # a bracket over several lines
        return [last[:-1], f"{entry}{closing}"]
    return [f"{last}　{entry}"] if acts == 1 and len(_DAY.findall(last)) > 1 else [last, entry]


def _like(lines: Sequence[str], entry: str) -> str:
    """The entry as the note's other ones are printed: with or without 根据 before an act, white space behind a day."""
    named = [line for line in lines if "《" in line]
    if named and not any("根据" in line for line in named):
        entry = entry.removeprefix("根据")
    gaps = {found[1] for line in lines for found in _DATED.finditer(line)}
    return _DATED.sub(lambda found: found[0].rstrip() + next(iter(gaps)), entry, count=1) if len(gaps) == 1 else entry
