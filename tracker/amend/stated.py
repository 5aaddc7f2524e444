"""Which provision became which, as the deciding act states it: what it changes is the old provision in other words, however unlike these
are; what it puts in comes from nowhere, and what it takes out goes nowhere (修改, 增加, 删去 as official practice uses them).

It is what the official text bears out: where that has other articles than the act makes, the act's numbers are not the text's, and a
provision that does not read as the act makes it may be another one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from tracker.amend.done import Done, pinned
from tracker.amend.instructions import Act
from tracker.amend.twigs import makers, walk
from tracker.amend.wording import same
from tracker.compare.alignment import Pair, align
from tracker.compare.grouping import article_of, id_order
from tracker.compare.likeness import SOUND
from tracker.compare.overrule import Overrule, Statement, lies_in
from tracker.compare.references import reference
from tracker.model import Version, articles, citation_of, places, text_of

Ids = tuple[str, ...]
Why = Literal["articles", "parts", "words", "stays"]
"""Why the official text does not bear a statement out: it has other articles than the act makes, or other 款, 项 and 目 in an article; a
provision does not read as the act makes it; what the act takes out is there."""


class Unsaid(NamedTuple):
    """A statement of the act that the official text does not bear out, why, and the ids of the provisions that show it."""

    text: str
    why: Why
    places: Ids


class Stated(NamedTuple):
    """What the act states, as far as the official text bears it out, and the rest."""

    said: Overrule
    unsaid: tuple[Unsaid, ...]


def stated(done: Done, official: Version, act: Act) -> Stated:
    """What the act states of the articles, 款, 项 and 目 that its items are about, between the old text and the official new one."""
    by, shown = _by(done), _shown(done, official)
    made = [Statement("set", old, new, f"{_named(old)} = {_named(new)}", act.title, _items(done, by, old, new), act.date, "stated")
            for old, new in _links(done)]
    against = [(x, shown.against(x.old, x.new)) for x in made]
    said = Overrule(official.law, reference(done.old), reference(official), tuple(x for x, found in against if not found))
    return Stated(said, tuple(Unsaid(x.text, *found) for x, found in against if found))


class Shown(Struct, frozen=True):
    """What the official text shows of the provisions that the act makes.

    `other` are the articles that it or the computed text alone has, `unlike` those with other 款, 项 or 目, `borne` the provisions that
    read as the act makes them: in the same words, or in words by which they are found to be these rather than other old ones. `stay` are
    old provisions found in others than these; `ids` is what old provisions are called in the computed text.
    """

    other: Ids
    unlike: frozenset[str]
    borne: frozenset[str]
    stay: tuple[Pair, ...]
    ids: Mapping[str, Ids]

    def against(self, old: Ids, new: Ids) -> tuple[Why, Ids] | None:
        """Why a statement is not borne out, and what shows it; None where it is."""
        above = [key for one in old if one != article_of(one) for key in self.ids.get(one.rpartition("__")[0], ())]
        parts = [article_of(key) for key in new or above if article_of(key) in self.unlike and not (new and key == article_of(key))]
        stays = [x.new for x in self.stay if lies_in(x.old, old)] if not new else []
        found: list[tuple[Why, Iterable[str]]] = [
            ("articles", self.other), ("parts", parts), ("stays", stays), ("words", (key for key in new if key not in self.borne))]
        return next(((why, keys) for why, shown in found if (keys := tuple(dict.fromkeys(shown)))), None)


def _shown(done: Done, official: Version) -> Shown:
    made, there = places(done.new), places(official)
    other = tuple(sorted(set(articles(done.new)) ^ set(articles(official)), key=id_order))
    unlike = frozenset(key for key in articles(done.new) if not _alike(key, made, there))
    borne = frozenset(key for key, node in made.items() if key in there and same(text_of(node), text_of(there[key])))
    if other or borne.issuperset(articles(official)):
        return Shown(other, unlike, borne, (), done.ids)
    alike = {x.new: x.similarity for x in _sound(done.new, official) if x.old == x.new}
    origins = list(_sound(done.old, official))
    others = {x.new for x in origins if x.new not in done.ids.get(x.old, (x.new,)) and x.similarity >= alike.get(x.new, 1.0)}
    borne |= alike.keys() - others
    return Shown(other, unlike, borne, tuple(x for x in origins if x.new not in borne), done.ids)


def _sound(one: Version, other: Version) -> Iterator[Pair]:
    """The provisions of two texts found to be each other's as wholes, by a likeness that carries citations."""
    for link in align(one, other).links:
        if link.evidence != "provision" and link.similarity >= SOUND:
            yield Pair(link.old, link.new, link.similarity)
        yield from (x for x in link.provisions if not x.part and x.similarity >= SOUND)


