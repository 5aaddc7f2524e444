"""A diff as Markdown: what goes is struck through, what comes is bold, what matters most stands first."""

from collections.abc import Iterator

from tracker.compare.diff import Diff
from tracker.compare.references import heading_of as version_heading
from tracker.export.diff_view import (
    Block,
    Line,
    Operation,
    blocks,
    by_weight,
    citations_to_look_at,
    heading_of,
    is_plain,
    kinds_of,
    name_of,
    only_numbers,
    tally,
    weight_name,
)
from tracker.export.markdown import escape
from tracker.language import _
from tracker.model import Version

_MARKS: dict[Operation, tuple[str, str]] = {"kept": ("", ""), "removed": ("~~", "~~"), "added": ("**", "**")}


def render(found: Diff, old: Version, new: Version) -> str:
    """The diff as one Markdown text with a final newline."""
    parts = [f"# {escape(found.title or found.law)}  {version_heading(found.old)} → {version_heading(found.new)}", *tally(found)]
    if not found.changes:
        parts.append(_("the two versions have the same text"))
    if found.names:
        parts.append("\n".join("- " + _("changed throughout: {old} → {new} (places: {count})").format(
            old=escape(name.old), new=escape(name.new), count=len(name.places)) for name in found.names))
    for weight, group in by_weight(blocks(found, old, new)).items():
        parts += [f"## {weight_name(weight)}", *_group(group)]
    doubts = citations_to_look_at(found)
    if doubts:
        parts += [f"## {_('citations to look at')}", "\n".join(f"- {escape(doubt)}" for doubt in doubts)]
    return "\n\n".join(parts) + "\n"


def _group(group: list[Block]) -> Iterator[str]:
    plain = only_numbers(group)
    if plain:
        yield "\n".join(f"- {was} → {now}" for was, now in plain)
    for block in group:
        if not is_plain(block):
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    tags = [*kinds_of(block.change), *(_(name) for name in block.change.classes)]
    yield f"### {escape(heading_of(block))}\n\n*{' · '.join(tags)}*"
    if block.change.also:
        yield "*" + _("lives on in {places} too").format(places="、".join(map(name_of, block.change.also))) + "*"
    yield from (_line(line) for line in block.lines if line.kind != "kept")
    kept = sum(line.kind == "kept" for line in block.lines)
    if kept:
        yield "*" + _("… {count} unchanged").format(count=kept) + "*"


def _line(line: Line) -> str:
    same = line.was == line.num
    labels: list[tuple[Operation, str]] = [("kept", line.num)] if same else [("removed", line.was), ("added", line.num)]
    words = "".join(_marked(operation, text) for operation, text in (*labels, *((piece.operation, piece.text) for piece in line.pieces)))
    return words + (f"（*{escape(line.note)}*）" if line.note else "")


def _marked(operation: Operation, text: str) -> str:
    """Markdown's marks stand only at words: space at an edge goes outside them."""
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    before, behind = _MARKS[operation]
    return f"{text[:start]}{before}{escape(core)}{behind}{text[start + len(core):]}"
