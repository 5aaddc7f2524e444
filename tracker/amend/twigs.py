"""The new text while it is being put together: provisions that remember which old one they were and which instructions made them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tracker.model import Provision, Provisions


@dataclass(frozen=True, slots=True)
class Twig:
    """One provision in the making. `node` has no children of its own; `key` is its id in the old text, empty where it is new; `by` the
    instructions that changed it, also by bringing it here."""

    node: Provision
    key: str = ""
    by: frozenset[int] = frozenset()
    children: tuple["Twig", ...] = ()


Twigs = tuple[Twig, ...]


def grown(nodes: Iterable[Provision], instruction: int) -> Twigs:
    """New provisions as an instruction brings them."""
    return tuple(Twig(replace(node, children=()), "", frozenset((instruction,)), grown(node.children, instruction)) for node in nodes)


def bare(node: Provision) -> Provision:
    """A provision without what is below it; one that has nothing below it is the same object."""
    return Provision(node.type, node.num, node.number, node.heading, node.text, node.rows) if node.children else node


def provision(twig: Twig, old: Mapping[str, Provision]) -> Provision:
    """The finished provision; an old one that nothing changed is the same object."""
    children = tuple(provision(child, old) for child in twig.children)
    before = old.get(twig.key)
    if before is not None and len(children) == len(before.children) and all(a is b for a, b in zip(children, before.children, strict=True)):
        return before if twig.node is before or bare(before) == twig.node else replace(twig.node, children=before.children)
    return replace(twig.node, children=children) if children else twig.node


def provisions(twigs: Iterable[Twig], old: Mapping[str, Provision]) -> Provisions:
    """The finished provisions."""
    return tuple(provision(twig, old) for twig in twigs)


def walk(twigs: Iterable[Twig]) -> Iterator[Twig]:
    """Every twig in document order."""
    stack = list(twigs)[::-1]
    while stack:
        here = stack.pop()
        yield here
        stack.extend(reversed(here.children))


def makers(twig: Twig) -> frozenset[int]:
    """The instructions that changed a provision or anything below it."""
    return frozenset(index for inner in walk([twig]) for index in inner.by)


def words(twig: Twig) -> str:
    """A provision's words in document order."""
    return "".join(t.node.num + t.node.heading + t.node.text + "".join(c for row in t.node.rows for c in row) for t in walk([twig]))
