"""The values that everything works on: frozen, without I/O, equal when their content is.

A `Version` holds its text as three lists of `Provision`s: head (title, title note, contents), body (preamble, parts to
articles) and tail (signatures, annexes). The source's text in document order is `num`, `heading`, `text`, the cells of
`rows`, then the children, over head, body and tail; white space between these is layout and is not kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Date
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tracker.beside import Beside
from tracker.numbering import Number, Step, chinese, cite

DIVISIONS = ("part", "subpart", "chapter", "section")
"""Headings for reading, not for citing (立法法 第六十五条); they hold articles."""

_STEMS = {"part": "part", "subpart": "subpart", "chapter": "chp", "section": "sec", "article": "art", "paragraph": "para",
          "item": "item", "subitem": "sub", "preamble": "preamble", "annex": "annex", "table": "table"}

_APART = {"preamble": "序言", "title_note": "题注"}
"""What people call what no article holds."""

_COUNTED = frozenset(("paragraph", "item", "subitem", "annex", "table", "signature"))
"""What has its place among its like in its id where it has no number."""

_BEHIND = {"annex": "附件", "table": "表"}
"""What people call what bears its number behind it."""

_KINDS = {stem: kind for kind, stem in _STEMS.items() if kind != "preamble"}


class Provision(Struct, frozen=True):
    """One node of a law's text, whatever its level.

    `type`: title, title_note, toc, preamble, part, subpart, chapter, section, article, paragraph, item, subitem, annex,
    table, signature. `num` is the label as printed (第十七条之一, （三）, `1.`), `number` its value; `heading` the words
    beside the label of a division or article; `text` the words of a 款, 项 or 目; `rows` the cells of a table. An
    article's words are in its 款 (children of type paragraph), also where it has only one.
    """

    type: str
    num: str = ""
    number: Number | None = None
    heading: str = ""
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    children: tuple["Provision", ...] = ()


Provisions = tuple[Provision, ...]


class Event(Struct, frozen=True):
    """Something that happened to a law on a day.

    `kind`: adopted, approved, promulgated, in_force, amended, revised, repealed, expired, suspended, resumed, corrected.
    `body` who did it, `meeting` the session, `act` the deciding act's title, `ordinal` the N of 第N次修正, `document` the number
    (主席令第十五号), `text` the source's own words, `provisions` the ids it is about (none: all).
    `repealed` and `expired` are dated by the first day on which it is no longer law; `until` is the first day after a suspension,
    `place` where one holds (立法法(2023) 第十六条、第七十九条; empty: everywhere). Without a `date` it is not before `after`, where that is
    known: the day of the act that orders it. `basis` act or person, with the `reason`, is for what
    no version's own text tells. `partly` are those of its provisions that have other rules too in the text whose
    ids they are: a part of them is meant, and which one is not known. `weak` is the least likeness by which alone what it names in another
    text, or what ends it, is held to be these provisions, where a person has to look. `numbers` is the version whose ids the provisions
    are, where that was recorded: they stay the same rules though another version is found to have been law on the day. `by` is the stored
    version (LAW/VERSION) that says so, where one does. `lacking` are what a corrected text does not have, by the ids of the one computed.
    `unset` open: it has no date since its day is not set yet: it is that of an act whose own is left open.
    """

    kind: str
    date: Date | None
    body: str = ""
    meeting: str = ""
    act: str = ""
    ordinal: int | None = None
    document: str = ""
    text: str = ""
    provisions: tuple[str, ...] = ()
    until: Date | None = None
    place: str = ""
    basis: Literal["", "act", "person"] = ""
    reason: str = ""
    after: Date | None = None
    partly: tuple[str, ...] = ()
    weak: float | None = None
    numbers: Date | None = None
    by: str = ""
    lacking: tuple[str, ...] = ()
    unset: Literal["", "open"] = ""


Basis = Literal["text", "act", "person", "unknown"]


class Stated(Struct, frozen=True):
    """A day that a text states, with its place: the provision whose own text gives it, and the span of the words there in code points.

    `kind` is that of the event whose day it is; `date` is None where the words give none (公布之日 of a day not told).
    """

    kind: str
    date: Date | None
    provision: str = ""
    start: int = 0
    end: int = 0


class Stage(Struct, frozen=True):
    """A commencement of its own for some provisions (staged commencement): their ids, and the day.

    No `date` is not known where `basis` is unknown, else left open, as in `InForce`. `provision` is the version's own that says so,
    `stated` as in `InForce`, `numbers` the version whose ids they are where that is another one.
    """

    provisions: tuple[str, ...]
    date: Date | None
    reason: str = ""
    basis: Basis = "text"
    provision: str = ""
    stated: tuple[Stated, ...] = ()
    numbers: Date | None = None


class InForce(Struct, frozen=True):
    """From when a version is law, and how that is known.

    No `date` with a basis other than unknown: it is known to be left open (施行日期另行规定).
    `basis`: text (its own article `provision`), act (the deciding act `act`), person (`reason` says why), unknown (`date` is None and
    `reason` says why). `first` is the first commencement where the text's own article still speaks of that one. `stated` are the days
    of the text that cannot stand together, or are of a part only, where that is why it is unknown. `leaving` is what this version takes out
    and lets go on a day of its own (其中第一项自…起施行, an item that says 删去第三条), by the ids of an earlier version.
    """

    date: Date | None = None
    basis: Basis = "unknown"
    provision: str = ""
    act: str = ""
    reason: str = ""
    first: Date | None = None
    stages: tuple[Stage, ...] = ()
    stated: tuple[Stated, ...] = ()
    leaving: tuple[Stage, ...] = ()


class Source(Struct, frozen=True):
    """Where a text came from: the file's name, its media type and encoding, the SHA-256 of its bytes."""

    name: str
    media_type: str = "text/plain"
    encoding: str = ""
    sha256: str = ""


