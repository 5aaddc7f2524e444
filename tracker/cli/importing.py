"""`tracker import`: parse, validate, keep as versions, commit."""

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import replace

from tracker import store as stores
from tracker import timeline
from tracker.cli.arguments import STANDARD_INPUT, Day, read_file, store_option
from tracker.cli.deciding import keeping, stated
from tracker.cli.frame import command, note
from tracker.cli.parallel import MANY, spread
from tracker.cli.reading import files_in, findings
from tracker.cli.standing import drafted, happened, not_kept
from tracker.errors import SourceError, TrackerError
from tracker.language import _, filled
from tracker.model import Finding, InForce, Law, Version, held_as
from tracker.reading import as_draft
from tracker.reading.amending import amends
from tracker.reading.appointing import appointments
from tracker.reading.dates import in_name
from tracker.reading.prolonging import prolongations
from tracker.reading.reasons import why
from tracker.reading.repeals import repeals
from tracker.reading.suspending import KINDS, suspensions
from tracker.reading.unread import every_end

TOGETHER = 50
"""Up to this many files are a commit each; of more, as many at a time are one commit: git takes longer over a commit than reading does."""


class Job(Struct, frozen=True):
    """One file to import, and what the person says of it."""

    path: Path
    revisions: str
    dated: date | None
    law: str
    draft: str


def parse(job: Job) -> Version | TrackerError:
    """A file as a version, or why not; runs in its own process where files are many."""
    try:
        found = read_file(job.path, revisions=job.revisions, dated=job.dated)
        found = as_draft(found, job.draft, job.dated or in_name(job.path.name)) if job.draft else found
        return replace(found, law=stores.law_id(job.law)) if job.law else found
    except TrackerError as error:
        return SourceError(str(error).replace("{", "{{").replace("}", "}}"), hint=error.advice().replace("{", "{{").replace("}", "}}"))


@command("import", example="tracker import law.txt --in-force 2024-03-01 --because 'the decision says so'")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--law", default="", help="the law's name in the store; default: from the title")
@click.option("--date", "dated", type=Day(), help="the date of this version, where the text or the file's name does not say")
@click.option("--in-force", type=Day(), help="from when this version is in force, where the text does not say")
@click.option("--because", default="", help="how that is known; needed with --in-force")
@click.option("--draft", default="", help="the text is a draft at this stage (一审稿), never in force; default: as its title says")
@click.option("--correct", is_flag=True, help="put this text in the place of the one stored for the same date; git keeps both")
@click.option("--revisions", type=click.Choice(["final", "original"]), default="final", help="which view of a Word file's tracked changes")
@store_option
@click.pass_context
def import_command(ctx: click.Context, paths: tuple[Path, ...], law: str, dated: date | None, in_force: date | None, because: str,
                   draft: str, correct: bool, revisions: str, store: Path) -> None:
    """Read texts and keep each as a version of its law; a folder stands for the texts below it. One bad file stops nothing."""
    if Path(STANDARD_INPUT) in paths:
        raise SourceError("an import keeps the source, which standard input is not", hint="write it to a file, and import that")
    files = files_in(paths)
    if in_force and not because:
        raise SourceError("--in-force needs --because", hint="say how it is known, in a few words: --because 'the decision says so'")
    if len(files) > 1 and (dated or in_force or law or draft):
        raise SourceError("--date, --in-force, --law and --draft are about one file, and {count} are named", hint="import that file alone",
                          count=len(files))
    known = InForce(in_force, "person", reason=because) if in_force else None
    target = stores.open_store(store)
    counts: Counter[str] = Counter()
    laws: set[str] = set()
    telling: list[str] = []
    jobs = [Job(path, revisions, dated, law, draft) for path in files]
    with click.progressbar(zip(jobs, spread(parse, jobs), strict=True), length=len(jobs), file=sys.stderr,
                           hidden=len(jobs) < MANY) as bar:
        coming = iter(bar)
        while batch := list(islice(coming, TOGETHER if len(jobs) > TOGETHER else 1)):
            if sys.stderr.isatty():
                click.echo("\r\033[K", nl=False, err=True)  # the bar gives way to what is said
            counts.update(keep(target, batch, known, correct, telling))
            laws |= {found.law for _job, found in batch if isinstance(found, Version)}
    told = propose(target, telling)
    for name in sorted(laws):
        lack(target, name)
    for line in stores.look_again(target, laws):
        note(f"  {line}")
    repealed(target, laws, told, telling)
    identity(target, laws, named=bool(law))
    summary(ctx, counts)


