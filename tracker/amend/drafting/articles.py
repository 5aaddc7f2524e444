"""The orders that change one article, in several forms from the finest to the coarsest.

Each form is the paragraphs of one item of the decision. Practice: words where words suffice, whole 款 or 项 where not, the whole
article where most of it changes; 将第二十条改为第二十二条 comes first, and what follows in the item names 款 alone.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from tracker.amend.drafting.pairing import paired
from tracker.amend.drafting.quoting import alike, how_many, payload, plain, printed
from tracker.amend.drafting.words import APART, Swap, orders, swaps
from tracker.amend.resolve import grouped
from tracker.model import Provision, walk
from tracker.numbering import Number, cite

Form = tuple[str, ...]
"""The paragraphs of an item, without its label."""
LENGTHENED = 1.3
_SENTENCE = 8
"""By how much, and by how many characters, orders about words or 款 may be longer than the whole article: they show what changes."""
_MOST = 0.8
"""The share of a 款 that changes of words quote at the most; past it the whole is given anew."""


class Change(Struct, frozen=True):
    """An old article and what becomes of it; `renumbered` says that its new number has to be stated, `home` names the division it would
    have to be put in again, where that is not clear from its number; `words` are the pairs of characters that are words in the law. `old`
    is without the 款 that become articles: `left` are their positions from 0."""

    old: Provision
    new: Provision
    renumbered: bool
    home: str = ""
    words: frozenset[str] = frozenset()
    left: tuple[int, ...] = ()

    @property
    def positions(self) -> list[int]:
        """Which 款 of the old article those are that stay in it, from 0."""
        return [at for at in range(len(self.old.children) + len(self.left)) if at not in self.left]

    @property
    def name(self) -> str:
        """The old article as cited."""
        return _cited(self.old)

    @property
    def lead(self) -> str:
        """What the item opens with: 将第二十条, or 将第二十条改为第二十二条，."""
        return f"将{self.name}改为{_cited(self.new)}，" if self.renumbered else ""


def _cited(article: Provision) -> str:
    assert article.number is not None
    return cite("article", article.number)


def forms(change: Change) -> tuple[Form, ...]:
    """The forms that order the change, the shortest of the finer ones first; then the whole article, then each text that changes quoted
    whole, old and new, then taking the article out and putting it in.

    An article whose words stay has its renumbering alone as its finest form, or no order at all.
    """
    if alike(printed(change.old), printed(change.new)):
        finest: Form = (f"将{change.name}改为{_cited(change.new)}。",) if change.renumbered else ()
        return finest, _anew(change)
    whole = _whole(change)
    shown = length(whole) * LENGTHENED + _SENTENCE
    finer = [form for form in (_in_words(change, few_swaps), _in_parts(change)) if form and length(form) <= shown]
    exact = _in_words(change, whole_texts)  # a text that ends in no mark: new words for a 款 keep the old one's mark (practice)
    return *sorted(finer, key=length), whole, *([exact] if exact else []), _anew(change)


def length(form: Form) -> int:
    """How many characters the paragraphs of an item have."""
    return sum(map(len, form))


def _whole(change: Change) -> Form:
    first, *rest = payload(list(printed(change.new)))
    return f"{change.lead or '将' + change.name}修改为：{first}", *rest


def _anew(change: Change) -> Form:
    first, *rest = payload(list(printed(change.new)))
    return f"删去{change.name}。", f"{change.home}增加一条，作为{_cited(change.new)}：{first}", *rest


# Words


def _in_words(change: Change, quoting: "Quoting") -> Form:
    """Changes of words only, where the article keeps its 款 and 项; nothing where it does not or too much changes."""
    if skeleton(change.old) != skeleton(change.new):
        return ()
    clauses: list[str] = []
    paragraphs = counted(change.old.children)
    if any(len(unit) > 1 for unit in paragraphs) and len(paragraphs) > 1:
        return ()
    for index, old, new in zip(change.positions, change.old.children, change.new.children, strict=True):
        place = cite("paragraph", Number(index + 1)) if len(paragraphs) + len(change.left) > 1 else ""
        found = quoting(old, new, change.words)
        if found is None:
            return ()
        if found:
            where = (place or "其") if change.lead else change.name + place
            clauses.append(orders(found, where, bool(change.lead)))
    return (change.lead + "；".join(clauses) + "。",)


def counted(children: Sequence[Provision]) -> tuple[tuple[str, ...], ...]:
    """The 款 of an article as a decision counts them: a line that ends in a comma or semicolon goes on in the next one."""
    return grouped([(str(at), node) for at, node in enumerate(children)])


Quoting = Callable[[Provision, Provision, frozenset[str]], list[Swap] | None]
"""The changes of words that lead from a 款 to the new one, with as many 项; None where they cannot be ordered so."""


def few_swaps(old: Provision, new: Provision, words: frozenset[str]) -> list[Swap] | None:
    """The shortest changes of words; None where they quote most of the 款."""
    found = word_swaps(old, new, words)
    most = _MOST * sum(len(node.text) for node in walk([old]))
    return found if found is not None and sum(len(swap.old) for swap in found) <= most else None


def whole_texts(old: Provision, new: Provision, words: frozenset[str]) -> list[Swap] | None:
    """Each text that changes, whole; None where one is empty."""
    pairs = [(one.text, other.text) for one, other in zip(walk([old]), walk([new]), strict=True) if plain(one.text) != plain(other.text)]
    return [Swap(*pair) for pair in pairs] if all(all(pair) for pair in pairs) else None


def word_swaps(old: Provision, new: Provision, words: frozenset[str]) -> list[Swap] | None:
    """The changes of words in a 款 and its 项, which are as many as before; None where they are too many or too long."""
    scope = APART.join(node.text for node in walk([old]))
    found: list[Swap] = []
    for one, other in zip(walk([old]), walk([new]), strict=True):
        here = swaps(one.text, other.text, scope, words)
        if here is None:
            return None
        found += here
    return found


def skeleton(article: Provision) -> list[tuple[str, object]]:
    """An article's 款, 项 and 目 without their words: two articles of one skeleton differ in words only."""
    return [(node.type, node.number if node.type != "paragraph" else None) for node in walk(article.children)]