class Finding(Struct, frozen=True):
    """Something that looks wrong in a source: the text is kept as it is, the reader is told.

    `kind` is a word from `reading.findings`, `line` counts from 1 in the text as read, `text` the words concerned.
    """

    kind: str
    line: int
    text: str = ""


Reason = Literal["staged", "open", "crossing", "unknown", "withdrawn", "succession", "within", "number", "repealed", "expired"]


class Reading(Struct, frozen=True):
    """A provision (id) of the text of a day that does not read as the version it stands in: it has the words of `version`, or, where that
    is None, is left out, being not yet law or no longer.

    `reason` says why: staged, crossing (an act promulgated earlier commences later), open, unknown (not known from when), withdrawn (its
    day was left open, and a later version does not say so any more: whether it is law by that is not known), succession (it is not known
    whether it is gone already, or stands until what waits in its place is law: `until`), within (it is not known whether a later act
    brought with it what an earlier one changed in it, or that is law from `until` only), number (its words are law; its number and place
    are those of a text that is in force from `until`), repealed, expired. `until` is the first day on which it reads as printed, `since`
    the first on which it does not, or, with the words of a later version, has these; each where known and set. What ended on a day not
    known has its words still, and no `since`. `source` is who says so: the act, the provision, or the reason given. `place` is its id in
    the text where that has another provision of its number, `weak` the least likeness by which alone it is held to be what had those words,
    or what has ended, where a person has to look. `partly`: what ended is a part of it, and which one is not known: it has its words still.
    `never`: it, or its change, ends before it is law, and so never is, on whichever day.
    """

    provision: str
    version: Date | None
    reason: Reason
    since: Date | None = None
    until: Date | None = None
    source: str = ""
    place: str = ""
    weak: float | None = None
    partly: bool = False
    never: bool = False


class Misnumbered(Struct, frozen=True):
    """A citation in the text of a day that its numbers do not read: it stands in words of `version`, at the code points `start` to `end` of
    the provision `place` (id in the text), reads `text` there, and means `cited` (ids in that version), which the text has as `now`
    (ids; none: it does not have it)."""

    place: str
    start: int
    end: int
    text: str
    version: Date
    cited: tuple[str, ...]
    now: tuple[str, ...] = ()


class Version(Struct, frozen=True, weakref=True):
    """One text of a law (FRBR expression): what it says, what its source says about its history, and from when it holds.

    `law` is the law's id (its title without 《》 and a leading 中华人民共和国), `version` the date it was promulgated, or else
    adopted, or None where the text has none; `adopted` and `promulgated` are those of this version's own (last) act. `draft`
    names a stage of a bill (一审稿): such a version never comes into force. `readings` are there where the text of a day was put
    together from several versions, so that no single document holds it, and `day` is that day; `suspended` are the suspensions on
    the day of a text that was asked for by one, naming provisions by their ids here: the text itself stays as it is. `misnumbered`
    are the citations in it that keep the numbers of the version whose words they stand in.
    """

    law: str
    title: str
    version: Date | None = None
    adopted: Date | None = None
    promulgated: Date | None = None
    in_force: InForce = InForce()
    events: tuple[Event, ...] = ()
    source: Source | None = None
    findings: tuple[Finding, ...] = ()
    head: Provisions = ()
    body: Provisions = ()
    tail: Provisions = ()
    draft: str = ""
    readings: tuple[Reading, ...] = ()
    suspended: tuple[Event, ...] = ()
    misnumbered: tuple[Misnumbered, ...] = ()
    day: Date | None = None


