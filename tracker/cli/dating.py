"""`tracker date`: from when a stored version, or some of its provisions, is law, as the deciding act or a person says."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from tracker import store as stores
from tracker.citations import provisions_of
from tracker.cli.arguments import Day, store_option
from tracker.cli.frame import command, note
from tracker.cli.happening import Told, about, told_by
from tracker.cli.standing import names, not_kept
from tracker.cli.timing import staged
from tracker.errors import AmendError, DateError, StoreError
from tracker.language import _
from tracker.model import InForce, Law, Stage, Version
from tracker.naming import asked
from tracker.reading.appointing import Appointed, appointments

if TYPE_CHECKING:
    from tracker.amend.instructions import Amendment


@command("date", example="tracker date 示例市公园条例/2020-01-01 --in-force 2020-03-01 --because 'the gazette says so'")
@click.argument("version")
@click.option("--in-force", type=Day(), help="the first day on which it is law")
@click.option("--open", "left_open", is_flag=True, help="its day is left to another act (施行日期另行规定) and not set yet")
@click.option("--by", "act", default="", help="the text of the decision that made it, whose own clauses say; or the act that "
              "appoints the day left open, or puts it off: a file, or a stored LAW/VERSION")
@click.option("--promulgated", type=Day(), help="with --by and --because: the day of its promulgation, where its text does not give it")
@click.option("--provisions", default="", help="only these have that day: 第十条、第十二条第二款")
@click.option("--taken-out", default="", help="these, in the numbers of the version before, it takes out from that day, not from its own: "
              "第三条")
@click.option("--because", default="", help="how that is known; kept with the version; needed for whatever --by alone does not say")
@store_option
def date_command(version: str, in_force: date | None, left_open: bool, act: str, promulgated: date | None, provisions: str,
                 taken_out: str, because: str, store: Path) -> None:
    """Say from when a stored version (LAW/VERSION) is in force: as a person knows it (--in-force or --open, with --because), or as the
    decision that made it, or an act that appoints its day, says (--by)."""
    if sum(map(bool, (in_force, left_open, act))) != 1:
        raise click.UsageError(_("say one of --in-force, --open and --by"))
    if not because and (promulgated or not act):
        raise DateError("it is not said how that is known", hint="say it in a few words: --because 'the gazette says so'")
    opened = stores.open_store(store)
    held = stores.version_named(opened, _stored(version), date.today())
    said = _by(opened, held, act, promulgated, because) if act else _taken_out(
        opened, held, in_force, taken_out, because) if taken_out else _by_person(held, in_force, provisions, because)
    outcome = stores.redate(opened, version, said)
    click.echo(f"{_(outcome.done)} {outcome.law}/{outcome.version}: {_day(said)}")
    for stage in said.stages:
        click.echo(f"  {names(stage.provisions)}: {stage.date or _('no day set')}")
    for stage in said.leaving:
        click.echo(f"  {staged(stage)}")
    for stage in (one for one in held.in_force.stages if act and one.basis == "person" and one not in said.stages):
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


def _by(opened: stores.Store, held: Version, by: str, promulgated: date | None, because: str) -> InForce:
    """What an act says: one that appoints the version's day, or else the decision that made it, worked out on the version before where the
    store has that."""
    from tracker.amend.commencing import commencement_by

    told, law = told_by(opened, by), stores.law_named(opened, held.law)
    appointing = appointments(told.version)
    if own := about(opened, told, law, appointing):
        return _appointed(law, held, told, own, because)
    decision = _decision(opened, told, by, held)
    if decision is None:
        raise StoreError("{act} does not say from when anything of {law} is in force", act=told.act, law=law.law,
                         hint="it says so of: {named}; --because without --by records what a person knows",
                         named="、".join(dict.fromkeys(f"《{one.title}》" for one in appointing)) or _("nothing"))
    before = _before(opened, law, held)
    found = commencement_by(decision, held, before, promulgated)
    return replace(found, reason="; ".join(filter(None, (found.reason, because))), stages=_with_known(found.stages, held.in_force.stages))


def _decision(opened: stores.Store, told: Told, by: str, held: Version) -> "Amendment | None":
    """What an act orders: a file, or the source of a stored one; None where that is not kept, or amends nothing and does not name the
    version's law."""
    from tracker.amend.binding import named
    from tracker.cli.amending import decision_of

    if not told.by:
        return decision_of(Path(by))
    source = stores.source_of(opened, told.version)
    with suppress(AmendError):
        found = decision_of(source) if source else None
        return found if found and (found.instructions or named(found, held)) else None
    return None


def _before(opened: stores.Store, law: Law, held: Version) -> Version | None:
    """The version before one; None where the store has none."""
    earlier = [h for h in law.versions if held.version and h.version < held.version and not h.draft]
    return stores.version(opened, law, earlier[-1]) if earlier else None


def _appointed(law: Law, held: Version, told: Told, own: Sequence[Appointed], because: str) -> InForce:
    """The commencement of a version by an act that appoints it. Raises DateError where that was made before the version, speaks in the
    numbers of a later one, or says it in words that a person has to read; CitationError where it names what the version does not have."""
    made = told.version.version
    if made and held.version and made < held.version:
        raise DateError("{act} is of {day}, and was made before {law}/{version}", hint="name the version that it means: `tracker list`",
                        act=told.act, day=made, law=law.law, version=held.version)
    meant = stores.text_meant(law, made)
    if meant and meant.version != held.version and any(one.provisions for one in own):
        raise DateError("{act} names provisions as {law}/{version} numbers them", hint="name that version", act=told.act, law=law.law,
                        version=meant.version)
    if unread := next((one for one in own if one.date is None), None):
        raise DateError("{act} says from when {law} is in force in words that a person has to read: “{text}”", act=told.act, law=law.law,
                        text=unread.text, hint="say it yourself: --in-force DATE, with --provisions where it is theirs, and --because")
    said = [(provisions_of(held, "、".join(one.provisions)) if one.provisions else (), one.date) for one in own if one.date]
    force = stores.appointed(held, told.act, said)
    return replace(force, reason="; ".join(filter(None, (force.reason, because)))) if because else force


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


def _taken_out(opened: stores.Store, held: Version, day: date | None, cited: str, because: str) -> InForce:
    """What a person says of provisions of the version before that this one takes out on a day of their own. Raises StoreError where the
    store has no version before."""
    before = _before(opened, stores.law_named(opened, held.law), held)
    if before is None:
        raise StoreError("there is no version before {law}/{version}", hint="import that version first", law=held.law, version=held.version)
    ids = provisions_of(before, cited)
    others = (replace(s, provisions=tuple(key for key in s.provisions if s.numbers != before.version or key not in ids))
              for s in held.in_force.leaving)
    said = Stage(ids, day, because, "person", numbers=before.version)
    return replace(held.in_force, leaving=(said, *(s for s in others if s.provisions)))
