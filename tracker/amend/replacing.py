"""Instructions that put new text in the place of old: 修改为 for whole provisions."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from tracker.amend import payload
from tracker.amend.bench import Bench, Made
from tracker.amend.describe import place as cited
from tracker.amend.instructions import Instruction, Place
from tracker.amend.orders import Change, Drop, Put, Swap
from tracker.amend.punctuation import with_final_mark
from tracker.amend.report import Problem
from tracker.amend.resolve import CONTAINERS, Spot, caption_habit, grouped, title_said, units, words_of
from tracker.amend.wording import Edit, folded, same
from tracker.model import DIVISIONS, Provision, Provisions
from tracker.model import walk as nodes_of

_WORDS = ("start", "end", "sentences", "proviso")


def replaced(bench: Bench, index: int, spots: list[Spot]) -> Made:
    """The orders of a 修改为 with new text. Where it is about some words of a text, none: `wordings` has those."""
    instruction = bench.instructions[index]
    if not instruction.payload or not (instruction.payload.lines or instruction.payload.rows):
        return [bench.complain("error", "no_payload", index, article=bench.article(index), place=spots[0].key)]
    if instruction.old:
        return _quoted(bench, index, instruction, spots[0])
    portion = instruction.targets[0].portion
    if portion in _WORDS:
        return []
    if portion == "lead":
        return [_new_lead(bench, index, spot) for spot in spots]
    return headed(bench, index, spots) if portion == "heading" else _whole(bench, index, instruction, spots)


def concerns_words(instruction: Instruction) -> bool:
    """Whether a replacement is about some words of a text: its start, its end, sentences, or words that it quotes as the old ones."""
    return instruction.operation == "replace" and (any(place.portion in _WORDS for place in instruction.targets) or bool(instruction.old))


def lines_of(instruction: Instruction) -> tuple[str, ...]:
    """The lines of an instruction's new text."""
    lines = instruction.payload.lines if instruction.payload else ()
    return payload.set_off(lines, [place.article for place in instruction.results or instruction.targets
                                   if place.type == "article" and place.article])


def _rows(instruction: Instruction) -> tuple[tuple[str, ...], ...]:
    return instruction.payload.rows if instruction.payload else ()


def headed(bench: Bench, index: int, spots: list[Spot]) -> Made:
    """A new heading (章名, 条标, 标题), or a new title of the law."""
    if spots and spots[0].type == "title":
        return retitled(bench, index, spots)
    one = bench.instructions[index]
    lines = lines_of(one)
    olds = one.old or tuple(title_said(bench.site, spot.key, place) for spot, place in zip(spots, one.targets, strict=False))
    if len(spots) > 1 and len(lines) != len(spots):
        return _miscounted(bench, index, spots, len(lines))
    named = [payload.heading([words])[1] for words in (lines if len(spots) > 1 else ["".join(lines)])]
    quoted = [payload.heading([words])[1] for words in (olds if len(olds) == len(spots) else ["".join(olds)] * len(spots))]
    return [_unlike(bench, index, at, (spot.key, bench.site.nodes[spot.key].heading), old) or new_heading(bench, index, spot.key, new)
            for at, (spot, old, new) in enumerate(zip(spots, quoted, named, strict=True))]


def retitled(bench: Bench, index: int, spots: list[Spot]) -> Made:
    """A new title of the law, in the first of the lines that hold it."""
    site = bench.site
    keys = [key for key in site.children.get("", ()) if site.nodes[key].type == "title"]
    words = "".join(lines_of(bench.instructions[index]))
    whole = "".join(site.nodes[key].text for key in keys)
    unlike = _unlike(bench, index, 0, (keys[0], whole), "".join(bench.instructions[index].old)) if keys else None
    if unlike:
        return [unlike]
    changes = [Change(key, "text", Edit(0, len(site.nodes[key].text), words if key == keys[0] else "", index)) for key in keys]
    return [*changes]


def _unlike(bench: Bench, index: int, at: int, standing: tuple[str, str], quoted: str) -> Problem | None:
    """The problem where a decision quotes an old heading or title (章名由“甲”修改为“乙”) that is not the law's: `standing` is its id and
    its words, at the place `at` of those that the instruction names."""
    key, words = standing
    if not quoted or same(quoted, words):
        return None
    return bench.complain("error", "no_words", index, place=key, words=quoted, where=cited(bench.instructions[index].targets[at]))


def new_heading(bench: Bench, index: int, key: str, words: str) -> Change:
    """The order that gives a division or an article another heading."""
    return Change(key, "heading", Edit(0, len(bench.site.nodes[key].heading), words, index))


