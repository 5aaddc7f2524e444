"""A tracker for the text of laws as it changes: the public API, each part loaded when it is first used.

    read(path) -> Version                      a source: text, Word, HTML, Markdown, PDF; read_text(text) for words at hand
    align(old, new) -> Alignment               which provision became which
    diff(old, new) -> Diff                     what changed, article by article; patch(old, diff) gives the new version
    renumbering(old, new) -> Renumbering       the renumbering map (条号对照)
    timeline.timeline(law, versions, today)    from when to when; timeline.spans, timeline.on and others stand beside it
    parse_amendment(text) -> Amendment         a decision's instructions
    apply(amendment, olds) -> Applied          the new versions and a report; verify(applied, news) -> Report
    draft(old, new) -> Draft                   the decision that leads from one to the other
    encode(kind, value), dump(document), load(data, where)     values as JSON documents and back

All but `read` are pure. What goes wrong is a `tracker.errors.TrackerError` that says what, where and what to do.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker import timeline
    from tracker.amend.apply import apply
    from tracker.amend.drafting.draft import draft
    from tracker.amend.parse import parse as parse_amendment
    from tracker.amend.verify import verify
    from tracker.codec import dump, encode, load
    from tracker.compare.alignment import align
    from tracker.compare.diff import diff
    from tracker.compare.patch import patch
    from tracker.compare.renumbering import Renumbering
    from tracker.model import Version
    from tracker.reading import read, read_text

_API = {
    "align": "tracker.compare.alignment:align",
    "apply": "tracker.amend.apply:apply",
    "diff": "tracker.compare.diff:diff",
    "draft": "tracker.amend.drafting.draft:draft",
    "dump": "tracker.codec:dump",
    "encode": "tracker.codec:encode",
    "load": "tracker.codec:load",
    "parse_amendment": "tracker.amend.parse:parse",
    "patch": "tracker.compare.patch:patch",
    "read": "tracker.reading:read",
    "read_text": "tracker.reading:read_text",
    "timeline": "tracker.timeline:",
    "verify": "tracker.amend.verify:verify",
}
__all__ = ["align", "apply", "diff", "draft", "dump", "encode", "load", "parse_amendment", "patch", "read", "read_text", "renumbering",
           "timeline", "verify"]


def renumbering(old: "Version", new: "Version") -> "Renumbering":
    """The renumbering map (条号对照) from one version to another."""
    from tracker.compare.alignment import align
    from tracker.compare.renumbering import renumbering as made

    return made(align(old, new))


def __getattr__(name: str) -> Any:
    if name not in _API:
        raise AttributeError(f"module 'tracker' has no attribute {name!r}")
    module, _, attribute = _API[name].partition(":")
    found = import_module(module)
    return getattr(found, attribute) if attribute else found


def __dir__() -> list[str]:
    return __all__
