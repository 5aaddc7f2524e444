"""Instructions that add provisions, take them away, number, join and divide them."""

from tracker.amend import payload
from tracker.amend.bench import Bench, Made
from tracker.amend.describe import place as cited
from tracker.amend.instructions import Instruction, Place
from tracker.amend.moving import PARTS, home_of, moved_one, number_of, side_of, uncounted
from tracker.amend.orders import Drop, Pin, Put, Restated, Swap
from tracker.amend.replacing import lines_of, new_heading
from tracker.amend.resolve import CONTAINERS, Miss, Spot, caption_habit, grouped, locate, shown, title_said, units, words_of
from tracker.amend.wording import folded, same
from tracker.finding import citation_in
from tracker.model import DIVISIONS, Provision, Provisions
from tracker.numbering import Number

# insert


def inserted(bench: Bench, index: int) -> Made:
    """The orders of 增加."""
    instruction = bench.instructions[index]
    anchor = locate(bench.site, instruction.anchor) if instruction.anchor and instruction.anchor.steps else Spot("law")
    if isinstance(anchor, Miss) and instruction.results and instruction.results[0].article and _comes(bench, instruction.anchor):
        anchor = Spot("law")
    if isinstance(anchor, Miss):
        return [bench.missed(index, anchor)]
    kind = instruction.results[0].type if instruction.results else _kind_of(anchor)
    beside_articles = anchor.type == "body" or (anchor.type == kind == "paragraph" and not anchor.parent)
    unknown = kind not in ("article", *DIVISIONS, *PARTS)  # an annex, a table
    if beside_articles or unknown or (kind == "article" and not bench.site.articles):
        return [bench.complain("error", "unsupported", index, article=bench.article(index), place=anchor.key, words=bench.order(index))]
    if not lines_of(instruction):
        return _announced(bench, index, instruction, anchor, kind)
    if kind == "article" or kind in DIVISIONS:
        return _whole(bench, index, instruction, anchor)
    return _parts(bench, index, instruction, anchor, kind)


def _comes(bench: Bench, anchor: Place | None) -> bool:
    """Whether a place that the old text has not is one that the decision makes: 在第三章中增加一条, where the third chapter is new."""
    steps = anchor.steps if anchor else ()
    return any(place.steps[:len(steps)] == steps for one in bench.instructions.values() for place in one.results
               if one.anchor is not anchor)


def _kind_of(anchor: Spot) -> str:
    """What is added where the decision does not say: below an article or a preamble a 款, below a 款 an 项."""
    return {"paragraph": "item", "item": "subitem"}.get(anchor.type, "paragraph")


def _announced(bench: Bench, index: int, instruction: Instruction, anchor: Spot, kind: str) -> Made:
    """An insertion without words: a division that only gets a heading, or one whose words a whole new text brings (将该条修改为)."""
    brought = any(other.operation in ("replace", "insert", "split") and i != index and other.item == instruction.item and lines_of(other)
                  for i, other in bench.instructions.items())
    if kind in DIVISIONS and instruction.results:
        return [_division(bench, index, instruction, anchor, at) for at in range(len(instruction.results))]
    return [] if brought else [bench.complain("error", "no_payload", index, article=bench.article(index), place=anchor.key)]


def _division(bench: Bench, index: int, instruction: Instruction, anchor: Spot, at: int) -> Put:
    place = instruction.results[at]
    node = payload.division(place.type, place.quoted)
    return Put("", place.type, (node,), index, number=number_of(place), anchor=anchor.key, side=side_of(instruction),
               home=home_of(bench, anchor, place.type), holds=_holds(instruction), place=at)


def _holds(instruction: Instruction) -> tuple[Number, ...]:
    """The new numbers of the articles that a new division takes in."""
    return tuple(place.article for place in instruction.contents if place.article)


