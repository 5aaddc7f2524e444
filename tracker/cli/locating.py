"""`tracker where`: where a provision of then is now, and the other way round."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
from msgspec.structs import replace

from tracker import store as stores
from tracker import timeline
from tracker.cli.arguments import Day, as_known, known_option, store_option
from tracker.cli.deciding import by_texts
from tracker.cli.frame import command, emit_json, emit_text, json_option, note, output_option, refuse
from tracker.cli.standing import beside
from tracker.cli.tracing import day_of_text, named, nothing_now, place
from tracker.compare.likeness import guessed
from tracker.errors import StoreError
from tracker.finding import citation_in
from tracker.language import _
from tracker.model import Law, Version, citation_of, places
from tracker.naming import is_day
from tracker.timeline.effect import may_have_begun
from tracker.timeline.standing import Whole, about, whole

if TYPE_CHECKING:
    from tracker.timeline.concordance import Found
    from tracker.timeline.lineage import Mapper

Side = tuple[int, date | None]
"""The number of a version, and the day on which it is asked for, if it is."""


@command("where", example="tracker where 示例市公园条例 第三条 --as-of 2021")
@click.argument("law")
@click.argument("provision")
@click.option("--as-of", "then", required=True, help="a year, a day or a version: 1997, 1997-10-01, LAW/1997-10-01")
@click.option("--now", type=Day(), help="the other day; default: today")
@known_option
@json_option
@output_option
@store_option
@click.pass_context
def where_command(ctx: click.Context, law: str, provision: str, then: str, now: date | None, known: date | None, as_json: bool,
                  output: Path | None, store: Path) -> None:
    """Say both ways where a provision is: what 第二十条 of then is now, and what 第二十条 of now was then; LAW/VERSION makes that version
    the text of now. Exit 1: one of them is nowhere, or not law then."""
    with as_known(store, known, law) as opened:
        what = f"{law}@{now}" if now else law
        try:
            entry, held, index = named(opened, what)
            thens = then_of(entry, held, then)
        except stores.NothingInForce as reason:
            refuse(ctx, reason)
        later: Side = index, day_of_text(entry, what)
        day_text = cache(lambda day: stores.in_force_on(opened, entry, day))
        mapper = stores.aligner(opened, entry.law)
        pairs = [one for then_ in thens for one in _both_ways(held, (then_, later), day_text, provision, mapper)]
        if as_json:
            emit_json([{"version": str(f.version), "provision": f.provision, "other": str(f.other), "to": list(f.to), "kind": f.kind,
                        "exists": f.exists, "weak": f.weak} for f, _ends in pairs], output)
        else:
            emit_text("".join(whereabouts(*one) + "\n" for one in pairs), output)
        every = [one for found, ends in pairs for one in standings(found, ends, day_text)]
        for day, line in dict.fromkeys((day, line) for day, lines, _law in every for line in lines):
            note(f"{day}: {line}")
        for line in by_texts(opened, held, ((citation_of(f.provision), f.lost) for f, _ends in pairs if f.lost)):
            note(line)
    over = tuple(nothing_now(entry, what))
    for line in over:
        note(line)
    ctx.exit(0 if all(f.to for f, _ends in pairs) and all(law_ for _day, _lines, law_ in every) and not over else 1)


class End(NamedTuple):
    """One end of an answer: the text whose numbers it speaks in, with what is no law on the day asked for, if one is, by its id there."""

    text: Version
    day: date | None = None
    out: Collection[str] = ()


def _both_ways(held: Sequence[Version], sides: tuple[Side, Side], day_text: Callable[[date], Version], provision: str,
               mapper: "Mapper") -> Iterator[tuple["Found", tuple[End, End]]]:
    """Where a provision of each of two texts is in the other. What a day's text leaves out is found by its number too, where
    nothing that is law has that; what is not law yet by the later day does not lead to it; one version's texts of two days are one."""
    from tracker.timeline.concordance import where

    then, now = (_end(held[index], day, day_text) for index, day in sides)
    at, to = (index for index, _day in sides)
    if at == to:
        then, now = then._replace(text=held[at]), now._replace(text=held[to])
    newer = max(sides, key=lambda side: side[0])[1]
    kept = [n for n, version in enumerate(held) if newer is None or not min(at, to) < n < max(at, to) or may_have_begun(version, newer)]
    versions = tuple({at: then.text, to: now.text}.get(n, held[n]) for n in kept)
    found = [(_lost_in(kept, one), (then, now) if one.version == then.text.version else (now, then))
             for one in where(versions, provision, kept.index(at), kept.index(to), mapper)]
    law = {one.version for one, ends in found if one.provision not in ends[0].out}
    yield from ((one, ends) for one, ends in found if one.provision not in ends[0].out or one.version not in law)


