"""The history of one provision: every version that made, changed, renumbered, split, merged or deleted it, with the words changed.

It is followed both ways from the version in which it is named. Where an article stands unchanged and alone of its wording in
both versions, that is the link; the versions are aligned only for the steps at which it is not, or where a person spoke.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from functools import cache
from typing import NamedTuple, cast

from msgspec import Struct
from msgspec.structs import replace

from tracker.compare.alignment import Alignment, Link, align
from tracker.compare.grouping import article_of, id_order
from tracker.compare.outline import outline
from tracker.finding import find
from tracker.model import Event, Provision, Provisions, Stage, Version
from tracker.numbering import Number
from tracker.timeline.effect import (
    Beginning,
    Calendar,
    OwnDay,
    Unset,
    anew_behind,
    around,
    brought,
    calendar,
    concerns,
    corrected,
    division_of,
    enacted_anew,
    endings,
    is_before,
    numbering,
    overtaken,
    stage_of,
    waited,
)
from tracker.timeline.intervals import ENDINGS, day_of
from tracker.timeline.lasting import is_within, outrun
from tracker.timeline.lineage import Loom, Mapper, Once, Thread, by_text, dated, led_on, woven
from tracker.timeline.prevention import Prevention
from tracker.timeline.readings import are_law, heirs
from tracker.timeline.steps import Kind, Step, step_of
from tracker.timeline.suspension import resumptions, suspension_end


class Lineage(Struct, frozen=True):
    """The history of the provision `provision` of version `version` of a law, oldest step first; unchanged versions are left out."""

    law: str
    title: str
    provision: str
    version: Date
    steps: tuple[Step, ...]


class Page(NamedTuple):
    """A version's articles. `plain`: none has the number of another."""

    articles: tuple[Provision, ...]
    plain: bool

    def with_words(self, words: Provisions) -> list[Provision]:
        """The articles that have these 款."""
        return [node for node in self.articles if node.children == words]


def lineage(versions: Sequence[Version], citation: str, index: int, mapper: Mapper = align, events: Iterable[Event] = ()) -> Lineage:
    """The history of a provision named by citation or id in the version number `index`; versions oldest first, without drafts. `events`
    are the law's own: what ended or suspended the provision is a step of its history too.

    Raises CitationError where that version has no such provision.
    """
    key, _ = find(versions[index], citation)
    mapper = Once(mapper)
    versions = dated(versions, mapper)
    traced = trace(versions, key, index, mapper)
    asked = {at for at in range(len(versions)) if at == 0 or at in traced.maps or traced.ids[at] != traced.ids[at - 1]}
    steps = [step_of(versions, at, (traced.ids.get(at - 1, ()), traced.ids[at]), traced.maps.get(at)) for at in sorted(asked)]
    loom = cache(lambda: woven(versions, mapper))
    every = with_recorded(filter(None, steps), versions, calendar(versions, events), traced.ids.__getitem__, loom)
    return Lineage(versions[index].law, versions[index].title, key, day_of(versions[index]), every)


class Traced(NamedTuple):
    """For each version (by number) the ids of what a provision was then, or has become; and the alignments made on the way, by the number
    of their newer version."""

    ids: Mapping[int, tuple[str, ...]]
    maps: Mapping[int, Alignment]


def trace(versions: Sequence[Version], key: str, index: int, mapper: Mapper = align) -> Traced:
    """Follow the provision `key` of version `index` both ways. A `mapper` that knows more than the texts is always asked."""
    pages = [_page(v) for v in versions]
    ids: dict[int, tuple[str, ...]] = {index: (key,)}
    maps: dict[int, Alignment] = {}
    for at in [*range(index, 0, -1), *range(index + 1, len(versions))]:
        old = at <= index
        start, end = (at, at - 1) if old else (at - 1, at)
        quick = [_unchanged(pages[start], pages[end], one) for one in ids[start]]
        if not all(quick) or not by_text(mapper):
            maps[at] = mapper(versions[at - 1], versions[at])
        ids[end] = _others(maps[at], ids[start], old) if at in maps else tuple(filter(None, quick))
    return Traced(ids, maps)


