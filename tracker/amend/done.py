"""One law as a decision amends it: what was planned, where everything stands, and under which number."""

from collections.abc import Mapping

from msgspec import Struct

from tracker.amend.bench import Bench
from tracker.amend.citing import Carried
from tracker.amend.instructions import Adjusts
from tracker.amend.layout import Layout
from tracker.amend.orders import Restated
from tracker.amend.planning import Plan
from tracker.amend.splice import Spliced
from tracker.model import DIVISIONS, Version


class Done(Struct, frozen=True):
    """One law, amended: which of the decision's targets it is, what was planned, where everything stands, the old and the new version, what
    old provisions are called in it (ids; none where they go; those that new words replace together are left out), and what became of
    citations.

    `adjusts` is what the decision lets follow, `differing` where its own restatement overruled what its instructions give, with that.
    """

    laws: tuple[int, ...]
    bench: Bench
    plan: Plan
    laid: Layout
    built: Spliced
    old: Version
    new: Version
    ids: Mapping[str, tuple[str, ...]]
    citations: tuple[Carried, ...]
    adjusts: frozenset[Adjusts]
    differing: tuple[tuple[Restated, str], ...]


def now_called(done: Done, key: str) -> str:
    """What a report calls the place of an old node (or a new one's name): its article's new number, or preamble, headings, annex, title."""
    stands = done.laid.numbers
    if key in stands or key.startswith("new:"):
        return str(stands.get(key) or key.removeprefix("new:"))
    nodes = done.bench.site.nodes
    if key not in nodes:
        return "headings" if key.startswith("+") else ""
    article = done.bench.site.article_of(key)
    if article:
        return _carried_to(done, key) or (str(stands[article]) if article in stands else _where_it_went(done, key, article))
    top = key.partition("__")[0]
    kind = nodes[key].type
    if kind in DIVISIONS:
        return "headings"
    return top.partition("_")[0].partition("~")[0] if top.startswith(("preamble", "annex", "title")) else "order"


def _carried_to(done: Done, key: str) -> str:
    """The new article that a 款 or 项, or what holds it, was carried to as it was; empty where it stayed."""
    site, stands = done.bench.site, done.laid.numbers
    while site.nodes[key].type != "article":
        put = done.plan.work.carries.get(key)
        if put:
            parent = put.key if put.type == "article" else site.article_of(put.parent) if put.parent in site.nodes else put.parent
            return str(stands[parent]) if parent in stands else parent.removeprefix("new:")
        key = site.parent[key]
    return ""


def _where_it_went(done: Done, key: str, article: str) -> str:
    """The new article that took in what an old one held; `order` where it is simply gone."""
    stands = done.laid.numbers
    for puts in done.plan.work.puts.values():
        for put in puts:
            held = put.origin and (key in put.origin or article in put.origin or any(o.startswith(f"{article}__") for o in put.origin))
            if held and put.key in stands:
                return str(stands[put.key])
    return "order"


def pinned(done: Done, key: str) -> frozenset[int]:
    """The instruction that gives an article its number, if one does."""
    pin = done.plan.work.pins.get(key)
    return frozenset((pin.instruction,)) if pin else frozenset()
