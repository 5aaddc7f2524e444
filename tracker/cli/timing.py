"""`tracker timeline`: from when to when versions and provisions are in force."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from tracker import store as stores
from tracker import timeline
from tracker.cli.arguments import Day, store_option
from tracker.cli.frame import command, emit_document, emit_text, json_option, output_option
from tracker.cli.storing import period
from tracker.language import _
from tracker.model import Event, InForce

REASONS = {
    "staged": "only some of its provisions are law yet",
    "commencement_unknown": "it is not known from when a later version is in force",
    "commencement_open": "the day of its commencement is left to another act",
    "end_unknown": "the law has ended on a day that is not known",
    "no_version": "the store holds no version of it",
    "not_yet_in_force": "no version held was in force yet",
    "repealed": "the law was repealed",
    "expired": "the law had expired",
}
"""Why nothing is in force, or why it is not known."""

RULES = {
    "commencement_before_promulgation": "in force before it was promulgated",
    "out_of_order": "events out of order",
    "ends_before_it_begins": "it ends before it begins",
    "not_in_force": "it ends or suspends what is not in force",
    "never_suspended": "it resumes what was not suspended",
    "sources_disagree": "two sources give two days",
}
"""What a contradiction breaks."""


@command("timeline", example="tracker timeline 示例市公园条例 --on 2024-07-01")
@click.argument("law")
@click.option("--on", "day", type=Day(), help="what is in force on this day, and why")
@json_option
@output_option
@store_option
@click.pass_context
def timeline_command(ctx: click.Context, law: str, day: date | None, as_json: bool, output: Path | None, store: Path) -> None:
    """Show from when to when each version of a law is in force. With --on, exit 1 where nothing is known to be in force on that day."""
    opened = stores.open_store(store)
    entry = stores.law_named(opened, law)
    found = timeline.timeline(entry, stores.versions(opened, entry), day)
    if as_json:
        emit_document("timeline", found, output)
    else:
        emit_text("".join(line + "\n" for line in page(found)), output)
    if found.on and found.on.status != "in_force":
        ctx.exit(1)


def page(found: timeline.Timeline) -> Iterator[str]:
    """A timeline for the terminal."""
    yield click.style(found.title, bold=True)
    if found.on:
        yield from answer(found.on)
        return
    for span in found.versions:
        yield f"  {span.version}  {period(span)}" + click.style(_known(span.in_force), dim=True)
    for problem in found.problems:
        yield click.style(contradiction(problem), fg="red")


def answer(state: timeline.State) -> Iterator[str]:
    """What is known of one day, in words."""
    force = state.in_force
    if state.status == "in_force":
        said = _("{day}: version {version}, in force from {begins}")
        yield said.format(day=state.day, version=state.version, begins=force and force.date) + (_known(force) if force else "")
    elif state.status == "unknown":
        yield _("{day}: unknown").format(day=state.day) + " — " + _(REASONS[state.reason])
        for version in state.candidates:
            yield "  " + _("it may be version {version}").format(version=version)
    else:
        yield _("{day}: nothing is in force").format(day=state.day) + " — " + _(REASONS[state.reason]) + _ended(state.ended)
        if state.begins and force:
            yield "  " + _("in force from {start}").format(start=state.begins) + _known(force)
    for version in state.open:
        yield "  " + _("version {version}: the day of its commencement is left to another act").format(version=version)


def _known(force: InForce) -> str:
    said = " ".join(filter(None, (_(force.basis) if force.date else "", force.provision, force.act, force.reason)))
    return f" ({said})" if said else ""


def _ended(event: Event | None) -> str:
    said = " ".join(filter(None, (str(event.date), event.act, event.reason))) if event else ""
    return f" ({said})" if said else ""


def contradiction(problem: timeline.Contradiction) -> str:
    """A contradiction with both sides and their sources."""
    first, second = (f"{_(h.event.kind)} {h.event.date} [{', '.join(h.sources)}]" for h in (problem.first, problem.second))
    return f"{_(RULES[problem.rule])}: {first} ↔ {second}"