FEW = 20
"""Up to this many laws the texts that name them are looked for; of more, every text is read once."""


def repealed(target: stores.Store, names: set[str], told: set[stores.Proposal], telling: Collection[str]) -> None:
    """Tell which of the laws imported another law's text orders repealed, prolongs, suspends, brings into force or amends, if it was there
    first, and which laws those of the texts imported that tell such (LAW/VERSION) amend; what was told is not told again."""
    with suppress(TrackerError):  # another law's document is damaged: `check` tells
        imported, names = names, names | amended(target, telling)
        found = ([one for name in sorted(names) for one in stores.ends_told(target, stores.law_named(target, name), ())]
                 if len(names) <= FEW else [one for one in stores.every_end(target, lambda _damaged: None) if one.law in names])
        for one in found:
            if one not in told and (one.by in telling if one.law not in imported else one.kind != "expired" or one.prolonged):
                note(f"  {one.law}: {stores.proposing(one)}")


def amended(target: stores.Store, telling: Iterable[str]) -> set[str]:
    """The laws of the store (ids) that some versions (LAW/VERSION) amend."""
    titles = {stores.law_id(one.title) for name in telling for one in amends(stores.version_named(target, name, date.today()))}
    apart = stores.kept_apart(target) if titles else []
    return {law.law for law in (*stores.laws_named(target, titles), *apart) if {law.law, stores.law_id(law.title)} & titles}


def identity(target: stores.Store, names: set[str], *, named: bool) -> None:
    """Tell which of the laws imported the store has under another name too, and which are two of one name, unless a person named it."""
    for _law, told in stores.one_law(target, names):
        note(f"  {told}")
    for name in sorted(names) if not named else ():
        with suppress(TrackerError):  # it could not be kept, or is damaged
            for told in stores.two_laws(target, name):
                note(f"  {told}")


def lack(target: stores.Store, name: str) -> None:
    """Tell which versions of a law its title notes name and the store does not have. A law that could not be kept is not there."""
    with suppress(TrackerError):
        for one in timeline.missing(stores.law_named(target, name).versions):
            note(f"  {name}: {stores.missed(one)}")


def keep(target: stores.Store, batch: Sequence[tuple[Job, Version | TrackerError]], known: InForce | None, correct: bool,
         telling: list[str]) -> list[str]:
    """Store some versions with one commit and say what was done with each; `refused` where it could not be. `telling` gets those that tell
    of ends (LAW/VERSION): what of that holds is known when all are stored.

    The findings of one are listed; those of many would bury what was refused, and are counted (`findings`).
    """
    read = [(job, known_as(found, known)) for job, found in batch if isinstance(found, Version)]
    entries = [stores.Entry(version, job.path.read_bytes(), job.path.suffix) for job, version in read]
    kept = iter(zip(stores.add_all(target, entries, correct=correct), entries, strict=True) if entries else ())
    done = []
    for job, found in batch:
        outcome, entry = (found, None) if isinstance(found, TrackerError) else next(kept)
        found_in = entry.version.findings if entry else ()
        done.append(say(job.path, outcome, found_in if len(batch) == 1 else (), entry.version.draft if entry else ""))
        done += ["findings"] * len(found_in if len(batch) > 1 else ())
        if entry and isinstance(outcome, stores.Outcome) and _tells(entry.version):
            telling.append(f"{outcome.law}/{outcome.version}")
        if isinstance(outcome, stores.Outcome) and len(batch) == 1 and done[0] in ("imported", "corrected"):
            stored = stores.version_named(target, f"{outcome.law}/{outcome.version}", outcome.version)  # with what was recorded before
            if timeline.commencement(stored) == "unknown":
                note("  " + undated(stored))
            traced(target, stored, done[0])
    return done


