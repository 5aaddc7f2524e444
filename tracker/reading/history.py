"""History: the 题注, or the dated lines that some sources have instead, read into events.

立法法(2023) 第六十五条 has the note below a title name the enacting body and the date of adoption, and for an amended law, in
order, the bodies and dates of its amendments. Words inside 《》 are titles: neither their dates nor their verbs are events.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from tracker.model import Event
from tracker.naming import bare_title
from tracker.numbering import NUMERAL
from tracker.patterns import HAN, pattern
from tracker.reading.dates import DAY, days
from tracker.reading.labels import value

_KINDS = {"通过": "adopted", "批准": "approved", "公布": "promulgated", "发布": "promulgated", "颁布": "promulgated",
          "修正": "amended", "修改": "amended", "修订": "revised", "施行": "in_force", "实施": "in_force", "生效": "in_force",
          "废止": "repealed", "失效": "expired"}
_VERB = pattern(rf"(?:第?({NUMERAL})次)?(修正|修订|修改)|{'|'.join(k for k in _KINDS if k[0] != '修')}")
_CHANGE = pattern(rf"(第{NUMERAL}次\s*)?(?:修正|修订)")
_UNDATED = pattern(r"(?:通过|批准|[公发颁]布|修正|修订)[；\s]+(?=(?:根据)?(?:[^，。；\s□]{0,60}会议)?□*[^，。；\s□]{0,40}(?:修正|修订))")
_PASSED = pattern("通过的(?=□)")
_AMENDS = pattern("修正案(?:[（(][^（()）]*[）)])?$|关于.*修[改正订].*的(?:决定|决议)$")
_BARE_ACT = pattern(r"关于(?:修改|修订|废止|取消)[^。，；\s]{0,60}?的(?:决定|决议)(?!》)")
_WHO = r"[^，。；、（）\s的]{0,60}?"
_MEETING = pattern(rf"{_WHO}第?{NUMERAL}次[^，。；、（）\s]{{0,12}}?会议?|{_WHO}第{NUMERAL}届?会议|{_WHO}人大{NUMERAL}次会议")
_TERM = pattern(rf"第?{NUMERAL}次.*$|第?{NUMERAL}届?会议$|第?{NUMERAL}届")
_DOCUMENT = pattern(
    rf"(?:{HAN}|、){{0,30}}?(?:主席令|令|公告)[（(]?第?\s?{NUMERAL}\s?号[）)]?|第?\s?{NUMERAL}\s?号(?:令|公告)"
    rf"|法释[〔［\[（(]{NUMERAL}[〕］\]）)]\s?第?{NUMERAL}号")
_ALONE = pattern(rf"(?:法释|法发|高检发释字)[〔［\[（(]({NUMERAL})[〕］\]）)]\s?第?{NUMERAL}号")
_ORDERED = pattern(rf"(.{{2,40}}?)令\s*[（(]?第?\s?{NUMERAL}\s?号[）)]?")
_STARTS = pattern(rf"[\s（(]*{DAY}")
_OPENERS, _CLOSERS = "《＜〈<", "》＞〉>"
_EDGE = pattern(r"^(?:并?经|已?由|根据|[\s，、；（(])+|(?:自|之日|起|于|以|[\s，、；）)（(])+$")
CHANGING = ("amended", "revised")
ENACTING = ("adopted", *CHANGING)


class _Clause(NamedTuple):
    """What is said of one date: the words up to the next date, as printed and with titles blotted out."""

    date: Date | None
    words: str
    masked: str
    text: str


def events(notes: str) -> tuple[Event, ...]:
    """The events that notes tell, in the order told. `notes`: the note lines below a title, or an order's above it, one a line."""
    clauses = _clauses(notes)
    made: list[Event] = []
    before = ""
    for at, clause in enumerate(clauses):
        spoken = _spoken(clauses[at:])
        if spoken:
            made.extend(_events(clause, spoken, before))
        elif _is_order(made, clause):
            made = [replace(e, date=clause.date) if e.kind == "promulgated" and e.date is None else e for e in made]
        before = "" if spoken else clause.masked
    return _documented(_decided(made), notes)


def _is_order(made: Sequence[Event], clause: _Clause) -> bool:
    """Whether a date without a word stands below an order that promulgates: it dates the order."""
    return not clause.words.strip() and any(e.kind == "promulgated" and e.date is None for e in made)


def _documented(told: Sequence[Event], notes: str) -> tuple[Event, ...]:
    """A document number in a line of its own (法释〔2021〕24号) belongs to the last act of its year, or of the year before.

    The number of an order above the title belongs to the promulgation it speaks of (现予公布).
    """
    ordered = _ORDERED.match(notes)
    alone = next((m for line in notes.split("\n") if (m := _ALONE.fullmatch(line.strip("（）() 　")))), None)
    year = value(alone[1]) if alone else None
    fit = [at for at, e in enumerate(told) if e.kind in (*ENACTING, "promulgated") and not e.document and e.date
           and year and e.date.year in (year, year - 1)]
    made = [replace(e, document=alone[0]) if alone and fit and at == fit[-1] else e for at, e in enumerate(told)]
    if not ordered:
        return tuple(made)
    number = "".join(ordered[0].split())
    return tuple(replace(e, body=ordered[1], meeting="", document=number) if e.kind == "promulgated" and "现" in e.text else e
                 for e in made)