def _new_lead(bench: Bench, index: int, spot: Spot) -> Change:
    key = spot.key
    if bench.site.nodes[key].type in CONTAINERS:
        key = bench.site.children[key][0]
    return _new_words(bench, index, key, "".join(lines_of(bench.instructions[index])))


def _new_words(bench: Bench, index: int, key: str, words: str) -> Change:
    old = bench.site.nodes[key].text
    return Change(key, "text", Edit(0, len(old), with_final_mark(words, old), index))


def _whole(bench: Bench, index: int, instruction: Instruction, spots: list[Spot]) -> Made:
    kind = spots[0].type
    lines, rows = lines_of(instruction), _rows(instruction)
    if kind == "title":
        return retitled(bench, index, spots)
    if kind in DIVISIONS:
        return _division(bench, index, spots[0], lines)
    if kind in (*CONTAINERS, "table"):
        return _containers(bench, index, instruction, spots)
    if kind == "paragraph":
        return _parts(bench, index, spots, payload.paragraphs(lines, rows))
    if kind == "item" and not spots[0].parent:
        return _points(bench, index, spots, lines)
    if kind in ("item", "subitem"):
        numbers = [n for place in (_results(bench, index) or instruction.targets) if (n := place.steps[-1].number)]
        return _parts(bench, index, spots, payload.items(lines, numbers, kind))
    return [bench.complain("error", "unsupported", index, article=bench.article(index), words=bench.order(index))]


def _points(bench: Bench, index: int, spots: list[Spot], lines: Sequence[str]) -> Made:
    """New text for 一、 of a text without articles, which is cited as 第一条: its words, its items, its further paragraphs."""
    found = payload.blocks(lines)
    if len(spots) != 1 or len(found) != 1 or not found[0].node.children:
        return _miscounted(bench, index, spots, len(found))
    old, (first, *rest) = bench.site.nodes[spots[0].key], found[0].node.children
    words = [node.text for node in nodes_of((old,)) if node.text]
    text = first.text.removeprefix(old.num)
    made = Provision(old.type, old.num, old.number, old.heading, text if rest or first.children else with_final_mark(text, words[-1]),
                     first.rows, (*first.children, *rest))
    return [Swap(spots[0].keys, (made,), index)]


def _results(bench: Bench, index: int) -> tuple[Place, ...]:
    """The numbers that the targets get, also by another instruction on the same targets (第三项改为第四项，修改为…)."""
    mine = bench.instructions[index].targets
    if bench.instructions[index].results:
        return bench.instructions[index].results
    found = (other.results for other in bench.instructions.values()
             if other.operation in ("renumber", "move") and other.targets == mine and len(other.results) == len(mine))
    return next(found, ())


def _containers(bench: Bench, index: int, instruction: Instruction, spots: list[Spot]) -> Made:
    lines, rows = lines_of(instruction), _rows(instruction)
    if spots[0].type in ("annex", "table"):
        return _annex(bench, index, spots[0].keys, lines)
    found = payload.blocks(lines, rows, caption_habit(bench.site))
    if len(spots) == 1 and len(found) != 1:
        return [Swap(spots[0].keys, payload.paragraphs(lines, rows), index)]
    if len(found) != len(spots):
        return _miscounted(bench, index, spots, len(found))
    pairs = list(zip(spots, found, strict=True))
    headings = [new_heading(bench, index, spot.key, block.node.heading) for spot, block in pairs if block.node.heading]
    return [*(Swap(spot.keys, block.node.children, index) for spot, block in pairs), *headings]


def _annex(bench: Bench, index: int, keys: tuple[str, ...], lines: tuple[str, ...]) -> Made:
    """The new text of an annex or table: lines of cells as the old one has them, a table or lines with tabs; its caption where it is
    printed again (附件：公园名录, or 公园名录 alone)."""
    old = bench.site.nodes[keys[0]]
    field = "heading" if old.heading else "text"
    known = getattr(old, field)
    caption: Made = []
    if old.num and lines and same(lines[0][:len(old.num)], old.num):
        words, lines = lines[0][len(old.num):].strip(), lines[1:]
        if not words and known and lines:
            words, lines = lines[0], lines[1:]
        caption = [] if same(words, known) else [Change(keys[0], field, Edit(0, len(known), words, index))]
    elif known and len(lines) > 1 and same(lines[0], known):
        lines = lines[1:]
    tabled = any(node.rows for node in nodes_of((old,)))
    table = old if old.type == "table" else Provision("table")
    found = payload.runs(lines, _rows(bench.instructions[index]) if tabled else ())
    made = tuple(replace(table, rows=cells) if cells else Provision("paragraph", text=line) for line, cells in found)
    return [Swap(keys, made, index), *caption]


def _miscounted(bench: Bench, index: int, spots: Sequence[Spot], count: int) -> Made:
    return [bench.complain("error", "payload_count", index, place=spot.key, count=count, named=len(spots)) for spot in spots]


