"""`tracker timeline`: from when to when versions and provisions are in force, what comes next, as words, picture, table or calendar."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from tracker import store as stores
from tracker import timeline
from tracker.cli.arguments import Day, as_known, known_option, store_option
from tracker.cli.frame import command, emit, emit_document, emit_json, emit_text, form_of, json_option, note, output_option
from tracker.cli.reading import basis
from tracker.cli.standing import beside, happened, in_numbers, names, source_of
from tracker.cli.storing import period
from tracker.errors import ExportError
from tracker.language import _
from tracker.model import Event, InForce, Law, Stage, Version, citation_of
from tracker.reading.reasons import why
from tracker.timeline.events import sides
from tracker.timeline.standing import repealed_before
from tracker.timeline.upcoming import WAITS, by_day, is_numbered_elsewhere, told

if TYPE_CHECKING:
    from tracker.timeline.lineage import Mapper
    from tracker.timeline.prevention import Prevention

FORMATS = ("text", "json", "svg", "html", "csv", "ics")
_ENDINGS = {".txt": "text", ".json": "json", ".svg": "svg", ".html": "html", ".htm": "html", ".csv": "csv", ".ics": "ics"}
_OF_A_MODE = {"--on": ("text", "json", "csv"), "--upcoming": ("text", "json", "csv", "ics"),
              "--articles": ("text", "json", "svg", "html", "csv")}
"""The formats of what is asked for. A picture is of all days, a calendar of days to come or past."""


@command("timeline", example="tracker timeline 示例市公园条例 --on 2024-07-01")
@click.argument("law", default="")
@click.option("--on", "day", type=Day(), help="what is in force on this day, and why")
@click.option("--upcoming", is_flag=True, help="what comes next, with --known after that day, nearest first; without LAW of every law")
@click.option("--articles", is_flag=True, help="a row for every article: whose words it had when")
@click.option("--format", "form", type=click.Choice(FORMATS), help="default: by the ending of --output, else text")
@known_option
@json_option
@output_option
@store_option
@click.pass_context
def timeline_command(ctx: click.Context, law: str, day: date | None, upcoming: bool, articles: bool, form: str | None, known: date | None,
                     as_json: bool, output: Path | None, store: Path) -> None:
    """Show from when to when each version and provision of a law is in force. With --on, exit 1 where nothing is known to be in force on
    that day."""
    chosen = "json" if as_json else form_of(form, output, _ENDINGS)
    _must_go_together(chosen, law, {"--on": bool(day), "--upcoming": upcoming, "--articles": articles})
    now = (known if upcoming else None) or date.today()
    since = now if upcoming else date.min
    with as_known(store, known, "" if upcoming else law) as opened:
        if not law:
            _every(opened, since, chosen, output)
            return
        entry = stores.law_named(opened, law)
        if chosen == "text" and not articles:
            state = stores.state_on(opened, entry, day) if day else None
            emit_text("".join(line + "\n" for line in page(opened, entry, state, now, upcoming=upcoming)), output)
        else:
            proposed = tuple(_proposed(opened, since, entry.law)) if upcoming or chosen == "ics" else ()
            found = timeline.timeline(entry, stores.versions(opened, entry), now, day=day, known=known,
                                      mapper=stores.aligner(opened, entry.law), proposed=proposed)
            next_ = by_day((*_comes(opened, entry, since), *proposed))
            if upcoming or chosen == "ics":
                _say_where_none(next_, chosen)
            _write(found, next_, "coming" if upcoming and chosen == "csv" else chosen, output)
            if articles and not found.provisions:
                note(_("no text has articles, whose places alone are listed; `tracker where LAW 一、 --as-of DATE` follows numbered items"))
            if not upcoming:
                for line in (*_corrected(opened, entry, found.on), *_unconfirmed(opened, entry, found.on)):
                    note(line)
            state = found.on
    if state and state.status != "in_force":
        ctx.exit(1)


def _must_go_together(chosen: str, law: str, asked: Mapping[str, bool]) -> None:
    """Refuse a format that does not tell what is asked for, so that nothing asked is passed over. Raises UsageError, ExportError."""
    modes = [mode for mode, wanted in asked.items() if wanted]
    if len(modes) > 1:
        raise click.UsageError(_("say one of --on, --upcoming and --articles"))
    if not law and modes != ["--upcoming"] and (modes or chosen != "ics"):
        raise click.UsageError(_("name a law, or ask for what comes next in all of them: --upcoming"))
    for mode in modes:
        if chosen not in _OF_A_MODE[mode]:
            raise ExportError("{mode} is not written as {format}", hint="with {mode} these formats work: {formats}", mode=mode,
                              format=chosen, formats=", ".join(_OF_A_MODE[mode]))


def _every(opened: stores.Store, since: date, chosen: str, output: Path | None) -> None:
    """What comes after a day over all laws, as text, table, calendar or plain JSON."""
    from tracker.export import timeline_csv, timeline_ics

    held = by_day((*(c for law in stores.laws(opened) for c in _comes(opened, law, since)), *_proposed(opened, since)))
    _say_where_none(held, chosen)
    if chosen == "ics":
        emit(timeline_ics.render(held, date.today()), output)
    elif chosen == "csv":
        emit(timeline_csv.coming(held), output)
    elif chosen == "json":
        emit_json([{"law": c.law, "day": str(c.day) if c.day else None, "kind": c.kind, "version": str(c.version) if c.version else None,
                    "provisions": list(c.provisions), "source": c.source, "known": c.known, "place": c.place,
                    "confirmed": c.confirmed, "weak": c.weak} for c in held], output)
    else:
        emit_text("".join(f"{line}\n" for c in held for line in [told(c, of=True)]), output)


def _comes(opened: stores.Store, law: Law, since: date) -> Sequence[timeline.Coming]:
    """What comes of a law; its texts are read only where they have to tell what a suspension leaves with its end, what is recorded in other
    numbers than those of its day, or whether what waits for a day is still there."""
    paused = any(event.kind == "suspended" or is_numbered_elsewhere(law, event) for event in law.events)
    waits = any(stage.date is None or stage.date > since for version in law.versions for stage in version.in_force.stages)
    return timeline.upcoming(law, since, stores.versions(opened, law) if paused or waits else (), stores.aligner(opened, law.law))


def _proposed(opened: stores.Store, since: date, name: str = "") -> Sequence[timeline.Coming]:
    """The ends after a day, of one law (id) or of all, that texts tell of and nobody has confirmed."""
    return stores.unconfirmed(opened, lambda error: note(str(error)), since, name)


def _say_where_none(found: Sequence[timeline.Coming], chosen: str) -> None:
    """Say that there is nothing to list, beside a list that is empty; a calendar holds only what has a day."""
    if not [c for c in found if c.day or chosen != "ics"]:
        note(_("there is nothing to list"))


def _write(found: timeline.Timeline, coming_: Sequence[timeline.Coming], chosen: str, output: Path | None) -> None:
    """A timeline in a format; a calendar, and the table `coming`, have the commencements, ends and suspensions of `coming_`."""
    from tracker.export import timeline_csv, timeline_html, timeline_ics, timeline_svg

    if chosen == "json":
        emit_document("timeline", found, output)
    elif chosen == "text":
        emit_text("".join(line + "\n" for line in picture(found)), output)
    elif chosen == "ics":
        emit(timeline_ics.render(coming_, found.today), output)
    elif chosen == "coming":
        emit(timeline_csv.coming(coming_), output)
    else:
        emit({"svg": timeline_svg, "html": timeline_html, "csv": timeline_csv}[chosen].render(found), output)


def page(opened: stores.Store, law: Law, state: timeline.State | None, now: date, *, upcoming: bool) -> Iterator[str]:
    """A law's timeline for the terminal: the day asked for, what comes after `now`, or the versions with what is wrong and what comes."""
    yield click.style(law.title, bold=True)
    if state:
        yield from answer(state)
        yield from _corrected(opened, law, state)
        said = stores.still_changed(law, state.version) if state.version else ""
        yield from [f"  {said}"] if said else []
    next_ = by_day((*_comes(opened, law, now), *(_proposed(opened, now, law.law) if upcoming else ())))
    if not state and not upcoming:
        from tracker.timeline.lineage import dated

        held, mapper = stores.versions(opened, law), stores.aligner(opened, law.law)
        prevention = _prevention(law, held, mapper)
        for span in timeline.spans(dated(held, mapper), law.events):
            yield f"  {span.version}  {period(span, click.style(_known(span.in_force), dim=True))}"
            yield from (f"    {line}" for stage in span.in_force.stages for line in _staged(span.version, stage, prevention))
            yield from (f"    {staged(stage)}" for stage in span.in_force.leaving)
        yield from (f"  {happened(e)}{in_numbers(law, e)}{_prevented(law, e, held, mapper)}"
                    for e in sorted(law.events, key=lambda e: e.date or date.max))
        for problem in timeline.contradictions(law.law, stores.versions(opened, law), law.events):
            yield click.style(contradiction(problem), fg="red")
    yield from lacking(law, state)
    yield from _unconfirmed(opened, law, state)
    if upcoming or (next_ and not state):
        yield _("what comes next") + ":"
        yield from (f"  {line}" for line in [told(one) for one in next_] or [_("there is nothing to list")])
    for n, future in enumerate(_futures(opened, law, now) if upcoming else (), 1):
        yield from _future(n, future)


