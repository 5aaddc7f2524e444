"""What looks wrong in a source, told with its line and never mended.

Each check asks for proof in the text around it: a number is missing because its neighbours are there, a bracket is unmatched
because its line and the next do not close it.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise, zip_longest

from tracker.model import Finding
from tracker.numbering import NUMERAL, Number, cite
from tracker.patterns import HAN, pattern
from tracker.reading.document import Line
from tracker.reading.front import entry
from tracker.reading.headings import DIVISION_KINDS
from tracker.reading.labels import Mark
from tracker.reading.titles import squeezed

KINDS: dict[str, str] = {
    "bracket": "a bracket has no other half",
    "contents": "the table of contents and the headings disagree",
    "duplicate": "a number comes twice",
    "gap": "a number is missing in a sequence",
    "glued_heading": "an article begins inside a line",
    "half_width_number": "a number in half-width signs, where full width or Chinese numerals are the rule",
    "impossible_date": "a date that no calendar has",
    "letter_for_digit": "a letter stands for a digit",
    "no_body": "there is a title and no text below it",
    "out_of_sequence": "a number stands in the wrong place of its sequence",
    "stray_mark": "a mark too many, or a line torn off in a sentence",
    "title_repeated": "the title stands twice",
    "zero_width": "a sign that cannot be seen",
}
"""The kinds of finding that structure has, and what each means, as a message."""

_LONGEST = 80
_ZERO_WIDTH = pattern("[\u200b\u200c\u200d\u2060\ufeff]")
_NO_DAY = pattern(r"[年月](?:(?<=年)[^\S\n]?(?:1[3-9]|[2-9][0-9]|00?)[^\S\n]?月|(?<=月)[^\S\n]?(?:3[2-9]|[4-9][0-9]|00?)[^\S\n]?日"
                  r"|(?:(?<=[469]月)(?<![1-9][469]月)|(?<=11月))31日|(?<=2月)(?<![1-9]2月)3[01]日)")
_DIGIT = "0-9０-９零〇○一二三四五六七八九十"
_LETTERS = pattern(rf"[OoＯlI](?:(?<=[{_DIGIT}][OoＯ])(?=[{_DIGIT}年])|(?<=[0-9年月][lI])(?=[0-9日月]))")
_DOUBLED = pattern(r"[，、；：。,](?:(?<=。)[，、；：,。](?!。)|(?<!。)[，、；：。])")
_ODD = pattern(rf"[#*~^\\\ufffd?](?<={HAN}.)(?={HAN})")
_MARKS = (("zero_width", _ZERO_WIDTH), ("letter_for_digit", _LETTERS), ("stray_mark", _DOUBLED), ("stray_mark", _ODD),
          ("stray_mark", pattern(r"\n[，、；：。]")), ("impossible_date", _NO_DAY))
"""Looked for in all lines at once. Each begins with a mark or a set of marks: the search then runs from one to the next in C."""

_PAIRS = (("（(", "）)"), ("《", "》"), ("〈", "〉"), ("【", "】"), ("〔", "〕"))
_BRACKET = pattern(f"[{''.join(map(''.join, _PAIRS))}]")
_INNER = pattern(rf"(?<=[^第照据按、和及至或与])(第({NUMERAL})条)(?![的规、和及至第款项之（(，中所])")
_SEQUENCES = ("article", "chapter", "section", "item")


def findings(lines: Sequence[Line], titles: Sequence[Mark], notes: Sequence[Mark], contents: Sequence[Mark], main: Sequence[Mark],
             annexed: Sequence[Mark]) -> tuple[Finding, ...]:
    """Every finding of a text, by line. `lines` are the source's own, the marks those of its parts."""
    words = [*titles, *notes, *main, *annexed]
    found = [*_characters(lines), *_torn(lines),
             *_brackets([*main, *annexed]), *_note_brackets(notes), *_repeated(titles), *_contents(contents, main),
             *_numbers(main), *_items([*main, *annexed]), *_widths([*main, *annexed]), *_shared_lines(main), *_inside(main)]
    if words and not main and not annexed:
        found.append(Finding("no_body", words[-1].line, _cut(words[-1].text)))
    return tuple(sorted(found, key=lambda f: (f.line, f.kind)))


