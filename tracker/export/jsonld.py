"""A version as linked data: schema.org/Legislation in JSON-LD, for search engines and catalogues.

What is not known is not there: no commencement without its day, no legal force where nobody knows it. Addresses are those of the
Akoma Ntoso documents, to be read against the address at which the document is published. `identifier` of an article is the id it had
when it first entered the law, so that it stays the same across renumbering.
"""

from collections.abc import Iterator, Sequence
from datetime import date as Date
from datetime import timedelta
from typing import Any

from tracker import codec
from tracker.export.akn_names import act_iri, expression_iri, work_iri
from tracker.export.past import Past
from tracker.export.text import lines_of
from tracker.model import Event, Version, articles

Json = dict[str, Any]


def render(version: Version, past: Past | None = None, notices: Sequence[str] = ()) -> bytes:
    """The document's bytes, UTF-8, one final newline."""
    return codec.dump(linked(version, past, notices))


def linked(version: Version, past: Past | None = None, notices: Sequence[str] = ()) -> Json:
    """The document as plain data; what is not known is left out. `notices`: what has to be known beside the text."""
    past = past or Past({})
    here = expression_iri(version)
    whole = {"@context": "https://schema.org", "@type": "Legislation", "@id": here, **_identity(version), **_times(version, past),
             "description": "\n".join(notices),
             "legislationConsolidates": [_act(e) for e in version.events if e.kind in ("amended", "revised")],
             "exampleOfWork": {"@type": "Legislation", "@id": work_iri(version), "name": version.title},
             "hasPart": list(_articles(version, past, here))}
    return {key: value for key, value in whole.items() if value not in ("", [], None)}


def _identity(version: Version) -> Json:
    body = next((e.body for e in version.events if e.body), "")
    return {"name": version.title, "alternateName": version.law if version.law != version.title else "",
            "legislationIdentifier": next((e.document for e in reversed(version.events) if e.document), ""),
            "legislationPassedBy": {"@type": "Organization", "name": body} if body else "",
            "legislationJurisdiction": "CN", "inLanguage": "zh"}


def _times(version: Version, past: Past) -> Json:
    start = version.in_force.date
    last = past.end - timedelta(days=1) if past.end else None
    return {"legislationDate": _day(version.adopted), "datePublished": _day(version.promulgated),
            "legislationDateVersion": _day(version.day or version.version), "legislationDateOfApplicability": _day(start),
            "temporalCoverage": str(version.day or "") or (
                f"{start}/{last or '..'}" if start and (last is None or last >= start) else ""),
            "legislationLegalForce": f"https://schema.org/{past.force}" if past.force else ""}


def _day(day: Date | None) -> str:
    return str(day) if day else ""


def _act(event: Event) -> Json:
    """An amending act that this text has taken in."""
    found = {"@type": "Legislation", "@id": act_iri("decision", event.date, event.act) if event.act else "", "name": event.act,
             "legislationIdentifier": event.document, "legislationDate": _day(event.date)}
    return {key: value for key, value in found.items() if value}


def _articles(version: Version, past: Past, here: str) -> Iterator[Json]:
    for key, node in articles(version).items():
        found = {"@type": "Legislation", "@id": f"{here}#{key}", "identifier": past.stable.get(key, ""), "name": node.num,
                 "headline": node.heading, "text": "\n".join(lines_of(node))}
        yield {name: value for name, value in found.items() if value}
