"""Which of the given texts each law that a decision names is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.amend.instructions import Amendment, Target
from tracker.amend.wording import folded
from tracker.model import Version

_OUTER = re.compile(r"^[^《》〈〉<>]{0,40}?(?=关于)")


@dataclass(frozen=True, slots=True)
class Bound:
    """A given text, and the indices of the amendment's targets that it is; none where the decision does not name it."""

    version: Version
    laws: tuple[int, ...] = ()


def bind(amendment: Amendment, olds: Sequence[Version]) -> tuple[Bound, ...]:
    """The texts with the targets they are: by title, the issuing body aside; one text and one target belong together anyway."""
    found = tuple(Bound(old, named(amendment, old)) for old in olds)
    if len(olds) == 1 and not found[0].laws and len(amendment.targets) <= 1:
        return (Bound(olds[0], (0,)),)
    return found


def named(amendment: Amendment, text: Version) -> tuple[int, ...]:
    """The indices of the targets that bear a text's title; none: the decision names another law."""
    return tuple(at for at, target in enumerate(amendment.targets) if _is(target, text))


def _is(target: Target, old: Version) -> bool:
    mine = {_core(old.title), _core(old.law)} - {""}
    return _core(target.title) in mine


def _core(title: str) -> str:
    """A title as titles are compared: without marks, the republic's name and the body that issued it."""
    bare = folded(title).text.strip("<>").removeprefix("中华人民共和国")
    return _OUTER.sub("", bare)