# 款


def _in_parts(change: Change) -> Form:
    """Whole 款 replaced, put in and taken out; nothing where the article has one 款 before and after."""
    old, new = change.old.children, change.new.children
    if len(old) == len(new) == 1:
        return () if change.left else _in_items(change)
    if any(len(unit) > 1 for side in (old, new) for unit in counted(side)):
        return ()
    sentences = list(_paragraph_orders(old, new, change.positions))
    if not sentences or any(node.type != "paragraph" for node in (*old, *new)):
        return ()
    first = sentences[0][0]
    if change.lead:
        opening = change.lead + first
    elif first.startswith("增加"):
        opening = f"{change.name}{first}"
    elif first.startswith("删去"):
        opening = f"删去{change.name}{first.removeprefix('删去')}"
    else:
        opening = f"将{change.name}{first}"
    return opening, *sentences[0][1:], *(line for sentence in sentences[1:] for line in sentence)


def _paragraph_orders(old: Sequence[Provision], new: Sequence[Provision], positions: Sequence[int]) -> Iterator[list[str]]:
    """A sentence, with the paragraphs of its payload, for each 款 that changes, in the order of the new text; `positions`: those that the
    old ones have in their article."""
    for before, after in paired(old, new):
        named = [positions[at] for at in before]
        if not after:
            yield [f"删去{list_of(named)}。"]
        elif not before:
            first, *rest = payload([line for at in after for line in printed(new[at])])
            yield [f"增加{how_many(len(after), '款')}，作为{list_of(after)}：{first}", *rest]
        elif not alike(printed(old[before[0]]), printed(new[after[0]])):
            first, *rest = payload(list(printed(new[after[0]])))
            number = "" if named == after else f"改为{list_of(after)}，"
            yield [f"{list_of(named)}{number}修改为：{first}", *rest]


def list_of(positions: Sequence[int]) -> str:
    """款 as a decision lists them: 第二款、第三款; positions count from 0."""
    return "、".join(cite("paragraph", Number(at + 1)) for at in positions)


# 项


def _in_items(change: Change) -> Form:
    """Whole 项 replaced, put in and taken out, in an article of one 款 whose words before the list stay."""
    old, new = change.old.children[0], change.new.children[0]
    if not (old.children and new.children and plain(old.text) == plain(new.text)) or old.type != "paragraph":
        return ()
    sentences = list(_item_orders(old.children, new.children))
    if not sentences:
        return ()
    first = sentences[0][0]
    verb = next((verb for verb in ("增加", "删去") if first.startswith(verb)), "")
    opened = f"删去{change.name}{first.removeprefix('删去')}" if verb == "删去" else ("" if verb else "将") + change.name + first
    opening = change.lead + first if change.lead else opened
    return opening, *sentences[0][1:], *(line for sentence in sentences[1:] for line in sentence)


def _item_orders(old: Sequence[Provision], new: Sequence[Provision]) -> Iterator[list[str]]:
    def names(positions: Sequence[int]) -> str:
        return "、".join(cite("item", Number(at + 1)) for at in positions)

    for before, after in paired([_bare(n) for n in old], [_bare(n) for n in new]):
        if not after:
            yield [f"删去{names(before)}。"]
        elif not before:
            first, *rest = payload([line for at in after for line in printed(new[at])])
            yield [f"增加{how_many(len(after), '项')}，作为{names(after)}：{first}", *rest]
        elif not _same_item(old[before[0]], new[after[0]]):
            first, *rest = payload(list(printed(new[after[0]])))
            number = "" if before == after else f"改为{names(after)}，"
            yield [f"{names(before)}{number}修改为：{first}", *rest]


def _bare(item: Provision) -> Provision:
    return Provision(item.type, text=item.text, children=item.children)


def _same_item(one: Provision, other: Provision) -> bool:
    """Alike but for the closing mark, which follows an item's place in the list."""
    a, b = ("".join(plain(line).rstrip("；。") for line in printed(_bare(n))) for n in (one, other))
    return a == b


