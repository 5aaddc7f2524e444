"""`tracker export` and `tracker schema`: values written as other formats."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker import codec
from tracker.cli.arguments import store_option, version_of
from tracker.cli.frame import command, emit, emit_lines, form_of, note, output_option
from tracker.cli.standing import beside
from tracker.errors import ExportError
from tracker.language import _
from tracker.model import Version

if TYPE_CHECKING:
    from tracker.export.past import Past

Written = str | bytes


def _text(version: Version, _past: "Past | None", notices: Sequence[str]) -> Written:
    from tracker.export import text

    return text.render(version, notices)


def _json(version: Version, _past: "Past | None", _notices: Sequence[str]) -> Written:
    return codec.dump(codec.encode("version", version))


def _ndjson(version: Version, _past: "Past | None", _notices: Sequence[str]) -> Written:
    return codec.dump_line(codec.encode("version", version)) + "\n"


def _markdown(version: Version, _past: "Past | None", notices: Sequence[str]) -> Written:
    from tracker.export import markdown

    return markdown.render(version, notices)


def _csv(version: Version, _past: "Past | None", notices: Sequence[str]) -> Written:
    from tracker.export import csv

    return csv.render(version, notices)


def _akn(version: Version, past: "Past | None", notices: Sequence[str]) -> Written:
    from tracker.export import akn

    return akn.render(version, past, notices)


def _jsonld(version: Version, past: "Past | None", notices: Sequence[str]) -> Written:
    from tracker.export import jsonld

    return jsonld.render(version, past, notices)


def _html(version: Version, past: "Past | None", notices: Sequence[str]) -> Written:
    from tracker.export import html

    return html.render(version, past, notices)


def _docx(version: Version, _past: "Past | None", notices: Sequence[str]) -> Written:
    from tracker.export import docx

    return docx.render(version, notices)


FORMATS: dict[str, Callable[[Version, "Past | None", Sequence[str]], Written]] = {
    "text": _text, "json": _json, "akn": _akn, "jsonld": _jsonld, "html": _html, "docx": _docx, "markdown": _markdown, "csv": _csv,
    "ndjson": _ndjson}
_WITH_PAST = ("akn", "jsonld", "html")
ENDINGS = {".txt": "text", ".json": "json", ".xml": "akn", ".jsonld": "jsonld", ".html": "html", ".htm": "html", ".docx": "docx",
           ".md": "markdown", ".csv": "csv", ".ndjson": "ndjson"}


@command("export", example="tracker export law.txt --format markdown --output law.md")
@click.argument("what", required=False)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="default: by the ending of --output, else text")
@click.option("--all", "everything", is_flag=True, help="every law and version of the store as NDJSON, one document a line")
@click.option("--since", help="with --all: what was recorded since this day (YYYY-MM-DD, in UTC) or after this commit; first a "
              "line that tells it")
@output_option
@store_option
def export_command(what: str | None, form: str | None, everything: bool, since: str | None, output: Path | None, store: Path) -> None:
    """Write a version (a file, LAW, LAW@DATE or LAW/VERSION) in another format, or the whole store as NDJSON."""
    if everything:
        _everything(what, form, since, output, store)
        return
    if what is None or since is not None:
        raise ExportError("it is not said what to export", hint="name a file, LAW, LAW@DATE or LAW/VERSION; --all, with or without "
                          "--since, exports the store")
    chosen = form_of(form, output, ENDINGS)
    version = version_of(what, store)
    notices = tuple(told_beside(version))
    for line in notices:
        note(line)
    past = past_of_stored(what, version, store) if chosen in _WITH_PAST else None
    emit(FORMATS[chosen](version, past, notices), output)


def told_beside(version: Version) -> Iterator[str]:
    """What has to be known beside a text, in the file too: that it was put together for a day, and what does not read as printed."""
    if version.day:
        yield _("text of {day}, put together from several versions: no document prints it so").format(day=version.day)
    yield from beside(version)


def _everything(what: str | None, form: str | None, since: str | None, output: Path | None, store: Path) -> None:
    if what is not None or form not in (None, "ndjson"):
        raise ExportError("--all exports every law as NDJSON and nothing else", hint="leave WHAT out, and --format too")
    from tracker import store as stores
    from tracker.cli.delivering import lines

    emit_lines(lines(stores.open_store(store), since), output)


def past_of_stored(what: str, version: Version, store: Path) -> "Past | None":
    """What the store knows of a version that was named there; None for a file, a draft, and a text put together for a day."""
    if what == "-" or Path(what).is_file() or version.version is None or version.readings or version.draft:
        return None
    from tracker import store as stores
    from tracker import timeline
    from tracker.export.past import force_of, past_of

    opened = stores.open_store(store)
    law = stores.law_named(opened, version.law)
    before = [stores.version(opened, law, held) for held in law.versions if held.version <= version.version]
    span = next(s for s in timeline.spans(law.versions, law.events) if s.version == version.version)
    force = force_of(version, timeline.on(law.versions, date.today(), law.events))
    return past_of(before, end=span.end, events=law.events, force=force, mapper=stores.aligner(opened, law.law))


@command("schema", example="tracker schema version")
@click.argument("kind", required=False)
@click.option("--all", "everything", is_flag=True, help="every schema with its examples in one document, each under its own $id")
@output_option
def schema_command(kind: str | None, everything: bool, output: Path | None) -> None:
    """Print the JSON Schema (2020-12) of a kind of document (version, law, diff, …), or with --all every one in one document."""
    if (kind is None) != everything:
        raise ExportError("it is not said which schema", hint="name one of: {kinds}; or --all", kinds=", ".join(codec.kinds()))
    emit(codec.dump(codec.schema(kind) if kind else codec.bundle()), output)
