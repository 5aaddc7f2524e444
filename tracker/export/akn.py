"""A version as Akoma Ntoso 1.0 XML: identification, lifecycle, times in force and the text, valid by the OASIS schema.

What Akoma Ntoso has no place for (how a date is known, what looked wrong in the source) stands in `proprietary` as our own
version document without its text, so that `akn_reading.read` gives the same version back.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from tracker import codec
from tracker.export.akn_meta import identify, of_version, refer
from tracker.export.akn_names import AKN, OWN, check, expression_iri, plain, tag
from tracker.export.akn_passive import write_effects
from tracker.export.akn_text import Marks, add, label, marks, signatures, write_annex, write_text
from tracker.export.past import Past
from tracker.model import Event, Version

if TYPE_CHECKING:
    from lxml.etree import _Element

_EVENT_TYPES = {"amended": "amendment", "revised": "amendment", "corrected": "amendment", "suspended": "amendment",
                "resumed": "amendment", "repealed": "repeal", "expired": "repeal"}


def render(version: Version, past: Past | None = None, notices: Sequence[str] = ()) -> bytes:
    """A version as an Akoma Ntoso document, checked against the schema; with what a store knows of it besides its text, and `notices` on
    it in words.

    Raises ExportError for characters that XML cannot hold.
    """
    from lxml import etree

    past = past or Past({})
    root = etree.Element(tag("akomaNtoso"), nsmap=cast(Any, {None: AKN}))
    act = add(root, "act", name="law", contains="singleVersion")
    using = marks(version, past.stable, _periods(version))
    _meta(act, version, past, notices)
    write_text(act, version, using)
    _annexes(act, version, using)
    check(root, version.law)
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return made


def _periods(version: Version) -> dict[str, str]:
    return {key: f"tg_stage_{at}" for at, stage in enumerate(version.in_force.stages, 1) if stage.date for key in stage.provisions}


def _annexes(act: "_Element", version: Version, using: Marks) -> None:
    rest = version.tail[len(signatures(version)):]
    if not rest:
        return
    attachments = add(act, "attachments")
    for node in rest:
        key = next(using.ids)
        holder = add(attachments, "attachment", eId=f"att_{key}")
        label(holder, node)
        doc = add(holder, "doc", name=node.type)
        identify(add(doc, "meta"), of_version(version), f"/!{key}")
        write_annex(doc, node, key, using)


# Metadata


def _meta(act: "_Element", version: Version, past: Past, notices: Sequence[str]) -> None:
    meta = add(act, "meta")
    identify(meta, of_version(version), "/!main")
    if version.promulgated:
        add(meta, "publication", date=str(version.promulgated), name="promulgation", showAs="公布")
    events = list(_lifecycle(version, past))
    if events:
        lifecycle = add(meta, "lifecycle", source="#tracker")
        for event in events:
            add(lifecycle, "eventRef", **event)
    write_effects(meta, version, past)
    _times(meta, version, ended=past.end is not None)
    refer(meta, next((e.body for e in version.events if e.body), ""), [event["refersTo"][1:] for event in events])
    if notices:
        notes = add(meta, "notes", source="#tracker")
        for at, notice in enumerate(notices, 1):
            add(add(notes, "note", eId=f"note_{at}"), "p").text = plain(notice)
    _own(meta, version)


def _lifecycle(version: Version, past: Past) -> Iterator[dict[str, str]]:
    source = expression_iri(version)
    for at, event in enumerate((e for e in version.events if e.date), 1):
        yield _event(f"e_{at}", event, source)
    if version.in_force.date:
        yield _event("e_in_force", Event("in_force", version.in_force.date), source)
    for at, stage in enumerate(version.in_force.stages, 1):
        if stage.date:
            yield _event(f"e_stage_{at}", Event("in_force", stage.date), source)
    for at, event in enumerate((e for e in past.events if e.date), 1):
        yield _event(f"e_law_{at}", event, source)
    if past.end:
        over = any(e.date == past.end and _EVENT_TYPES[e.kind] == "repeal" for e in past.events)
        yield _event("e_end", Event("end_of_version", past.end), source) | {"type": "repeal" if over else "amendment"}


def _event(key: str, event: Event, source: str) -> dict[str, str]:
    return {"eId": key, "date": str(event.date), "source": source, "refersTo": f"#{event.kind}",
            "type": _EVENT_TYPES.get(event.kind, "generation")}


def _times(meta: "_Element", version: Version, *, ended: bool) -> None:
    starts = [("tg_version", "e_in_force")] if version.in_force.date else []
    starts += [(f"tg_stage_{at}", f"e_stage_{at}") for at, stage in enumerate(version.in_force.stages, 1) if stage.date]
    if not starts:
        return
    data = add(meta, "temporalData", source="#tracker")
    for group, event in starts:
        add(add(data, "temporalGroup", eId=group), "timeInterval", start=f"#{event}", refersTo="#in_force",
            **({"end": "#e_end"} if ended else {}))


def _own(meta: "_Element", version: Version) -> None:
    from lxml import etree

    document = codec.encode("version", version) | {"head": [], "body": [], "tail": []}
    holder = add(meta, "proprietary", source="#tracker")
    etree.SubElement(holder, f"{{{OWN}}}version", nsmap={"tracker": OWN}).text = codec.dump_line(document)
