"""A diff as one web page: side by side and inline, filtered by significance, readable without script, network or colour."""

from collections.abc import Iterator
from typing import Any

from tracker.compare.diff import Diff
from tracker.compare.references import heading_of as version_heading
from tracker.export.diff_view import (
    Block,
    Line,
    Operation,
    Piece,
    blocks,
    by_weight,
    citations_to_look_at,
    heading_of,
    is_plain,
    kinds_of,
    only_numbers,
    tally,
)
from tracker.export.templating import language_tag, template
from tracker.model import Version


def render(found: Diff, old: Version, new: Version) -> str:
    """The page as HTML 5, with its styles inside and nothing that needs fetching."""
    return template("diff.html.j2").render(lang=language_tag(), ends=tuple(map(version_heading, (found.old, found.new))),
                                             **values(found, old, new))


def values(found: Diff, old: Version, new: Version) -> dict[str, Any]:
    """What the template `diff_body.html.j2` needs, so that other pages can hold a comparison too (styles: `diff.css`)."""
    groups = by_weight(blocks(found, old, new))
    shown = [(weight, [block for block in group if not is_plain(block)], only_numbers(group)) for weight, group in groups.items()]
    return {"found": found, "groups": shown, "tally": tally(found), "doubts": citations_to_look_at(found), "heading_of": heading_of,
            "kinds_of": kinds_of, "folds": folds, "side": side, "has": has}


def folds(block: Block) -> Iterator[tuple[bool, list[Line]]]:
    """A block's lines in runs: those that stay as they are can be folded away together."""
    run: list[Line] = []
    for line in block.lines:
        if run and (run[-1].kind == "kept") != (line.kind == "kept"):
            yield run[-1].kind == "kept", run
            run = []
        run.append(line)
    if run:
        yield run[-1].kind == "kept", run


def side(line: Line, own: Operation) -> list[Piece]:
    """What a line has on the old side (`removed`) or the new one (`added`)."""
    return [piece for piece in line.pieces if piece.operation in ("kept", own)]


def has(line: Line, own: Operation) -> bool:
    """Whether a line stands on a side at all."""
    return line.kind != ("inserted" if own == "removed" else "deleted") and bool(side(line, own) or line.num)
