"""`tracker export` and `tracker schema`: values written as other formats."""

from collections.abc import Callable
from pathlib import Path

import click

from tracker import codec
from tracker.cli.arguments import store_option, version_of
from tracker.cli.frame import command, emit, output_option
from tracker.errors import ExportError
from tracker.model import Version


def _text(version: Version) -> str:
    from tracker.export import text

    return text.render(version)


def _json(version: Version) -> bytes:
    return codec.dump(codec.encode("version", version))


def _markdown(version: Version) -> str:
    from tracker.export import markdown

    return markdown.render(version)


def _csv(version: Version) -> str:
    from tracker.export import csv

    return csv.render(version)


def _akn(version: Version) -> bytes:
    from tracker.export import akn

    return akn.render(version)


FORMATS: dict[str, Callable[[Version], str | bytes]] = {"text": _text, "json": _json, "markdown": _markdown, "csv": _csv, "akn": _akn}
_ENDINGS = {".txt": "text", ".json": "json", ".md": "markdown", ".csv": "csv", ".xml": "akn"}


@command("export", example="tracker export law.txt --format markdown --output law.md")
@click.argument("what")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="default: by the ending of --output, else text")
@output_option
@store_option
def export_command(what: str, form: str | None, output: Path | None, store: Path) -> None:
    """Write a version (a file, LAW, LAW@DATE or LAW/VERSION) in another format."""
    if output and not form and output.suffix not in _ENDINGS:
        raise ExportError("no format is known by the ending of {output}", hint="say --format; the formats are: {formats}", output=output,
                          formats=", ".join(FORMATS))
    chosen = form or (_ENDINGS[output.suffix] if output else "text")
    emit(FORMATS[chosen](version_of(what, store)), output)


@command("schema", example="tracker schema version")
@click.argument("kind")
@output_option
def schema_command(kind: str, output: Path | None) -> None:
    """Print the JSON Schema (2020-12) of a kind of document: version, law, diff, renumbering, timeline, …"""
    emit(codec.dump(codec.schema(kind)), output)


