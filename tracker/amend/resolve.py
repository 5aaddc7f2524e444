"""Where the places that a decision names stand in the law before it.

Every target is looked up in the old text (practice: only 改为 and 作为 name numbers of the new one). Nothing is guessed: a place is found,
or it is said why not.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.describe import place as cited
from tracker.amend.instructions import LAST, Level, Place
from tracker.amend.wording import folded, same
from tracker.errors import NumeralError
from tracker.finding import citation_in
from tracker.model import DIVISIONS, Provision, Provisions, Version, places, text_of
from tracker.numbering import Number, arabic
from tracker.reading.headings import Habit

CONTAINERS = ("article", "preamble", "annex")
"""Provisions whose words are in what they hold: new text stands in them, not in their place."""

CONTINUES = ("，", "、", "：", "；", ",", ":", ";")
"""A line that ends so is not the end of its 款: lists without （一） are one (宪法 第六十五条)."""

_ADDRESSEE = re.compile("[^。；]{2,80}[院局部会厅府署委团队][:：]")
"""Whom a reply (批复) answers, above its text (正文)."""


class Site(Struct, frozen=True):
    """A version opened for looking up: its nodes by id, each node's parent ("" at the top) and children, its articles and its divisions
    in order, the articles that bear a number."""

    version: Version
    nodes: dict[str, Provision]
    parent: dict[str, str]
    children: dict[str, tuple[str, ...]]
    articles: tuple[str, ...]
    divisions: tuple[str, ...]
    numbered: dict[Number | None, tuple[str, ...]]
    grouped: dict[tuple[str, bool], tuple[tuple[str, ...], ...]] = {}
    """What `units` has told of this text so far: decisions name one article again and again."""

    @classmethod
    def of(cls, version: Version) -> "Site":
        """The site of a version; articles in annexes are not the law's."""
        nodes = places(version)
        ids = iter(nodes)
        parent: dict[str, str] = {}
        children: dict[str, tuple[str, ...]] = {}
        for part in (version.head, version.body, version.tail):
            _link(part, "", ids, parent, children)
        articles = tuple(key for key, node in nodes.items() if node.type == "article" and not key.startswith("annex"))
        numbered: dict[Number | None, tuple[str, ...]] = {}
        for key in articles:
            numbered[nodes[key].number] = (*numbered.get(nodes[key].number, ()), key)
        divisions = tuple(key for key, node in nodes.items() if node.type in DIVISIONS)
        return cls(version, nodes, parent, children, articles, divisions, numbered)

    def below(self, key: str) -> Iterator[str]:
        """A node's id and those of all nodes below it, in document order."""
        stack = [key]
        while stack:
            here = stack.pop()
            yield here
            stack.extend(reversed(self.children.get(here, ())))

    def article_of(self, key: str) -> str:
        """The id of the article that a node is or lies in; empty where it lies in none."""
        while key and self.nodes[key].type != "article":
            key = self.parent[key]
        return key

    def divisions_of(self, key: str) -> tuple[str, ...]:
        """The divisions that a node lies in, outermost first."""
        found: list[str] = []
        while key:
            key = self.parent[key]
            if key and self.nodes[key].type in DIVISIONS:
                found.append(key)
        return tuple(reversed(found))


def _link(nodes: Provisions, above: str, ids: Iterator[str], parent: dict[str, str], children: dict[str, tuple[str, ...]]) -> None:
    found: list[str] = []
    for node in nodes:
        key = next(ids)
        parent[key] = above
        found.append(key)
        if node.children:
            _link(node.children, key, ids, parent, children)
    children[above] = (*children.get(above, ()), *found)


def caption_habit(site: Site) -> Habit | None:
    """How a law prints the captions of its articles, where nearly all have one."""
    captions = [site.nodes[key].heading for key in site.articles]
    if sum(map(bool, captions)) * 10 < len(captions) * 9:
        return None
    round_ = all(caption[:1] in "（(" for caption in captions)
    return round_, not round_