def _whole(bench: Bench, index: int, instruction: Instruction, anchor: Spot) -> Made:
    """Articles and divisions. Articles below a new division's heading in the same words lie in it."""
    found = payload.blocks(lines_of(instruction), habit=caption_habit(bench.site))
    numbers = {kind: [n for p in instruction.results if p.type == kind and (n := number_of(p))] for kind in ("article", *DIVISIONS)}
    articles = [block for block in found if block.node.type == "article"]
    divisions = [block for block in found if block.node.type in DIVISIONS]
    if not divisions and not articles and any(p.is_division for p in instruction.results):
        return [_division(bench, index, instruction, anchor, at) for at in range(len(instruction.results))]
    if not divisions and any(block.restated for block in articles) and any(p.is_division for p in instruction.results):
        return [bench.complain("error", "unsupported", index, article="headings", words=bench.order(index))]
    if not divisions and any(p.is_division for p in instruction.results):
        return _headings(bench, index, instruction, anchor)
    made: Made = []
    if numbers["article"] and len(numbers["article"]) != len(articles):
        made.append(bench.complain("error", "payload_count", index, article=bench.article(index), count=len(articles),
                                   named=len(numbers["article"])))
    homes: dict[str, str] = {}
    counts = dict.fromkeys(numbers, 0)
    for at, block in enumerate(found):
        kind = block.node.type
        stated = numbers[kind][counts[kind]] if counts[kind] < len(numbers[kind]) else block.node.number if block.restated else None
        counts[kind] += 1
        nodes = block.node.children if kind == "article" else (block.node,)
        above = DIVISIONS[: DIVISIONS.index(kind)] if kind in DIVISIONS else DIVISIONS
        homes = {opened: key for opened, key in homes.items() if opened in above}
        home = next(reversed(homes.values()), "") or home_of(bench, anchor, kind)
        put = Put("", kind, nodes, index, number=stated, anchor=anchor.key, side=side_of(instruction), home=home, place=at,
                  heading=block.node.heading if kind == "article" else "",
                  holds=_holds(instruction) if kind in DIVISIONS and len(divisions) == 1 else ())
        homes |= {kind: put.key} if kind in DIVISIONS else {}
        made.append(put)
    return made


def _headings(bench: Bench, index: int, instruction: Instruction, anchor: Spot) -> Made:
    """New divisions of which the decision gives the headings only: 增加一章，作为第七章“……”."""
    named = [place for place in instruction.results if place.is_division]
    words = [payload.heading([line])[1] for line in lines_of(instruction)]
    return [Put("", place.type, (payload.division(place.type, place.quoted or word),), index, number=number_of(place), anchor=anchor.key,
                side=side_of(instruction), home=home_of(bench, anchor, place.type), holds=_holds(instruction), place=at)
            for at, (place, word) in enumerate(zip(named, words, strict=False))]


def _parts(bench: Bench, index: int, instruction: Instruction, anchor: Spot, kind: str) -> Made:
    """款, 项 and 目, each under the provision that the result or the anchor names."""
    numbers = [n for place in instruction.results if (n := number_of(place))]
    if kind == "paragraph":
        nodes = payload.paragraphs(lines_of(instruction), instruction.payload.rows if instruction.payload else ())
    else:
        nodes = payload.items(lines_of(instruction), numbers, kind)
    parent = _parent(bench, index, anchor, kind)
    if isinstance(parent, Miss):
        return [bench.missed(index, parent)]
    new = [tuple(nodes[int(at)] for at in unit) for unit in grouped([(str(at), node) for at, node in enumerate(nodes)])]
    if not new:
        return [bench.complain("error", "no_payload", index, article=bench.article(index), place=anchor.key)]
    wrong: Made = []
    if numbers and len(numbers) != len(new):
        wrong.append(bench.complain("error", "payload_count", index, article=bench.article(index), place=anchor.key, count=len(new),
                                    named=len(numbers)))
    beside = anchor.key if anchor.type == kind else ""
    stated = [*numbers, *[None] * len(new)]
    return [Put(parent, kind, unit, index, number=stated[at], anchor=beside, side=side_of(instruction), place=at)
            for at, unit in enumerate(new)] + wrong


def _parent(bench: Bench, index: int, anchor: Spot, kind: str) -> str | Miss:
    """The provision that new 款, 项 or 目 stand in."""
    site, results = bench.site, bench.instructions[index].results
    if anchor.type == kind:
        return anchor.parent
    if anchor.type == "law":
        article = results[0].article if results else None
        inside = Place(results[0].steps[:-1]) if results else Place()
        return f"new:{article}" if kind == "paragraph" and article else Miss("no_article", shown(inside))
    if kind == "paragraph":
        return site.article_of(anchor.key) or anchor.key
    if anchor.type in CONTAINERS:
        return _with_items(bench, index, anchor)
    return anchor.keys[0]


