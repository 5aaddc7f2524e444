"""What every page shares: the site's name, the way up, the language; and the templates."""

from typing import Any

from msgspec import Struct

from tracker.export.site.addresses import PAGE, href, up
from tracker.export.templating import language_tag, template


class Front(Struct, frozen=True):
    """What a site is called, and whether its pages are made when asked for."""

    title: str
    live: bool = False


class Crumb(Struct, frozen=True):
    """A step of the way to a page: its name, and the folder (from the site's own) that it stands in."""

    name: str
    folder: str


def page(front: Front, name: str, path: str, title: str, crumbs: tuple[Crumb, ...] = (), /, **values: Any) -> bytes:
    """A page of the site, from the template `site/NAME.html.j2`; `path` is its own, `crumbs` lead to it."""
    root = up(path)
    made = template(f"site/{name}.html.j2").render(front=front, root=root, title=title, crumbs=crumbs, lang=language_tag(), href=href,
                                                   page=PAGE, **values)
    return made.encode()
