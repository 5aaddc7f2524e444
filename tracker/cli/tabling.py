"""`tracker table`: the comparison table (修改前后对照表) of a law and its amended text."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.arguments import aligner, alignment_option, store_option, version_of
from tracker.cli.frame import command, emit, form_of, note, output_option
from tracker.errors import ExportError, refusal
from tracker.language import _
from tracker.model import Version

if TYPE_CHECKING:
    from tracker.export.table import Table
    from tracker.export.table_profiles import Profile

_ENDINGS = {".docx": "docx", ".xlsx": "xlsx", ".html": "html", ".htm": "html", ".pdf": "pdf"}
_MANY = 400
"""Rows from which on printing a PDF takes a minute or more."""
FORMATS = ("docx", "xlsx", "html", "pdf")


@command("table", example="tracker table old.txt new.txt --output table.docx")
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(FORMATS), help="by the ending of --output where not given")
@click.option("--profile", "manner", type=click.Choice(["shading", "lines", "colour"]), default="shading", show_default=True,
              help="how words are marked: 黑体 and shading, lines under and through them, or colours")
@click.option("--changed", is_flag=True, help="only what was changed, inserted, deleted or moved, with the headings above it")
@click.option("--headings", nargs=2, default=("现行法", "修正草案"), show_default=True, help="of the old and the new column")
@click.option("--notes", type=click.Path(path_type=Path), help="a third column (说明) from a CSV file: 第五条,remark; 原第八条,remark")
@alignment_option
@output_option
@store_option
def table_command(old: str, new: str, form: str | None, manner: str, changed: bool, headings: tuple[str, str], notes: Path | None,
                  alignments: tuple[Path, ...], output: Path | None, store: Path) -> None:
    """Write the comparison table of two texts: old and new article beside each other, what goes and what comes marked."""
    chosen = _format(form, output)
    sides = version_of(old, store), version_of(new, store)
    from tracker.export.table import HEADINGS, table
    from tracker.export.table_profiles import PROFILES

    found = aligner(store, alignments, sides)(*sides)
    made = table(*sides, alignment=found, headings=(*headings, HEADINGS[2]), notes=_remarks(notes, *sides) if notes else None,
                 only_changed=changed)
    if all(row.kind == "kept" for row in made.rows):
        note(_("the two versions have the same text"))
    if chosen == "pdf" and len(made.rows) > _MANY:
        note(_("a PDF of {rows} rows takes minutes; --format docx takes seconds").format(rows=len(made.rows)))
    emit(_renderer(chosen)(made, PROFILES[manner]), output)


def _format(form: str | None, output: Path | None) -> str:
    if output is None and form != "html":
        raise ExportError("a comparison table needs a file", hint="name it with --output table.docx (or .xlsx, .html, .pdf)")
    return form_of(form, output, _ENDINGS, "html")


def _remarks(path: Path, old: Version, new: Version) -> dict[tuple[str, str], str]:
    from tracker.export import table_notes
    from tracker.reading.formats.text import decode

    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExportError("cannot read {path}: {reason}", hint="give --notes a CSV file", path=path, reason=refusal(error)) from None
    return table_notes.parse(decode(data, str(path))[0], old, new)


def _renderer(form: str) -> "Callable[[Table, Profile], str | bytes]":
    from tracker.export import table_docx, table_html, table_pdf, table_xlsx

    renderers: dict[str, Callable[[Table, Profile], str | bytes]] = {
        "docx": table_docx.render, "xlsx": table_xlsx.render, "html": table_html.render, "pdf": table_pdf.render}
    return renderers[form]