def _corrected(opened: stores.Store, law: Law, state: timeline.State | None) -> Iterator[str]:
    """What was corrected of the text of the day asked for."""
    yield from (f"  {happened(one)}" for one in (stores.corrections_of(opened, law, state.version) if state else ()))


def lacking(law: Law, state: timeline.State | None = None) -> Iterator[str]:
    """The versions that title notes tell of and the store does not have; of a day those that may be the law on it."""
    found = timeline.missing(law.versions)
    if state:
        found = tuple(one for version in state.candidates for one in timeline.unseen(found, version, state.day))
    yield from (f"  {stores.missed(one)}" for one in found)


def _unconfirmed(opened: stores.Store, law: Law, state: timeline.State | None) -> Iterator[str]:
    """Ends that the texts set themselves, or other laws' texts order, and suspensions, that nobody has recorded; of the day asked for those
    that it is behind, or in."""
    held = [stores.version(opened, law, v) for v in law.versions if state is None or v.version == state.version]
    yield from (f"  {stores.proposing(one)}" for one in stores.ends_told(opened, law, held)
                if state is None or one.meets(state.day))


def _futures(opened: stores.Store, law: Law, now: date) -> tuple[timeline.Future, ...]:
    return timeline.futures(law, stores.versions(opened, law), now, stores.aligner(opened, law.law))


