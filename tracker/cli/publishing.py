"""`tracker site`: the store as a folder of static pages, of which a later run writes only what changed."""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from tracker import language
from tracker import store as stores
from tracker.cli.arguments import store_option
from tracker.cli.frame import command, note
from tracker.cli.parallel import MANY, spread
from tracker.errors import ExportError, StoreError, TrackerError
from tracker.export.site import front as fronts
from tracker.export.site.addresses import FEED, OWN, is_publishable
from tracker.export.site.frame import Front
from tracker.export.site.search import TITLES, shards
from tracker.language import _
from tracker.store import folder, publication
from tracker.store.publication import Made, Publication, Written

if TYPE_CHECKING:
    from tracker.export.site.folio import Folio


COMMITS = 40
"""How many of the store's last commits the feed is made from: it tells the newest, and who wants all asks `tracker feed --since`."""


class Job(Struct, frozen=True):
    """One law to publish, by its folder in the store, with the digest of what its pages are made from."""

    store: Path
    law: str
    out: Path
    front: Front
    lang: str
    digest: str


class Refused(Struct, frozen=True):
    """A law that cannot be published: why, and what to do."""

    reason: str
    advice: str


@command("site", example="tracker site public --title 示例市法规库")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--title", default="", help="what the site is called")
@store_option
@click.pass_context
def site_command(ctx: click.Context, out: Path, title: str, store: Path) -> None:
    """Write the store as a site of static pages into the folder OUT: laws, versions, articles, comparisons, search, downloads. It can be
    read from the disk or by any web server. A second run writes only what changed. A damaged law stops nothing: it is left out, exit 2."""
    opened = stores.open_store(store)
    if out.resolve().is_relative_to(store.resolve()):
        raise StoreError("{out} lies in the store", hint="name a folder outside of {store}; what lies in a store is taken for laws",
                         out=out, store=store)
    target = publication.open_publication(out, OWN)
    with publication.writing(target):
        refused, counts = write_site(opened, target, Front(title or _("Laws, version by version")))
    note(_("files in {root}: {written} written, {removed} removed").format(written=counts.written, removed=counts.removed, root=out))
    ctx.exit(2 if refused else 0)


def write_site(opened: stores.Store, target: Publication, front: Front) -> tuple[int, Written]:
    """Bring a folder up to date with a store; returns how many laws were refused and what was done to files."""
    names = folder.folders(opened)
    program = made_by(front)
    wanted = {name: hashlib.sha256(f"{program} {folder.digest(opened, name)}".encode()).hexdigest() for name in names}
    held = publication.sections(target)
    publication.record(target, {OWN, *held, *filter(is_publishable, names)})
    jobs = [Job(opened.root, name, target.root, front, language.current(), wanted[name]) for name in names
            if not publication.is_whole(target, name, wanted[name])]
    done, refused = _write_laws(jobs)
    gone = [name for name in held if name not in names and name != OWN] + sorted(filter(is_publishable, refused))
    done += [Written(removed=publication.withdraw(target, name)) for name in gone]
    shown = {name: wanted[name] for name in names if name not in refused}
    own = hashlib.sha256("".join((program, *shown.values())).encode()).hexdigest()
    if not publication.is_whole(target, OWN, own):
        done.append(_write_front(opened, target, front, list(shown), own))
    publication.record(target, {OWN, *shown})
    return len(refused), Written(sum(d.written for d in done), sum(d.kept for d in done), sum(d.removed for d in done))


def made_by(front: Front) -> str:
    """What pages depend on besides the store: this program, the language, what the site is called."""
    import tracker

    made = hashlib.sha256(repr((front, language.current())).encode())
    root = Path(tracker.__file__).parent
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".j2", ".json", ".css", ".js", ".svg")):
        made.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def _write_laws(jobs: Sequence[Job]) -> tuple[list[Written], dict[str, Refused]]:
    done: list[Written] = []
    refused: dict[str, Refused] = {}
    with click.progressbar(zip(jobs, spread(write_law, jobs, at_once=1), strict=True), length=len(jobs), file=sys.stderr,
                           hidden=len(jobs) < MANY) as bar:
        for job, outcome in bar:
            if isinstance(outcome, Refused):
                refused[job.law] = outcome
            else:
                done.append(outcome)
    for law, why in refused.items():
        note(click.style(_("refused"), fg="red") + f" {law}: {why.reason}" + (f"\n  → {why.advice}" if why.advice else ""))
    return done, refused