def _with_items(bench: Bench, index: int, anchor: Spot) -> str | Miss:
    """The 款 that an 项 is added to where the decision names the article only: the one that the result counts, else the one with 项."""
    site, results = bench.site, bench.instructions[index].results
    below = [key for key in site.children.get(anchor.key, ()) if site.nodes[key].type == "paragraph"]
    counted = results[0].number("paragraph") if results else None
    if counted:
        return below[counted.main - 1] if counted.main <= len(below) else Miss("no_place", bench.where(index))
    listing = [key for key in below if any(site.nodes[child].type == "item" for child in site.children.get(key, ()))]
    there = ", ".join(citation_in(site.nodes, key) for key in listing)
    return listing[0] if len(listing) == 1 else Miss("ambiguous" if listing else "no_place", "项", places=there)


# delete, renumber


def deleted(bench: Bench, index: int, spots: list[Spot]) -> Made:
    """The orders of 删去 for whole provisions, or for a division's heading."""
    targets = bench.instructions[index].targets
    heading_only = any(place.portion == "heading" for place in targets)
    made: Made = []
    for spot, place in zip(spots, targets, strict=False):
        titled = heading_only and spot.type in DIVISIONS and payload.heading((title_said(bench.site, spot.key, place),))[1]
        if titled and not same(titled, bench.site.nodes[spot.key].heading):
            made.append(bench.complain("error", "no_words", index, place=spot.key, words=titled, where=cited(place)))
            continue
        if spot.type == "item" and not spot.parent:  # those behind it would have to be counted anew
            made += _last_point(bench, index, spot)
            continue
        articles = bench.site.articles if spot.type in DIVISIONS else ()
        inside = tuple(key for key in articles if spot.key in bench.site.divisions_of(key))
        made.append(Drop(spot.keys, index, True) if heading_only and spot.type in DIVISIONS else Drop(spot.keys + inside, index))
    return made


def _last_point(bench: Bench, index: int, spot: Spot) -> Made:
    """The deletion of the last 一、 of a text without articles; of another one it needs a person, as no rule says that numbers follow."""
    points = [key for key in bench.site.children.get("", ()) if bench.site.nodes[key].type == "item"]
    if spot.key == points[-1]:
        return [Drop(spot.keys, index)]
    return [bench.complain("error", "unsupported", index, place=spot.key, words=bench.order(index))]


def renumbered(bench: Bench, index: int, spots: list[Spot]) -> Made:
    """The orders of 改为 and 作为: numbers, pairwise; on another level a move."""
    instruction = bench.instructions[index]
    if len(instruction.results) != len(spots):
        return uncounted(bench, index, spots)
    made: Made = []
    for at, (spot, place) in enumerate(zip(spots, instruction.results, strict=True)):
        number = number_of(place)
        words = instruction.targets[at].quoted if spot.type == "paragraph" else ""
        if words and folded(words).text not in folded(words_of(bench.site, spot)).text:
            made.append(bench.complain("error", "no_words", index, place=spot.key, words=words, where=cited(instruction.targets[at])))
        elif (spot.type == "item" and not spot.parent) or spot.type == place.type == "annex":
            made.append(bench.complain("error", "unsupported", index, place=spot.key, words=bench.order(index)))
        elif place.type != spot.type:
            made += moved_one(bench, index, spot, place, at)
        elif number:
            made.append(Pin(spot.keys, spot.type, number, index))
    return made


# merge, split


def merged(bench: Bench, index: int, spots: list[Spot]) -> Made:
    """The order of 合并: one provision in the place of all, with new words or with those of all."""
    instruction = bench.instructions[index]
    place = instruction.results[0] if instruction.results else None
    kind = place.type if place else spots[0].type
    if kind in DIVISIONS and _can_be_one(bench, index, spots):
        first, *others = spots
        number, lines = number_of(place) if place else None, lines_of(instruction)
        return [*([Pin(first.keys, kind, number, index)] if number else []),
                *([new_heading(bench, index, first.key, payload.heading(lines)[1])] if lines else []),
                *(Drop(spot.keys, index, True) for spot in others)]
    if (kind in PARTS and spots[0].type not in PARTS) or kind not in ("article", *PARTS):
        return [bench.complain("error", "unsupported", index, place=spot.key, words=bench.order(index)) for spot in spots]
    nodes = None if kind == "article" else _run_on(bench, spots)
    if lines_of(instruction):
        nodes = payload.paragraphs(lines_of(instruction)) if kind in ("article", "paragraph") else _as_items(instruction, kind)
    elif kind in PARTS and nodes is None:
        return [bench.complain("error", "no_payload", index, place=spots[0].key)]
    parent = "" if kind == "article" else spots[0].parent
    keys = tuple(key for spot in spots for key in spot.keys)
    return [Put(parent, kind, nodes, index, keys, number_of(place) if place else None, anchor=spots[0].key, side="after")]


