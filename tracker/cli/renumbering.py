"""`tracker renumber`: where every article went, over two or more versions."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import click

from tracker.cli.arguments import aligner, alignment_option, store_option, version_of
from tracker.cli.frame import command, emit, emit_document, emit_text, form_of, json_option, note, output_option
from tracker.compare import algebra
from tracker.compare.renumbering import Entry, Renumbering, renumbering
from tracker.errors import CompareError
from tracker.language import _
from tracker.model import Version, citation_of
from tracker.numbering import Number

if TYPE_CHECKING:
    from tracker.timeline.lineage import Mapper

FORMATS = ("text", "csv", "xlsx", "json")
_ENDINGS = {".txt": "text", ".csv": "csv", ".xlsx": "xlsx", ".json": "json"}
_STYLES: dict[str, dict[str, Any]] = {"inserted": {"fg": "green"}, "deleted": {"fg": "red"}, "kept": {"dim": True},
                                     "renumbered": {}}
_CHANGED = {"fg": "yellow"}


def map_of(versions: Sequence[Version], mapper: "Mapper") -> Renumbering:
    """The map from the first version to the last, composed over those between, as `mapper` aligns neighbours."""
    first, *rest = (renumbering(mapper(old, new)) for old, new in pairwise(versions))
    return algebra.compose(first, *rest)


@command("renumber", example="tracker renumber old.txt new.txt")
@click.argument("versions", nargs=-1, required=True)
@click.option("--inverse", is_flag=True, help="from the last version back to the first")
@click.option("--format", "form", type=click.Choice(FORMATS), help="by the ending of --output where not given, else text")
@alignment_option
@json_option
@output_option
@store_option
def renumber_command(versions: tuple[str, ...], inverse: bool, form: str | None, alignments: tuple[Path, ...], as_json: bool,
                     output: Path | None, store: Path) -> None:
    """Show where every article went (条号对照), from the first version named to the last, composed over those between."""
    form = "json" if as_json else form_of(form, output, _ENDINGS)
    if len(versions) < 2:
        raise CompareError("a map needs two versions or more", hint="name them oldest first: tracker renumber OLD NEW")
    read = tuple(version_of(what, store) for what in versions)
    found = map_of(read, aligner(store, alignments, read))
    if inverse:
        found, read = algebra.invert(found), read[::-1]
    write(found, form, output)


def write(found: Renumbering, form: str, output: Path | None) -> None:
    """Write a map in one of the formats."""
    from tracker.export import renumbering_rows, spreadsheet

    if form == "json":
        emit_document("renumbering", found, output)
    elif form == "csv":
        emit(spreadsheet.csv(renumbering_rows.rows(found)), output)
    elif form == "xlsx":
        emit(spreadsheet.xlsx(renumbering_rows.rows(found), "renumbering"), output)
    else:
        emit_text(table(found), output)
    if {entry.kind for entry in found.entries} == {"inserted", "deleted"}:
        note(_("the two have nothing in common: no article of one lives on in the other"))
    if not found.entries:
        note(_("no text has articles, whose places alone are listed; `tracker where LAW 一、 --as-of DATE` follows numbered items"))


def table(found: Renumbering) -> str:
    """The map for the terminal: a line for each entry; a run of articles that only shift together is one line."""
    lines: list[str] = []
    for run in _runs(found.entries):
        first, last = run[0], run[-1]
        ends = (first,) if first is last else (first, last)
        old, new = (" … ".join(_names(getattr(entry, side)) for entry in ends) for side in ("old", "new"))
        told = [_("number kept") if first.kind == "kept" else _(first.kind), _("moved") if first.moved else "",
                _(first.basis) if first.basis != "inferred" else "",
                f"({len(run)})" if len(run) > 1 else ""]
        lines.append(f"{_padded(old)} → {_padded(new)} {click.style(' '.join(filter(None, told)), **_STYLES.get(first.kind, _CHANGED))}")
    return "\n".join(lines) + "\n"


def _runs(entries: tuple[Entry, ...]) -> list[list[Entry]]:
    runs: list[list[Entry]] = []
    for entry in entries:
        if runs and _goes_on(runs[-1][-1], entry):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _goes_on(before: Entry, entry: Entry) -> bool:
    """Whether two entries are neighbours on both sides and nothing but their numbers differs."""
    if entry.kind not in ("kept", "renumbered") or (before.kind, before.moved, before.basis) != (entry.kind, False, entry.basis):
        return False
    return not entry.moved and all(_number(there).follows(_number(here)) for here, there in
                                   ((before.old[0], entry.old[0]), (before.new[0], entry.new[0])))


def _number(key: str) -> Number:
    return Number.parse(key.split("~")[0].rpartition("art_")[2])


def _names(ids: tuple[str, ...]) -> str:
    return "、".join(citation_of(key) for key in ids) or "—"


def _padded(text: str, width: int = 28) -> str:
    """Text filled up to a width in columns of the terminal, where a Chinese character takes two."""
    return text + " " * (width - sum(2 if east_asian_width(c) in "WF" else 1 for c in text))
