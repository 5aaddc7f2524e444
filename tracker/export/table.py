"""The comparison table (新旧对照表) of a law and its amended text, as a value that any format is rendered from.

立法法(2023) 第五十八条 asks for it with every bill that amends a law. Two columns, old and new, each of which holds its version's whole
text in its own order: the lines of a column one behind the other, less `pointer` and `repeated` ones, are the version's text to the
character, white space aside (`--changed` leaves rows out). What moved stands in its old place with a pointer to the new one
（移至第四十九条）, and is repeated beside its new text under its old number （原第八条）; so is each part of an article that was split
apart. An inserted provision stands beside （新增）, one that is gone beside （删去）.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from msgspec import Struct

from tracker.compare.alignment import Alignment, align
from tracker.compare.diff import diff
from tracker.compare.origins import origins
from tracker.export.table_lines import POINTER, Line, Page, pointer, repeated
from tracker.export.table_marks import marks, side_of
from tracker.export.table_rows import Beside, Links, links_of, rows_of
from tracker.model import DIVISIONS, Version, citation_of

Key = TypeVar("Key")
Value = TypeVar("Value")
RowKind = Literal["kept", "renumbered", "changed", "inserted", "deleted", "moved"]
HEADINGS = ("现行法", "修正草案", "说明")
_NAMES = {"title": "标题", "title_note": "题注", "toc": "目录", "preamble": "序言", "table": "表", "annex": "附件", "signature": "署名"}

Notes = Mapping[tuple[str, str], str]
"""Remarks by side (old, new) and the id of a provision."""


class Row(Struct, frozen=True):
    """What stands beside each other. `kind`: kept, renumbered (nothing but numbers differ), changed, inserted, deleted, or moved (what
    stands opposite is elsewhere). `depth` of a heading of a division from 0, else None. `note` is for the third column."""

    kind: RowKind
    old: tuple[Line, ...]
    new: tuple[Line, ...]
    depth: int | None = None
    note: str = ""


class Table(Struct, frozen=True):
    """A comparison table: its title, two or three headings, its rows."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def table(old: Version, new: Version, *, alignment: Alignment | None = None, headings: Sequence[str] = HEADINGS,
          notes: Notes | None = None, only_changed: bool = False) -> Table:
    """The table of two versions under the first two `headings`; with `notes` it has a third column under the third.

    `only_changed` keeps what was changed, inserted, deleted or moved, and the headings of the divisions that it stands in.
    """
    desk = _desk(old, new, alignment or align(old, new), notes or {}, headings[1])
    rows: Iterable[Row] = [desk.row(beside) for beside in rows_of(tuple(desk.old.side.units), tuple(desk.new.side.units), desk.links)]
    if only_changed:
        rows = list(_changed(rows)) or [Row("kept", (pointer("无修改"),), (pointer("无修改"),))]
    return Table(title_of(new), tuple(headings[:2 if notes is None else 3]), tuple(rows))


def title_of(new: Version) -> str:
    """《…》修改前后对照表; 《》 inside the title become 〈〉 (GB/T 15834—2011)."""
    name = "".join(new.title.split())
    if name.startswith("《") and name.find("》") == len(name) - 1:
        name = name[1:-1]
    return f"《{name.translate(str.maketrans('《》', '〈〉'))}》修改前后对照表"


