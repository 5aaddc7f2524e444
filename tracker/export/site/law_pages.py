"""The pages of one law: the law itself, its versions, their articles, comparisons, maps, the picture of its time, downloads."""

from collections.abc import Callable, Iterator
from datetime import date as Date
from functools import partial
from itertools import pairwise

from tracker import codec
from tracker.export import renumbering_rows, spreadsheet, timeline_csv, timeline_svg
from tracker.export.site import article_page, downloads, law_page, sheet, telling
from tracker.export.site.addresses import PAGE, article_folder, pair_folder, version_folder
from tracker.export.site.folio import Folio
from tracker.export.site.frame import Crumb, Front, page
from tracker.export.site.search import law_data
from tracker.language import _
from tracker.model import Version, articles
from tracker.timeline.intervals import day_of

Planned = tuple[str, Callable[[], bytes]]
"""A file's path on the site, and what makes it."""


def law_pages(front: Front, folio: Folio) -> Iterator[Planned]:
    """Every file of a law, in order of the reader's way in; none is made before it is asked for."""
    home = f"{folio.law.law}/"
    yield f"{home}{PAGE}", partial(law_page.render, front, folio)
    yield f"{home}law.json", lambda: codec.dump(codec.encode("law", folio.law))
    yield f"{home}search.js", partial(law_data, folio)
    yield f"{home}timeline/{PAGE}", partial(_timeline, front, folio)
    yield f"{home}timeline/timeline.svg", lambda: timeline_svg.render(folio.timeline).encode()
    yield f"{home}timeline/timeline.csv", lambda: timeline_csv.render(folio.timeline).encode()
    for version in folio.versions:
        yield from _version_pages(front, folio, version)
    for pair in folio.pairs:
        yield from _pair_pages(front, folio, pair)


def _version_pages(front: Front, folio: Folio, version: Version) -> Iterator[Planned]:
    folder = f"{folio.law.law}/{version_folder(day_of(version))}"
    yield f"{folder}{PAGE}", partial(_version, front, folio, version)
    for name, make in downloads.of(folio, version):
        yield f"{folder}{name}", make
    for key in articles(version):
        yield f"{folder}{article_folder(key)}{PAGE}", partial(article_page.render, front, folio, version, key)


def _pair_pages(front: Front, folio: Folio, pair: tuple[Date, Date]) -> Iterator[Planned]:
    for kind, make in (("compare", _comparison), ("renumbering", _renumbering)):
        yield f"{folio.law.law}/{kind}/{pair_folder(*pair)}{PAGE}", partial(make, front, folio, *pair)
    folder = f"{folio.law.law}/renumbering/{pair_folder(*pair)}"
    yield f"{folder}renumbering.csv", lambda: spreadsheet.csv(renumbering_rows.rows(folio.renumbering(*pair))).encode()
    yield f"{folder}renumbering.json", lambda: codec.dump(codec.encode("renumbering", folio.renumbering(*pair)))
    yield f"{folio.law.law}/compare/{pair_folder(*pair)}diff.json", lambda: codec.dump(codec.encode("diff", folio.diff(*pair)))


def _version(front: Front, folio: Folio, version: Version) -> bytes:
    """A version's text with, in the margin, what changed against the version before."""
    law, day, before = folio.law, day_of(version), folio.before(day_of(version))
    pair = (day_of(before), day) if before else None
    units = list(folio.text(day).units.values())
    neighbours = list(pairwise([day_of(v) for v in folio.versions]))
    return page(front, "version", f"{law.law}/{version_folder(day)}{PAGE}", f"{law.title} {day}", (Crumb(law.title, f"{law.law}/"),),
                law=law, version=version, day=day, span=folio.spans[day], units=units, outline=sheet.outline(units),
                articles=articles(version), pair=pair, pair_folder=pair_folder, article_folder=article_folder, telling=telling,
                first=sheet.gone_first(folio.diff(*pair), folio.alignment(*pair)) if pair else (),
                earlier=next((a for a, b in neighbours if b == day), None), later=next((b for a, b in neighbours if a == day), None),
                newest=day_of(folio.newest), downloads=[name for name, _make in downloads.of(folio, version)])


def _comparison(front: Front, folio: Folio, old: Date, new: Date) -> bytes:
    from tracker.export.diff_html import values

    law, found = folio.law, folio.diff(old, new)
    title = _("{title}: {old} and {new} compared").format(title=law.title, old=old, new=new)
    return page(front, "comparison", f"{law.law}/compare/{pair_folder(old, new)}{PAGE}", title, (Crumb(law.title, f"{law.law}/"),),
                law=law, old=old, new=new, pair_folder=pair_folder, spans=folio.spans, telling=telling,
                **values(found, folio.by_day[old], folio.by_day[new]))


def _renumbering(front: Front, folio: Folio, old: Date, new: Date) -> bytes:
    law = folio.law
    title = _("{title}: where every article went, {old} to {new}").format(title=law.title, old=old, new=new)
    entries = folio.renumbering(old, new).entries
    return page(front, "renumbering", f"{law.law}/renumbering/{pair_folder(old, new)}{PAGE}", title, (Crumb(law.title, f"{law.law}/"),),
                law=law, old=old, new=new, changed=[e for e in entries if e.kind != "kept"], kept=[e for e in entries if e.kind == "kept"],
                pair_folder=pair_folder, article_folder=article_folder)


def _timeline(front: Front, folio: Folio) -> bytes:
    law = folio.law
    return page(front, "timeline", f"{law.law}/timeline/{PAGE}", _("{title} through time").format(title=law.title),
                (Crumb(law.title, f"{law.law}/"),), law=law, picture=timeline_svg.render(folio.timeline), found=folio.timeline,
                telling=telling)
