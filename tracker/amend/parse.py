"""Reading an amending decision: from its text to an `Amendment`, in which every word of it has its place.

Three steps: quotations are found and blotted out, paragraphs are framed into items, and the clauses of each item are read in order with
what the ones before them named. What orders something and cannot be read is listed with what was expected there.
"""

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from tracker.amend.acts import act_of, law_in_title
from tracker.amend.closing import Closing, together
from tracker.amend.context import Context
from tracker.amend.framing import Head, Paragraph, head, lines, paragraphs
from tracker.amend.instructions import Amendment, Clause, Instruction, Span, Target
from tracker.amend.lexer import ORDERS, Token, Tokens, tokens
from tracker.amend.partitions import gathered
from tracker.amend.passages import past
from tracker.amend.quotations import Quote, mask, plain, quotations
from tracker.amend.sentences import Parts, heading, is_heading, or_unread, passage
from tracker.amend.spread import announced, spread
from tracker.errors import AmendError
from tracker.naming import bare_title
from tracker.numbering import NUMERAL
from tracker.reading.titles import squeezed

_CONTENTS = re.compile(rf"第{NUMERAL}[编章节][\s\u3000]+[^，。；：“”]{{1,40}}")
_FIRST_ARTICLE = re.compile(r"第一[编章条][\s\u3000]")


class Sheet(Struct, frozen=True):
    """The decision's text, the same with its quotations blotted out, and the quotations by where they begin."""

    text: str
    masked: str
    quotes: Mapping[int, Quote]


def parse(text: str) -> Amendment:
    """Read an amending decision. Pure; time linear in the text; offsets count its code points.

    Raises AmendError where the text is empty. A text that is no decision gives an amendment without instructions.
    """
    quotes = quotations(plain(text))
    sheet = Sheet(text, mask(text, quotes), {quote.start: quote for quote in quotes})
    ranges = lines(sheet.masked)
    if not ranges:
        raise AmendError("the decision is empty", hint="give the text of an amending decision")
    front = head(text, ranges)
    parts, laws = _read(sheet, paragraphs(text, sheet.masked, ranges[front.body:]), law_in_title(front))
    return _assembled(text, front, parts, laws)


def _read(sheet: Sheet, framed: tuple[Paragraph, ...], titled: tuple[Target, ...]) -> tuple[list[Parts], tuple[Target, ...]]:
    """All paragraphs in order. An item is read in the context of the heading above it; one without a label in that of the one before."""
    frames: list[Context] = [Context()]
    current = frames[0]
    found: list[Parts] = []
    closed = False
    for number, paragraph in enumerate(framed):
        if closed and _is_attached(sheet.text, framed[number:number + 6], current):
            found.append(_attachment(sheet.text, framed[number:]))
            break
        line = _tokens(sheet, paragraph)
        if paragraph.labelled:
            del frames[paragraph.depth:]
            frames += [frames[-1]] * (paragraph.depth - len(frames))
        if paragraph.annex:
            current = replace(frames[0], laws=current.laws, law=None)
        above = frames[-1] if paragraph.labelled else current
        law = above.law if above.law is not None else current.law
        context = replace(above, laws=current.laws, law=law, item=paragraph.item)
        heads = paragraph.annex or is_heading(sheet.text, line, context, paragraph.labelled)
        if not heads and not context.laws and titled:
            context = replace(context, laws=titled, law=0)
        if not context.item and _names_article(line):
            context = replace(context, moved=(), last=(), become=())  # a decision without labels: this is an item of its own
        listed = _spread(sheet.text, line, context)
        if listed:
            parts, current = listed
        elif not any(part.instructions for part in found) and _is_contents(sheet.text, line, paragraph):
            parts, current = _attachment(sheet.text, (paragraph,)), context
        else:
            parts, current = _heading(sheet.text, line, context, paragraph) if heads else passage(sheet.text, line, context)
        if paragraph.labelled and not listed and (not heads or _is_empty(sheet, line, paragraph, framed[number + 1:number + 2])):
            parts = or_unread(sheet.text, line, parts)
        found.append(parts)
        closed = closed or bool(parts.closings)
        if paragraph.labelled or heads:
            frames = [*frames[:paragraph.depth], current]
    return found, current.laws


def _spread(text: str, line: Tokens, context: Context) -> tuple[Parts, Context] | None:
    """A change of words in the laws that the paragraph lists, or those below it, and such a list; None where it is neither."""
    change = announced(text, line, context)
    words, at = change or (context.spread, 0)
    listed = spread(line, at, context, words) if words else None
    if change is None:
        return (Parts(listed.instructions), listed.context) if listed else None
    where = Span(line[0].start, line[at - 1].end)
    lead = Clause("heading", text[where.start:where.end], where)
    below = replace(listed.context if listed else context, spread=words)
    return Parts(listed.instructions if listed else (), clauses=(lead,)), below