def traced(target: stores.Store, made: Version, outcome: str) -> None:
    """Tell how what the act says became of each provision is kept with a version whose act is at hand, being in the store, or that was
    computed from it: the texts alone may not show it; and that it was kept with the text that is corrected."""
    law = stores.law_named(target, made.law)
    earlier = [held for held in law.versions if not held.draft and made.version and held.version < made.version]
    before = stores.version(target, law, earlier[-1]) if earlier else None
    way = keeping(target, before, made) if before else ""
    if way and before and stated(target, before, made):
        if outcome == "corrected":
            note("  " + _("what the act states was kept with the text before; {way}").format(way=way))
    elif way and (made.source is None or stores.act_of(target, made)):
        note(f"  {way}")


def undated(version: Version) -> str:
    """Why a version's commencement is unknown, and who can tell it: the decision that made it, else a person."""
    name, reason = f"{version.law}/{version.version}", why(version.in_force)
    if held_as(version).change == "amended":
        return filled(_("in force from: unknown ({why}); `tracker date {name} --by DECISION` takes it from the deciding act"),
                      why=reason, name=name)
    return filled(_("in force from: unknown ({why}); `tracker date {name} --in-force DATE --because REASON` records it"),
                  why=reason, name=name)


def _tells(version: Version) -> bool:
    """Whether a version may say of itself, or of another law, that it ends, goes on or is suspended, begins, or is amended."""
    return bool(repeals(version) or prolongations(version) or every_end(version) or appointments(version)
                or any(suspensions(version, kind) for kind in KINDS) or amends(version))


def propose(target: stores.Store, telling: Iterable[str]) -> set[stores.Proposal]:
    """Tell which laws of the store some versions (LAW/VERSION) order repealed, prolong, suspend or bring into force, and which end they
    set themselves."""
    told: set[stores.Proposal] = set()
    apart = stores.kept_apart(target) if telling else []
    for name in telling:
        told.update(_proposed(target, name, told, apart))
    return told


def _proposed(target: stores.Store, name: str, told: Collection[stores.Proposal], apart: Iterable[Law]) -> Sequence[stores.Proposal]:
    found: list[stores.Proposal] = []
    try:
        version = stores.version_named(target, name, date.today())
        titles = [one.title for one in (*repeals(version), *prolongations(version))] + [one.title for one in appointments(version)]
        titles += [one.title for kind in KINDS for one in suspensions(version, kind)]
        named = stores.laws_named(target, titles)
        laws = [*named, *(one for one in apart if one not in named)]
        found += [*stores.proposed_by(version, laws, stores.texts_of(target))]
        if every_end(version):
            law = stores.law_named(target, version.law)
            found += stores.own_ends(law, stores.versions(target, law), stores.texts_of(target))
        for one in found:
            if one not in told:
                note(f"  {one.law}: {stores.proposing(one)}")
    except TrackerError as error:  # another law's document is damaged: told, and no reason to stop
        note(f"  {error}")
    return found


def known_as(version: Version, known: InForce | None) -> Version:
    """The version with the commencement that a person knows; the one its text shows is kept beside it."""
    return replace(version, in_force=replace(known, first=version.in_force.date or version.in_force.first)) if known else version


def say(path: Path, outcome: stores.Outcome | TrackerError, found: Iterable[Finding], draft: str = "") -> str:
    """Tell what became of a file, and what looked wrong in it."""
    if isinstance(outcome, TrackerError):
        advice = outcome.advice()
        note(click.style(_("refused"), fg="red") + f" {path}: {outcome}" + (f"\n  → {advice}" if advice else ""))
        return "refused"
    click.echo(f"{_(outcome.done)} {outcome.law}/{outcome.version}" + (f"  {drafted(draft)}" if draft else ""))
    for stage in outcome.lost:
        note("  " + not_kept(stage))
    for event in outcome.others:
        note("  " + _("the text before had other words there: {event}; check that the number is of the rule that is meant").format(
            event=happened(event)))
    if outcome.unchecked:
        note("  " + _("what `amend verify` found about the text before is taken out with it: verify this text too"))
    for line in findings(found):
        note(f"  {line}")
    return outcome.done


def summary(ctx: click.Context, counts: Counter[str]) -> None:
    """Say how many of each where there were several; exit 2 where any was refused."""
    unlisted = counts.pop("findings", 0)
    if unlisted:
        note(_("findings about sources: {count}; `tracker check` lists them").format(count=unlisted))
    if sum(counts.values()) > 1:
        note(_(", ").join(f"{_(done)} {count}" for done, count in sorted(counts.items())))
    if counts["refused"]:
        ctx.exit(2)
