"""The decision's text: title and lead, one item for each change in the order of the new text, the closing clauses.

What nobody gave stands as a visible blank (　年　月　日).
"""

from collections.abc import Iterator, Sequence
from datetime import date as Date
from typing import Literal

from msgspec import Struct

from tracker.errors import AmendError
from tracker.model import Version
from tracker.numbering import chinese

BLANK = "\u3000"
STATE_COUNCIL = "国务院"
_DAY = f"{BLANK}年{BLANK}月{BLANK}日"


class ActData(Struct, frozen=True):
    """What an act says about itself: who decides, in which meeting, on which day, and from when it holds.

    `instrument`: a decision to amend (修改决定), after which the law is renumbered as a whole, or an amendment (修正案), which keeps
    numbers. The State Council (`state_council`) decides without a meeting, and its order promulgates: no note stands below the title.
    Raises AmendError for what contradicts itself or has no place in such an act.
    """

    body: str = ""
    meeting: str = ""
    date: Date | None = None
    in_force: Date | None = None
    on_promulgation: bool = False
    instrument: Literal["decision", "amendment", "state_council"] = "decision"

    def __post_init__(self) -> None:
        if self.in_force and self.on_promulgation:
            raise AmendError("the decision cannot be in force both from {day} and from the day of its promulgation",
                             hint="say one of the two: in_force (--in-force) or on_promulgation (--on-promulgation)", day=self.in_force)
        if self.instrument == "amendment" and self.body:
            raise AmendError("an amendment (修正案) does not name who decides: {body} would be left out", body=self.body,
                             hint="leave body (--body) out; meeting (--meeting) says who and in which session")
        if self.instrument == "state_council" and self.body not in ("", STATE_COUNCIL):
            raise AmendError("the State Council decides here, not {body}", body=self.body,
                             hint="leave body (--body) out, or draft a decision (--as decision)")
        if self.instrument == "state_council" and (self.meeting or self.date):
            raise AmendError("a decision of the State Council states neither its meeting nor its day: the order that promulgates it does",
                             hint="leave meeting and adopted (--meeting, --adopted) out")

    @property
    def who(self) -> str:
        """Who decides, in the title; a blank where that is not known."""
        return STATE_COUNCIL if self.instrument == "state_council" else self.body or BLANK * 8

    @property
    def decides(self) -> str:
        """What opens the first sentence: the session (practice: 第十四届…常务委员会第十次会议), the body where no session is known."""
        return self.meeting or self.who


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
        lines = [f"{act.who}关于修改《{title}》的决定", *([] if act.instrument == "state_council" else [_note(act)])]
        body = [f"{act.decides}决定对《{title}》作如下修改：", *_labelled(items)]
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