def _cut(text: str, at: int = 0) -> str:
    start = max(0, at - _LONGEST // 2)
    return text[start:start + _LONGEST]


def _characters(lines: Sequence[Line]) -> Iterable[Finding]:
    """What single characters show; the first of its kind in each line."""
    text = "\n".join(("", *(line.text for line in lines), ""))
    starts = list(accumulate((len(line.text) + 1 for line in lines), initial=1))
    told: set[tuple[str, int]] = set()
    for kind, mark in _MARKS:
        for found in mark.finditer(text):
            at = bisect_right(starts, found.start() + (found[0][0] == "\n")) - 1
            if (kind, at) not in told:
                told.add((kind, at))
                yield Finding(kind, lines[at].number, _cut(lines[at].text.strip(), found.start() - starts[at]))


def _torn(lines: Sequence[Line]) -> Iterable[Finding]:
    """Lines that end in the midst of a sentence, but for lists without numbers, which a colon opens: 由下列人员组成：主任，…"""
    opened = listed = False
    for line in lines:
        text = line.text.strip()
        if text:
            open_ended = text.endswith(("，", "、"))
            listed = open_ended and (opened or listed)
            if open_ended and not listed:
                yield Finding("stray_mark", line.number, text[-_LONGEST:])
            opened = text.endswith(("：", ":"))


def _surplus(text: str, opens: str, closes: str) -> int:
    return sum(map(text.count, opens)) - sum(map(text.count, closes))


def _brackets(marks: Sequence[Mark]) -> Iterable[Finding]:
    """A bracket without its other half in its own line, unless the line next to it has just that half: a broken line."""
    found = [_BRACKET.findall(m.text[len(m.num):] if m.kind == "point" else m.text) for m in marks]
    uneven = [at for at, brackets in enumerate(found) if brackets and not _is_paired("".join(brackets))]
    for opens, closes in _PAIRS:
        for at in uneven:
            count = _surplus("".join(found[at]), opens, closes)
            other = at + 1 if count > 0 else at - 1  # the line that would complete this one
            beside = _surplus("".join(found[other]), opens, closes) if 0 <= other < len(found) else 0
            if count and count + beside != 0:
                yield Finding("bracket", marks[at].line, _cut(marks[at].text, marks[at].text.find(opens[0])))


@lru_cache(maxsize=4096)
def _is_paired(brackets: str) -> bool:
    return not any(_surplus(brackets, opens, closes) for opens, closes in _PAIRS)


def _note_brackets(notes: Sequence[Mark]) -> Iterable[Finding]:
    """Notes are one text: their brackets match over all their lines."""
    text = "\n".join(m.text for m in notes)
    for opens, closes in _PAIRS:
        surplus = _surplus(text, opens, closes)
        if surplus:
            wrong = [m for m in notes if (_surplus(m.text, opens, closes) > 0) == (surplus > 0) and _surplus(m.text, opens, closes)]
            yield Finding("bracket", wrong[-1].line, _cut(wrong[-1].text))


def _repeated(titles: Sequence[Mark]) -> Iterable[Finding]:
    so_far = ""
    for m in titles:
        words = squeezed(m.text)
        if len(words) > 3 and words in so_far:
            yield Finding("title_repeated", m.line, _cut(m.text))
            return
        so_far += words


def _contents(contents: Sequence[Mark], main: Sequence[Mark]) -> Iterable[Finding]:
    """Entries without a heading, and headings without an entry, of the kinds of division that the contents list."""
    if not contents:
        return
    kinds = {m.kind for m in contents} & DIVISION_KINDS
    listed = Counter(entry(m.text) for m in contents if m.kind in kinds)
    headings = [m for m in main if m.kind in kinds and m.num.startswith("第")]
    printed = Counter(squeezed(m.text) for m in headings)
    for m in contents:
        if m.kind in kinds and not printed[entry(m.text)]:
            yield Finding("contents", m.line, _cut(m.text))
    for m in headings:
        if not listed[squeezed(m.text)]:
            yield Finding("contents", m.line, _cut(m.text))


def _numbers(main: Sequence[Mark]) -> Iterable[Finding]:
    """Articles, chapters and sections in sequence. Numbers by subject (第27.573条) leave gaps on purpose and are passed over."""
    for kind in _SEQUENCES[:3]:
        numbered = [m for m in main if m.number and m.kind == kind and m.style != "一"]
        if sum("." in m.num for m in numbered) * 2 <= len(numbered):
            yield from _sequence(kind, numbered, main)


def _sequence(kind: str, numbered: Sequence[Mark], main: Sequence[Mark]) -> Iterable[Finding]:
    divided = [m.line for m in main if m.kind in DIVISION_KINDS]  # in order
    if numbered and numbered[0].number and 1 < numbered[0].number.main < 4:
        yield Finding("gap", numbered[0].line, cite(kind, Number(1)))
    seen: set[Number] = set()
    before = numbered[0] if numbered else None
    for m, after in zip_longest(numbered[1:], numbered[2:]):
        assert before and before.number and m and m.number
        seen.add(before.number)
        restarts = m.number == Number(1) and bisect_right(divided, m.line) > bisect_right(divided, before.line)
        coming = after.number if after else None
        resumes = coming is not None and coming.follows(before.number) and not coming.follows(m.number)
        if m.number.follows(before.number) or restarts:
            seen = set() if m.number == Number(1) else seen
        elif m.number in seen:
            yield Finding("duplicate", m.line, _cut(m.text))
        elif m.number < before.number or m.number == Number(1):
            yield Finding("out_of_sequence", m.line, _cut(m.text))
        elif not resumes:  # else the next is the one that is missing here, and is told as too late
            yield Finding("gap", m.line, f"{before.num} → {m.num}")
        before = before if resumes and m.number < before.number else m


def _items(marks: Sequence[Mark]) -> Iterable[Finding]:
    """（一）（二）（四）: an item that is missing or comes twice in the list of one 款."""
    last, before = 0, ""
    for m in marks:
        if m.kind == "item" and m.number:
            number = m.number.main
            if last and number == last:
                yield Finding("duplicate", m.line, _cut(m.text))
            elif last and number > last + 1:
                yield Finding("gap", m.line, f"{before} → {m.num}")
            last, before = number, m.num
        elif m.kind != "point":
            last = 0


def _widths(marks: Sequence[Mark]) -> Iterable[Finding]:
    """Item numbers in ASCII brackets: each where the text mixes both, else the first; article numbers in Arabic digits."""
    items = [m for m in marks if m.kind == "item" and m.num[:1] in "（("]
    half = [m for m in items if "(" in m.num or ")" in m.num]
    for m in half if len(half) * 2 <= len(items) else half[:1]:
        yield Finding("half_width_number", m.line, _cut(m.text))
    numbered = [m for m in marks if m.kind == "article" and "." not in m.num]
    arabic = [m for m in numbered if re.search("[0-9]", m.num)]
    for m in arabic if len(arabic) * 2 <= len(numbered) else arabic[:1]:
        yield Finding("half_width_number", m.line, _cut(m.text))


def _shared_lines(main: Sequence[Mark]) -> Iterable[Finding]:
    """Articles that began inside a line, and were cut off there."""
    for before, m in pairwise(main):
        if m.kind == "article" and m.line == before.line:
            yield Finding("glued_heading", m.line, _cut(m.text))


def _inside(main: Sequence[Mark]) -> Iterable[Finding]:
    """The missing number of a gap, found inside a line between its neighbours, where it could not be cut off for certain."""
    places = [at for at, m in enumerate(main) if m.kind == "article"]
    for one, two in pairwise(places):
        first, second = main[one].number, main[two].number
        if first and second and second.main == first.main + 2:
            label = cite("article", Number(first.main + 1))
            for m in main[one:two]:
                at = next((f.start() for f in _INNER.finditer(m.text) if f[1] == label and f.start() > len(m.num)), -1)
                if at >= 0:
                    yield Finding("glued_heading", m.line, _cut(m.text, at))
