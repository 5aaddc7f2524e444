"""An amending act as Akoma Ntoso 1.0: its whole text with its orders marked in it, and what it does to which law as active modifications.

Every character of the act stands in the text or, quotation marks around what it quotes, in `startQuote`, `inlineQuote` and `endQuote`;
indentation and line ends are layout. The amendment document stands in `proprietary`, with what the standard has no place for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from tracker import codec
from tracker.amend.dating import short_title
from tracker.amend.instructions import Amendment, Clause
from tracker.amend.payload import blocks
from tracker.export.akn_meta import UNKNOWN, Identity, identify, refer
from tracker.export.akn_mods import Mod, Quotation, days, mods, write_active
from tracker.export.akn_names import AKN, OWN, act_iri, check, plain, tag
from tracker.export.akn_text import Marks, add, write_node
from tracker.model import Provisions, Version, places, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ITEM = re.compile(r"[一二三四五六七八九十百]+、")
_INDENT = " \t\u3000"
_MARKS = "“”"


def render(found: Amendment, text: str, works: Mapping[str, str] | None = None) -> bytes:
    """An amending act as a document, checked against the schema; `text` is the text it was read from.

    `works` gives the addresses of laws by the title that the act cites; one that is not there is addressed by its title, undated.
    Raises ExportError for characters that XML cannot hold.
    """
    from lxml import etree

    root = etree.Element(tag("akomaNtoso"), nsmap=cast(Any, {None: AKN}))
    act = add(root, "act", name=found.act.kind, contains="originalVersion")
    passages = mods(found, text)
    _meta(act, found, passages, works or {}, text)
    _flow(act, found, text, passages)
    check(root, found.act.title)
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _meta(act: "_Element", found: Amendment, passages: Sequence[Mod], works: Mapping[str, str],
          text: str) -> None:
    from lxml import etree

    meta = add(act, "meta")
    identify(meta, _identity(found), "/!main")
    promulgated = next((e.date for e in found.act.events if e.kind == "promulgated" and e.date), None)
    if promulgated:
        add(meta, "publication", date=str(promulgated), name="promulgation", showAs="公布")
    kinds = _lifecycle(meta, found)
    write_active(add(meta, "analysis", source="#tracker"), found, passages, works, text,
                 lambda offset: _key(next(start for start, end in _paragraphs(text, passages) if offset < end)))
    if not len(meta[-1]):
        meta.remove(meta[-1])
    _times(meta, found)
    refer(meta, found.act.body, kinds)
    holder = add(meta, "proprietary", source="#tracker")
    document = codec.dump_line(codec.encode("amendment", found))
    etree.SubElement(holder, f"{{{OWN}}}amendment", nsmap={"tracker": OWN}).text = document
    etree.indent(meta)


def _identity(found: Amendment) -> Identity:
    act = found.act
    iri = act_iri("amendment" if act.kind == "amendment" else "decision", act.date, short_title(act))
    dated = (str(act.date), "adopted") if act.date else (UNKNOWN, "unknown")
    return Identity(iri, f"{iri}/zho@{act.date or ''}", act.title, dated, dated, (act.document,) if act.document else ())


def _lifecycle(meta: "_Element", found: Amendment) -> list[str]:
    """The act's events, and the days its clauses name; returns their kinds."""
    told = [(f"e_{at}", e.date, e.kind) for at, e in enumerate((e for e in found.act.events if e.date), 1)]
    told += [(f"e_day_{name}", day, "in_force" if name.isdigit() else "repealed") for name, day in days(found).items()]
    if told:
        lifecycle = add(meta, "lifecycle", source="#tracker")
        for key, day, kind in told:
            add(lifecycle, "eventRef", eId=key, date=str(day), source=_identity(found).expression, refersTo=f"#{kind}", type="generation")
    return [kind for _, _, kind in told]


def _times(meta: "_Element", found: Amendment) -> None:
    if days(found):
        data = add(meta, "temporalData", source="#tracker")
        for name in days(found):
            kind = "in_force" if name.isdigit() else "repealed"
            add(add(data, "temporalGroup", eId=f"tg_{name}"), "timeInterval", start=f"#e_day_{name}", refersTo=f"#{kind}")


# The text


def _flow(act: "_Element", found: Amendment, text: str, passages: Sequence[Mod]) -> None:
    """Title and notes as the preface, the words of enactment as the preamble, items and clauses as the body."""
    front = {"title": "preface", "note": "preface", "lead": "preamble"}
    clauses = [*found.clauses, *(Clause("commencement", c.text, c.source) for c in found.commencement),
               *(Clause("repeal", r.title, r.source) for r in found.repeals)]
    opened: dict[str, _Element] = {}
    holder: _Element | None = None
    for start, end in _paragraphs(text, passages):
        key = _key(start)
        clause = next((c for c in clauses if c.source.start <= start < c.source.end), None)
        kind = front.get(clause.kind, "body") if clause else "body"
        if kind == "body" or "body" in opened:
            body = opened.setdefault("body", _body(act))
            if holder is None or clause or _ITEM.match(text, start):
                holder, start = _container(body, clause, text, start)
            _paragraph(holder, text, start, end, passages, key)
        else:
            parent = opened.setdefault(kind, _body(act, kind))
            if clause and clause.kind == "title":
                add(add(parent, "p", eId=key), "docTitle", text[start:end])
            else:
                _paragraph(parent, text, start, end, passages, key)
    if "body" not in opened:
        add(_body(act), "hcontainer", name="empty", eId="body_empty")


