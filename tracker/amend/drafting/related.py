"""Orders on several articles at once, and on 款 that become articles: 合并, 分为, 将第九条第二款改为第十条."""

from tracker.amend.drafting.articles import LENGTHENED, Form, length, list_of, skeleton, word_swaps
from tracker.amend.drafting.plan import Plan
from tracker.amend.drafting.quoting import alike, how_many, payload, printed
from tracker.amend.drafting.relations import Relation
from tracker.amend.drafting.words import orders
from tracker.model import Provision, citation_of
from tracker.numbering import cite


def ordered_together(steps: Plan, relation: Relation, apart: Form) -> Form:
    """The item for a relation; nothing where ordering the same `apart`, article by article, is shorter."""
    form = {"part": _part, "merge": _merge, "split": _split, "exchange": _exchange}[relation.kind](steps, relation)
    return form if relation.kind == "part" or length(form) <= length(apart) else ()


def _part(steps: Plan, relation: Relation) -> Form:
    old = [steps.old.placed[relation.old[0]].children[at] for at in relation.positions]
    new = steps.new.placed[relation.new[0]]
    opening = f"将{citation_of(relation.old[0])}{list_of(relation.positions)}改为{_cited(new)}"
    lines = list(printed(new))
    if alike((line for node in old for line in printed(node)), lines):
        return (f"{opening}。",)
    first, *rest = payload(lines)
    whole = f"{opening}，修改为：{first}", *rest
    words = _in_words(old, new, steps.words)
    finer = (f"{opening}，{words}。",) if words else whole
    return finer if length(finer) <= length(whole) * LENGTHENED else whole


def _in_words(old: list[Provision], new: Provision, words: frozenset[str]) -> str:
    """The change of words that makes one 款 the text of an article; empty where it is no such change."""
    same = len(old) == len(new.children) == 1 and skeleton(Provision("article", children=tuple(old))) == skeleton(new)
    found = word_swaps(old[0], new.children[0], words) if same else None
    return orders(found, "其", True) if found else ""


def _merge(steps: Plan, relation: Relation) -> Form:
    opening = f"将{'、'.join(map(citation_of, relation.old))}合并，作为{citation_of(relation.new[0])}"
    lines = list(printed(steps.new.placed[relation.new[0]]))
    if alike((line for old in relation.old for line in printed(steps.old.placed[old])), lines):
        return (f"{opening}。",)
    first, *rest = payload(lines)
    return f"{opening}，修改为：{first}", *rest


def _split(steps: Plan, relation: Relation) -> Form:
    opening = f"将{citation_of(relation.old[0])}分为{how_many(len(relation.new), '条')}，作为{'、'.join(map(citation_of, relation.new))}"
    return f"{opening}，修改为：", *payload([line for new in relation.new for line in numbered(steps.new.placed[new])])


def _exchange(_steps: Plan, relation: Relation) -> Form:
    return (f"将{'与'.join(map(citation_of, relation.old))}对调。",)


def numbered(article: Provision) -> list[str]:
    """An article's lines with its number before the first, as new text of several articles prints them."""
    lines = list(printed(article))
    return [f"{_cited(article)}\u3000{lines[0]}", *lines[1:]] if lines else lines


def _cited(article: Provision) -> str:
    assert article.number is not None
    return cite("article", article.number)