def _parts(bench: Bench, index: int, spots: list[Spot], nodes: Provisions) -> Made:
    """款 or 项: one for one where there are as many, else all the new ones together in the place of the old ones."""
    lines = [(str(at), node) for at, node in enumerate(nodes)]
    new = [tuple(nodes[int(at)] for at in unit) for unit in grouped(lines, by_lines=not spots[0].parent)]  # 段 are lines
    if not new:
        return [bench.complain("error", "no_payload", index, place=spots[0].key)]
    if len(spots) == 1 and _only_lead(bench, spots[0], nodes):
        return [_new_words(bench, index, spots[0].key, nodes[0].text), bench.complain("doubt", "kept_items", index, place=spots[0].key)]
    if len(new) == len(spots):
        return [Swap(spot.keys, unit, index) for spot, unit in zip(spots, new, strict=True)]
    if not _adjoin(bench, spots):
        return _miscounted(bench, index, spots, len(new))
    return [Swap(tuple(key for spot in spots for key in spot.keys), nodes, index)]


def _only_lead(bench: Bench, spot: Spot, new: Provisions) -> bool:
    """Whether the new words are those before a list that the decision does not repeat."""
    has_items = bool(bench.site.children.get(spot.key))
    return has_items and len(new) == 1 and not new[0].children and new[0].text.rstrip().endswith(("：", ":"))


def _adjoin(bench: Bench, spots: Sequence[Spot]) -> bool:
    kin = units(bench.site, spots[0].parent)
    at = [kin.index(spot.keys) for spot in spots if spot.keys in kin]
    return len(at) == len(spots) and all(later == one + 1 for one, later in pairwise(at))


def _division(bench: Bench, index: int, spot: Spot, lines: tuple[str, ...]) -> Made:
    """A whole chapter anew: its articles by number; those that are not there any more go, new ones come in. Words without an article are
    its heading, and its articles stay."""
    if not any(block.restated and block.node.type == "article" for block in payload.blocks(lines)):
        if len(lines) > 1:
            return [bench.complain("error", "unsupported", index, article="headings", words=bench.order(index))]
        return [*headed(bench, index, [spot]), bench.complain("doubt", "kept_articles", index, place=spot.key)]
    inside = {bench.site.nodes[key].number: key for key in bench.site.articles if spot.key in bench.site.divisions_of(key)}
    made: Made = []
    for at, block in enumerate(payload.blocks(lines, habit=caption_habit(bench.site))):
        if block.node.type == spot.type:
            made.append(new_heading(bench, index, spot.key, block.node.heading))
        elif block.node.type == "article" and block.node.number in inside:
            key = inside.pop(block.node.number)
            made.append(Swap((key,), block.node.children, index))
            made += [new_heading(bench, index, key, block.node.heading)] if block.node.heading else []
        elif block.node.type == "article":
            made.append(Put("", "article", block.node.children, index, number=block.node.number, home=spot.key, place=at,
                            heading=block.node.heading))
    return made + [Drop((key,), index) for key in inside.values()]


def _quoted(bench: Bench, index: int, instruction: Instruction, spot: Spot) -> Made:
    """“旧文”修改为“新文”: the quoted words may be all of the place, or some of its 款; else they are words of a text."""
    run = _run(bench, spot, instruction.old)
    if run is None:
        return []
    lines = lines_of(instruction)
    if run.type in ("item", "subitem"):
        numbers = [n for key in run.keys if (n := bench.site.nodes[key].number)]
        return _parts(bench, index, [run], payload.items(lines, numbers, run.type))
    return [Swap(run.keys, payload.paragraphs(lines, _rows(instruction)), index)]


def _run(bench: Bench, spot: Spot, old: tuple[str, ...]) -> Spot | None:
    """The provisions whose words the quoted paragraphs are: the place itself, or adjoining 款 in it."""
    words = "".join(old)
    if _is_all(bench, spot, words):
        return spot
    kin = units(bench.site, spot.key) if spot.type in CONTAINERS else ()
    for start in range(len(kin)):
        for end in range(start + 1, min(len(kin), start + len(old)) + 1):
            run = Spot("paragraph", tuple(key for unit in kin[start:end] for key in unit), spot.key)
            if _is_all(bench, run, words):
                return run
    return None


def _is_all(bench: Bench, spot: Spot, words: str) -> bool:
    """Whether words are all of a place, its own number and its last mark aside."""
    number = folded(bench.site.nodes[spot.key].num).text if spot.keys else ""
    whole, quoted = (folded(text).text.removeprefix(number).rstrip("。；") for text in (words_of(bench.site, spot), words))
    return whole == quoted