def _page(version: Version) -> Page:
    found = tuple(_articles(version.body))
    return Page(found, len({node.number for node in found}) == len(found))


def _articles(nodes: Iterable[Provision]) -> Iterator[Provision]:
    for node in nodes:
        if node.type == "article":
            yield node
        else:
            yield from _articles(node.children)


def _others(found: Alignment, keys: Sequence[str], old: bool) -> tuple[str, ...]:
    """The provisions of the other version that these live on in, or (`old`) go back to; divisions, preambles and annexes likewise."""
    main = led_on(found)
    ties = [(end, link.new) for link in found.links for end in (_part(found, link, main) if old and link.new in keys else [link.old])]
    ties += [(x.old, x.new) for link in found.links for x in link.provisions]
    ties += [(x.old, x.new) for x in (*found.divisions, *found.others)]
    ends = [a if old else b for a, b in ties if (b if old else a) in keys]
    return tuple(sorted(dict.fromkeys(ends), key=id_order))


def _part(found: Alignment, link: Link, main: Mapping[str, str]) -> list[str]:
    """The old article that a link leads back to; where it lives on in others too, what of it came into the new one, or (it is most like
    that) all that is not found in the others."""
    others = [other for other in found.links if other.old == link.old and other.new != link.new]
    elsewhere, here = {x.old for other in others for x in other.provisions}, {x.old for x in link.provisions}
    whole = main.get(link.old) == link.new
    own = [key for key, _node in found.outlines[0].below[link.old] if key.rpartition("__")[0] == link.old]
    left = [key for key in own if key in here or (whole and key not in elsewhere)]
    if not others or (not left and whole) or len(left) == len(own):
        return [link.old]
    return left or [key for key in dict.fromkeys(x.old for x in link.provisions) if key.rpartition("__")[0] not in here] or [link.old]


def _unchanged(here: Page, there: Page, key: str) -> str:
    """The same provision in another version where its article stands there word for word, once; empty where that is not so."""
    article = article_of(key)
    if not (here.plain and there.plain and article.startswith("art_") and "~" not in article):
        return ""
    number = Number.parse(article.removeprefix("art_"))
    own = next((n for n in here.articles if n.number == number), None)
    if own is None or len(here.with_words(own.children)) > 1:
        return ""
    same = [n for n in there.with_words(own.children) if n.heading == own.heading]
    return f"art_{same[0].number}{key.removeprefix(article)}" if len(same) == 1 else ""


Divisions = Callable[[int], Mapping[str, str]]
"""The innermost division of each article of the version of a number."""


def with_recorded(steps: Iterable[Step], versions: Sequence[Version], found: Calendar, ids: Callable[[int], Sequence[str]],
                  loom: Callable[[], Loom]) -> tuple[Step, ...]:
    """A provision's history with what was recorded of it, each before what is law only later, a correction behind the version that it is
    of; what has no day last. `ids` are those that it has in the version of a number."""
    def divisions(at: int) -> Mapping[str, str]:
        return outline(versions[at]).division

    steps = _anew(steps, versions, found, ids, enacted_anew(found) | frozenset(_again(found, ids, divisions)))
    steps = sorted((*steps, *_again_inside(steps, versions, found, ids, loom)), key=lambda one: one.version)
    own = _own_days(found, ids, divisions)
    lawful = [_lawful(_behind(steps[:n], step, found, divisions, loom), steps[n + 1:], found, own) for n, step in enumerate(steps)]
    known = [_known(lawful[:n], _gone(step, found, loom), found, loom) for n, step in enumerate(lawful)]
    prevention, numbers = Prevention(found, loom), {v.version: n for n, v in enumerate(found.versions)}
    held: list[Step] = []
    for step in known:
        held.append(_numbered(held, _prevented(step, numbers[step.version], prevention)))
    made = list(_came(held, versions, loom))
    for step in sorted(_recorded(found, ids, divisions), key=lambda s: s.begins or Date.max):
        of = corrected(step.event) if step.event else None
        least = step.version if step.kind == "corrected" else Date.min
        behind = (n for n, s in enumerate(made) if s.version > (of or least) and (
            of or (s.begins or s.version) > (step.begins or Date.max)))
        made.insert(next(behind, len(made)), step)
    return tuple(made)


