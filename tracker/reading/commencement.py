"""From when a version is law: said by its own last article or by its notes, or unknown with the reason.

法律应当明确规定施行日期 (立法法(2023) 第六十一条): a first enactment and a whole new text (修订) say it in their last article. A
text amended in part still shows there the date of its first enactment; its own comes from the act that amended it.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date as Date
from typing import NamedTuple

from tracker.errors import TrackerError
from tracker.model import Event, InForce, Provision, Stage, Version, places, step_id, text_of, walk
from tracker.numbering import NUMERAL, Number, path
from tracker.patterns import pattern
from tracker.reading.dates import DAY, day
from tracker.reading.history import ENACTING, Act, acts

_SELF = (r"本[\u4e00-\u9fff]{0,8}?(?:法|典|条例|规定|办法|细则|规则|决定|决议|解释|章程|安排|批复|意见|命令|修正案|通则|准则|标准|方案"
         r"|通知|制度|解答|规程|规范)")
_FROM = (rf"(?:自|从|于|由)?\s?({DAY}|(?:公布|发布|颁布|颁发|批准|通过)之日)\s?(起[^。；，]{{1,12}}?后)?\s?起?(?:正式|开始)?"
         r"(?:施行|实施|实行|执行|生效)(?!的|前|后)")
_WHOLE = pattern(rf"(?:{_SELF}|其他(?:条款|规定)?|其余(?:条款|规定)?|^|(?<=。))(?:[^。；《》第]{{0,30}}?[，、])?{_FROM}")
_OPEN = pattern(rf"{_SELF}的?(?:施行|生效|实施)(?:日期|时间)[^。；]{{0,30}}(?:另行|公布|规定|确定)"
                r"|由[^。；，]{1,20}公布(?:施行|生效)日期")
_CITED = rf"第{NUMERAL}条(?:之{NUMERAL})?(?:第{NUMERAL}款)?(?:第{NUMERAL}项)?"
_LIST = rf"{_CITED}(?:(?:、|和|及|以及|至|到){_CITED}){{0,60}}"
_STAGED = pattern(rf"({_LIST}|第{NUMERAL}章)[^。；，《》]{{0,12}}?{_FROM}")
_STAGED_OPEN = pattern(rf"({_LIST}|第{NUMERAL}章)的?(?:施行|实施|生效)(?:日期|时间)[^。；，《》]{{0,30}}另行(?:公布|规定|确定)")
_ACTED = {"批准": ("approved",), "通过": ("adopted", "revised", "amended")}

NO_HISTORY = "the text tells nothing of its history, so it may have been amended since the date in its last article"
NOT_SAID = "the text does not say from when it is in force"
NEEDS_DAY = "it is in force from its promulgation, and the text does not say when that was"
CHANGED = "amended since: the last article speaks of the first enactment, and the amending act's own date is not in the text"
LATER = "the file is dated later than every act in the text, so the text was changed by an act it does not name"
EARLIER = "the file is dated before the last act in the text"
CONFLICT = "the text gives two dates"
SOME_TIME = "it is in force some time after its promulgation"
LEFT_OPEN = "the text says that the date will be set elsewhere"


class _Said(NamedTuple):
    """A statement of commencement: the provision's id, its date, or the kinds of event on whose day it falls, or why neither."""

    provision: str
    date: Date | None = None
    on: tuple[str, ...] = ()
    reason: str = ""


def commencement_of(version: Version, named: Date | None = None) -> InForce:
    """The commencement of a version whose events and text are read. `named`: the date of the file, evidence of which version it is.

    A date is stated only where the text makes it certain; else it is None, with the reason, and `first` keeps the date that the
    last article shows.
    """
    told, said = acts(version.events), _statement(version)
    stages = _stages(version, told)
    if said and said.reason == LEFT_OPEN and len(told) < 2 and not _contradicted(told, Date.max, named):
        return InForce(None, "text", said.provision, reason=LEFT_OPEN, stages=stages)
    dates = {date: provision for date, provision in _certain(version, told, said, named) if date}
    if len(dates) == 1:
        (date, provision), = dates.items()
        reason = _contradicted(told, date, named)
        if not reason:
            return InForce(date, "text", provision, stages=stages)
    else:
        reason = CONFLICT if dates else _reason(told, said, named)
    return InForce(reason=reason, first=_first(told, said), stages=stages)


def which(told: Sequence[Event], named: Date | None) -> tuple[Date | None, Date | None, Date | None]:
    """The date of a version, and when its last act was adopted and promulgated.

    A version is dated by its promulgation, else its adoption; a file's date counts where it is later than every act in the text.
    """
    grouped = acts(told)
    if not grouped:
        return named, None, None
    last, latest = grouped[-1], latest_of(grouped)
    adopted, promulgated = last.day(*ENACTING), last.day("promulgated")
    own = promulgated or adopted or last.day("approved") or named
    return named if named and latest and named > latest else own, adopted, promulgated


def _certain(version: Version, told: Sequence[Act], said: _Said | None, named: Date | None) -> Iterable[tuple[Date | None, str]]:
    """The dates that the notes and the last article state of this version, each with where it stands."""
    if told:
        begun = _begin(told[-1])
        noted = next((e for e in reversed(told[-1].events) if e.kind == "in_force" and e.date), None)
        if noted and noted.date and begun and noted.date >= begun:
            yield noted.date, _note_id(version, noted.text)
    if said is None or (len(told) > 1 and _begin(told[-1]) is None and not _is_whole(told[-1])):
        return
    latest = latest_of(told)
    if said.date:
        whole = len(told) == 1 and named is not None and latest is not None and named <= latest
        if whole or (latest or named or Date.max) <= said.date:
            yield said.date, said.provision
    elif told and (len(told) == 1 or _is_whole(told[-1])):
        yield told[-1].day(*said.on), said.provision


