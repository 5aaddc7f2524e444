"""`tracker date`: from when a stored version, or some of its provisions, is law, as the deciding act or a person says."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click
from msgspec.structs import replace

from tracker import store as stores
from tracker.citations import provisions_of
from tracker.cli.arguments import Day, read_file, store_option
from tracker.cli.frame import command, note
from tracker.cli.happening import passed
from tracker.cli.standing import names, not_kept
from tracker.cli.timing import staged
from tracker.errors import DateError, StoreError
from tracker.language import _
from tracker.model import InForce, Stage, Version
from tracker.naming import asked


@command("date", example="tracker date 示例市公园条例/2020-01-01 --in-force 2020-03-01 --because 'the gazette says so'")
@click.argument("version")
@click.option("--in-force", type=Day(), help="the first day on which it is law")
@click.option("--open", "left_open", is_flag=True, help="its day is left to another act (施行日期另行规定) and not set yet")
@click.option("--by", "decision", type=click.Path(path_type=Path), help="the text of the decision that made it: its own clauses say")
@click.option("--promulgated", type=Day(), help="with --by and --because: the day of its promulgation, where its text does not give it")
@click.option("--provisions", default="", help="only these have that day: 第十条、第十二条第二款")
@click.option("--because", default="", help="how that is known; kept with the version; needed for whatever --by alone does not say")
@store_option
def date_command(version: str, in_force: date | None, left_open: bool, decision: Path | None, promulgated: date | None, provisions: str,
                 because: str, store: Path) -> None:
    """Say from when a stored version (LAW/VERSION) is in force: as a person knows it (--in-force or --open, with --because), or as the
    decision that made it says (--by)."""
    if sum(map(bool, (in_force, left_open, decision))) != 1:
        raise click.UsageError(_("say one of --in-force, --open and --by"))
    if not because and (promulgated or not decision):
        raise DateError("it is not said how that is known", hint="say it in a few words: --because 'the gazette says so'")
    opened = stores.open_store(store)
    held = stores.version_named(opened, _stored(version), date.today())
    said = _by(opened, held, decision, promulgated, because) if decision else _by_person(held, in_force, provisions, because)
    outcome = stores.redate(opened, version, said)
    click.echo(f"{_(outcome.done)} {outcome.law}/{outcome.version}: {_day(said)}")
    for stage in said.stages:
        click.echo(f"  {names(stage.provisions)}: {stage.date or _('no day set')}")
    for stage in said.leaving:
        click.echo(f"  {staged(stage)}")
    for stage in (one for one in held.in_force.stages if decision and one.basis == "person" and one not in said.stages):
        note("  " + not_kept(stage))
    for line in stores.look_again(opened, (outcome.law,)):
        note(f"  {line}")


def _stored(version: str) -> str:
    """The argument, which must name a stored version. Raises StoreError."""
    if not asked(version).version:
        raise StoreError("{what} names no stored version", hint="write LAW/VERSION, as `tracker list` shows them", what=version)
    return version


def _day(said: InForce) -> str:
    return str(said.date) if said.date else _("no day set")


def _by(opened: stores.Store, held: Version, decision: Path, promulgated: date | None, because: str) -> InForce:
    """What the decision says, worked out on the version before where the store has it."""
    from tracker.amend.commencing import commencement_by
    from tracker.cli.amending import decision_of

    passed(read_file(decision), str(decision))
    law = stores.law_named(opened, held.law)
    earlier = [h for h in law.versions if held.version and h.version < held.version and not h.draft]
    before = stores.version(opened, law, earlier[-1]) if earlier else None
    found = commencement_by(decision_of(decision), held, before, promulgated)
    return replace(found, reason="; ".join(filter(None, (found.reason, because))), stages=_with_known(found.stages, held.in_force.stages))


def _with_known(told: Sequence[Stage], before: Iterable[Stage]) -> tuple[Stage, ...]:
    """What a decision says of provisions, and what a person had said of those that it gives no day."""
    dated = {key for one in told if one.date for key in one.provisions}
    known = [one for one in before if one.basis == "person" and dated.isdisjoint(one.provisions)]
    return (*(one for one in told if one.date or not any(set(one.provisions) <= set(other.provisions) for other in known)), *known)


def _by_person(held: Version, day: date | None, provisions: str, because: str) -> InForce:
    """What a person says of the version, or of some of its provisions alone."""
    was = held.in_force
    if not provisions:
        return InForce(day, "person", reason=because, first=was.first or was.date, stages=was.stages, leaving=was.leaving)
    ids = provisions_of(held, provisions)
    others = tuple(s for s in was.stages if set(s.provisions) != set(ids))
    return replace(was, stages=(*others, Stage(ids, day, because, "person")))
