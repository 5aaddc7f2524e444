"""Instructions that carry provisions elsewhere: 移至, 并入, 对调, and 改为 on another level (款 to article, article to 款)."""

from collections.abc import Iterator

from tracker.amend.bench import Bench, Made
from tracker.amend.instructions import LAST, Instruction, Place
from tracker.amend.orders import Pin, Put
from tracker.amend.resolve import Miss, Spot, locate, units
from tracker.model import DIVISIONS
from tracker.numbering import Number

PARTS = ("paragraph", "item", "subitem")
_HOLDS = {"article": DIVISIONS, "paragraph": ("article",), "item": ("paragraph",), "subitem": ("item",)}
"""In what provisions stand: a place of another kind is none for them."""
_ANYWHERE = Spot("law")


def number_of(place: Place) -> Number | None:
    """The number of the innermost step of a place; none where it is the last of its kind."""
    return place.steps[-1].number if place.steps and place.steps[-1].number != LAST else None


def home_of(bench: Bench, anchor: Spot, kind: str = "article") -> str:
    """The division that an anchor names as the place of what is added; of a section beside another, the chapter both lie in."""
    if anchor.type not in DIVISIONS:
        return ""
    around = (*bench.site.divisions_of(anchor.key), anchor.key)
    above = DIVISIONS[: DIVISIONS.index(kind)] if kind in DIVISIONS else DIVISIONS
    return next((key for key in reversed(around) if bench.site.nodes[key].type in above), "")


def side_of(instruction: Instruction) -> str:
    """On which side of its anchor an instruction puts something; empty where it puts it in."""
    return instruction.position if instruction.position in ("before", "after", "start", "end") else ""


def uncounted(bench: Bench, index: int, spots: list[Spot]) -> Made:
    """The problems of an instruction that names more or fewer new places than old ones."""
    results = bench.instructions[index].results
    below = results and results[0].type == "paragraph"
    count = sum(len(units(bench.site, spot.key)) if below and spot.type == "article" else 1 for spot in spots)
    return [bench.complain("error", "payload_count", index, place=spot.key, count=count, named=len(results)) for spot in spots]


def moved(bench: Bench, index: int, spots: list[Spot]) -> Made:
    """The orders of a move: to another level or parent, or beside another provision (移至)."""
    instruction = bench.instructions[index]
    if spots[0].type not in _HOLDS:
        return [bench.complain("error", "unsupported", index, place=spot.key, words=bench.order(index)) for spot in spots]
    if not instruction.results:
        return _moved_beside(bench, index, instruction, spots)
    anchor = locate(bench.site, instruction.anchor) if instruction.anchor else Spot("law")
    if isinstance(anchor, Miss):
        return [bench.missed(index, anchor)]
    pairs = _paired(bench, spots, instruction.results)
    if not pairs:
        return uncounted(bench, index, spots)
    return [made for at, (spot, place) in enumerate(pairs) for made in moved_one(bench, index, spot, place, at, anchor)]


def _paired(bench: Bench, spots: list[Spot], results: tuple[Place, ...]) -> list[tuple[Spot, Place]]:
    """Each provision with its new place: one for one; several with the one article they make up (第二款、第三款改为第五条); an article with
    the first of the 款 that its own become. Nothing where the decision counts otherwise."""
    pairs = list(zip(spots, results, strict=False))
    if len(results) == 1 and len(spots) > 1 and results[0].type == "article":
        return [(Spot(spots[0].type, tuple(key for spot in spots for key in spot.keys), spots[0].parent), results[0])]
    places = len(results) if len(spots) == 1 else 1
    counted = all(len(units(bench.site, spot.key)) == places for spot, place in pairs
                  if spot.type == "article" and place.type == "paragraph")
    whole = len(results) == len(spots) or (len(spots) == 1 and spots[0].type == "article" and results[0].type == "paragraph")
    return pairs if whole and counted else []