class Spot(Struct, frozen=True):
    """A place found: one provision, as the ids of its lines (a 款 may have several), its parent's id, its type.

    `type` is law (no ids), or a provision's. `counted` holds the lines that plain counting of lines would give instead, where that differs.
    """

    type: str
    keys: tuple[str, ...] = ()
    parent: str = ""
    counted: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The id of its first line."""
        return self.keys[0] if self.keys else ""


class Miss(Struct, frozen=True):
    """A place not found: `kind` no_place or ambiguous; `article` the number it was sought under; `places` what it could be."""

    kind: str
    place: str
    article: str = ""
    places: str = ""


def shown(place: Place) -> str:
    """A place as messages cite it, with the words that identify it besides."""
    named = f"“{place.quoted}”" if place.quoted else ""
    return cited(place) + (named if named not in cited(place) else "")


def locate(site: Site, place: Place) -> Spot | Miss:
    """The provision that a place names in the old text, whatever portion of it is meant."""
    if not place.steps:
        return Spot("law")
    found = [Spot("law")]
    for step in place.steps:
        found = [spot for start in found for spot in _step(site, start, step, place)]
    found = _quoted(site, found, place.quoted) if place.quoted and len(found) > 1 else found
    if len(found) == 1 and not _lies_elsewhere(site, found[0], place.quoted):
        return _narrowed(site, found[0], place.quoted)
    found = found if len(found) > 1 else []
    article = str(place.article) if place.article else place.type if place.type in ("preamble", "annex", "title") else ""
    if not found:
        return Miss("no_place", shown(place), article)
    return Miss("ambiguous", shown(place), article, ", ".join(citation_in(site.nodes, spot.key) for spot in found[:6]))


def _lies_elsewhere(site: Site, spot: Spot, words: str) -> bool:
    """Whether an article is named with the title of a part or chapter (分则第四条) that it does not lie in."""
    titled = [key for key in site.divisions if words and same(site.nodes[key].heading, words)] if spot.type == "article" else []
    return bool(titled) and not set(titled) & set(site.divisions_of(spot.key))


def title_said(site: Site, key: str, place: Place) -> str:
    """The title that a place gives its division; empty where it is that of a division around it (分则第二章)."""
    around = any(same(site.nodes[one].heading, place.quoted) for one in site.divisions_of(key))
    return "" if around else place.quoted


def _step(site: Site, start: Spot, step: Level, place: Place) -> list[Spot]:
    if step.type in DIVISIONS:
        return _divisions(site, start, step, place)
    if step.type == "article":
        return _articles(site, start, step)
    if step.type in ("paragraph", "item", "subitem"):
        return _parts(site, start, step)
    return _matter(site, start, step)


def _divisions(site: Site, start: Spot, step: Level, place: Place) -> list[Spot]:
    pool = [key for key in site.divisions if site.nodes[key].type == step.type and _inside(site, key, start)]
    numbered = [key for key in pool if step.number is None or site.nodes[key].number == step.number]
    words = folded(place.quoted).text
    named = [key for key in pool if words and step is place.steps[-1] and folded(site.nodes[key].heading).text == words]
    both = [key for key in numbered if key in named or any(folded(site.nodes[one].heading).text == words for one in site.divisions_of(key))]
    return [Spot(step.type, (key,), site.parent[key]) for key in both or (numbered if step.number else named)]


def _inside(site: Site, key: str, start: Spot) -> bool:
    return not start.keys or start.key in site.divisions_of(key)


def _articles(site: Site, start: Spot, step: Level) -> list[Spot]:
    found = [key for key in site.numbered.get(step.number, ()) if _inside(site, key, start)]
    if not found and not site.articles:  # a text in 一、二、 without articles is cited by 条 too
        found = [key for key in site.children.get("", ()) if site.nodes[key].type == "item" and site.nodes[key].number == step.number]
    return [Spot(site.nodes[key].type, (key,), "") for key in found]


def _matter(site: Site, start: Spot, step: Level) -> list[Spot]:
    """The title, the contents, the preamble, the body of a text without articles, annexes and tables."""
    if step.type == "body":
        return [Spot("body")]
    found = [key for key, node in site.nodes.items() if node.type == step.type and (not start.keys or key in set(site.below(start.key)))]
    if step.number is not None and found:
        labelled = [key for key in found if site.nodes[key].number == step.number or _label_value(site.nodes[key].num) == step.number]
        found = labelled or found[step.number.main - 1:step.number.main]
    elif step.type in ("title", "toc", "preamble"):
        found = found[:1]
    return [Spot(step.type, (key,), site.parent[key]) for key in found]


def _label_value(label: str) -> Number | None:
    bare = "".join(c for c in label if c in "一二三四五六七八九十百0123456789０１２３４５６７８９")
    try:
        return Number(arabic(bare)) if bare else None
    except NumeralError:
        return None


def units(site: Site, parent: str, by_lines: bool = False) -> tuple[tuple[str, ...], ...]:
    """The 款 of an article, 自然段 of a preamble, 项 of a 款: each as the ids of its lines.

    A 款 of several lines ends with its last sentence, unless counted `by_lines`; a table or figure belongs to what stands before it.
    """
    if (parent, by_lines) not in site.grouped:
        site.grouped[parent, by_lines] = grouped([(key, site.nodes[key]) for key in site.children.get(parent, ())], by_lines)
    return site.grouped[parent, by_lines]


def grouped(nodes: Sequence[tuple[str, Provision]], by_lines: bool = False) -> tuple[tuple[str, ...], ...]:
    """Siblings gathered into 款 or 项; `by_lines` counts every paragraph as one."""
    made: list[list[str]] = []
    goes_on = False
    types = {node.type for _, node in nodes}
    unit = next((kind for kind in ("article", "paragraph", "item", "subitem") if kind in types), "")
    for key, node in nodes:
        if made and (goes_on or node.type != unit):
            made[-1].append(key)
        else:
            made.append([key])
        goes_on = not by_lines and unit == "paragraph" and _ending(node).endswith(CONTINUES)
    return tuple(tuple(lines) for lines in made)


def _ending(node: Provision) -> str:
    """A provision's words, or those that end it."""
    return (node.text if node.text and not node.children and not node.rows else text_of(node)).rstrip()


