"""Orders on annexes (将附件修改为, 将附件2中的“A”修改为“B”, 删去附件3); one that comes or gets another name needs a person."""

from collections.abc import Iterator

from tracker.amend.drafting.articles import LENGTHENED, Form, length, skeleton, word_swaps
from tracker.amend.drafting.quoting import alike, payload, plain, printed
from tracker.amend.drafting.words import orders
from tracker.compare import lexicon
from tracker.model import Provision, Version, walk


def annexes(version: Version) -> list[Provision]:
    """The annexes of a version, in order."""
    return [node for node in version.tail if node.type == "annex"]


def same_annexes(one: Version, other: Version) -> bool:
    """Whether the annexes say the same, the width of punctuation and white space aside."""
    return alike(*([line for node in annexes(side) for line in printed(node)] for side in (one, other)))


def annex_items(old: Version, new: Version) -> Iterator[Form]:
    """An item for each annex whose words change, then one for those that go, where the others keep their names."""
    news, captions = annexes(new), {plain(_caption(annex)) for annex in annexes(new)}
    olds = [annex for annex in annexes(old) if plain(_caption(annex)) in captions]
    gone = [_name(annex) for annex in annexes(old) if plain(_caption(annex)) not in captions]
    if alike(map(_caption, olds), map(_caption, news)):
        words = lexicon.of(old)
        yield from (_item(one, other, words) for one, other in zip(olds, news, strict=True) if not alike(printed(one), printed(other)))
        if gone:
            yield (f"删去{'、'.join(gone)}。",)


def _caption(annex: Provision) -> str:
    return annex.num + annex.heading + annex.text


def _name(annex: Provision) -> str:
    return annex.num.rstrip("：: \u3000") or "附件"


def _item(old: Provision, new: Provision, words: frozenset[str]) -> Form:
    """Changes of words, where the lines and tables stay and they are not too long; else the annex anew, without its name."""
    name = _name(old)
    first, *rest = payload([line for child in new.children for line in printed(child)])
    whole = f"将{name}修改为：{first}", *rest
    same = skeleton(old) == skeleton(new) and [node.rows for node in walk([old])] == [node.rows for node in walk([new])]
    found = word_swaps(old, new, words) if same else None
    finer = (f"{orders(found, name, False)}。",) if found else whole
    return finer if length(finer) <= length(whole) * LENGTHENED else whole
