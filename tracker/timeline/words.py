"""Words through time: in which provisions they stood, from which day to which, over all versions of a law."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import astuple, replace

from tracker.amend.wording import folded, occurrences
from tracker.compare.alignment import align
from tracker.compare.grouping import article_of, id_order
from tracker.compare.likeness import least
from tracker.compare.outline import outline
from tracker.model import DIVISIONS, Event, Law, Version, text_of
from tracker.timeline.blame import own_text, units
from tracker.timeline.effect import Calendar, Unset, calendar, endings, first_day, left_in, numbering
from tracker.timeline.intervals import commencement, day_of, ended, in_order, spans
from tracker.timeline.lineage import Loom, Mapper, Thread, weave
from tracker.timeline.lives import Interval, life, segments
from tracker.timeline.prevention import Prevention
from tracker.timeline.readings import covers
from tracker.timeline.suspension import resumptions

AROUND = 16
"""Characters shown before and behind the words."""


APART = "〔…〕"
"""What stands in an excerpt for a 款, 项 or 目 that is told by itself."""


class Stand(Struct, frozen=True):
    """Words in one provision, in every version from `first` to `version`: its id and their `excerpt` with what stands around them, which
    are the same in all of these. Where the provision got another number, another stand begins.

    `start` is the first day on which they were law, `end` the first day no longer. `start` None: a day that is not known. `end` None:
    nothing took them out, or, where `end_known` is False, a version of unknown commencement did. `unset` open: they never were law, their
    day being left open; never: they were taken out before their day, by `event` where that was recorded. `suspended` are the suspensions of
    the provision while they stood, each with the day that ends it; that of a part names the part, by its ids in `version`.
    """

    law: str
    provision: str
    first: Date
    version: Date
    start: Date | None
    end: Date | None
    end_known: bool
    excerpt: str
    unset: Unset = ""
    suspended: tuple[Event, ...] = ()
    event: Event | None = None


def grep(law: Law, versions: Iterable[Version], words: str, mapper: Mapper = align) -> tuple[Stand, ...]:
    """Where words stood in a law and when, earliest first; width and white space aside. Versions that were never law are left out;
    `mapper` aligns neighbouring ones."""
    held = [v for v in in_order(versions) if isinstance(v, Version) and not v.draft]
    if not any(occurrences(words, text_of(node)) for v in held for part in (v.head, v.body, v.tail) for node in part):
        return ()
    woven = weave(held, mapper)
    loom = _Literal(*astuple(woven))
    found = [*_in_articles(law, loom, words), *_elsewhere(law, loom, words)]
    return tuple(sorted(found, key=lambda s: (s.start or s.first, id_order(s.provision))))


class _Literal(Loom, frozen=True):
    """A loom for which a change of marks and width is a change too: words that are looked for may have them."""

    def same(self, index: int, provision: str, other: int, counterpart: str, *, own: bool = False) -> bool:
        one, two = self.node(index, provision), self.node(other, counterpart)
        if own:
            one, two = replace(one, children=()), replace(two, children=())
        return text_of(one)[len(one.num):] == text_of(two)[len(two.num):]


def _law_once(law: Law, loom: Loom) -> set[Date]:
    """The versions that were law, and those that would have been, had the law not ended before."""
    found = spans(loom.versions, law.events)
    return {s.version for s, v in zip(found, loom.versions, strict=True)
            if not s.never or ((e := ended(v, law.events)) and e.date and (s.start is None or e.date <= s.start))}


class _Run(NamedTuple):
    """Versions (numbers), neighbours but for those that never were law, in which an article has the words, and the same around them."""

    versions: Sequence[int]
    excerpt: str


def _in_articles(law: Law, loom: Loom, words: str) -> Iterator[Stand]:
    dated, law_once = calendar(loom.versions, law.events), _law_once(law, loom)
    parts, apart = segments(loom, dated), _apart(loom, dated)
    gone, prevention = [{thread.at(at) for thread in apart} - {""} for at in range(len(loom.versions))], Prevention(dated, lambda: loom)
    for thread in (*loom.articles, *apart):
        excerpts = {at: _excerpt(_words(loom, at, thread.at(at), gone[at]), words) for at in range(thread.first, thread.last + 1)}
        intervals = life(loom, dated, thread, parts).intervals if any(excerpts.values()) else ()
        for run in _runs(loom, excerpts, law_once.union(*map(_texts, intervals))):
            stands = _stands(law.law, prevention, thread, run, intervals)
            for one in (each for stand in stands for each in _numbered(loom, thread, run, stand, intervals)):
                yield replace(one, suspended=tuple(_suspended(loom, dated, thread, one)))


def _apart(loom: Loom, dated: Calendar) -> list[Thread]:
    """The 款, 项 and 目 whose words stand for another time than their article's: that have a day of their own, or ended by themselves, that
    go another way than their article with a version that waits, or behind one, or that one changes which a later version overtakes."""
    named = {(at, key) for at, version in enumerate(loom.versions) for stage in version.in_force.stages for key in stage.provisions}
    named |= {(numbers, key) for at, version in enumerate(dated.versions) for stage in version.in_force.leaving
              if (numbers := left_in(dated, at, stage)) is not None for key in stage.provisions}
    named |= {(at, key) for end in endings(dated) if end.event.provisions for at in [end.before - 1]
              for key in loom.meant(end.event.provisions, end.numbers, at).ids}
    below = [(at, key) for at, key in named if article_of(key) not in ("", key)]
    late = {at: _is_overtaken(loom, at) for at in range(1, len(loom.versions))}
    first = next((at for at, version in enumerate(loom.versions) if version.in_force.stages or late.get(at)), len(loom.versions))
    waits = {at: (over, _merged(loom, at)) for at, over in late.items() if at >= first}
    return [thread for thread in loom.below if any(thread.at(at) == key for at, key in below)
            or any(_goes_apart(loom, thread, at, *one) for at, one in waits.items())] if below or waits else []


def _merged(loom: Loom, at: int) -> frozenset[str]:
    """The articles that the version number `at` made of several."""
    made = Counter(link.new for link in loom.maps[at - 1].links)
    return frozenset(key for key, olds in made.items() if olds > 1)


def _is_overtaken(loom: Loom, at: int) -> bool:
    """Whether a later version is law before all of the version number `at` is."""
    force = loom.versions[at].in_force
    days = [force.date or (None if force.basis == "unknown" else Date.max), *(stage.date or Date.max for stage in force.stages)]
    last = max(filter(None, days), default=Date.min)
    return any(later.in_force.date and later.in_force.date < last for later in loom.versions[at + 1:])


def _goes_apart(loom: Loom, thread: Thread, at: int, over: bool, merged: Collection[str]) -> bool:
    """Whether with the version number `at` a provision parts from its article, goes into one of those that it merged, or (where it is
    overtaken) is changed, put in or taken out beside others, which may come to it later."""
    old, new = thread.at(at - 1), thread.at(at)
    onward = loom.onward[at - 1].get(article_of(old))
    if old and new:
        apart = onward != article_of(new) or article_of(new) in merged
        return apart or (over and _has_others(loom, at, new) and not loom.same(at - 1, old, at, new))
    if old:
        return bool(over and onward and _has_others(loom, at - 1, old))
    grown = range(at, at + 1) if article_of(new) in loom.back[at - 1] else range(at + 1, thread.last + 1)
    return bool(over and new) and any(_has_others(loom, n, thread.at(n)) for n in grown)


def _has_others(loom: Loom, at: int, key: str) -> bool:
    return len(loom.node(at, key.rpartition("__")[0]).children) > 1


def _suspended(loom: Loom, dated: Calendar, thread: Thread, one: Stand) -> Iterator[Event]:
    """The suspensions of a provision, or of something in it, that hold at some time while words stand in it, in its numbers there."""
    number = next(n for n, version in enumerate(loom.versions) if version.version == one.version)
    for event in (e for e in dated.events if e.kind == "suspended"):
        at = numbering(dated, event)
        back = [(e.date, reach.weak) for e in resumptions(dated.events, event)
                for reach in [covers(loom, e, numbering(dated, e), number, thread)] if reach.of == "whole"]
        end, doubt = min(((event.until, None), *back), key=lambda one: (one[0] or Date.max, one[1] is not None))
        before = one.end is None or event.date is None or event.date < one.end
        held = before and (end is None or one.start is None or one.start < end)
        if held:
            reach = covers(loom, event, at, number, thread)
            named = loom.meant(event.provisions, at, number)
            inside = [key for key in named.ids if key.startswith(f"{one.provision}__")] if not reach.of else []
            for weak in [reach.weak] if reach.of else dict.fromkeys(map(named.weak.get, inside)):
                part = (one.provision,) if reach.of == "part" else tuple(key for key in inside if named.weak.get(key) == weak)
                yield replace(event, until=end, provisions=part, partly=part if reach.of else (), weak=least((weak, doubt)))


def _runs(loom: Loom, excerpts: Mapping[int, str], law_once: set[Date]) -> list[_Run]:
    """The stretches of versions, of those that were law, in which a provision had the words, each as they stood then."""
    held = [at for at in excerpts if loom.versions[at].version in law_once]
    runs = (list(group) for _plain, group in groupby(held, key=lambda at: excerpts[at].replace(APART, "")))
    return [_Run(run, max((excerpts[at] for at in run), key=len)) for run in runs if excerpts[run[0]]]


def _stands(law: str, prevention: Prevention, thread: Thread, run: _Run, intervals: Sequence[Interval]) -> Iterator[Stand]:
    """When the words of a run were law: once, or again where they were not in between; or that they are not, their day being left open, or
    never were."""
    loom = prevention.loom()
    own = {day_of(loom.versions[at]) for at in run.versions}
    touched = list(_stretches(intervals, own))
    first_days = [first_day(loom.versions[at], (thread.at(at),)) for at in run.versions]
    ends = [prevention.by((at, thread.at(at)), at, begins) for at, begins in zip(run.versions, first_days, strict=True) if not touched]
    never = bool(ends) and all(ends)
    if never or (not touched and any(begins.unset == "open" for begins in first_days)):
        yield Stand(law, thread.at(run.versions[-1]), min(own), max(own), None, None, True, run.excerpt, "never" if never else "open",
                    event=next((end.event for end in ends if end), None) if never else None)
    for n, stretch in enumerate(touched, 1):
        texts = own & set().union(*map(_texts, stretch))
        inside = [k for k, at in enumerate(run.versions)
                  if min(texts) <= day_of(loom.versions[at]) and (n == len(touched) or day_of(loom.versions[at]) <= max(texts))]
        first, last = run.versions[inside[0]], run.versions[inside[-1]]
        made = Stand(law, thread.at(last), day_of(loom.versions[first]), day_of(loom.versions[last]), None, None, True, run.excerpt)
        yield _dated(made, stretch, own)


def _stretches(intervals: Iterable[Interval], own: Collection[Date]) -> Iterator[list[Interval]]:
    """The intervals in which words of some versions may be law, those together between which nothing else was: no other words, no end."""
    made: list[Interval] = []
    for one in intervals:
        here = not _texts(one).isdisjoint(own)
        if made and not (here and made[-1].end == one.start):
            yield made
            made = []
        made += [one] if here else []
    if made:
        yield made


def _numbered(loom: Loom, thread: Thread, run: _Run, made: Stand, intervals: Sequence[Interval]) -> Iterator[Stand]:
    """A stand cut where the provision got another number, which it has from the day on which that version is law as a whole; numbers in
    versions behind these whose day is left open are told as open. What is made behind the end of the words gives them no number, unless
    they came with it, on a day of their own. Where it is not known on that day whether they are law, nor is that they have it."""
    inside = [at for at in run.versions if made.first <= day_of(loom.versions[at]) <= made.version]
    first = {at: loom.versions[at].in_force.date or day_of(loom.versions[at]) for at in inside}
    held = [at for at in inside if made.end is None or first[at] < made.end] or inside[:1]
    law = [at for at in held if commencement(loom.versions[at]) != "open"] or held
    waiting = [at for at in held if at > law[-1]]
    groups = [list(group) for _id, group in groupby([*law, *(at for at in waiting if thread.at(at) == thread.at(law[-1]))], key=thread.at)]
    begins = (loom.versions[group[0]].in_force.date for group in groups[1:])
    days = [made.start, *(None if day and _is_doubtful(intervals, day) else day for day in begins), made.end]
    for n, (group, (start, end)) in enumerate(zip(groups, pairwise(days), strict=True), 1):
        start = max(start, made.start) if start and made.start else start
        end = min(end, made.end) if end and made.end else end
        if not (start and end) or start < end:
            known = made.end_known if n == len(groups) else end is not None or bool(made.unset)
            yield _in_versions(replace(made, start=None if made.unset else start, end=end, end_known=known), loom, thread, group)
    for _id, other in groupby((at for at in waiting if thread.at(at) != thread.at(law[-1])), key=thread.at):
        yield _in_versions(replace(made, start=None, end=None, end_known=True, unset="open"), loom, thread, list(other))


def _is_doubtful(intervals: Iterable[Interval], day: Date) -> bool:
    """Whether it is not known on a day that what a provision then reads as is law."""
    return any(one.status == "unknown" and one.version in one.candidates and one.start <= day < (one.end or Date.max) for one in intervals)


def _in_versions(made: Stand, loom: Loom, thread: Thread, group: Sequence[int]) -> Stand:
    first, last = day_of(loom.versions[group[0]]), day_of(loom.versions[group[-1]])
    return replace(made, provision=thread.at(group[-1]), first=first, version=last)


def _texts(one: Interval) -> set[Date]:
    """The versions whose words may be law in an interval; of an older one, changed since, only what is left of it in these may be."""
    return {one.version, *(day for day in one.candidates if day > one.version)}


def _dated(made: Stand, stretch: Sequence[Interval], own: set[Date]) -> Stand:
    """With the days that are sure: the first, if nothing but these words can be law then; the end, unless it hangs on a version of
    unknown commencement."""
    first, last = stretch[0], stretch[-1]
    sure = first.status != "unknown" or (bool(first.candidates) and min(first.candidates) > first.version and _texts(first) <= own)
    known = last.status != "unknown" or (bool(last.candidates) and max(last.version, *last.candidates) in own)
    return replace(made, start=first.start if sure else None, end=last.end if known else None, end_known=known)


def _words(loom: Loom, at: int, key: str, gone: Collection[str]) -> list[str]:
    """The words of a provision of a version, number aside, cut where something below it is gone, without that."""
    node = loom.node(at, key)
    if not any(one.startswith(f"{key}__") for one in gone):
        return [text_of(node)[len(node.num):]]
    made = [node.heading + node.text]
    for inner, one in outline(loom.versions[at]).below[article_of(key)]:
        if inner.startswith(f"{key}__"):
            away = any(f"{inner}__".startswith(f"{each}__") for each in gone)
            made = [*made, ""] if away else [*made[:-1], made[-1] + text_of(replace(one, children=()))]
    return made


def _excerpt(pieces: Sequence[str], words: str) -> str:
    """Words with what stands around them in a text, a mark between its pieces."""
    text, ends = "".join(pieces), {*accumulate(map(len, pieces[:-1]))}
    found = occurrences(words, text) if folded(words).text in folded(text).text else []
    start, end = (max(0, found[0][0] - AROUND), min(len(text), found[0][1] + AROUND)) if found else (0, 0)
    cuts = [start, *sorted(one for one in ends if start < one < end), end]
    return APART.join(text[one:other] for one, other in pairwise(cuts))


def _elsewhere(law: Law, loom: Loom, words: str) -> Iterator[Stand]:
    """Words outside articles: in each version that was law, a title, a heading, a preamble or an annex."""
    numbers = {v.version: n for n, v in enumerate(loom.versions)}
    for span in spans(loom.versions, law.events):
        at = numbers[span.version]
        for key, node in units(loom.versions[at]).items() if not span.never else ():
            excerpt = _excerpt([own_text(node)], words) if node.type not in ("article", "toc", "title_note") else ""
            if excerpt:
                known = span.doubt is None
                made = Stand(law.law, key, span.version, span.version, span.start, span.end if known else None, known, excerpt)
                threads = loom.threads(at, key) if span.start and node.type in DIVISIONS else ()
                yield from _headed(law, loom, at, made, threads) if threads else [made]


def _headed(law: Law, loom: Loom, at: int, made: Stand, threads: Sequence[Thread]) -> Iterator[Stand]:
    """A heading while anything that stands under it is law: `threads` are those of the articles that do in the version number `at`."""
    dated = calendar(loom.versions, law.events)
    first, last, parts = made.start or Date.min, made.end or Date.max, segments(loom, dated)
    lives = [(max(first, one.start), min(last, one.end or Date.max), one.status != "unknown") for thread in threads
             for one in life(loom, dated, thread, parts).intervals if one.start < last and (one.end or Date.max) > first]
    if not lives and first_day(loom.versions[at], [thread.at(at) for thread in threads]).unset == "open":
        yield replace(made, start=None, end=None, end_known=True, unset="open")
    for start, end in _joined(lives):
        begun, over = any(known and day == start for day, _, known in lives), any(known and day == end for _, day, known in lives)
        known = over and (end != last or made.end_known)
        yield replace(made, start=start if begun else None, end=end if known and end < Date.max else None, end_known=known)


def _joined(stretches: Iterable[tuple[Date, Date, bool]]) -> list[tuple[Date, Date]]:
    """Stretches of days, from the first to the one behind the last, with those that touch joined."""
    made: list[tuple[Date, Date]] = []
    for start, end, _known in sorted(stretches):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return made
