"""Orders on what stands before the first article: 序言 by its natural paragraphs, 引言 as a whole (practice)."""

from collections.abc import Iterator

from tracker.amend.drafting.quoting import alike, payload, plain, printed
from tracker.model import Provision, Version
from tracker.numbering import chinese


def preamble(version: Version) -> Provision | None:
    """The 序言 or 引言 of a version."""
    return next((node for node in version.body if node.type == "preamble"), None)


def same_preamble(old: Version, new: Version) -> bool:
    """Whether what stands before the first article is the same, the width of punctuation and white space aside."""
    before, after = preamble(old), preamble(new)
    return alike(printed(before) if before else (), printed(after) if after else ())


def preamble_items(old: Version, new: Version) -> Iterator[tuple[str, ...]]:
    """An item for each natural paragraph that changes, or one for the whole; none where one version has no preamble: no order
    brings one."""
    before, after = preamble(old), preamble(new)
    if before is None or after is None or same_preamble(old, new):
        return
    olds, news = ([plain("".join(printed(child))) for child in node.children] for node in (before, after))
    if before.heading and len(olds) == len(news):
        for at, (one, other) in enumerate(zip(olds, news, strict=True)):
            if one != other:
                first, *rest = payload(list(printed(after.children[at])))
                yield f"将{before.heading}第{chinese(at + 1)}自然段修改为：{first}", *rest
        return
    first, *rest = payload([line for child in after.children for line in printed(child)])
    yield f"将{before.heading or '引言'}修改为：{first}", *rest
