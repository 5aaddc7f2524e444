"""Which law an act means by a title that several bear, or have borne: by the days, or else the body, that its words give
(2001年3月1日示例市人民代表大会常务委员会通过的《示例市绿地条例》).
"""

import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from tracker.errors import TrackerError
from tracker.model import Law, Version
from tracker.patterns import pattern
from tracker.reading.dates import DAY, day
from tracker.store.folder import Store, bytes_of, folders, law_id, law_in, laws_named

_KINDS = {
    "通过": ("adopted", "amended", "revised"), "制定": ("adopted",), "批准": ("approved",), "施行": ("in_force",), "实施": ("in_force",),
    "修订": ("revised", "amended"), "修正": ("amended",), "修改": ("amended",),
    **dict.fromkeys(("公布", "发布", "颁布", "颁发", "印发"), ("promulgated",))}
"""The events that these words mean."""
_SAID = pattern(rf"(?P<day>{DAY})[^，,、；（）()]*?(?P<how>{'|'.join(_KINDS)})")
_TITLE = re.compile(rb'"title": ("(?:[^"\\]|\\.)*")')

Versions = Callable[[Law], Sequence[Version]]


def meant(laws: Sequence[Law], words: str, versions: Versions) -> tuple[Sequence[Law], bool]:
    """Of the laws of a title those that an act may mean, by its words, and whether these speak against all of them."""
    judged = [(law, is_meant(law, words, versions)) for law in laws]
    sure = [law for law, fits in judged if fits]
    left = sure or [law for law, fits in judged if fits is None]
    named = [law for law in left if _by_body(law, words, versions)] if len(left) > 1 else []
    return named or left or laws, not left


def is_meant(law: Law, words: str, versions: Versions) -> bool | None:
    """Whether the days that an act gives of a law are those of this one; None where it gives none, or the texts do not tell theirs."""
    said = [(day(one["day"]), _KINDS[one["how"]]) for one in _SAID.finditer(words)]
    if not said:
        return None
    texts = [version for version in _read(law, versions) if not version.draft]
    known = {(e.kind, e.date) for v in texts for e in v.events if e.date}
    known |= {(kind, date) for v in texts for kind, date in (
        ("adopted", v.adopted), ("promulgated", v.promulgated), ("in_force", v.in_force.date), ("in_force", v.in_force.first)) if date}
    if any(date == told for told, _kinds in said for _kind, date in known):
        return True
    return False if any(kind in kinds for _told, kinds in said for kind, _date in known) else None


def _by_body(law: Law, words: str, versions: Versions) -> bool:
    """Whether words name a body that made a law."""
    return any(event.body and event.body in words for version in _read(law, versions) if words for event in version.events)


def _read(law: Law, versions: Versions) -> Sequence[Version]:
    """A law's texts; none where they are damaged: `check` tells of it."""
    try:
        return versions(law)
    except TrackerError:
        return ()


def kept_apart(store: Store) -> list[Law]:
    """The laws of a store whose id is not that of their title: renamed, or kept apart from another of their title."""
    found = []
    for name in folders(store):
        with suppress(TrackerError):
            title = _TITLE.search(bytes_of(store.root / name / "law.json"))
            found += [law_in(store, name)] if title and law_id(json.loads(title[1])) != name else []
    return found


def of_title(store: Store, law: Law) -> list[Law]:
    """The other laws of a store that bear a law's title, or have it for their id."""
    held = [*laws_named(store, [law.title]), *kept_apart(store)]
    return [one for one in held if one.law != law.law and law_id(law.title) in (one.law, law_id(one.title))]