def _future(number: int, future: timeline.Future) -> Iterator[str]:
    yield _("future {number}: {order}").format(number=number, order=" → ".join(str(s.version) for s in future.steps))
    for step in future.steps:
        for read in step.readings:
            words = _("as in version {version}").format(version=read.version) if read.version else _("not law")
            yield f"    {step.version}: {citation_of(read.provision)} {words} ({_(WAITS[read.reason])})"


def answer(state: timeline.State) -> Iterator[str]:
    """What is known of one day, in words."""
    force = state.in_force
    if state.status == "in_force":
        said = _("{day}: version {version}, in force from {begins}")
        yield said.format(day=state.day, version=state.version, begins=force and force.date) + (_known(force) if force else "")
        yield from [f"  {_(timeline.REASONS[state.reason])}"] if state.reason else []
    elif state.status == "unknown":
        yield _("{day}: unknown").format(day=state.day) + " — " + _(timeline.REASONS[state.reason])
        for version in dict.fromkeys(filter(None, (state.version, *state.candidates))):
            yield "  " + _("it may be version {version}").format(version=version)
    else:
        said = _("{day}: not in the store" if state.reason in timeline.UNHELD else "{day}: nothing is in force")
        yield said.format(day=state.day) + " — " + _(timeline.REASONS[state.reason]) + source_of(state.ended)
        for version in state.candidates:
            yield "  " + _("version {version}: in force from a day that is not known").format(version=version)
        if state.begins and force:
            said = _("in force from {start}" if force.date == state.begins else "the first of its provisions are in force from {start}")
            yield "  " + said.format(start=state.begins) + _known(force)
    for version in state.open:
        yield "  " + _("version {version}: the day of its commencement is left to another act").format(version=version)
    yield from (f"  {line}" for line in beside(state))