def _can_be_one(bench: Bench, index: int, spots: list[Spot]) -> bool:
    """Whether divisions stand one behind the other, with none inside them or with nothing else in each, and the decision gives the heading
    that they have as one: then all but the first just lose theirs."""
    site, one = bench.site, bench.instructions[index]
    kin = [key for key in site.children[spots[0].parent] if site.nodes[key].type in DIVISIONS]
    keys = [spot.key for spot in spots]
    inside = {site.nodes[child].type if site.nodes[child].type in DIVISIONS else "" for key in keys for child in site.children[key]}
    named = len(lines_of(one)) == 1 or any(other.operation == "heading" and other.targets[0].steps == one.targets[0].steps
                                           for other in bench.instructions.values())
    return named and len(inside) == 1 and keys[0] in kin and kin[kin.index(keys[0]):][:len(keys)] == keys


def _run_on(bench: Bench, spots: list[Spot]) -> Provisions | None:
    """款 that become one without new words: their sentences one behind the other; None where there are lists or tables in them."""
    nodes = [bench.site.nodes[key] for spot in spots for key in spot.keys]
    plain = all(node.type == "paragraph" and node.text and not node.children for node in nodes)
    return (Provision("paragraph", text="".join(node.text.strip() for node in nodes)),) if plain else None


def _as_items(instruction: Instruction, kind: str) -> Provisions:
    return payload.items(lines_of(instruction), [n for place in instruction.results if (n := number_of(place))], kind)


def divided(bench: Bench, index: int, spots: list[Spot]) -> Made:
    """The orders of 分为 and 改为两条: each new provision with its words; without words, an article's 款 one by one."""
    instruction = bench.instructions[index]
    if len(spots) > 1:
        return [bench.complain("error", "unsupported", index, place=spot.key, words=bench.order(index)) for spot in spots]
    spot, results = spots[0], instruction.results
    kind = results[0].type if results else spot.type
    parts = _divided(bench, instruction, spot, kind)
    if kind in PARTS and PARTS.index(kind) > (PARTS.index(spot.type) if spot.type in PARTS else -1):
        return _divided_inside(bench, index, spot, parts)
    if len(parts) != len(results) and results:
        return [bench.complain("error", "payload_count", index, article=str(number_of(place) or ""), place=spot.key, count=len(parts),
                               named=len(results)) for place in results]
    parent = "" if kind == "article" else spot.parent
    return [Put(parent, kind, nodes, index, keys, number_of(results[at]) if results else None, anchor=spot.key, side="after", place=at)
            for at, (nodes, keys) in enumerate(parts)]


def _divided_inside(bench: Bench, index: int, spot: Spot, parts: list[tuple[Provisions | None, tuple[str, ...]]]) -> Made:
    """An article divided into 款, or a 款 into 项: it stays, with new words in it."""
    instruction = bench.instructions[index]
    if not lines_of(instruction):
        return [bench.complain("error", "no_payload", index, place=spot.key)]
    wrong: Made = []
    if len(parts) != len(instruction.results):
        wrong.append(bench.complain("error", "payload_count", index, place=spot.key, count=len(parts), named=len(instruction.results)))
    return [Swap(spot.keys, payload.paragraphs(lines_of(instruction)), index), *wrong]


def _divided(bench: Bench, instruction: Instruction, spot: Spot, kind: str) -> list[tuple[Provisions | None, tuple[str, ...]]]:
    """The words of each new provision, and the old ones it comes from."""
    lines = lines_of(instruction)
    if not lines:
        return [(None, unit) for unit in units(bench.site, spot.key)]
    found = [payload.content(block.node) for block in payload.blocks(lines)] if kind == "article" else [payload.paragraphs(lines)]
    if kind in ("item", "subitem"):
        found = [_as_items(instruction, kind)]
    if len(found) > 1:
        return [(nodes, spot.keys) for nodes in found]
    pool = [(str(at), node) for at, node in enumerate(found[0] if found else ())]
    return [(tuple(pool[int(at)][1] for at in unit), spot.keys) for unit in grouped(pool)]


def restated(index: int, instruction: Instruction, spots: list[Spot]) -> Made:
    """What a provision reads when all is done, as the decision prints it itself."""
    lines = lines_of(instruction)
    return [Restated(spot.keys, lines, index) for spot in spots[:1] if lines]

