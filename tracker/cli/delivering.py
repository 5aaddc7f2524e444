"""`tracker feed`, and what `tracker export --all` writes: the store in bulk, and what it learnt since."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click
from msgspec.structs import replace

from tracker import codec
from tracker import store as stores
from tracker.cli.arguments import store_option
from tracker.cli.frame import command, emit, emit_document, json_option, output_option
from tracker.language import _
from tracker.model import Law
from tracker.store.folder import each_law
from tracker.store.learnt import Learnt, news

if TYPE_CHECKING:
    from tracker.export.atom import Entry

_DAY = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|None)\b")
_VERSIONS = ("version {} imported", "version {} corrected", "version {} removed", "version {} in force from {}",
             "version {} confirmed by the official text", "version {} corrected by the official text")
_EVENTS = ("{}", "{} taken back")
"""The lines that the store writes in git's history, of versions and, behind its kind, of an event; {} is a day."""

FEED_LENGTH = 100
"""The entries of a feed; who missed more asks `tracker feed --json --since`."""


def lines(store: stores.Store, since: str | None = None) -> Iterator[str]:
    """The store as NDJSON: each law's document, then those of its versions, oldest first; one law at a time is held in memory.

    With `since`, first the document of changes, then only the documents that these changed and that are still there.
    """
    if since is None:
        for law in each_law(store):
            yield from _law_lines(store, law, None)
        return
    found = news(store, since)
    yield codec.dump_line(codec.encode("changes", found))
    changed: dict[str, set[str]] = {}
    for each in found.changes:
        changed.setdefault(each.law, set()).add(str(each.version))
    for name in sorted(changed):
        if (store.root / name / "law.json").is_file():
            yield from _law_lines(store, stores.law_named(store, name), changed[name])


def _law_lines(store: stores.Store, law: Law, wanted: set[str] | None) -> Iterator[str]:
    yield codec.dump_line(codec.encode("law", law))
    for held in law.versions:
        if wanted is None or str(held.version) in wanted:
            yield codec.dump_line(codec.encode("version", stores.version(store, law, held)))


@command("feed", example="tracker feed --output feed.xml")
@click.argument("law", required=False)
@click.option("--since", default="", help="only what was recorded since this day (YYYY-MM-DD, in UTC) or after this commit")
@click.option("--base", default="", help="the address under which the laws are published, for links: BASE/LAW/@VERSION/")
@json_option
@output_option
@store_option
def feed_command(law: str | None, since: str, base: str, as_json: bool, output: Path | None, store: Path) -> None:
    """Write what the store learnt as an Atom feed, newest first, of one law or of all; with --json all of it as a document."""
    opened = stores.open_store(store)
    named = stores.law_named(opened, law) if law else None
    found = news(opened, since)
    if named:
        found = replace(found, changes=tuple(each for each in found.changes if each.law == named.law))
    if as_json:
        emit_document("changes", found, output)
        return
    from tracker.export import atom

    title = named.title if named else _("changes of laws")
    newest = found.changes[:-FEED_LENGTH - 1:-1]
    key = f"{base}feed/{named.law if named else ''}"
    emit(atom.render([entry(each, base) for each in newest], key, title, base), output)


def entry(each: Learnt, base: str) -> "Entry":
    """A change as a feed tells it; `base` is the address under which the laws are published, empty where it has no page."""
    from tracker.export import atom

    name = f"{each.title or each.law} {each.version or ''}".strip()
    link = f"{base.rstrip('/')}/{quote(each.law)}/" + (f"@{each.version}/" if each.version else "") if base else ""
    return atom.Entry(f"{each.law}/{each.version}/{each.done}/{each.commit}", f"{_(each.done)}: {name}", each.recorded, summary(each),
                      each.done, link)


def summary(each: Learnt) -> str:
    """The first line of a commit's message in the reader's language: the store's own lines are known by their form; a person's stay."""
    said = each.reason.removeprefix(f"{each.law}: ")
    form, days = _DAY.sub("{}", said), [_("day not known") if day == "None" else day for day in _DAY.findall(said)]
    kind, _space, rest = form.partition(" ")
    if said == each.reason or not (form in _VERSIONS or rest in _EVENTS):
        return each.reason
    told = _(form) if form in _VERSIONS else f"{_(kind)} {_(rest)}"
    return f"{each.law}: {told.format(*days)}"