def _named(ids: Ids) -> str:
    return "、".join(map(citation_of, ids)) or "无"


def _items(done: Done, by: dict[str, frozenset[int]], old: Ids, new: Ids) -> str:
    """The labels of the act's items that are about a new article; or that take an old provision away."""
    work = done.plan.work
    away = {at for key in old for at in (work.dropped.get(key), work.left.get(key)) if at is not None}
    found = away if not new else {at for key in new for at in by.get(article_of(key), ())}
    return "、".join(dict.fromkeys(item for at in sorted(found) if (item := done.bench.instructions[at].item.rstrip("、"))))


def _by(done: Done) -> dict[str, frozenset[int]]:
    """The instructions that made each new article what it is, also by what they took out of it, by its id; carried citations aside."""
    twigs = (twig for twig in walk(done.built.body) if twig.node.type == "article")
    taken: dict[str, set[int]] = defaultdict(set)
    for key, at in done.plan.work.dropped.items():
        for new in done.ids.get(article_of(key), ()):
            taken[article_of(new)].add(at)
    return {key: frozenset(at for at in makers(twig) | pinned(done, standing.key) | taken[key] if at >= 0)
            for key, standing, twig in zip(articles(done.new), done.laid.articles, twigs, strict=True)}


def _links(done: Done) -> Iterator[tuple[Ids, Ids]]:
    """Old and new ids, articles before what is below them."""
    by = _by(done)
    origins = {new: old for old, news in done.ids.items() for new in news}
    lives = {article_of(key) for key, news in done.ids.items() if news}
    parted = {article_of(key) for key, news in done.ids.items() for new in news if article_of(new) not in done.ids.get(article_of(key), ())}
    for key in articles(done.old):
        news = done.ids.get(key)
        if news and (key in parted or any(by.get(article_of(new)) for new in news)):
            yield (key,), news
        elif news == () and key not in lives:  # else its 款 went elsewhere one by one
            yield (key,), ()
    yield from (((), (key,)) for key in articles(done.new) if by[key] and key not in origins)
    yield from _below(done, {key for key in by if by[key]}, origins)


def _alike(article: str, computed: Iterable[str], official: Iterable[str]) -> bool:
    """Whether an article has the same 款, 项 and 目 in both texts."""
    below = f"{article}__"
    return [key for key in computed if key.startswith(below)] == [key for key in official if key.startswith(below)]


def _paragraphs(key: str, new: Iterable[str]) -> list[str]:
    """A provision below an article as it is; of a 款 that became an article, the 款 of that."""
    return [key] if key != article_of(key) else [one for one in new if one.rpartition("__")[0] == key]


def _below(done: Done, touched: set[str], origins: dict[str, str]) -> Iterator[tuple[Ids, Ids]]:
    """What is below the articles touched: the 款, 项 and 目 that go on in other words or at another place, those that go and that come.

    In an article that new words replace whole, nothing is said of what is in it.
    """
    old, new = places(done.old), places(done.new)
    unsaid = {article_of(here) for key in old if key not in done.ids for here in done.ids.get(article_of(key), ())}
    for key, node in old.items():
        news = done.ids.get(key) if key != article_of(key) and article_of(key) else None
        above = done.ids.get(key.rpartition("__")[0], ())
        if news and {article_of(to) for to in news} <= touched and (news != (key,) or text_of(new[key]) != text_of(node)):
            yield (key,), tuple(to for whole in news if not any(other.startswith(f"{whole}__") for other in news)
                                for to in _paragraphs(whole, new))
        elif news == () and above and {article_of(to) for to in above} <= touched:
            yield (key,), ()
    for key in new:
        article = article_of(key)
        inside = article in touched - unsaid and key != article and key not in origins
        whole = inside and origins.get(article) == article_of(origins.get(article, ""))  # else what became the article is its 款
        if whole and key.rpartition("__")[0] in origins:
            yield (), (key,)
