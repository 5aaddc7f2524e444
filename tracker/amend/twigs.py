"""The new text while it is being put together: provisions that remember which old one they were and which instructions made them."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.resolve import Site
from tracker.model import Provision, Provisions, text_of


class Twig(Struct, frozen=True):
    """One provision in the making. `key` is its id in the old text, empty where it is new; `by` the instructions that changed it, also by
    bringing it here. What is below it is in `children`; but where nothing changes there, it is left in `node`, the old provision whole.
    `origin` are the old 款 or 项 that became this new one (合并, 分为)."""

    node: Provision
    key: str = ""
    by: frozenset[int] = frozenset()
    children: tuple["Twig", ...] = ()
    origin: tuple[str, ...] = ()


Twigs = tuple[Twig, ...]


def grown(nodes: Iterable[Provision], instruction: int) -> Twigs:
    """New provisions as an instruction brings them."""
    return tuple(Twig(replace(node, children=()), "", frozenset((instruction,)), grown(node.children, instruction)) for node in nodes)


def opened(twig: Twig, site: Site) -> Twig:
    """A twig that has what is below it as twigs of their own, also where it is an old provision whole."""
    if not twig.node.children:
        return twig
    children = tuple(Twig(node, key) for key, node in zip(site.children[twig.key], twig.node.children, strict=True))
    return Twig(replace(twig.node, children=()), twig.key, twig.by, children)


def provision(twig: Twig) -> Provision:
    """The finished provision; an old one that nothing changed is the same object."""
    return replace(twig.node, children=provisions(twig.children)) if twig.children else twig.node


def provisions(twigs: Iterable[Twig]) -> Provisions:
    """The finished provisions."""
    return tuple(map(provision, twigs))


def walk(twigs: Iterable[Twig], site: Site | None = None) -> Iterator[Twig]:
    """Every twig in document order; where the old text is given, each old provision left whole is opened."""
    stack = list(twigs)[::-1]
    while stack:
        here = opened(stack.pop(), site) if site else stack.pop()
        yield here
        stack.extend(reversed(here.children))


def makers(twig: Twig) -> frozenset[int]:
    """The instructions that changed a provision or anything below it."""
    return frozenset(index for inner in walk([twig]) for index in inner.by) if twig.children else twig.by


def words(twig: Twig) -> str:
    """A provision's words in document order."""
    return "".join(text_of(inner.node) for inner in walk([twig]))