def write_law(job: Job) -> Written | Refused:
    """Write a law's pages, or say why they cannot be made; a folder that cannot be written is an error."""
    from tracker.export.site.law_pages import law_pages

    language.use(job.lang)
    try:
        folio = open_folio(stores.open_store(job.store), job.law)
    except TrackerError as error:
        return Refused(str(error), error.advice())
    return publication.publish(Publication(job.out, OWN), job.law, job.digest, law_pages(job.front, folio))


def open_folio(opened: stores.Store, name: str, *, live: bool = False) -> "Folio":
    """A law of the store with all that its pages are made of. Raises TrackerError where it is damaged or its id can be no folder's name."""
    from tracker.export.site.folio import Folio

    if not is_publishable(name):
        raise ExportError("{law!r} cannot name a folder of pages", hint="the site uses that name itself, or no folder can have it; import "
                          "the law under another id with --law", law=name)
    law = folder.law_in(opened, name)
    return Folio(law, stores.versions(opened, law), live, stores.aligner(opened, law.law))


def _write_front(opened: stores.Store, target: Publication, front: Front, names: Sequence[str], digest: str) -> Written:
    """The pages that belong to no law."""
    from tracker.cli.gathering import gather, gathered

    with TemporaryDirectory(prefix="tracker-site-") as scratch:
        gather(Path(scratch), ((target.root / name / "search.js").read_bytes() for name in names), len(names))
        found = [(fronts.grams_path(n), partial(gathered, Path(scratch), n)) for n in range(shards(len(names)))]
        return publication.publish(target, OWN, digest, [*front_pages(opened, front, names), *found])


def front_pages(opened: stores.Store, front: Front, names: Sequence[str]) -> Iterator[Made]:
    """The index, the search and the look; the laws' entries are read as each page needs them."""
    count = len(names)
    for path, data in fronts.look():
        yield path, partial(bytes, data)
    yield FEED, partial(_feed, opened, front)
    yield fronts.search_path(), partial(fronts.search_page, front, count)
    for number in range(1, fronts.index_pages(count) + 1):
        yield fronts.index_path(number), partial(_index, opened, front, names, number)
    for at in range(fronts.title_scripts(count)):
        yield fronts.titles_path(at), partial(_titles, opened, names, at)


def _index(opened: stores.Store, front: Front, names: Sequence[str], number: int) -> bytes:
    newest = fronts.newest_of(_entries(opened, names)) if number == 1 else ()
    own = list(_entries(opened, names[(number - 1) * fronts.PER_PAGE:number * fronts.PER_PAGE]))
    return fronts.index_page(front, number, len(names), own, newest)


def _feed(opened: stores.Store, front: Front) -> bytes:
    """What the store learnt last, as `tracker feed` tells it; links lead to the versions that are still there."""
    from tracker.cli.delivering import FEED_LENGTH, entry
    from tracker.export import atom
    from tracker.store.learnt import lately

    newest = lately(opened, COMMITS).changes[:-FEED_LENGTH - 1:-1]
    there = [each.version and stores.version_path(opened, each.law, each.version).is_file() for each in newest]
    return atom.render([entry(each, "." if held else "") for each, held in zip(newest, there, strict=True)], "feed/", front.title, ".")


def _entries(opened: stores.Store, names: Sequence[str]) -> Iterator[fronts.Entry]:
    return (fronts.entry_of(folder.law_in(opened, name)) for name in names)


def _titles(opened: stores.Store, names: Sequence[str], at: int) -> bytes:
    own = names[at * TITLES:(at + 1) * TITLES]
    return fronts.titles(at, [(name, folder.law_in(opened, name).title) for name in own])
