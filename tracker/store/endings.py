"""Ends that the texts held tell of: the repeal of another law (《…》同时废止), a text's own end (有效期五年), or that its term is longer;
what an act suspends of a law, or resumes; the commencement that it appoints for one; and that it amends one whose version by it is not
there.

They are proposed here, and recorded only when a person confirms them, or imports that version.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tracker import timeline
from tracker.citations import provisions_of
from tracker.errors import CitationError
from tracker.model import Event, Held, Law, Version, joined
from tracker.naming import asked
from tracker.store.appointing import is_said, named_in, recorded_days, text_meant, waits
from tracker.store.folder import law_id
from tracker.store.namesakes import meant as meant_of
from tracker.store.undoing import of_older_numbers, taking_back
from tracker.store.unmade import before, is_made, is_made_elsewhere, is_of_others, replaced
from tracker.timeline.effect import around, numbering
from tracker.timeline.intervals import ENDINGS, in_order, is_whole
from tracker.timeline.standing import articles_of, meant

if TYPE_CHECKING:
    from tracker.reading.amending import Amends
    from tracker.reading.appointing import Appointed
    from tracker.reading.expiry import Ending
    from tracker.reading.repeals import Ended
    from tracker.reading.suspending import Ordered
    from tracker.timeline.lineage import Mapper


class Proposal(Struct, frozen=True):
    """An end, or a suspension, not recorded yet: the law (id), the version (LAW/VERSION) whose provision tells it, the day (None: not
    known, not set), the provisions (ids) that end with it, all where there are none; `lacking` are citations of what its version of that
    day has not, or has another number for than when the act was made. `outlived`: the first version made after that day of an end which the
    law set itself. `replaced`: of such an end without a day, from when a later version stands in the place of this one; it can matter only
    before, as an amendment before a later text. `prolonged`: the act makes the term longer, in the words of `text`; `undoing`: the command
    that takes back what stands in the way, an end before it, or the same recorded in older numbers. A suspension holds from `day` to before
    `until` (None: until it is resumed) in `place` (empty: everywhere); `unread` names what of it a person has to say, `several`: the act
    suspends more of the law. An amendment changes the version `base`, which the amendment before it may have to make; `source` is the file
    of the act, kept in the store (empty: none). A commencement is that of the `version`, or of provisions of it, `instead` of the day
    recorded, where one is. `others` are laws (ids) of its title that may be meant as well, `against` what the act says of the law and its
    texts do not. `open`: its day is that of the act, which is left open."""

    law: str
    by: str
    provision: str
    day: date | None
    text: str
    kind: Literal["repealed", "expired", "suspended", "resumed", "in_force", "amended"] = "repealed"
    provisions: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    outlived: date | None = None
    replaced: date | None = None
    prolonged: bool = False
    undoing: str = ""
    until: date | None = None
    place: str = ""
    unread: tuple[str, ...] = ()
    several: bool = False
    others: tuple[str, ...] = ()
    against: str = ""
    version: date | None = None
    instead: date | None = None
    open: bool = False
    base: date | None = None
    source: str = ""

    def meets(self, day: date) -> bool:
        """Whether what was law on a day hangs on it."""
        if self.open:
            return False
        if self.kind == "in_force" and self.day and self.instead:
            return min(self.day, self.instead) <= day < max(self.day, self.instead)
        if self.kind == "amended":
            return (self.day or date.fromisoformat(self.made)) <= day and (self.replaced is None or day < self.replaced)
        return (self.day is None or self.day <= day) and (self.until is None or day < self.until)

    @property
    def pauses(self) -> bool:
        """Whether it is a suspension, or the end of one."""
        return self.kind in ("suspended", "resumed")

    @property
    def made(self) -> str:
        """When the version that tells it was made, as it is written."""
        return self.by.rpartition("/")[2]


class Texts(NamedTuple):
    """The versions of a law, read where provisions are named, how those of a law (id) are aligned, the file kept of a version, and the
    laws of which a title note tells a change on a day."""

    versions: Callable[[Law], Sequence[Version]]
    aligner: Callable[[str], "Mapper"]
    source: Callable[[Version], str]
    changed: Callable[[date], Sequence[Law]]


def proposals(held: Iterable[tuple[Law, Sequence[Version]]], laws: Iterable[Law], texts: Texts) -> tuple[Proposal, ...]:
    """Every repeal and suspension of `laws` that the versions given order and that is not recorded, each once, by the earliest version that
    says so; the commencements that they appoint, by the latest; the amendments that made no version held; and the ends that
    these laws' own versions among them set, or the latest that makes such a term longer. What is given is asked for one law at a time:
    many texts do not fit in memory."""
    by_title = _by_title(laws)
    names = {law.law for some in by_title.values() for law in some}
    found: dict[tuple[object, ...], Proposal] = {}
    own: list[Proposal] = []
    changes: list[Proposal] = []
    begins: dict[tuple[object, ...], tuple[Proposal, bool]] = {}
    for law, versions in held:
        for one, done in (p for version in versions for p in _appointed_by(version, by_title, texts)):
            of = one.law, one.version, *one.provisions, *one.lacking
            begins[of] = max(begins.get(of, (one, done)), (one, done), key=lambda told: told[0].made)
        for one in (p for version in versions for p in _ended_by(version, by_title, texts)):
            paused = (one.kind, one.day, one.until, one.place, one.unread) if one.pauses else ()
            key = one.prolonged, one.law, *one.provisions, *one.lacking, *paused
            before = found.setdefault(key, one)
            if one.made > before.made if one.prolonged else one.made < before.made:
                found[key] = one
        changes += (p for version in versions for p in _amended_by(version, by_title, texts))
        own += own_ends(law, versions, texts) if law.law in names else ()
    found |= {("in_force", *of): one for of, (one, done) in begins.items() if not done}
    return (*found.values(), *_in_turn(changes), *(one for one in own if not _goes_on(one, found.get((True, one.law, *one.provisions)))))


def _in_turn(changes: Iterable[Proposal]) -> Iterator[Proposal]:
    """Amendments, oldest first, each of the text that the one before it makes of the same law, where that is not there yet either."""
    last: dict[str, date] = {}
    for one in sorted(changes, key=lambda one: one.made):
        made = last.get(one.law, one.base)
        yield replace(one, base=max(filter(None, (made, one.base)), default=None))
        last[one.law] = date.fromisoformat(one.made)


def _goes_on(own: Proposal, longer: Proposal | None) -> bool:
    """Whether an act makes the term longer that a law sets itself."""
    return longer is not None and (longer.day > own.day if longer.day and own.day else longer.made > own.made)


def own_ends(law: Law, versions: Iterable[Version], texts: Texts) -> Iterator[Proposal]:
    """The ends that versions of a law set themselves and that are not recorded, but for those that a later version replaced in time; one
    without a day that several versions tell in the same words once, of the latest."""
    from tracker.reading.unread import every_end

    found = [one for version in versions if not version.draft for one in _open(law, version, every_end(version), texts)]
    latest = {(one.provisions, one.text): one for one in found}
    return (one for one in found if one.day or latest[one.provisions, one.text] is one)


def is_past(law: Law, version: Version, day: date, texts: Texts) -> bool:
    """Whether an end that a version sets itself with its day, and that is not recorded, is past on a day; asked of many texts."""
    from tracker.reading.expiry import endings

    return any(one.day and one.day <= day for one in _open(law, version, endings(version), texts))


def _open(law: Law, version: Version, ends: Iterable["Ending"], texts: Texts) -> Iterator[Proposal]:
    made = [v for v in law.versions if not v.draft and version.version and v.version >= version.version]
    later = [v for v in made if v.version != version.version]
    begun = min((v.in_force.date or v.version for v in later), default=None)
    for one in ends:
        in_time = one.date and begun and begun <= one.date
        if not in_time and not ends_of(law, one.provisions, version.version, texts):
            yield Proposal(law.law, f"{law.law}/{version.version}", one.provision, one.date, one.text, "expired", one.provisions,
                           outlived=min((v.version for v in made if one.date and v.version >= one.date), default=None),
                           replaced=None if one.date else begun)


def overruled(law: Law, version: Version, end: "Ending", day: date | None, texts: Texts) -> date | None:
    """The later version, law by the day of an end that a version sets itself, that does not set the same; the newest of them counts."""
    from tracker.reading.unread import every_end

    over = [v.version for v in law.versions if not v.draft and version.version and v.version > version.version and v.in_force.date
            and day and v.in_force.date <= day]
    if not over:
        return None
    said = replace(law, events=(*law.events, Event("expired", day, provisions=end.provisions, numbers=version.version)))
    held = next(v for v in texts.versions(law) if v.version == over[-1])
    same = any(one.date in (None, end.date, day) and said.events[-1] in ends_of(said, one.provisions, over[-1], texts)
               for one in every_end(held))
    return None if same else over[-1]


def _by_title(laws: Iterable[Law]) -> Mapping[str, Sequence[Law]]:
    """Laws by the ids that their titles give, and by their own."""
    found: dict[str, list[Law]] = {}
    for law in laws:
        for name in dict.fromkeys((law.law, law_id(law.title))):
            found.setdefault(name, []).append(law)
    return found


def proposed_by(version: Version, laws: Mapping[str, Sequence[Law]] | Iterable[Law], texts: Texts) -> Iterator[Proposal]:
    """The repeals that one version orders of the laws given, the terms of these that it makes longer, what it suspends of them or resumes,
    and the commencements that it appoints, where that is not recorded.

    A law of the same title is an older one, or the law itself; what was promulgated only later is not meant. Of several laws of one title
    that is meant of which the act's words are; else each is proposed with the others.
    """
    by_title = laws if isinstance(laws, Mapping) else _by_title(laws)
    yield from _ended_by(version, by_title, texts)
    yield from (one for one, done in _appointed_by(version, by_title, texts) if not done)


def _ended_by(version: Version, by_title: Mapping[str, Sequence[Law]], texts: Texts) -> Iterator[Proposal]:
    from tracker.reading.prolonging import prolongations
    from tracker.reading.repeals import repeals

    for one in () if version.draft else repeals(version):
        for law, doubt in _meant(one, by_title, version, texts):
            ids, lacking = provisions_repealed(one, law, texts, version.version) if one.provisions else ((), ())
            if not _recorded(law, ids, one.date, version, texts) or lacking:
                told = Event("repealed", one.date, act=version.title, basis="act", provisions=ids, numbers=speaking(law, one.date).version)
                older = of_older_numbers(law.events, told)
                yield Proposal(law.law, f"{version.law}/{version.version}", one.provision, one.date, one.text, "repealed", ids, lacking,
                               undoing=taking_back(law, older) if older else "", others=doubt.others, against=doubt.against, open=one.open)
    for longer in () if version.draft else prolongations(version):
        for law, doubt in _meant(longer, by_title, version, texts):
            ids, lacking = provisions_repealed(longer, law, texts, version.version) if longer.provisions else ((), ())
            own = ends_of(law, ids, speaking(law, longer.date).version, texts) if ids or not longer.provisions else []
            if not _is_over(own, longer.date, version) and not _written_anew(law, version, longer.date):
                yield Proposal(law.law, f"{version.law}/{version.version}", longer.provision, longer.date, longer.text, "expired", ids,
                               lacking, prolonged=True, undoing=taking_back(law, own[0]) if own else "", others=doubt.others,
                               against=doubt.against)
    yield from () if version.draft else _paused_by(version, by_title, texts)


class _Doubt(NamedTuple):
    """Which other laws (ids) of a title an act may mean, and what it says of the law and its texts do not."""

    others: tuple[str, ...]
    against: str


def _meant(one: "Ended | Ordered | Appointed | Amends", by_title: Mapping[str, Sequence[Law]], act: Version,
           texts: Texts) -> Iterator[tuple[Law, _Doubt]]:
    """The older laws that an act may mean by a title, but for its own."""
    older = [law for law in by_title.get(law_id(one.title), ()) if _is_older(law, act)]
    found, against = meant_of(older, one.words, texts.versions)
    yield from ((law, _Doubt(tuple(other.law for other in found if other is not law), one.words if against else ""))
                for law in found if law.law != act.law)


def _paused_by(version: Version, by_title: Mapping[str, Sequence[Law]], texts: Texts) -> Iterator[Proposal]:
    from tracker.reading.suspending import KINDS, suspensions

    by = f"{version.law}/{version.version}"
    for kind in KINDS:
        found = suspensions(version, kind)
        for one in found:
            for law, doubt in _meant(one, by_title, version, texts):
                ids, lacking = provisions_repealed(one, law, texts, version.version) if one.provisions else ((), ())
                if not _is_paused(law, one, kind, () if lacking else ids, version, texts):
                    yield Proposal(law.law, by, one.provision, one.date, one.text, kind, ids, lacking, until=one.until, place=one.place,
                                   unread=tuple(one.unread), several=sum(each.title == one.title for each in found) > 1,
                                   others=doubt.others, against=doubt.against)


def _appointed_by(act: Version, by_title: Mapping[str, Sequence[Law]], texts: Texts) -> Iterator[tuple[Proposal, bool]]:
    """The commencements that an act appoints for laws, each with whether it is recorded, or was past when the act was made."""
    from tracker.reading.appointing import appointments

    for one in () if act.draft else appointments(act):
        for law, doubt in _meant(one, by_title, act, texts):
            if held := text_meant(law, act.version, not one.provisions, one.date):
                text = next(v for v in texts.versions(law) if v.version == held.version)
                ids, lacking = named_in(text, one.provisions)
                days = recorded_days(text, ids if one.provisions else ("",))
                told = Proposal(law.law, f"{act.law}/{act.version}", one.provision, one.date, one.text, "in_force", ids, lacking,
                                version=held.version, instead=min(filter(None, days.values()), default=None), others=doubt.others,
                                against=doubt.against)
                yield told, not lacking and all(_is_appointed(text, key, day, one.date, act.version) for key, day in days.items())


def _amended_by(act: Version, by_title: Mapping[str, Sequence[Law]], texts: Texts) -> Iterator[Proposal]:
    """The amendments of laws that an act orders and that made none of their versions held. Of a law made by other bodies it may not be."""
    from tracker.reading.amending import amends

    found = () if act.draft else amends(act)
    told = list(filter(None, dict.fromkeys(e.body for e in act.events)))
    for one in found:
        bodies = [one.body] if one.body else told
        for law, doubt in _meant(one, by_title, act, texts):
            if not is_made(law, act, one.date) and not is_made_elsewhere(law, act, [each.title for each in found], texts):
                yield Proposal(law.law, f"{act.law}/{act.version}", one.provision, one.date, "", "amended", open=one.open,
                               others=doubt.others, against="、".join(bodies) if is_of_others(law, bodies, texts) else "",
                               base=before(law, act).version, replaced=replaced(law, act, one.date), source=texts.source(act))


def _is_appointed(text: Version, key: str, day: date | None, begins: date | None, made: date | None) -> bool:
    """Whether what an act appoints for a provision (empty: for the whole) is recorded; an act that tells of a day past by both orders
    nothing, and what it says in words that were not read a person may have said."""
    if begins is None:
        return is_said(text, key)
    return day == begins or not (waits(day, made) or waits(begins, made))


def _is_paused(law: Law, one: "Ordered", kind: str, provisions: tuple[str, ...], act: Version, texts: Texts) -> bool:
    """Whether what an act suspends, or resumes, is recorded: all of it by this act, or just so by another or a person. `provisions` are
    those that it names plainly (ids in the numbering of the day)."""
    by = f"{act.law}/{act.version}"
    own = [e for e in law.events if e.kind == kind and ("place" in one.unread or e.place == one.place) and (
        e.by == by or (not e.by and e.act == act.title) or (e.date, e.until) == (one.date, one.until))]
    if not (own and provisions):
        return any(one.unread.get("provisions") or one.provisions or not e.provisions for e in own)
    at = speaking(law, one.date).version
    told = {key for e, there in ends_in(law, at, texts, (kind,)) if e in own for key in there}
    return any(not e.provisions for e in own) or all(
        told.intersection(around(key, "")) for key in _articles(law, provisions, at, texts))


def ends_in(law: Law, at: date | None, texts: Texts, kinds: Collection[str] = ENDINGS) -> tuple[tuple[Event, tuple[str, ...]], ...]:
    """The ends recorded of provisions of a law, or other events of some kinds, each with these by their ids in a version, whose numbers
    others may have been when it was recorded; of divisions their articles. What there is only a part of another provision is left out."""
    told = [e for e in law.events if e.kind in kinds and e.provisions]
    found = timeline.calendar(law.versions, law.events)
    frame = next((n for n, v in enumerate(found.versions) if v.version == at), None) if told else None
    if frame is None:
        return ()
    held = {v.version: v for v in texts.versions(law)}
    each = [(e, meant(found, e, frame, held.__getitem__, texts.aligner(law.law))) for e in told]
    return tuple((e, tuple(one for key in there.ids if key not in there.partly for one in articles_of(held[at], key))) for e, there in each)


def ends_of(law: Law, provisions: tuple[str, ...], at: date | None, texts: Texts) -> list[Event]:
    """The ends recorded of just these provisions (ids in a version), of the law where there are none."""
    if not provisions:
        return [e for e in law.events if timeline.ends_law(e)]
    ends = ends_in(law, at, texts)
    wanted = set(_articles(law, provisions, at, texts)) if ends else set()
    return [e for e, there in ends if set(there) == wanted]


def _articles(law: Law, provisions: tuple[str, ...], at: date | None, texts: Texts) -> Iterator[str]:
    version = next(v for v in texts.versions(law) if v.version == at)
    return (one for key in provisions for one in articles_of(version, key))


def _is_over(own: Sequence[Event], day: date | None, act: Version) -> bool:
    """Whether an end is recorded that a longer term cannot move: a repeal, or an end on its own day, where that is known, or later; else
    one that the act itself or a later one told. Whether a person knew of the act is not told."""
    return any(e.kind == "repealed" or (e.date >= day if e.date and day else _is_later(e, act)) for e in own)


def _is_later(event: Event, act: Version) -> bool:
    made = asked(event.by).version
    return made is not None and act.version is not None and made >= act.version if event.by else event.act == act.title


def _written_anew(law: Law, act: Version, day: date | None) -> bool:
    """Whether a whole new text made after an act, and law by the end of the term that it gives, says instead how long the law holds."""
    later = (v for v in law.versions if not v.draft and act.version and v.version > act.version)
    return any(is_whole(v) and (day is None or (v.in_force.date or v.version) <= day) for v in later)


def provisions_repealed(one: "Ended | Ordered", law: Law, texts: Texts, made: date | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the provisions of a law that a text made on a day repeals, prolongs or suspends, in the numbering of the day on which it
    does; and citations of what is not there, or had another number when the text was made."""
    held = speaking(law, one.date)
    version = next(v for v in texts.versions(law) if v.version == held.version)
    ids: list[str] = []
    lacking = []
    for cited in one.provisions:
        try:
            named = provisions_of(version, cited)
            if keeps_numbers(law, named, made, one.date, texts):
                ids += named
            else:
                lacking.append(cited)
        except CitationError:
            lacking.append(cited)
    return joined(version, ids), tuple(lacking)