def numbered_elsewhere(steps: Iterable[Step]) -> dict[Step, Date]:
    """Of the steps of a history, oldest first, those recorded of provisions in other numbers than the steps before have come to, each with
    the version whose numbers these are."""
    found: dict[Step, Date] = {}
    ids: tuple[str, ...] = ()
    for one in steps:
        if not one.event:
            ids = one.new or ids
        elif ids and one.event.provisions and not {key.split("__")[0] for key in one.old} <= {key.split("__")[0] for key in ids}:
            found[one] = one.version
    return found


def _again(found: Calendar, ids: Callable[[int], Sequence[str]], divisions: Divisions) -> Iterator[int]:
    """The numbers of the whole new texts that print, and so enact, a provision that was ended as a whole before they were passed."""
    for end in endings(found):
        own, at = ids(end.numbers), anew_behind(found, end)
        named = end.event.provisions and own and all(_is_whole(end.event, key, divisions(end.numbers)) for key in own)
        if named and at < len(found.versions) and ids(at):
            yield at


def _again_inside(steps: Iterable[Step], versions: Sequence[Version], found: Calendar, ids: Callable[[int], Sequence[str]],
                  loom: Callable[[], Loom]) -> Iterator[Step]:
    """The steps of the whole new texts that enact again what stands in a provision and was ended by itself."""
    whole = {one.version for one in steps if one.kind == "enacted"}
    ends = [(end, at) for end in endings(found) if end.event.provisions and (at := anew_behind(found, end)) < len(found.versions)]
    for end, at in ends:
        named = loom().meant(end.event.provisions, end.numbers, at)
        inside = tuple(key for key in named.ids if key not in named.partly and any(key.startswith(f"{own}__") for own in ids(at)))
        made = step_of(versions, at, ((), inside), None) if day_of(versions[at]) not in whole else None
        yield from [replace(made, kind="enacted")] if made else []


def _anew(steps: Iterable[Step], versions: Sequence[Version], found: Calendar, ids: Callable[[int], Sequence[str]],
          numbers: Collection[int]) -> list[Step]:
    """The steps; where the law, or the provision, was enacted anew behind its end (by versions of these numbers), all it has then was,
    and nothing was left to be taken out."""
    days = {day_of(versions[at]) for at in numbers}
    again = (step_of(versions, at, ((), tuple(ids(at))), None) for at in numbers)
    made = [*(one for one in steps if one.version not in days), *(replace(one, kind="enacted") for one in again if one)]
    return sorted(made, key=lambda one: one.version)


def _came(steps: Sequence[Step], versions: Sequence[Version], loom: Callable[[], Loom]) -> Iterator[Step]:
    """The steps, without a day for those that never are law: all that they changed is changed again, or gone, before its day; and for those
    of which something may be law with a later change."""
    numbers = {v.version: n for n, v in enumerate(versions)}
    for n, step in enumerate(steps):
        first = min((later.begins for later in steps[n + 1:] if later.begins), default=Date.max)
        days = [step.begins, *(stage.date for stage in step.stages)]
        late = step.unset == "open" or any(day and first < day for day in days)
        again = [by for key in step.new for by in outrun(loom(), numbers[step.version], key)] if late and first < Date.max else []
        within = again and any(is_within(loom(), numbers[step.version], key) for key in step.new)
        unset: Unset = "unknown" if within else "never"
        gone = min((later.begins for later in steps[n + 1:] if later.begins and later.kind == "deleted"), default=None)
        left_open = step.unset == "open" and not step.stages
        never = (again and all(again)) or (gone and (left_open or all(day and gone <= day for day in days)))
        yield replace(step, begins=None, unset=unset, stages=()) if never or within else step


def _numbered(earlier: Sequence[Step], step: Step) -> Step:
    """A step that gives but a number, without a day where nothing that was made before ever is law."""
    never = step.kind == "renumbered" and earlier and all(one.unset == "never" for one in earlier)
    return replace(step, begins=None, unset="never", stages=()) if never else step