def moved_one(bench: Bench, index: int, spot: Spot, place: Place, at: int, anchor: Spot = _ANYWHERE) -> Made:
    """`anchor`: the division or article that the decision names besides (移至第二章，作为第四条; 并入第四条，作为第二款); else it stays in
    its own division, or goes into the article that has the number it names."""
    number, article = number_of(place), place.article
    if place.type == anchor.type == "article":  # 移至第八条之后，作为第九条: it stands under the heading of the eighth
        return [Put("", "article", None, index, spot.keys, number, anchor=anchor.key, side=side_of(bench.instructions[index]), place=at)]
    if place.type == "article":
        home = home_of(bench, anchor) or next(iter(reversed(bench.site.divisions_of(spot.key))), "")
        return [Put("", "article", None, index, spot.keys, number, home=home, place=at)]
    if place.type not in PARTS or article is None:
        return [bench.complain("error", "unsupported", index, place=spot.key, words=bench.order(index))]
    if anchor.type == "article" and anchor.key in spot.keys:  # 第六条并入第六条，作为第二款
        return [bench.complain("error", "no_effect", index, place=spot.key)]
    if anchor.type == "article" and place.type == "paragraph":
        return [Put(anchor.key, "paragraph", None, index, spot.keys, number, place=at)]
    lives_on = spot.type == "article" and (_heads(bench, spot, place) or not _is_claimed(bench, article, number, index))
    if lives_on:  # 将第三十九条改为第四十五条第一款: it is that now
        pins: Made = [Pin(spot.keys, "article", article, index)]
        below = bench.site.children.get(spot.key, ())
        return pins + ([Pin(below[:1], "paragraph", number, index)] if number and below and number.main > 1 else [])
    if place.type != "paragraph":
        return _into_list(bench, index, spot, place, at)
    own = bench.site.article_of(spot.key)
    if spot.type == "paragraph" and number and _stays(bench, own, article):
        return [Pin((own,), "article", article, index), Pin(spot.keys, "paragraph", number, index)]
    if number == Number(1) and _makes_room(bench, article):
        home = next(iter(reversed(bench.site.divisions_of(spot.key))), "")
        return [Put("", "article", None, index, spot.keys, article, home=home, place=at)]
    return [Put(f"new:{article}", "paragraph", None, index, spot.keys, number, place=at)]


def _into_list(bench: Bench, index: int, spot: Spot, place: Place, at: int) -> Made:
    """An 项 or 目 that goes into another list, of the old article that comes to bear the number named."""
    article, counted = place.article, place.number("paragraph") or Number(1)
    old = _comes_to(bench, article) if article else ""
    below = units(bench.site, old) if old else ()
    if place.type != "item" or spot.type == "article" or counted.main > len(below):
        return [bench.complain("error", "unsupported", index, place=spot.key, words=bench.order(index))]
    return [Put(below[counted.main - 1][0], "item", None, index, spot.keys, number_of(place), place=at)]


def _is_claimed(bench: Bench, article: Number, part: Number | None, index: int) -> bool:
    """Whether another provision is the article of this new number: one that the decision makes it, or, where this one does not become its
    first 款, the one that is there already."""
    others = [one for other, one in bench.instructions.items() if other != index]
    named = any(place.type == "article" and place.article == article for one in others for place in one.results
                if one.operation in ("renumber", "insert", "merge", "split", "move"))
    added = any(place.type == "paragraph" and place.article == article for one in others if one.operation == "insert"
                for place in one.results)
    return named or (part is not None and part.main > 1 and not added)


def _heads(bench: Bench, spot: Spot, place: Place) -> bool:
    """Whether an article that becomes a later 款 of a number it comes to itself is still the article of it (第一条第二款改为第二条第一款,
    原第二条作为第二条第二款): every 款 before it comes from another article, and nothing else is made that article."""
    article, part, number = place.article, number_of(place), bench.site.nodes[spot.key].number
    if article is None or part is None or number is None or _is_named(bench, article):
        return False
    before = {number_of(result) for one in bench.instructions.values() if one.operation in ("move", "renumber")
              for target, result in zip(one.targets, one.results, strict=False)
              if target.type == result.type == "paragraph" and result.article == article and target.article != number}
    comes = number.main + _come_before(bench, number, article) == article.main
    return comes and all(Number(at) in before for at in range(1, part.main))