def _spoken(clauses: Sequence[_Clause]) -> _Clause | None:
    """The clause that says what was done on the first one's date: itself, or the next with a verb in a list of dates that share one
    (甲…会议、乙…会议通过; …通过的《…修正案》、…通过的《…修正案》修正). What is passed as an act of another name is not the law."""
    for clause in clauses:
        if _VERB.search(_own(clause)):
            return clause
        if not clause.words.rstrip().endswith(("、", "和", "及")):
            break
    return clauses[0] if _VERB.search(clauses[0].masked) else None


def _own(clause: _Clause) -> str:
    """The words of a clause without the passing of the act that it names: …会议通过的《…修正案》."""
    return _PASSED.sub("", clause.masked)


def _clauses(notes: str) -> list[_Clause]:
    """The notes cut at their dates; what stands before the first one, or names a second act behind one, is a clause without a date."""
    masked = _masked(notes)
    found = days(masked)
    starts = [(0, 0, None), *((d.start, d.end, d.date) for d in found)]
    made: list[_Clause] = []
    for (start, words, date), end in zip(starts, [*(d.start for d in found), len(notes)], strict=True):
        cut = _second(masked[words:end], words) or end
        made.append(_Clause(date, notes[words:cut], masked[words:cut], _trim(notes[start:cut])))
        if cut < end:
            made.append(_Clause(None, notes[cut:end], masked[cut:end], _trim(notes[cut:end])))
    return made if made[0].words.strip("（( 　\n") else made[1:]


def _second(masked: str, start: int) -> int:
    """Where a second act begins to be told behind one date, 0 where there is none: a change set off as an entry of its own
    (…通过　…会议修正), or one with an ordinal or a deciding act of its own."""
    apart = _UNDATED.search(masked)
    if apart:
        return start + apart.end()
    changes = list(islice(_CHANGE.finditer(masked), 2))
    if len(changes) < 2:
        return 0
    first, second = changes
    own = second[1] or masked[first.end():second.start()].rstrip().endswith("□")
    return start + first.end() if own else 0


def _trim(text: str) -> str:
    """A clause without the connectives and brackets that belong to its neighbours, and without lines that tell nothing more."""
    told = max((verb.end() for verb in _VERB.finditer(text)), default=0)
    if told and "\n" in text[told:]:
        text = text[: text.index("\n", told)]
    return re.sub(r"[\s（(]*(?:根据|自|、|，|；)?[\s（(]*$", "", text.strip()).rstrip("）)。 \u3000")


def _masked(text: str) -> str:
    """The text with titles in 《》 blotted out, length kept; a title ends at the latest with its line, or the next where it is broken."""
    made: list[str] = []
    depth = 0
    for line in text.split("\n"):
        if depth and (_STARTS.match(line) or not any(c in line for c in _CLOSERS)):
            depth = 0
        blotted = []
        for c in line:
            depth += c in _OPENERS
            blotted.append("□" if depth else c)
            depth = max(0, depth - (c in _CLOSERS))
        made.append("".join(blotted))
    return _BARE_ACT.sub(lambda m: "□" * len(m[0]), "\n".join(made))


def _events(clause: _Clause, spoken: _Clause, before: str) -> Iterable[Event]:
    """The events of one date. `before`: the words before it, where they name who acted (已由…会议于2023年9月1日通过)."""
    body, meeting = _body(clause.masked)
    if not body and clause.date:
        body, meeting = _body(before.rpartition("□")[2])
    number = _DOCUMENT.search(clause.masked)
    document = number[0].strip() if number else ""
    told = [(_KINDS[v[2] or v[0]], v[1]) for v in _VERB.finditer(_own(spoken))]
    told = told or [("amended" if _AMENDS.search(re.sub("〈.*〉", "", _act(clause))) else "adopted", None)]  # …通过的《…修正案》 alone
    if any(kind in CHANGING for kind, _ in told):
        told = [one for one in told if one[0] != "adopted"]  # 修订通过: one act
    for kind in sorted(dict.fromkeys(kind for kind, _ in told), key=lambda kind: kind not in ENACTING):
        ordinal = next(numeral for one, numeral in told if one == kind)
        changed = kind in CHANGING
        yield Event(kind, clause.date, body if kind != "in_force" else "", meeting if kind != "in_force" else "",
                    _act(clause) if changed else "", value(ordinal) if changed and ordinal and spoken is clause else None,
                    document if kind in ("promulgated", *CHANGING) else "", clause.text)