class Held(Struct, frozen=True):
    """A version as a store holds it: its date, the SHA-256 of its JSON file, the name of its source file (empty: none kept).

    The rest says what the version's document says, so that what was law on a day is known without reading every text: when it
    was adopted, promulgated and in force, and the act that made it: `change` is amended, revised or empty (a first enactment, or an act
    that is not told: `enacts` tells which). `changes` are all that its title note tells of, each by its kind and day alone; adopted is one
    told behind the first enactment, of which it is not known how it changed the law.
    """

    version: Date
    sha256: str
    source: str = ""
    in_force: InForce = InForce()
    adopted: Date | None = None
    promulgated: Date | None = None
    change: str = ""
    act: str = ""
    draft: str = ""
    changes: tuple[Event, ...] = ()


class Law(Struct, frozen=True):
    """One law through time (FRBR work): its identity, its events beyond its versions' texts, the versions held, oldest first."""

    law: str
    title: str
    body: str = ""
    kind: str = ""
    events: tuple[Event, ...] = ()
    versions: tuple[Held, ...] = ()


def held_as(version: Version, sha256: str = "", source: str = "") -> Held:
    """A version, which must have a date, as a store lists it.

    A 修订 by a decision to amend (修改…的决定) changed single provisions, as State Council practice has it: it is listed as amended.
    """
    assert version.version is not None
    told = [e for e in version.events if e.kind in ("amended", "revised")]
    last = next((e for e in reversed(told) if e.date in made_on(version)), Event("", None))
    change = "amended" if "修改" in last.act else last.kind
    changes = {e.date: Event(e.kind, e.date) for e in (*_readopted(version.events), *told) if e.date}
    return Held(version.version, sha256, source, version.in_force, version.adopted, version.promulgated, change, last.act, version.draft,
                tuple(changes[day] for day in sorted(changes)))


def made_on(version: Version) -> tuple[Date | None, ...]:
    """The days of the act that made a version, None where one is not known: its own day alone where that is of a later act than its note
    tells of (立法法(2023) 第六十五条 has the note tell them all)."""
    if version.adopted and version.version not in (version.adopted, version.promulgated):
        return (version.version,)
    return version.adopted, version.promulgated or version.version, version.version


def _readopted(events: tuple[Event, ...]) -> Iterator[Event]:
    """The adoptions that a history tells behind the making of the law: by the same body, or long after it. Two bodies that adopt a law
    within a year or so make it together."""
    for at, event in enumerate(events):
        if event.kind == "adopted" and event.date and any(
                before.date and before.date < event.date and before.kind in ("adopted", "promulgated", "amended", "revised")
                and (before.body == event.body or before.kind in ("amended", "revised") or (event.date - before.date).days > 400)
                for before in events[:at]):
            yield event


def enacts(listed: Held) -> bool:
    """Whether a version is the first enactment of its law: it is of the day of its act, and that changed no text that was there before."""
    made = listed.adopted, listed.promulgated
    return listed.version in made and not listed.change and not any(e.date in made for e in listed.changes)


_PLACES: Beside[dict[str, Provision]] = Beside()
"""Reading, aligning, rewriting and showing one text ask for its places anew each time."""


def walk(nodes: Iterable[Provision]) -> Iterator[Provision]:
    """Every node in document order, parents before their children."""
    stack = list(nodes)[::-1]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.children))


def text_of(node: Provision) -> str:
    """A node's words in document order: number, heading, text, cells, then its children."""
    words = node.num + node.heading + node.text
    for row in node.rows:
        words += "".join(row)
    for below in node.children:
        words += text_of(below)
    return words


def places(version: Version) -> dict[str, Provision]:
    """Every node of a version by its id, in document order.

    Ids are computed from the path: a division's id carries its parents (`part_2__chp_1`), an article's starts at itself
    (`art_17__para_2__item_3`) unless numbers restart, then at its outermost division; in an annex at the annex. Where a
    source repeats a number, the second one's id ends in `~2`. The mapping is the version's own: it is not to be changed.
    """
    known = _PLACES.get(version)
    if known is None:
        known = _PLACES.set(version, _placed(version))
    return known


def _placed(version: Version) -> dict[str, Provision]:
    restarts = _first_articles(version.body) > 1
    found: dict[str, Provision] = {}
    repeated: dict[str, int] = {}
    for part in (version.head, version.body, version.tail):
        _place(part, "", restarts, found, repeated)
    return found