def _parts(site: Site, start: Spot, step: Level) -> list[Spot]:
    if step.number is None:
        return []
    if start.type == "body":
        return _lines_of_body(site, step.number)
    if step.type == "paragraph":
        return _paragraphs(site, start, step.number)
    below = [child for key in start.keys for child in _item_parents(site, key, step.type)]
    last = {parent: key for key, parent in below}
    found = [(key, parent) for key, parent in below if step.number in (site.nodes[key].number, LAST if last[parent] == key else None)]
    if not found and all(site.nodes[key].number is None for key, _ in below):
        found = below[step.number.main - 1:step.number.main]
    return [Spot(step.type, (key, *_followers(site, key)), parent) for key, parent in found]


def _item_parents(site: Site, key: str, kind: str) -> list[tuple[str, str]]:
    """The items (or subitems) of a provision with their parents; of an article, those of all its 款."""
    here = [(child, key) for child in site.children.get(key, ()) if site.nodes[child].type == kind]
    deeper = [child for child in site.children.get(key, ()) if site.nodes[child].type == "paragraph"]
    return here + [pair for child in deeper for pair in _item_parents(site, child, kind)]


def _followers(site: Site, key: str) -> tuple[str, ...]:
    """Tables and the like that stand behind an item."""
    unit = next((lines for lines in units(site, site.parent[key]) if key in lines), (key,))
    return unit[unit.index(key) + 1:]


def _paragraphs(site: Site, start: Spot, number: Number) -> list[Spot]:
    by_sentence = units(site, start.key)
    by_lines = units(site, start.key, by_lines=True)
    at = number.main - 1 if number != LAST else len(by_sentence) - 1
    plain = () if number == LAST else by_lines[at] if 0 <= at < len(by_lines) else ()
    if 0 <= at < len(by_sentence):
        keys = by_sentence[at]
        return [Spot("paragraph", keys, start.key, plain if plain != keys else ())]
    return []


def _lines_of_body(site: Site, number: Number) -> list[Spot]:
    lines: list[str] = []
    for key in site.children.get("", ()):
        if key.startswith("preamble"):
            lines += site.children.get(key, ())
        elif site.nodes[key].type in ("paragraph", "item"):
            lines.append(key)
    if lines and _ADDRESSEE.fullmatch(site.nodes[lines[0]].text.strip()):
        del lines[0]
    found = lines[number.main - 1:number.main]
    return [Spot("paragraph", (key,), site.parent[key]) for key in found]


def words_of(site: Site, spot: Spot) -> str:
    """The words of a spot in document order; of the law, those of its body."""
    if spot.type in ("law", "body"):
        return "".join(text_of(node) for node in site.version.body)
    return "".join(text_of(site.nodes[key]) for key in spot.keys)


def _quoted(site: Site, spots: list[Spot], words: str) -> list[Spot]:
    """Of several places, those whose own words, or those around them, hold the quoted ones."""
    sought = folded(words).text
    near = [spot for spot in spots if sought in folded(words_of(site, replace(spot, keys=(spot.parent or spot.key,)))).text]
    return near or spots


def _narrowed(site: Site, spot: Spot, words: str) -> Spot:
    """An article of which quoted words name one 款 (第六十二条“……行使下列职权”中)."""
    if not words or spot.type != "article":
        return spot
    sought = folded(words).text
    holding = [unit for unit in units(site, spot.key) if sought in folded(words_of(site, Spot("paragraph", unit))).text]
    return Spot("paragraph", holding[0], spot.key) if len(holding) == 1 and len(units(site, spot.key)) > 1 else spot