def _is_contents(text: str, line: Tokens, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading of the amended law (第一章 总则), as pages print its contents before the decision."""
    words = text[paragraph.start:paragraph.end]
    return not paragraph.labelled and bool(_CONTENTS.fullmatch(words)) and not any(token.kind in ORDERS for token in line)


def _is_empty(sheet: Sheet, line: Tokens, paragraph: Paragraph, following: tuple[Paragraph, ...]) -> bool:
    """Whether an item that reads as a heading over orders on a place (对第四条进行修改) has none below it."""
    below = any(one.depth > paragraph.depth if one.labelled else _orders(_tokens(sheet, one)) for one in following)
    return not below and any(token.kind == "place" for token in line)


def _orders(line: Tokens) -> bool:
    return any(token.kind in ORDERS or token.kind == "quote" for token in line)


def _names_article(line: Tokens) -> bool:
    """Whether a paragraph opens with an article: 将第八条…, 删去第八条…."""
    first = line[past(line, 0, "take", "delete", "law", "name", "then", "comma")]
    return first.kind == "place" and first.unit == "article"


def _is_attached(text: str, framed: tuple[Paragraph, ...], context: Context) -> bool:
    """Whether the law as amended follows behind the closing clauses: its title, on one line or several, or its first article."""
    titles = {squeezed(name) for law in context.laws for name in (law.title, f"中华人民共和国{law.title}")}
    said = ""
    for paragraph in framed:
        if paragraph.labelled:
            break
        said += squeezed(text[paragraph.start:paragraph.end])
        if bare_title(said) in titles:
            return True
    return bool(_FIRST_ARTICLE.match(text[framed[0].start:framed[0].start + 8]))


def _attachment(text: str, framed: tuple[Paragraph, ...]) -> Parts:
    where = Span(framed[0].start, framed[-1].end)
    return Parts(clauses=(Clause("attachment", text[where.start:where.end], where),))


def _heading(text: str, line: Tokens, context: Context, paragraph: Paragraph) -> tuple[Parts, Context]:
    where = Span(line[0].start, line[-1].end)
    kind = "attachment" if paragraph.annex else "heading" if paragraph.labelled else "lead"
    return Parts(clauses=(Clause(kind, text[where.start:where.end], where),)), heading(text, line, context)


def _tokens(sheet: Sheet, paragraph: Paragraph) -> Tokens:
    """A paragraph's tokens, the block that belongs to it among them as if it were quoted."""
    found = tokens(sheet.masked, paragraph.start, paragraph.end, sheet.quotes)
    block = paragraph.block
    if block is None:
        return found
    return (*found[:-1], Token("quote", "", block.start, block.end, quote=block), Token("end", "", block.end, block.end))


def _assembled(text: str, front: Head, parts: list[Parts], laws: tuple[Target, ...]) -> Amendment:
    closings: list[Closing] = [closing for part in parts for closing in part.closings]
    instructions = _about_all_laws(gathered([i for part in parts for i in part.instructions]), laws)
    clauses = [*(Clause("title", text[a:b], Span(a, b)) for a, b in front.titles),
               *(Clause("note", text[a:b], Span(a, b)) for a, b in front.notes),
               *(clause for part in parts for clause in part.clauses),
               *(clause for closing in closings for clause in closing.clauses)]  # fmt: skip
    return Amendment(
        act_of(front, text, len(laws), bool(instructions)), laws, instructions,
        together(begin for closing in closings for begin in closing.commencement),
        tuple(repeal for closing in closings for repeal in closing.repeals),
        tuple(sorted({law for closing in closings for law in closing.republished})),
        tuple(sorted(clauses, key=lambda clause: clause.source.start)),
        tuple(sorted((one for read in (parts, closings) for part in read for one in part.unread), key=lambda one: one.source.start)),
    )  # fmt: skip


def _about_all_laws(instructions: tuple[Instruction, ...], laws: tuple[Target, ...]) -> tuple[Instruction, ...]:
    """A closing 此外，对条文顺序作相应调整 outside the items is about all laws where no item has such an order of its own, and none of them
    follows: between the items on two laws it is about the law before it."""
    adjusting = [i for i in instructions if i.operation == "adjust"]
    if len(laws) < 2 or len(adjusting) != 1 or adjusting[0].item or adjusting[0] is not max(instructions, key=lambda i: i.source.start):
        return instructions
    return tuple(replace(i, law=None) if i is adjusting[0] else i for i in instructions)
