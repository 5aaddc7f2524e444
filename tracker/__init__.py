"""A tracker for the text of laws as it changes: the public API, loaded when it is used.

    read(path) -> Version           diff(old, new) -> Diff             renumbering(old, new) -> Renumbering
    timeline(law, versions) -> …    parse_amendment(text) -> …         apply(amendment, olds) -> …
"""

from importlib import import_module
from typing import Any

_API = {
    "read": "tracker.reading:read",
    "read_text": "tracker.reading:read_text",
    "align": "tracker.compare.alignment:align",
}
__all__ = ["align", "read", "read_text", "renumbering"]


def renumbering(old: Any, new: Any) -> Any:
    """The renumbering map (条号对照) from one version to another."""
    from tracker.compare.alignment import align
    from tracker.compare.renumbering import renumbering as made

    return made(align(old, new))


def __getattr__(name: str) -> Any:
    if name not in _API:
        raise AttributeError(name)
    module, attribute = _API[name].split(":")
    return getattr(import_module(module), attribute)