def _body(masked: str) -> tuple[str, str]:
    """Who acted, and at which session as printed: 第十三届全国人民代表大会常务委员会第二十次会议 → 全国人民代表大会常务委员会."""
    verb = _VERB.search(masked)
    words = (masked[: verb.start()] if verb else masked).split("□")[0].strip()
    if not set(words) - set("（(根据年月日 \u3000"):  # a date left blank in a draft
        return "", ""
    session = _MEETING.search(words)
    if session:
        meeting = _EDGE.sub("", session[0])
        return _TERM.sub("", meeting), meeting
    number = _DOCUMENT.search(words)
    if number:
        words = words[: number.start()] + re.split(rf"令|公告|第?{NUMERAL}号", number[0])[0]
    return _TERM.sub("", " ".join(_EDGE.sub("", words[-200:]).removesuffix("公告").split())), ""


def _act(clause: _Clause) -> str:
    """The title of the deciding act, outer 《》 off."""
    start = clause.masked.find("□")
    if start < 0:
        return ""
    end = start
    while end < len(clause.masked) and clause.masked[end] in "□\n":
        end += 1
    return bare_title(re.sub(r"\s+", "", clause.words[start:end]))


def _decided(made: list[Event]) -> list[Event]:
    """A decision passed by a city and approved by a province is one amendment: dated, like every act, by its passing.

    通过 right before 批准的《…》修正 speaks of the decision, where the law itself was adopted earlier.
    """
    result: list[Event] = []
    for event in _once(made):
        before = result[-1] if result else None
        if before and event.kind in CHANGING and before.kind == "approved" and before.text.endswith("的") and near(event, before):
            result[-1:] = [event, before]  # 省…批准的市…《…决定》修正
        elif before and event.kind == "approved" and before.kind in CHANGING and before.text == event.text and _repeats(result, event):
            result[-1] = event  # 市…修订 省…批准修订
        elif before and event.kind == "approved" and before.kind in CHANGING and before.text == event.text and _passes(result[:-1], event):
            passed = result[-2]
            changed = replace(before, date=passed.date, body=passed.body, meeting=passed.meeting, text=f"{passed.text}{before.text}")
            result[-2:] = [changed, replace(event, text="")]
        else:
            result.append(event)
    return result


def _once(made: Sequence[Event]) -> list[Event]:
    """Adoptions told by the order above the title and once more by the note below it, each once, in the note's words."""
    def key(event: Event) -> tuple[str, Date | None, str]:
        return event.kind, event.date, event.body.removeprefix("中华人民共和国")
    last = {key(e): e for e in made}
    told: dict[object, Event] = {}
    for at, event in enumerate(made):
        told[key(event) if event.kind == "adopted" else at] = last[key(event)] if event.kind == "adopted" else event
    return list(told.values())


def _repeats(told: Sequence[Event], approved: Event) -> bool:
    """Whether the change just told is the one before it once more, now with its approval."""
    return len(told) > 1 and told[-2].kind == told[-1].kind and not told[-1].act and not told[-1].ordinal and near(told[-2], approved)


def _passes(earlier: Sequence[Event], approved: Event) -> bool:
    """Whether the event before is the passing of what was approved here, and not the adoption of the law itself."""
    if not earlier or earlier[-1].kind != "adopted" or not near(earlier[-1], approved):
        return False
    return any(e.kind == "adopted" for e in earlier[:-1]) or earlier[-1].text.endswith("并经")


def near(one: Event, other: Event) -> bool:
    """Whether the second is no earlier than the first and may be a later step of the same act: its approval, its promulgation."""
    return one.date is not None and other.date is not None and 0 <= (other.date - one.date).days <= 400


class Act(NamedTuple):
    """One act in a history: its passing, approval and promulgation together. `kind`: adopted, amended or revised."""

    kind: str
    events: tuple[Event, ...]

    def day(self, *kinds: str) -> Date | None:
        """The date of its first event of these kinds."""
        return next((e.date for e in self.events if e.kind in kinds and e.date), None)


def acts(told: Sequence[Event]) -> tuple[Act, ...]:
    """Events grouped by the act they belong to, in the order told."""
    groups: list[list[Event]] = []
    seen: dict[str, Date | None] = {}
    for event in told:
        if not groups or _opens_act(event, groups[-1][-1], seen):
            groups.append([])
            seen = {}
        groups[-1].append(event)
        seen.setdefault(event.kind, event.date)
    return tuple(Act(next((e.kind for e in group if e.kind in ENACTING), "adopted"), tuple(group)) for group in groups)


def _opens_act(event: Event, before: Event, seen: Mapping[str, Date | None]) -> bool:
    """Whether an event belongs to another act than the one before it. `seen`: the kinds told of that act, with their dates."""
    if event.kind == "adopted":
        joint = before.kind == "adopted" and not _VERB.search(_masked(before.text))
        return not joint and not seen.keys().isdisjoint((*ENACTING, "promulgated"))
    if event.kind in CHANGING:
        return True
    if event.kind in ("approved", "promulgated"):
        done = event.kind if event.kind in seen else "promulgated"
        return done in seen and seen[done] != event.date
    return False