def _is_whole(act: Act) -> bool:
    """Whether an act gave a whole new text. A 修订 by a decision to amend (修改…的决定), as the State Council has it, changes parts."""
    return act.kind == "revised" and not any("修改" in e.act for e in act.events)


def _begin(act: Act) -> Date | None:
    return act.day("adopted", "amended", "revised", "approved", "promulgated")


def latest_of(told: Sequence[Act]) -> Date | None:
    """The date of the last act in a history, whatever was done on it; commencements aside."""
    return max((e.date for act in told for e in act.events if e.date and e.kind not in ("in_force", "repealed", "expired")), default=None)


def _contradicted(told: Sequence[Act], date: Date, named: Date | None) -> str:
    latest = latest_of(told)
    if named and named > max(latest or named, date):
        return LATER
    begun = _begin(told[-1]) if told else None
    return EARLIER if named and begun and named < begun else ""


def _reason(told: Sequence[Act], said: _Said | None, named: Date | None) -> str:
    latest = latest_of(told)
    if said is None:
        return NOT_SAID
    if said.reason:
        return said.reason
    if not told and not named:
        return NO_HISTORY
    if named and latest and named > latest:
        return LATER
    if len(told) > 1 or (said.date and latest and said.date < latest):
        return CHANGED
    return NEEDS_DAY


def _first(told: Sequence[Act], said: _Said | None) -> Date | None:
    """The first commencement, as the last article still shows it."""
    if said is None:
        return None
    return said.date or (told[0].day(*said.on) if told else None)


def _statement(version: Version) -> _Said | None:
    """What the last articles, or the last lines of a text without articles, say of the whole text's commencement."""
    nodes = [n for n in walk(version.body) if n.type == "article"]
    nodes = nodes or [n for n in version.body if n.type in ("item", "paragraph", "section")]
    for node in nodes[:-9:-1]:
        words = _words(node)
        found = {_said(m) for m in _WHOLE.finditer(words) if "“" not in words[: m.start()].rpartition("”")[2]}
        if not found and _OPEN.search(words):
            found = {_Said("", reason=LEFT_OPEN)}
        if found:
            return next(iter(found))._replace(provision=_id_of(version, node)) if len(found) == 1 else None
    return None


def _words(node: Provision) -> str:
    """A provision's words without its number; of a huge one, where its commencement stands: the beginning and the end."""
    words = text_of(node).removeprefix(node.num).removeprefix(node.heading)
    return words if len(words) < 8000 else f"{words[:4000]}\n{words[-4000:]}"


def _said(match: re.Match[str]) -> _Said:
    when, after = match[1], match[2]
    if not when.endswith("之日"):
        return _Said("", day(when), reason="" if day(when) else NOT_SAID)
    return _Said("", reason=SOME_TIME) if after else _Said("", on=_ACTED.get(when[:2], ("promulgated",)))


def _stages(version: Version, told: Sequence[Act]) -> tuple[Stage, ...]:
    """Commencements of single provisions: 第十条自…起施行."""
    nodes = [n for n in walk(version.body) if n.type == "article"][:-4:-1]
    made: list[Stage] = []
    for node in nodes:
        words = _words(node)
        left = (match for match in _STAGED_OPEN.finditer(words) if not _of_another(words, match))
        made += [Stage(_cited(match[1]), None, LEFT_OPEN, "text", _id_of(version, node)) for match in left]
        for match in _STAGED.finditer(words) if "条" in words or "章" in words else ():
            if _of_another(words, match):
                continue
            date = day(match[2]) if not match[2].endswith("之日") else told[0].day("promulgated") if len(told) == 1 else None
            made.append(Stage(_cited(match[1]), date, "" if date else NEEDS_DAY, "text" if date else "unknown", _id_of(version, node)))
    return tuple(made)


def _of_another(words: str, match: re.Match[str]) -> bool:
    """Whether the provision named is another law's."""
    before = words[: match.start()]
    return bool(re.search(r"[法例定则释》]$", before) and not re.search(_SELF + "$", before))


def _cited(words: str) -> tuple[str, ...]:
    """The ids of a list of citations: 第三条、第五条第二款; 第三条至第五条 is each of them."""
    ids: list[str] = []
    for part in re.split("、|和|以及|及", words):
        ends = re.split("至|到", part)
        try:
            steps = [path(end) for end in ends]
        except TrackerError:
            continue
        if len(steps) == 2 and len(steps[0]) == len(steps[1]) == 1 and steps[1][0][1].main - steps[0][0][1].main < 500:
            ids.extend(f"art_{Number(main)}" for main in range(steps[0][0][1].main, steps[1][0][1].main + 1))
        else:
            ids.extend("__".join(step_id(step) for step in cited) for cited in steps)
    return tuple(ids)


def _id_of(version: Version, node: Provision) -> str:
    numbers = [n.number for n in walk(version.body) if n.type == "article"]
    if node.type == "article" and numbers.count(node.number) == 1 and numbers.count(Number(1)) < 2:
        return f"art_{node.number}"
    return next((key for key, placed in places(version).items() if placed is node), "")


def _note_id(version: Version, text: str) -> str:
    notes = [n for n in version.head if n.type == "title_note"]
    at = next((at for at, n in enumerate(notes, 1) if text and text.split("\n")[0] in n.text), 1)
    return "title_note" if at == 1 else f"title_note~{at}"
