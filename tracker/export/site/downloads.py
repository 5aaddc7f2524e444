"""A version as files to take away."""

from collections.abc import Callable, Iterator

from tracker import codec
from tracker.export import csv, jsonld, markdown, text
from tracker.export.site.folio import Folio
from tracker.model import Version


def of(folio: Folio, version: Version) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Each file's name and what makes it; no Akoma Ntoso where the text has characters that XML cannot hold."""
    yield "version.json", lambda: codec.dump(codec.encode("version", version))
    yield "text.txt", lambda: text.render(version).encode()
    yield "text.md", lambda: markdown.render(version).encode()
    yield "linked.jsonld", lambda: jsonld.render(version, folio.past(version))
    yield "provisions.csv", lambda: csv.render(version).encode()
    if folio.live or folio.has_akn(version):
        yield "akn.xml", lambda: folio.akn(version)