def _prevented(step: Step, at: int, prevention: Prevention) -> Step:
    """A step of the version number `at` without a day, where what it made is ended, or taken out, before; what stands in it is told by
    itself."""
    coming = {(key, stage.date) for stage in prevention.found.versions[at].in_force.stages for key in stage.provisions}
    never = [key for stage in step.stages for key in stage.provisions if (key, stage.date) in coming
             and prevention.by((at, key), at, Beginning(stage.date, "", "unknown" if stage.basis == "unknown" else "open"))]
    left = (replace(stage, provisions=tuple(key for key in stage.provisions if key not in never)) for stage in step.stages)
    step = replace(step, stages=tuple(stage for stage in left if stage.provisions), never=tuple(never))
    whole = step.new and all(prevention.by((at, key), at, Beginning(step.begins, "", step.unset)) for key in step.new)
    return replace(step, begins=None, unset="never", never=()) if whole else step


def _gone(step: Step, found: Calendar, loom: Callable[[], Loom]) -> Step:
    """The end of a provision, without a day where it may stand until articles that wait are law."""
    if step.kind != "deleted" or step.begins is None:
        return step
    at = next(n for n, version in enumerate(found.versions) if version.version == step.version)
    if step.begins != found.versions[at].in_force.date:
        return step  # it is taken out on a day of its own
    waits = found.versions[at].in_force.stages and not all(
        are_law(loom(), found, at, heirs(loom(), found, at, article), step.begins)
        for article in sorted(set(filter(None, map(article_of, step.old)))))
    return replace(step, begins=None, unset="unknown") if waits else step


def _known(earlier: Sequence[Step], step: Step, found: Calendar, loom: Callable[[], Loom]) -> Step:
    """What waits with its day left open, by its own version or by one before, or something in it does: where a later version does not say
    so any more, it is not known whether it is law by that."""
    at = {version.version: n for n, version in enumerate(found.versions)}
    waits = [(at[one.version], key) for one in (*earlier, step) for key in one.new] if step.unset == "open" else []
    step = replace(step, unset="unknown") if any(loom().taken_back(n, key) for n, key in waits) else step
    return replace(step, stages=tuple(_stage_known(at[step.version], stage, loom) for stage in step.stages))


def _stage_known(at: int, stage: Stage, loom: Callable[[], Loom]) -> Stage:
    """As `_known`, of what stands in a provision and has a commencement of its own in the version of a number."""
    back = [loom().taken_back(at, key) for key in stage.provisions] if stage.date is None else []
    places = dict.fromkeys(one.places for one in back if one)
    return replace(stage, basis="unknown", provision="", reason="; ".join(places)) if back and all(back) else stage


def _behind(earlier: Sequence[Step], step: Step, found: Calendar, divisions: Divisions, loom: Callable[[], Loom]) -> Step:
    """A change of a provision that came into the law with a day of its own is law no earlier than that, or than the day that a change
    before set it, unless it has one too."""
    at = {v.version: n for n, v in enumerate(found.versions)}
    steps = [(at[one.version], one.new) for one in (*earlier, step) if one.version in at]
    if step.begins is None or step.kind not in ("changed", "split", "merged", "renumbered"):
        return step
    before = ((n, key) for n, new in steps[:-1] for key in new if found.versions[n].in_force.stages)
    if not any(stage_of(found.versions[n], key, division_of(divisions(n), key)) for n, key in before):
        return step
    named = [(n, new[0]) for n, new in steps if len(new) == 1]
    if article_of(step.new[0]):
        thread = _through(loom(), named)
        named = [(n, thread.at(n)) for n in sorted({thread.first, *(n for n, _ in steps)}) if thread.at(n)]
    places = [(n, key, division_of(loom().divisions[n], key)) for n, key in named]
    own = [place for place in places if stage_of(found.versions[place[0]], *place[1:])]
    if own[:1] != places[:1] or own[-1:] == places[-1:]:
        return step
    begins = waited(found, own, step.begins)
    return replace(step, begins=begins.day, unset=begins.unset)


