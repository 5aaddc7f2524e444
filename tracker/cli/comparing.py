"""`tracker diff`: two versions article by article, for reading or as a document."""

from datetime import date
from pathlib import Path

import click
from msgspec.structs import replace

from tracker.cli.arguments import aligner, alignment_option, day_asked, folder_as_known, known_option, store_option, version_of
from tracker.cli.frame import command, emit, emit_document, emit_text, form_of, json_option, note, output_option
from tracker.cli.standing import beside
from tracker.compare.changes import WEIGHTS, Weight
from tracker.compare.diff import Diff, diff, filtered
from tracker.compare.references import heading_of
from tracker.errors import ExportError
from tracker.model import Version

FORMATS = ("text", "html", "markdown", "docx", "csv", "xlsx", "json")
_ENDINGS = {".txt": "text", ".html": "html", ".htm": "html", ".md": "markdown", ".docx": "docx", ".csv": "csv", ".xlsx": "xlsx",
            ".json": "json"}


@command("diff", example="tracker diff old.txt new.txt")
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(FORMATS), help="by the ending of --output where not given, else text")
@click.option("--significance", "weights", type=click.Choice(WEIGHTS), multiple=True, help="only changes of this kind; may be repeated")
@click.option("--width", type=click.IntRange(40), help="columns of the text; from 130 old and new stand side by side")
@alignment_option
@known_option
@json_option
@output_option
@store_option
@click.pass_context
def diff_command(ctx: click.Context, old: str, new: str, form: str | None, weights: tuple[Weight, ...], width: int | None,
                 alignments: tuple[Path, ...], known: date | None, as_json: bool, output: Path | None, store: Path) -> None:
    """Compare two versions article by article, what matters most first. Exit 1: they differ."""
    form = "json" if as_json else form_of(form, output, _ENDINGS)
    if form == "docx" and (output is None or weights):
        raise ExportError("a Word document with tracked changes needs a file, and has all changes",
                          hint="name it with --output changes.docx, without --significance")
    with folder_as_known(store, known, old, new) as held:
        sides, days = (version_of(old, held), version_of(new, held)), (day_asked(old), day_asked(new))
        alignment = aligner(held, alignments, sides)(*sides)
    found = diff(*sides, alignment)
    found = replace(found, old=replace(found.old, day=days[0]), new=replace(found.new, day=days[1]))
    for line in (f"{heading_of(ref)}: {line}" for ref, side in zip((found.old, found.new), sides, strict=True) for line in beside(side)):
        note(line)
    shown = filtered(found, weights) if weights else found
    if form == "docx":
        from tracker.export import tracked_docx

        emit(tracked_docx.render(*sides, alignment), output)
    else:
        write(shown, sides, form, width, output)
    ctx.exit(1 if shown.changes else 0)


def write(found: Diff, sides: tuple[Version, Version], form: str, width: int | None, output: Path | None) -> None:
    """Write a diff in one of the formats."""
    if form == "json":
        emit_document("diff", found, output)
    elif form == "html":
        from tracker.export import diff_html

        emit(diff_html.render(found, *sides), output)
    elif form == "markdown":
        from tracker.export import diff_markdown

        emit(diff_markdown.render(found, *sides), output)
    elif form in ("csv", "xlsx"):
        from tracker.export import diff_rows, spreadsheet

        rows = diff_rows.rows(found, *sides)
        emit(spreadsheet.csv(rows) if form == "csv" else spreadsheet.xlsx(rows, "diff"), output)
    else:
        from shutil import get_terminal_size

        from tracker.export import diff_terminal

        columns = width or (80 if output else get_terminal_size().columns)
        emit_text(diff_terminal.render(found, *sides, columns), output)
