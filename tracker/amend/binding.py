"""Which of the given texts each law that a decision names is."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tracker.amend.instructions import Act, Amendment, Repeal, Target
from tracker.amend.wording import folded
from tracker.model import Version

_OUTER = re.compile(r"^[^《》〈〉<>]{0,40}?(?=关于)")
_FORMER = re.compile(r"关于(?:修改|修正|修订)<(.+)>(?:的|部分)[^<>]*$")
_SEVERAL = re.compile(r">、<|>和<|>及<|>等")
_EDITION = re.compile(r"（(?:试行|暂行|[^（）]*(?:\d{4}|修正|修订)[^（）]*)）$")


class Bound(Struct, frozen=True):
    """A given text, and the indices of the amendment's targets that it is; none where the decision does not name it."""

    version: Version
    laws: tuple[int, ...] = ()


def bind(amendment: Amendment, olds: Sequence[Version]) -> tuple[Bound, ...]:
    """The texts with the targets they are: by title, the issuing body aside. A single text is also that of a decision on one law, whatever
    its title (see `is_about`), but where the decision repeals it."""
    found = tuple(Bound(old, named(amendment, old)) for old in olds)
    only = len(olds) == 1 and not found[0].laws and len(amendment.targets) <= 1 and not repeals(amendment, olds[0])
    return (Bound(olds[0], (0,)),) if only else found


def is_about(amendment: Amendment, text: Version) -> bool:
    """Whether a decision names a text's law: by its title, by a former one, without its place (《公园条例》 of 示例市) or its edition
    (试行); or names no law at all."""
    return bool(named(amendment, text)) or (len(amendment.targets) <= 1 and _is_otherwise_named(amendment, text))


def named(amendment: Amendment, text: Version) -> tuple[int, ...]:
    """The indices of the targets that bear a text's title; none: the decision names another law."""
    return tuple(at for at, target in enumerate(amendment.targets) if _is(target, text))


def repeals(amendment: Amendment, text: Version) -> bool:
    """Whether the decision repeals a text's law, or provisions of it, and does not amend it."""
    return not named(amendment, text) and any(_is(repeal, text) for repeal in amendment.repeals)


def _is(target: Target | Repeal, old: Version) -> bool:
    return _core(target.title) in {_core(old.title), _core(old.law)} - {""}


def _is_otherwise_named(amendment: Amendment, text: Version) -> bool:
    """Whether nothing that the decision says of the one law it amends makes it another one than a text's."""
    if not amendment.targets or not text.title:
        return True
    sought = amendment.targets[0].title
    return any(_is_short(one, other, amendment.act) for title in (text.title, text.law, *_former(text))
               for one, other in ((title, sought), (sought, title)))


def _is_short(title: str, full: str, act: Act) -> bool:
    """Whether a title is a full one without its edition and without the place that the act's own body has in its name."""
    short, long = (_EDITION.sub("", _core(one)) for one in (title, full))
    place = long.removesuffix(short)
    return bool(short) and long.endswith(short) and folded(act.body).text.startswith(place)


def _former(text: Version) -> Iterator[str]:
    """The titles under which earlier acts on one law alone amended a text, as its title note has them: it may have got another since."""
    for event in text.events:
        found = _FORMER.search(folded(event.act).text)
        if found and not _SEVERAL.search(found[0]):
            yield found[1]


def _core(title: str) -> str:
    """A title as titles are compared: without marks, the republic's name and the body that issued it."""
    bare = folded(title).text.strip("<>").removeprefix("中华人民共和国")
    return _OUTER.sub("", bare)
