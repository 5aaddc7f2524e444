"""Which provision became which, as the deciding act states it: what it changes is the old provision in other words, however unlike these
are; what it puts in comes from nowhere, and what it takes out goes nowhere (修改, 增加, 删去 as official practice uses them).

Where the official text has other articles than the act makes, its numbers are not the text's, and nothing is said.
"""

from collections.abc import Iterable, Iterator

from tracker.amend.done import Done, pinned
from tracker.amend.instructions import Act
from tracker.amend.twigs import makers, walk
from tracker.compare.grouping import article_of
from tracker.compare.overrule import Overrule, Statement
from tracker.compare.references import reference
from tracker.model import Version, articles, citation_of, places, text_of

Ids = tuple[str, ...]


def stated(done: Done, official: Version, act: Act) -> Overrule:
    """What the act states of the articles, 款, 项 and 目 that its items are about, between the old text and the official new one."""
    said = _links(done, official) if set(articles(done.new)) == set(articles(official)) else ()
    by = _by(done)
    made = tuple(Statement("set", old, new, f"{_named(old)} = {_named(new)}", act.title, _items(done, by, old, new), act.date, "stated")
                 for old, new in said)
    return Overrule(official.law, reference(done.old), reference(official), made)


def _named(ids: Ids) -> str:
    return "、".join(map(citation_of, ids)) or "无"


def _items(done: Done, by: dict[str, frozenset[int]], old: Ids, new: Ids) -> str:
    """The labels of the act's items that are about a new article; or that take an old provision away."""
    work = done.plan.work
    away = {at for key in old for at in (work.dropped.get(key), work.left.get(key)) if at is not None}
    found = away if not new else {at for key in new for at in by.get(article_of(key), ())}
    return "、".join(dict.fromkeys(item for at in sorted(found) if (item := done.bench.instructions[at].item.rstrip("、"))))


def _by(done: Done) -> dict[str, frozenset[int]]:
    """The instructions that made each new article what it is, by its id; carried citations aside."""
    twigs = (twig for twig in walk(done.built.body) if twig.node.type == "article")
    return {key: frozenset(at for at in makers(twig) | pinned(done, standing.key) if at >= 0)
            for key, standing, twig in zip(articles(done.new), done.laid.articles, twigs, strict=True)}


def _links(done: Done, official: Version) -> Iterator[tuple[Ids, Ids]]:
    """Old and new ids, articles before what is below them."""
    by, there = _by(done), places(official)
    origins = {new: old for old, news in done.ids.items() for new in news}
    lives = {article_of(key) for key, news in done.ids.items() if news}
    parted = {article_of(key) for key, news in done.ids.items() for new in news if article_of(new) not in done.ids.get(article_of(key), ())}
    for key in articles(done.old):
        news = done.ids.get(key)
        if news and all(new in there for new in news) and (key in parted or any(by.get(article_of(new)) for new in news)):
            yield (key,), news
        elif news == () and key not in lives:  # else its 款 went elsewhere one by one
            yield (key,), ()
    yield from (((), (key,)) for key in articles(done.new) if by[key] and key not in origins)
    yield from _below(done, {key for key in by if by[key] and _alike(key, places(done.new), there)}, origins)


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
