"""What became of a provision by the act that made a version, where only the texts were asked: how to keep it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from tracker import store as stores
from tracker.errors import TrackerError
from tracker.language import _, filled
from tracker.model import Version, held_as


def stated(opened: stores.Store, old: Version, new: Version) -> bool:
    """Whether what the deciding act states of two versions is kept."""
    with suppress(TrackerError):  # what is damaged is told by `check`
        said = stores.review_of(opened, old, new)
        return said is not None and any(x.basis for x in said.statements)
    return False


def keeping(opened: stores.Store, old: Version, new: Version) -> str:
    """How what the deciding act says became of each provision is kept with the version that it made; empty where no act amended the law
    then."""
    with suppress(TrackerError):
        if held_as(new).change == "amended":
            return filled(_("`tracker amend verify {act} {law}/{old} {law}/{new} --keep` keeps what became of each provision by its act"),
                act=stores.act_of(opened, new) or "DECISION", law=new.law, old=old.version, new=new.version)
    return ""


def by_texts(opened: stores.Store, versions: Sequence[Version], found: Iterable[tuple[str, int]]) -> Iterator[str]:
    """Of each provision (as cited) not found any more in the version of a number: that the texts alone say so, and how the act is asked."""
    for citation, at in found:
        pair = versions[at - 1], versions[at]
        if not stated(opened, *pair) and (way := keeping(opened, *pair)):
            yield _("{provision} in {version}: by the texts alone; {way}").format(provision=citation, version=versions[at].version, way=way)