def _changed(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that say more than a number; a heading of a division where one below it does, or it does itself."""
    waiting: list[Row] = []
    for row in rows:
        if row.depth is not None:
            waiting = [other for other in waiting if other.depth is not None and other.depth < row.depth]
        if row.kind not in ("kept", "renumbered"):
            yield from waiting
            yield row
            waiting = []
        elif row.depth is not None:
            waiting.append(row)


class _Desk(Struct, frozen=True):
    """All that a row is made of. `heirs` and `olds`: which units live on in which; `sources`: the old provisions in each new unit;
    `heading`: that of the new column."""

    old: Page
    new: Page
    links: Links
    heirs: Mapping[str, Sequence[str]]
    olds: Mapping[str, Sequence[str]]
    sources: Mapping[str, frozenset[str]]
    notes: Mapping[tuple[str, str], Sequence[str]]
    heading: str

    def row(self, beside: Beside) -> Row:
        """The row of units that stand beside each other."""
        left = (*self._old_lines(beside), *self._from_elsewhere(beside))
        right = tuple(line for key in beside.new for line in self.new.lines(key)) or (self._where_to(beside.old),)
        units = [*(("old", key) for key in beside.old), *(("new", key) for key in beside.new)]
        notes = [text for unit in units for text in self.notes.get(unit, ())]
        return Row(self._kind(beside, left, right), left or (pointer("新增"),), right, self._depth(beside), "\n".join(notes))

    def _old_lines(self, beside: Beside) -> Iterator[Line]:
        for key in beside.old:
            yield from self.old.lines(key)
            away = [heir for heir in self.heirs.get(key, ()) if heir not in beside.new]
            if away and beside.new:
                yield pointer(f"另见{self.heading}{self._names(self.new, away)}")

    def _from_elsewhere(self, beside: Beside) -> Iterator[Line]:
        for new in beside.new:
            for old in self.olds.get(new, ()):
                if old not in beside.old:
                    yield from self._again(old, new)

    def _again(self, old: str, new: str) -> Iterator[Line]:
        """What of an old unit lives on in a new one that stands elsewhere: the whole, or the 款 and 项 that went there."""
        whole = tuple(self.heirs[old]) == (new,)
        yield pointer(f"原{self._names(self.old, [old])}" + ("" if whole else "部分内容"))
        if self.old.side.placed[old].type not in DIVISIONS:
            lines = tuple(self.old.lines(old))
            parts = tuple(line for line in lines if line.key in self.sources[new])
            yield from repeated(lines if whole else parts or lines)

    def _where_to(self, olds: Sequence[str]) -> Line:
        heirs = [heir for old in olds for heir in self.heirs.get(old, ())]
        return pointer(f"移至{self._names(self.new, heirs)}" if heirs else "删去")

    def _kind(self, beside: Beside, left: Sequence[Line], right: Sequence[Line]) -> RowKind:
        if not beside.new:
            return "moved" if right[0].runs[0].text != "（删去）" else "deleted"
        if not beside.old:
            return "moved" if left else "inserted"
        marked = [run for line in (*left, *right) for run in line.runs if run.mark]
        if any(line.role == POINTER for line in left) or any(not run.label for run in marked):
            return "changed"
        return "renumbered" if marked else "kept"

    def _depth(self, beside: Beside) -> int | None:
        page, key = (self.new, beside.new[0]) if beside.new else (self.old, beside.old[0])
        return page.side.units[key] if page.side.placed[key].type in DIVISIONS else None

    def _names(self, page: Page, keys: Iterable[str]) -> str:
        return "、".join(citation_of(key) if node.type == "article" else node.num or _NAMES.get(node.type, node.type)
                        for key, node in ((key, page.side.placed[key]) for key in keys))


def _desk(old: Version, new: Version, found: Alignment, notes: Notes, heading: str) -> _Desk:
    before, after = (side_of(version, outline) for version, outline in zip((old, new), found.outlines, strict=True))
    marked = marks(diff(old, new, found), before, after)
    links = links_of(found, before.units, after.units)
    heirs, olds = _collect((i, j) for i, j, _ in links), _collect((j, i) for i, j, _ in links)
    came = origins(found, *found.outlines).olds
    sources = {unit: frozenset(one for key in after.within(unit) for one in came.get(key, ())) for unit in after.units}
    sides = {"old": before, "new": after}
    remarks = _collect(((side, sides[side].unit_of(key)), text) for (side, key), text in notes.items())
    return _Desk(Page(before, marked.gone, "gone"), Page(after, marked.come, "come"), links, heirs, olds, sources, remarks,
                 heading)


def _collect(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    found: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
