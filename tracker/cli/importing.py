"""`tracker import`: parse, validate, keep as versions, commit."""

import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from tracker import store as stores
from tracker.cli.arguments import Day, read_file, store_option
from tracker.cli.frame import command, note
from tracker.cli.parallel import MANY, spread
from tracker.cli.reading import files_in, findings
from tracker.errors import SourceError, TrackerError
from tracker.language import _
from tracker.model import InForce, Version
from tracker.reading.repeals import repeals


@dataclass(frozen=True, slots=True)
class Job:
    """One file to import, and what the person says of it."""

    path: Path
    revisions: str
    dated: date | None
    law: str


def parse(job: Job) -> Version | TrackerError:
    """A file as a version, or why not; runs in its own process where files are many."""
    try:
        found = read_file(job.path, revisions=job.revisions, dated=job.dated)
        return replace(found, law=stores.law_id(job.law)) if job.law else found
    except TrackerError as error:
        return SourceError(str(error).replace("{", "{{").replace("}", "}}"), hint=error.advice().replace("{", "{{").replace("}", "}}"))


@command("import", example="tracker import law.txt --in-force 2024-03-01 --because 'the decision says so'")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--law", default="", help="the law's name in the store; default: from the title")
@click.option("--date", "dated", type=Day(), help="the date of this version, where the text or the file's name does not say")
@click.option("--in-force", type=Day(), help="from when this version is in force, where the text does not say")
@click.option("--because", default="", help="how that is known; needed with --in-force")
@click.option("--correct", is_flag=True, help="put this text in the place of the one stored for the same date; git keeps both")
@click.option("--revisions", type=click.Choice(["final", "original"]), default="final", help="which view of a Word file's tracked changes")
@store_option
@click.pass_context
def import_command(ctx: click.Context, paths: tuple[Path, ...], law: str, dated: date | None, in_force: date | None, because: str,
                   correct: bool, revisions: str, store: Path) -> None:
    """Read texts and keep each as a version of its law; a folder stands for the texts below it. One bad file stops nothing."""
    files = files_in(paths)
    if in_force and not because:
        raise SourceError("--in-force needs --because", hint="say how it is known, in a few words: --because 'the decision says so'")
    if len(files) > 1 and (dated or in_force or law):
        raise SourceError("--date, --in-force and --law are about one file, and {count} are named", hint="import that file alone",
                          count=len(files))
    known = InForce(in_force, "person", reason=because) if in_force else None
    target = stores.open_store(store)
    counts: Counter[str] = Counter()
    jobs = [Job(path, revisions, dated, law) for path in files]
    with click.progressbar(zip(jobs, spread(parse, jobs), strict=True), length=len(jobs), file=sys.stderr,
                           hidden=len(jobs) < MANY) as bar:
        for job, found in bar:
            counts[keep(target, job, found, known, correct)] += 1
    summary(ctx, counts)


def keep(target: stores.Store, job: Job, found: Version | TrackerError, known: InForce | None, correct: bool) -> str:
    """Store one version and say what was done; `refused` where it could not be."""
    try:
        if isinstance(found, TrackerError):
            raise found
        version = replace(found, in_force=replace(known, first=found.in_force.date or found.in_force.first)) if known else found
        outcome = stores.add(target, version, job.path.read_bytes(), job.path.suffix, correct=correct)
    except TrackerError as error:
        note(click.style(_("refused"), fg="red") + f" {job.path}: {error}" + (f"\n  → {error.advice()}" if error.advice() else ""))
        return "refused"
    click.echo(f"{_(outcome.done)} {outcome.law}/{outcome.version}")
    for line in findings(version.findings):
        note(f"  {line}")
    for one in stores.proposed_by(version, stores.laws_named(target, [r.title for r in repeals(version)])):
        note(f"  {one.law}: {stores.repealing(one)}")
    return outcome.done


def summary(ctx: click.Context, counts: Counter[str]) -> None:
    """Say how many of each where there were several; exit 2 where any was refused."""
    if sum(counts.values()) > 1:
        note(", ".join(f"{_(done)} {count}" for done, count in sorted(counts.items())))
    if counts["refused"]:
        ctx.exit(2)