def _lost_in(kept: Sequence[int], one: "Found") -> "Found":
    """An answer with the number, of all versions, of the one with which a provision went; none where others before it were left out."""
    at = one.lost
    return one if at is None else replace(one, lost=kept[at] if at and kept[at] == kept[at - 1] + 1 else None)


def _end(printed: Version, day: date | None, day_text: Callable[[date], Version]) -> End:
    made = whole(day_text(day), printed) if day else Whole(printed)
    return End(made.text, day, made.out)


def standings(found: "Found", ends: tuple[End, End], day_text: Callable[[date], Version]) -> Iterator[tuple[date, list[str], bool]]:
    """How the provisions of an answer stand on the days asked for: the day, what has to be known beside its text, whether they are law."""
    for end, keys in zip(ends, ((found.provision,) if found.exists else (), found.to), strict=True):
        for key in keys if end.day else ():
            assert end.day is not None
            yield end.day, list(beside(about(day_text(end.day), key))), key not in end.out


def then_of(law: Law, versions: Sequence[Version], then: str) -> list[Side]:
    """The versions in force at some time in a year, each on its last day in it, or on a day, or the one named. Raises StoreError where one
    of unknown commencement could be among them, NothingInForce where none was."""
    if not (then.isdigit() and len(then) == 4):
        what = then if "/" in then and not is_day(then) else f"{law.law}@{then}"
        return [(place(law, versions, what), day_of_text(law, what))]
    first, last = date(int(then), 1, 1), date(int(then), 12, 31)
    _sure(law, first, last)
    spans = [s for s in timeline.spans(law.versions, law.events) if s.start and not s.never]
    ends = {s.version: s.end for s in spans if s.start and s.start <= last and not (s.end and s.end <= first)}
    found = [(n, min(last, end - timedelta(days=1)) if end else last) for n, v in enumerate(versions) if v.version in ends
             for end in [ends[v.version]]]
    if not found:
        state = timeline.on(law.versions, last, law.events)
        if state.status == "none":
            raise stores.nothing_in_force(law, law.versions, state)
        raise StoreError("no version of {law} is known to have been in force in {year}",
                         hint="`tracker timeline {law}` shows when they were", law=law.law, year=then)
    return list(found)


def _sure(law: Law, first: date, last: date) -> None:
    """Refuse a stretch of days in which a version of unknown commencement could be the law."""
    begun = (held.version for held in law.versions if first < held.version <= last)
    states = (timeline.on(law.versions, day, law.events) for day in (first, *begun))
    unknown = next((state for state in states if state.reason == "commencement_unknown"), None)
    if unknown:
        raise stores.unknown_on(law, unknown)


def whereabouts(one: "Found", ends: tuple[End, End]) -> str:
    """One line: a provision of one text, and where it is in the other."""
    if not one.exists:
        return _("version {version} has no {provision}").format(version=one.version, provision=one.provision)
    here, there = ends
    start = f"{one.version} {citation_in(places(here.text), one.provision, here.out)}"
    if not one.to:
        said = _("gone in version {other}") if one.kind == "gone" else _("not yet in version {other}")
        return f"{start} → {said.format(other=one.other)}"
    weak = "" if one.weak is None else f"  {guessed(one.weak)}"
    return f"{start} → {one.other} {'、'.join(citation_in(places(there.text), key, there.out) for key in one.to)}{weak}"