def keeps_numbers(law: Law, provisions: Iterable[str], made: date | None, day: date | None, texts: Texts) -> bool:
    """Whether provisions (ids in the numbering of a day) had the same numbers when an act that names them was made."""
    first, last = (speaking(law, one) for one in (made, day))
    if made is None or day is None or first == last:
        return True
    from tracker.timeline.history import trace

    between = sorted(filter(None, (first.version, last.version)))
    versions = [v for v in in_order(texts.versions(law)) if isinstance(v, Version) and not v.draft and v.version
                and between[0] <= v.version <= between[-1]]
    at = next(n for n, v in enumerate(versions) if v.version == last.version)
    mapper = texts.aligner(law.law)
    return all(trace(versions, key, at, mapper).ids[len(versions) - 1 - at] == (key,) for key in provisions)


def speaking(law: Law, day: date | None) -> Held:
    """The version in whose numbering what is recorded of a day names provisions: that in force, else the last one promulgated by then, or
    the newest."""
    found = timeline.calendar(law.versions, law.events)
    return found.versions[numbering(found, Event("repealed", day))] if found.versions else law.versions[-1]


def _recorded(law: Law, provisions: tuple[str, ...], day: date | None, act: Version, texts: Texts) -> bool:
    """Whether an end of the law, or of all these provisions, is recorded; a term, or a day that a person gave, counts where it is not
    behind the day on which an act repeals them, or was before the act; an end whose day was not set, as long as it is not."""
    by = max(filter(None, (day, act.version)), default=date.min)
    ends = [e for e in law.events if e.kind in ENDINGS and not (e.unset and day) and (
        e.date is None or e.date <= by or (e.kind == "repealed" and not (day and e.basis == "person")))]
    if any(timeline.ends_law(e) for e in ends) or not (ends and provisions):
        return any(timeline.ends_law(e) for e in ends)
    at = speaking(law, day).version
    ended = {key for e, there in ends_in(law, at, texts) if e in ends for key in there}
    return all(ended.intersection(around(key, "")) for key in _articles(law, provisions, at, texts))


def _is_older(law: Law, version: Version) -> bool:
    return version.version is not None and any(v.version < version.version for v in law.versions if not v.draft)