def _stays(bench: Bench, own: str, article: Number) -> bool:
    """Whether the article whose 款 are to be those of a new number is that one (第十二条第一款改为第十三条第一款，第二款改为第十四条): all
    it holds is given a place, the first 款 the first one there, nothing else is made that article, and its number comes to it."""
    places = dict(_places_of_parts(bench, own))
    below = units(bench.site, own)
    first = places.get(below[0][0]) if below else None
    as_first = first is not None and first.type == "paragraph" and (first.article, number_of(first)) == (article, Number(1))
    if not as_first or _is_named(bench, article) or any(unit[0] not in places for unit in below):
        return False
    return _comes_to(bench, article) == own


def _is_named(bench: Bench, article: Number) -> bool:
    return any(place.type == "article" and place.article == article for one in bench.instructions.values() for place in one.results)


def _makes_room(bench: Bench, article: Number) -> bool:
    """Whether the old article that would come to bear a number is made the next one, so that what is to be there is a new one."""
    old = _comes_to(bench, article)
    number = bench.site.nodes[old].number if old else None
    return number is not None and not _is_named(bench, article) and bench.becomes.get(number) == Number(article.main + 1)


def _comes_to(bench: Bench, article: Number) -> str:
    """The old article that bears a number afterwards, as far as the count of those put in and taken out before it tells; empty for none."""
    nodes = bench.site.nodes
    gone = {place.article for one in bench.instructions.values() if one.operation == "delete" for place in one.targets
            if place.type == "article"}
    found = [key for key in bench.site.articles if (number := nodes[key].number) and not number.sub and number not in gone
             and number.main + _come_before(bench, number, article) == article.main]
    return found[0] if len(found) == 1 else ""


def _places_of_parts(bench: Bench, own: str) -> Iterator[tuple[str, Place]]:
    """The 款 of an article that moves carry elsewhere, each with its new place."""
    for one in bench.instructions.values():
        for target, result in zip(one.targets, one.results * (len(one.targets) if len(one.results) == 1 else 1), strict=False):
            spot = locate(bench.site, target) if one.operation == "move" and target.type == "paragraph" else None
            if isinstance(spot, Spot) and spot.parent == own:
                yield spot.key, result


def _come_before(bench: Bench, before: Number, article: Number) -> int:
    """By how many articles there are more before an old article than there were, where it becomes the one of a new number."""
    count = 0
    for one in bench.instructions.values():
        count += sum(place.type == "article" and place.article < article for place in one.results
                     if one.operation in ("insert", "merge", "split", "move") and place.article)
        count -= sum(place.type == "article" and place.article < before for place in one.targets
                     if one.operation in ("delete", "merge", "split", "move") and place.article)
    return count


def _moved_beside(bench: Bench, index: int, instruction: Instruction, spots: list[Spot]) -> Made:
    anchor = locate(bench.site, instruction.anchor) if instruction.anchor else Miss("no_place", bench.where(index))
    if isinstance(anchor, Miss):
        return [bench.missed(index, anchor)]
    same = spots[0].type == anchor.type
    if not same and anchor.type not in _HOLDS[spots[0].type]:
        return [bench.complain("error", "unsupported", index, place=spot.key, words=bench.order(index)) for spot in spots]
    parent = "" if spots[0].type == "article" else anchor.parent if same else anchor.key
    return [Put(parent, spot.type, None, index, spot.keys, anchor=anchor.key if same else "", side=side_of(instruction) or "after",
                home=home_of(bench, anchor), place=at) for at, spot in enumerate(spots)]


def exchanged(bench: Bench, index: int, spots: list[Spot]) -> Made:
    """The orders of 对调: each of two provisions in the place of the other one, whatever its number is then."""
    order = list(bench.site.nodes)
    spots = sorted(spots, key=lambda spot: order.index(spot.key) if spot.keys else -1)
    if len(spots) != 2 or spots[0].type != spots[1].type or spots[0].type not in ("article", *PARTS):
        return [bench.complain("error", "unsupported", index, place=spot.key, words=bench.order(index)) for spot in spots[:1]]
    return [Put("" if other.type == "article" else other.parent, spot.type, None, index, spot.keys, anchor=other.key, side="instead",
                place=at) for at, (spot, other) in enumerate((spots[::-1], spots))]