def _through(loom: Loom, named: Sequence[tuple[int, str]]) -> Thread:
    """The thread through the places of a provision: of one that was a 款 and is an article with no other, that of the 款."""
    last = loom.threads(*named[-1])[0]
    (start, first), (end, now) = named[0], named[-1]
    if last.at(start) or article_of(first) in ("", first) or len(loom.node(end, article_of(now)).children) != 1:
        return last
    part = loom.threads(start, first)[0]
    return part if article_of(part.at(end)) == now else last


def _own_days(found: Calendar, ids: Callable[[int], Sequence[str]], divisions: Divisions) -> list[OwnDay]:
    """The days of its own that versions give all of a provision, whose ids are `ids` there; the last of them."""
    staged = [(n, [stage_of(version, key, division_of(divisions(n), key)) for key in ids(n)])
              for n, version in enumerate(found.versions) if version.in_force.stages and ids(n)]
    days = [(n, [one.date for one in stages if one]) for n, stages in staged if all(stages)]
    return [(n, max(filter(None, each)) if all(each) else None) for n, each in days]


def _lawful(step: Step, later: Sequence[Step], found: Calendar, own: Sequence[OwnDay]) -> Step:
    """A step of a version with the day on which a whole new text brings it, where it waits longer and stands in that as it is; without a
    day, where it never came to it. `own` as for `effect`."""
    at = next((n for n, v in enumerate(found.versions) if v.version == step.version), None)
    if at is None or step.unset not in ("", "open"):
        return step
    over = brought(found, at, step.begins, own) if step.kind != "deleted" else None
    if over and not any(one.version <= day_of(found.versions[over[0]]) for one in later if one.kind != "renumbered"):
        return replace(step, begins=over[1], unset="")
    never = over or (step.begins and overtaken(found, at, step.begins, own))
    return replace(step, begins=None, unset="never") if never else step


def _recorded(found: Calendar, ids: Callable[[int], Sequence[str]], divisions: Divisions) -> Iterator[Step]:
    """The ids of a step are those in the version whose numbers the event speaks in; what is ended whole has none after it. What has ended
    ends no second time: not by its term after a repeal, and not with the law."""
    told = [(event, at, own) for event in found.events if event.kind in (*ENDINGS, "suspended", "resumed", "corrected")
            for at in [_spoken(found, event, ids)] if (own := tuple(key for key in ids(at) if concerns(event, key, divisions(at))))]
    whole = [event for event, at, own in told if event.kind in ENDINGS and all(_is_whole(event, key, divisions(at)) for key in own)]
    for event, at, own in told:
        earlier = {other.kind for other in whole if event.kind in ENDINGS and is_before(found, other, event)}
        if (event.kind == "expired" and "repealed" in earlier) or (earlier and not event.provisions):
            continue
        if event.kind != "resumed" or any(resumptions((event,), other) for other, _, _ in told):
            over = event in whole
            yield Step(day_of(found.versions[at]), cast(Kind, event.kind), own, () if over else own, begins=event.date, act=event.act,
                       unset="" if event.date else "open" if event.unset else "unknown", event=event)


def _spoken(found: Calendar, event: Event, ids: Callable[[int], Sequence[str]]) -> int:
    """The number of the version in whose numbers an event speaks of a provision: of one that came into a law suspended as a whole, and
    still suspended then, the first that has it."""
    at, end = numbering(found, event), suspension_end(found.events, event)
    if event.provisions or event.kind not in ("suspended", "resumed"):
        return at
    first = next((n for n in range(at, len(found.versions)) if ids(n)), at)
    begins = found.versions[first].in_force.date or day_of(found.versions[first])
    return first if end is None or begins < end else at


def _is_whole(event: Event, key: str, divisions: Mapping[str, str]) -> bool:
    """Whether an event names all of a provision."""
    return not event.provisions or bool(around(key, division_of(divisions, key)).intersection(event.provisions))


def with_instructions(found: Lineage, orders: Callable[[Step], Sequence[str]]) -> Lineage:
    """The history with the words of the acts that made its steps."""
    return replace(found, steps=tuple(replace(s, instructions=tuple(orders(s))) for s in found.steps))