def _first_articles(nodes: Provisions) -> int:
    return sum(node.number == (1, 0) if node.type == "article" else _first_articles(node.children) for node in nodes)


def _place(nodes: Provisions, prefix: str, restarts: bool, found: dict[str, Provision], repeated: dict[str, int]) -> None:
    positions: dict[str, int] = {}
    for node in nodes:
        kind = node.type
        positions[kind] = position = positions.get(kind, 0) + 1
        own = _STEMS.get(kind, kind)
        if node.number is not None:
            own = _numbered(own, node.number)
        elif kind in _COUNTED:
            own = f"{own}_{position}"
        key = own if kind == "article" and not restarts and not prefix.startswith("annex") else prefix + own
        if key in found:
            repeated[key] = repeated.get(key, 1) + 1
            key = f"{key}~{repeated[key]}"
        found[key] = node
        if node.children:
            _place(node.children, f"{key}__", restarts, found, repeated)


@lru_cache(maxsize=16384)
def _numbered(stem: str, number: Number) -> str:
    return f"{stem}_{number}"


def step_id(step: Step) -> str:
    """The id part of one step of a citation: (article, 17-1) → `art_17-1`."""
    return f"{_STEMS[step[0]]}_{step[1]}"


def articles(version: Version) -> dict[str, Provision]:
    """The articles of the body by id, in document order."""
    return {key: node for key, node in places(version).items() if node.type == "article" and not key.startswith("annex")}


def joined(version: Version, ids: Iterable[str]) -> tuple[str, ...]:
    """Ids, each once, with an article in the place of its 款 where all of them are named: 第三条第一款 of one 款 is 第三条."""
    named, placed = tuple(dict.fromkeys(ids)), places(version)
    kin = {key: [f"{above}__para_{n}" for n, _ in enumerate(placed[above].children, 1)] for key in named
           for above, _, own in [key.rpartition("__")] if own.startswith("para_") and above in placed and placed[above].type == "article"}
    return tuple(dict.fromkeys(key.rpartition("__")[0] if key in kin and set(kin[key]) <= set(named) else key for key in named))


def citation_of(key: str) -> str:
    """How running text cites the provision with an id: `art_17-1__para_2` → 第十七条之一第二款, `annex_1__item_2` → 附件1第二项, the
    second one of a number `art_3~2` → 第三条（第二处）; other ids stay as they are."""
    steps = [_cited(step) for step in key.split("__")]
    if all(steps):
        return "".join(steps)
    preamble = re.fullmatch(r"preamble__para_(\d+)", key)
    return f"序言第{chinese(int(preamble[1]))}自然段" if preamble else _APART.get(key.partition("~")[0], key)


def _cited(step: str) -> str:
    """One step of an id as it is cited; empty where it is not."""
    read = re.fullmatch(r"([a-z]+)_(\d+(?:-\d+)?)(?:~(\d+))?", step)
    if not read or read[1] not in _KINDS:
        return ""
    own = f"{_BEHIND[read[1]]}{read[2]}" if read[1] in _BEHIND else cite(_KINDS[read[1]], Number.parse(read[2]))
    return f"{own}（第{chinese(int(read[3]))}处）" if read[3] else own


def rewrite(version: Version, changes: Mapping[str, Provisions], behind: Mapping[str, Provisions] | None = None) -> Version:
    """The same version with some provisions replaced; subtrees without a change stay the same objects.

    `changes` maps a provision's id to what stands in its place: nothing (a deletion), one node or several. What is below a
    replaced provision is replaced with it. `behind` maps an id to what is put behind that provision, whatever becomes of it, and an id with
    `__` to what is put first of all that stands below it.
    """
    ids = iter(list(places(version)))
    head, body, tail = (_rewrite(part, changes, behind or {}, ids) for part in (version.head, version.body, version.tail))
    return replace(version, head=head, body=body, tail=tail)


def _rewrite(nodes: Provisions, changes: Mapping[str, Provisions], behind: Mapping[str, Provisions], ids: Iterator[str]) -> Provisions:
    made: list[Provision] = []
    same = True
    for node in nodes:
        key = next(ids)
        if key in changes:
            for _ in walk(node.children):
                next(ids)
            made.extend(changes[key])
            same = same and len(changes[key]) == 1 and changes[key][0] is node
        else:
            children = _rewrite(node.children, changes, behind, ids) if node.children else ()
            if behind and f"{key}__" in behind:
                children = (*behind[f"{key}__"], *children)
            same = same and children is node.children
            made.append(node if children is node.children else replace(node, children=children))
        if key in behind:
            made.extend(behind[key])
            same = False
    return nodes if same else tuple(made)