def _body(act: "_Element", name: str = "body") -> "_Element":
    """The act's preface, preamble or body; made where it is not there."""
    found = act.find(tag(name))
    return add(act, name) if found is None else found


def _container(body: "_Element", clause: Clause | None, text: str, start: int) -> tuple["_Element", int]:
    """A new item or clause of the act, and where its words begin behind its number."""
    number = _ITEM.match(text, start)
    if clause or not number:
        made = add(body, "hcontainer", name=clause.kind if clause else "clause", eId=f"clause_{clause.source.start if clause else start}")
        return add(made, "content"), start
    made = add(body, "hcontainer", name="item", eId=f"clause_{start}")
    add(made, "num", number[0])
    return add(made, "content"), number.end()


def _paragraphs(text: str, passages: Sequence[Mod]) -> Iterator[tuple[int, int]]:
    """The ranges of the act's paragraphs without indentation; a passage that runs over several lines holds them together."""
    at, spans = 0, list(passages)
    while at < len(text):
        end = _line_end(text, at)
        while spans and spans[0].start < end:
            end = max(end, _line_end(text, spans.pop(0).end))
        line = text[at:end]
        if line.strip():
            yield at + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))
        at = end + 1


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _key(start: int) -> str:
    """The eId of a paragraph: where it begins in the text, its item's number included."""
    return f"p_{start}"


def _paragraph(parent: "_Element", text: str, start: int, end: int, passages: Sequence[Mod], key: str) -> None:
    made = add(parent, "p", eId=key)
    for passage in (m for m in passages if start <= m.start < end):
        _say(made, text[start:passage.start])
        _mod(add(made, "mod", eId=passage.key), passage, text)
        start = passage.end
    _say(made, text[start:end])


def _mod(made: "_Element", passage: Mod, text: str) -> None:
    at = passage.start
    for quotation in passage.quotations:
        _say(made, text[at:quotation.start])
        _quote(made, quotation, text)
        at = quotation.end
    _say(made, text[at:passage.end])


def _quote(parent: "_Element", quotation: Quotation, text: str) -> None:
    printed = [line.strip() for line in text[quotation.start:quotation.end].split("\n") if line.strip()]
    if not quotation.structure:
        add(parent, "quotedText", printed[0][1:-1], eId=quotation.key, startQuote=printed[0][0], endQuote=printed[0][-1])
        return
    marks = _quote_marks(printed) if quotation.quoted else {}
    lines = [line.removeprefix(marks.get("startQuote" if at == 0 else "inlineQuote", "")) for at, line in enumerate(printed)]
    if lines:
        lines[-1] = lines[-1].removesuffix(marks.get("endQuote", ""))
    made = add(parent, "quotedStructure", eId=quotation.key, **marks)
    nodes = _structure(lines)
    if nodes:
        ids = [f"{quotation.key}__{key}" for key in places(Version("", "", body=nodes))]
        for node in nodes:
            write_node(made, node, Marks(iter(ids[_index(nodes, node):]), {}, {}))
    else:
        for line in lines:
            add(made, "p", line)


def _index(nodes: Provisions, node: object) -> int:
    """How many ids stand before those of a node among its fellows."""
    from tracker.model import walk

    before = nodes[:next(at for at, each in enumerate(nodes) if each is node)]
    return sum(1 for _ in walk(before))


def _quote_marks(printed: Sequence[str]) -> dict[str, str]:
    """The marks that all lines share: a paragraph that is opened anew has one of its own (GB/T 15834)."""
    found: dict[str, str] = {}
    if printed and printed[0][0] in _MARKS:
        found["startQuote"] = printed[0][0]
    if printed and printed[-1][-1] in _MARKS:
        found["endQuote"] = printed[-1][-1]
    if len(printed) > 1 and all(line[0] == printed[0][0] for line in printed[1:]) and printed[0][0] in _MARKS:
        found["inlineQuote"] = printed[0][0]
    return found


def _structure(lines: Sequence[str]) -> Provisions:
    """New text as provisions where it prints its own numbers and nothing of it would be lost; else nothing."""
    nodes = tuple(block.node for block in blocks(lines) if block.restated)
    words = re.sub(r"\s", "", "".join(lines))
    return nodes if nodes and re.sub(r"\s", "", "".join(map(text_of, nodes))) == words else ()


def _say(parent: "_Element", words: str) -> None:
    """Put words behind what stands in an element; a line's end is an `eol`, indentation is layout."""
    lines = words.split("\n")
    for at, line in enumerate(lines):
        if at:
            add(parent, "eol")
        said = plain(line.lstrip(_INDENT) if at else line)
        said = said.rstrip(_INDENT) if at < len(lines) - 1 else said
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + said
        else:
            parent.text = (parent.text or "") + said
