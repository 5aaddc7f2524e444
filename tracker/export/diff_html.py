"""A diff as one web page: side by side and inline, filtered by significance, readable without script, network or colour."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tracker.compare.diff import Diff
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
    name_of,
    only_numbers,
    tally,
)
from tracker.language import _, current
from tracker.model import Version

if TYPE_CHECKING:
    from jinja2 import Template


def render(found: Diff, old: Version, new: Version) -> str:
    """The page as HTML 5, with its styles inside and nothing that needs fetching."""
    groups = by_weight(blocks(found, old, new))
    shown = [(weight, [block for block in group if not is_plain(block)], only_numbers(group)) for weight, group in groups.items()]
    return _template("diff.html.j2").render(
        found=found, groups=shown, tally=tally(found), doubts=citations_to_look_at(found), lang="zh-Hans" if current() == "zh" else "en",
        _=_, heading_of=heading_of, kinds_of=kinds_of, folds=folds, side=side, has=has)


@cache
def _template(name: str) -> "Template":
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"_": _, "name_of": name_of}
    return environment.from_string(files("tracker").joinpath(f"export/templates/{name}").read_text(encoding="utf-8"))


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