def _prevented(law: Law, event: Event, held: Sequence[Version], mapper: "Mapper") -> str:
    """That a term does not run out any more, as a repeal comes before."""
    found, texts = timeline.calendar(law.versions, law.events), {v.version: v for v in held}
    over = timeline.prevented(law.versions, law.events, event) or (
        repealed_before(found, event, texts.__getitem__, mapper) if event.kind == "expired" and event.provisions else None)
    return " " + _("does not come any more: {kind} {day}").format(kind=_(over.kind), day=over.date) if over else ""


def _prevention(law: Law, held: Sequence[Version], mapper: "Mapper") -> "Prevention":
    from tracker.timeline.lineage import dated, weave
    from tracker.timeline.prevention import Prevention

    return Prevention(timeline.calendar(dated(held, mapper), law.events), cache(lambda: weave(held, mapper)))


def _staged(version: date, stage: Stage, prevention: "Prevention") -> Iterator[str]:
    """The commencement of provisions that have their own, which of them a whole new text brought before, and which never came to it; what
    may have been law is not told so."""
    from tracker.timeline.effect import Beginning

    at = next((n for n, v in enumerate(prevention.found.versions) if v.version == version), None)
    begins = Beginning(stage.date, "", "" if stage.date else "unknown" if stage.basis == "unknown" else "open")
    ends = {key: prevention.by((at, key), at, begins) for key in stage.provisions if at is not None}
    over = {key: prevention.brought(at, key, begins) for key in stage.provisions if at is not None and not ends[key]}
    left = tuple(key for key in stage.provisions if not (ends.get(key) or over.get(key)))
    yield from [staged(replace(stage, provisions=left))] if left else []
    for number, day in dict.fromkeys(filter(None, over.values())):
        brought = names(key for key in over if over[key] == (number, day))
        by = _("version {version}").format(version=prevention.found.versions[number].version)
        yield f"{brought} {_('in force from {start}').format(start=day)} ({by})"
    for key, end in ends.items():
        if end and end.event:
            said = _("{why}: {event}").format(why=_("never in force"), event=happened(replace(end.event, provisions=(), partly=())))
            yield f"{names([key])} {said}"
        elif end:
            by = _("version {version} has taken it out").format(version=prevention.found.versions[end.at].version)
            yield f"{names([key])} {_('never in force')} ({by})"


def staged(stage: Stage) -> str:
    """The commencement of provisions that have their own: their day, and who says so."""
    unset = _("day not known") if stage.basis == "unknown" else _("no day set")
    if stage.numbers:
        what = f"{names(stage.provisions)} {_('as version {version} numbers them').format(version=stage.numbers)}"
        told = _("{what}: taken out from {day}") if stage.date else _("{what}: taken out, {day}")
        return told.format(what=what, day=stage.date or unset) + (f" ({why(stage)})" if why(stage) else "")
    begins = _("in force from {start}").format(start=stage.date) if stage.date else unset
    said = " ".join(filter(None, (_(stage.basis) if stage.date else "", citation_of(stage.provision), why(stage))))
    return f"{names(stage.provisions)} {begins}" + (f" ({said})" if said else "")


def _known(force: InForce) -> str:
    said = basis(force)
    return f" ({said})" if said else ""


def contradiction(problem: timeline.Contradiction) -> str:
    """A contradiction with both sides and their sources."""
    return f"{_(timeline.RULES[problem.rule])}: {' ↔ '.join(sides(problem))}"


def picture(found: timeline.Timeline) -> Iterator[str]:
    """Versions and articles as bars over columns of time, for a terminal; neighbouring articles with one history share a row."""
    from tracker.export.timeline_chart import chart
    from tracker.export.timeline_text import lines

    yield from lines(chart(found))
