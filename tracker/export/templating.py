"""The templates of pages: Jinja2 with every value escaped, messages in the language chosen."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tracker.export.diff_view import weight_name
from tracker.language import _, counted, current
from tracker.model import citation_of

if TYPE_CHECKING:
    from jinja2 import Environment, Template


@cache
def template(name: str) -> "Template":
    """A template by its file's name in `tracker/export/templates`."""
    return _environment().get_template(name)


def language_tag() -> str:
    """The language of messages as HTML names it."""
    return "zh-Hans" if current() == "zh" else "en"


def _meaning(kind: str) -> str:
    """What a kind of finding means."""
    from tracker.reading import FINDINGS

    return _(FINDINGS.get(kind, kind))


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, auto_reload=False,
                       loader=PackageLoader("tracker", "export/templates"))
    made.globals |= {"_": _, "counted": counted}
    made.filters |= {"_": _, "name_of": lru_cache(maxsize=20_000)(citation_of), "weight_name": weight_name, "meaning": _meaning}
    return made
