"""The decision's text: title and lead, one item for each change in the order of the new text, the closing clauses.

What nobody gave stands as a visible blank (　年　月　日).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Literal

from tracker.model import Version
from tracker.numbering import chinese

BLANK = "\u3000"
_DAY = f"{BLANK}年{BLANK}月{BLANK}日"


@dataclass(frozen=True, slots=True)
class ActData:
    """What an act says about itself: who decides, in which meeting, on which day, and from when it holds.

    `instrument`: a decision to amend (修改决定), after which the law is renumbered as a whole, or an amendment (修正案), which keeps
    numbers. The State Council (`state_council`) decides without a meeting, and its order promulgates: no note stands below the title.
    """

    body: str = ""
    meeting: str = ""
    date: Date | None = None
    in_force: Date | None = None
    on_promulgation: bool = False
    instrument: Literal["decision", "amendment", "state_council"] = "decision"


NOTHING_KNOWN = ActData()
Item = tuple[str, ...]
"""The paragraphs of one item, without its label."""


def text(law: Version, items: Sequence[Item], adjusts: str, act: ActData) -> str:
    """The act as text, a paragraph a line, with the indentation that decisions have.

    A 修正案 bears the law's own title, renumbers nothing and republishes nothing (practice: 刑法, 宪法).
    """
    title = _title(law)
    if act.instrument == "amendment":
        lines = [f"{title}修正案", _note(act)]
        body = [*_labelled(items), _commencement(act, "本修正案")]
    else:
        council = act.instrument == "state_council"
        who = "国务院" if council else act.body or BLANK * 8
        lines = [f"{who}关于修改《{title}》的决定"] if council else [f"{who}关于修改《{title}》的决定", _note(act)]
        body = [f"{who}决定对《{title}》作如下修改：", *_labelled(items)]
        body += [f"此外，对{adjusts}顺序作相应调整。"] if adjusts else []
        body += [_commencement(act, "本决定"), f"《{title}》根据本决定作相应修改，重新公布。"]
    return "\n".join([*lines, *(f"{BLANK * 2}{line}" for line in body)]) + "\n"


def _title(law: Version) -> str:
    return law.title.removeprefix("《").removesuffix("》").replace("《", "〈").replace("》", "〉")


def _labelled(items: Sequence[Item]) -> Iterator[str]:
    for index, item in enumerate(items):
        yield (f"{chinese(index + 1)}、" if len(items) > 1 else "") + item[0]
        yield from item[1:]


def day(date: Date | None) -> str:
    """A day as decisions print it; a blank where it is not known."""
    return f"{date.year}年{date.month}月{date.day}日" if date else _DAY


def _note(act: ActData) -> str:
    return f"（{day(act.date)}{act.meeting or BLANK * 4}通过）"


def _commencement(act: ActData, name: str) -> str:
    return f"{name}自公布之日起施行。" if act.on_promulgation else f"{name}自{day(act.in_force)}起施行。"
