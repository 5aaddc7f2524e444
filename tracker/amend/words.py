"""Clauses about words inside a place: “甲”修改为“乙”, 在“甲”后增加“乙”, 删去…中的“甲”; and the deletion of whole places."""

from itertools import islice

from msgspec.structs import replace

from tracker.amend.context import WHOLE, Context, Reading, Subject, at_place, carried, carried_back, named_law, read, taken_over
from tracker.amend.instructions import Instruction, Operation, Place, Position, Span, Words
from tracker.amend.lexer import Tokens, tokens
from tracker.amend.passages import Quotes, as_title, listed, made, past, words_of
from tracker.amend.quotations import Quote
from tracker.amend.targets import Found, is_place, places, printed_heading
from tracker.numbering import Number

LINKS = ("in", "of", "among")
"""What may stand between a place and the words in it: 中的, 其中的, 末尾的."""

_FLAGS = ("all", "adverb", "and", "take", "then")
_SUFFIXES = ("suffix", "of", "in", "content", "note")
_WORD_EDITS = ("word_edit", "insert_words", "delete_words")
_BEHIND_DELETED = ("stop", "end", "comma", "and", "then", "list", "note")
_OTHER_MATTER = ("content", "other", "after", "before")
"""What is joined to words or places and is none itself: 及以下内容, 第六条及以后各条."""
_MOST_PLACES = 40
_SENTENCE_END = ("。", "；", "！", "？")


def quoted_words(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """A clause that goes on with quoted words at a token: they are changed, something is put beside them, or they go."""
    olds, behind = listed(line, at)
    if len(olds) == 1 and line[behind].kind == "in" and line[behind + 1].kind == "quote":
        inside = tuple(replace(place, quoted=words_of(olds[0])) for place in subject.places)
        return quoted_words(line, behind + 1, replace(subject, places=inside))
    marked = _marked_off(line, behind, olds)
    if marked:
        return _changed_between(line, subject, *marked)
    behind = past(line, behind, *_SUFFIXES)
    if line[behind].kind == "count" and line[behind].unit in ("sentence", "item", "table"):
        behind += 1
    if olds and line[behind].kind in ("and", "list", "comma") and is_place(line, behind + 1):
        return _in_several_places(line, behind, olds, subject)
    outside = outside_of(line, behind, at_place(subject.context, subject.places).here) if olds else None
    if outside:
        return leaving(_verb_of_words(line, outside[1], olds, subject), outside[0], line[subject.start].start)
    return _verb_of_words(line, behind, olds, subject)


def in_each(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """第一款中第一处和第二款中第二处“甲”: words quoted once for several places, each with which of them is meant there."""
    groups, behind = _occurrences(line, at, subject)
    each = [_verb_of_words(line, past(line, behind, *_SUFFIXES), (old,), one) for one, old in groups]
    return _together([reading for reading in each if reading])


def _occurrences(line: Tokens, at: int, subject: Subject) -> tuple[list[tuple[Subject, Quote]], int]:
    """Places, each with the one quotation behind them all as it is meant there, and the index of the token behind it; none where it is not
    so."""
    groups = [(subject, line[at].numbers)]
    while line[at].kind == "occurrence" and len(groups) <= _MOST_PLACES:
        found = places(line, past(line, at + 1, "and", "list"), at_place(subject.context, groups[-1][0].places).here)
        if found is None:
            return [], at
        at = past(line, found[1], *LINKS)
        quote = line[at].quote
        groups.append((replace(subject, places=found[0]), tuple(map(Number, quote.which)) if quote else line[at].numbers))
    olds, behind = listed(line, at)
    if len(olds) != 1 or not all(which and len(one.places) == 1 for one, which in groups):
        return [], at
    return [(one, replace(olds[0], which=tuple(number.main for number in which))) for one, which in groups], behind


def _together(readings: list[Reading]) -> Reading | None:
    """Several readings of the same words as one, with the context of the last; None where there are none."""
    return replace(readings[-1], instructions=tuple(order for one in readings for order in one.instructions)) if readings else None


def _verb_of_words(line: Tokens, behind: int, olds: Quotes, subject: Subject) -> Reading | None:
    """What is ordered about quoted words, from the token behind them on."""
    verb = past(line, behind, *_FLAGS, "comma") if olds else behind
    subject = _with_flags(line, behind, verb, subject)
    if line[verb].kind == "replace":
        return _changed(line, verb, olds, subject)
    if line[verb].kind in ("after", "before"):
        return _beside(line, verb, olds, subject)
    if line[verb].kind == "between" and len(olds) == 2:
        return _between(line, verb, olds, subject)
    if line[verb].kind == "disapply" and olds:
        return read(line, subject, verb + 1, "disapply", old=tuple(words_of(old) for old in olds))
    if line[verb].kind == "delete" and olds:
        return _deleted_words(line, verb + 1, olds, subject)
    return None


Marked = tuple[str, Quote, str, int]
"""The words before a quotation, it itself, those behind it, and the index of the token behind."""


def _marked_off(line: Tokens, at: int, olds: Quotes) -> Marked | None:
    """“甲”后的“；”, “甲”与“乙”之间的“丙”: words named by those beside them."""
    side = line[at].kind
    if (side, len(olds)) not in (("after", 1), ("before", 1), ("between", 2)) or line[at + 1].kind != "of":
        return None
    quoted = line[past(line, at + 1, "of")].quote
    if quoted is None or any(quote.which for quote in (quoted, *olds)):
        return None
    end = past(line, at + 1, "of") + 1
    first, last = words_of(olds[0]), words_of(olds[-1])
    return ("" if side == "before" else first), quoted, ("" if side == "after" else last), end


def _changed_between(line: Tokens, subject: Subject, before: str, old: Quote, behind: str, at: int) -> Reading | None:
    verb = past(line, at, *_FLAGS, "comma")
    news, end = listed(line, past(line, verb + 1, "colon"), 1) if line[verb].kind == "replace" else ((), verb + 1)
    if line[verb].kind not in ("replace", "delete") or (line[verb].kind == "replace" and not news):
        return None
    new = words_of(news[0]) if news else ""
    pair = Words(before + words_of(old) + behind, before + new + behind, Span(old.start, news[0].end if news else old.end))
    return _read_words(line, end, _with_flags(line, at, verb, subject), "word_edit", (pair,))


def _in_several_places(line: Tokens, at: int, olds: Quotes, subject: Subject) -> Reading | None:
    """第五条中的“甲”和第六条中的“乙”分别修改为“丙”和“丁”: one instruction for each place."""
    groups, behind = [(subject, olds)], at
    while line[behind].kind in ("and", "list", "comma") and is_place(line, behind + 1) and len(groups) <= _MOST_PLACES:
        found = places(line, behind + 1, at_place(subject.context, groups[-1][0].places).here)
        quotes, end = listed(line, past(line, found[1], *LINKS)) if found else ((), at)
        if found is None or not quotes:
            return None
        groups.append((replace(subject, start=behind + 1, places=found[0]), quotes))
        behind = past(line, end, *_SUFFIXES)
    verb = past(line, behind, *_FLAGS, "comma")
    if line[verb].kind == "delete":
        gone = [_deleted_words(line, verb + 1, quotes, one) for one, quotes in groups]
        return Reading(_up_to(line, verb + 1, gone), verb + 1, gone[-1].context)
    if line[verb].kind != "replace":
        return None
    all_olds = tuple(old for _, quotes in groups for old in quotes)
    news, end = _news(line, past(line, verb + 1, "colon"), len(all_olds))
    pairs = iter(_pairs(all_olds, news) if news else ())
    made_of = [_read_words(line, behind, _with_flags(line, behind, verb, one), "word_edit", tuple(islice(pairs, len(quotes))))
               for one, quotes in groups]  # fmt: skip
    if not all(reading.instructions[0].words for reading in made_of):
        return None
    return Reading(_up_to(line, end, made_of), end, made_of[-1].context)


def _up_to(line: Tokens, end: int, readings: list[Reading]) -> tuple[Instruction, ...]:
    """Instructions that share a verb, each from its own words to the next one's, the last one to the end."""
    orders = [reading.instructions[0] for reading in readings]
    ends = [*(order.source.start for order in orders[1:]), line[end - 1].end]
    cut = [tuple(replace(pair, source=Span(pair.source.start, min(pair.source.end, end))) for pair in order.words)
           for order, end in zip(orders, ends, strict=True)]  # fmt: skip
    return tuple(replace(order, source=Span(order.source.start, end), words=words)
                 for order, end, words in zip(orders, ends, cut, strict=True))  # fmt: skip


def _with_flags(line: Tokens, start: int, end: int, subject: Subject) -> Subject:
    everywhere = any(token.kind == "all" or "统一" in token.text for token in line[start:end + 1])
    return replace(subject, everywhere=subject.everywhere or everywhere)


def _changed(line: Tokens, verb: int, olds: Quotes, subject: Subject) -> Reading | None:
    """“甲”修改为“乙”: words for words, quoted paragraphs for paragraphs, one heading or title for another, one number for another."""
    news, at = _news(line, past(line, verb + 1, "colon", "comma", "of"), len(olds))
    if not news:
        return None
    headings = _printed_headings(olds, subject)
    if headings and len(news) == len(olds):
        context = at_place(subject.context, headings)
        return read(line, subject, at, "heading", context, targets=headings, payload=made(news), old=made(olds).lines)
    naming = naming_of(subject.places)
    if naming and not _words_of_it(line[:verb]):
        new, old = (as_title(made(news)), as_title(made(olds))) if naming == "rename" else (made(news), made(olds))
        return read(line, subject, at, naming, payload=new, old=old.lines)
    moved = _numbers(olds, news, subject.context) if line[verb].text == "调整为" else None
    if moved:
        context = at_place(subject.context, *moved)
        return read(line, subject, at, "renumber", replace(context, last=()), targets=moved[0], results=moved[1])
    if len(olds) == 1 < len(news) == len(subject.places):
        return _each_its_own(line, at, olds[0], news, subject)
    if any(line and line[-1].isalnum() for quote in (*olds, *news) for line in quote.lines[:-1]):
        return None  # a page has broken the words in two
    pairs = _pairs(olds, news)
    if not pairs:
        counted = any(old.which or old.times for old in olds)
        return None if counted else read(line, subject, at, "replace", payload=made(news), old=made(olds).lines)
    at, more = _further_pairs(line, at)
    return _read_words(line, at, subject, "word_edit", (*pairs, *more))


def _each_its_own(line: Tokens, at: int, old: Quote, news: Quotes, subject: Subject) -> Reading | None:
    """第五条第一款、第二款中的“甲”分别修改为“乙”、“丙”: each place gets the new words that stand at its place in the list."""
    if any(len(quote.lines) > 1 for quote in (old, *news)):
        return None
    each = [_read_words(line, at, replace(subject, places=(place,)), "word_edit", _pairs((old,), (new,)))
            for place, new in zip(subject.places, news, strict=True)]
    return _together(each)


def _printed_headings(quoted: Quotes, subject: Subject) -> tuple[Place, ...]:
    """The headings that quoted words are as the law prints them (“第三章　管理”), where no place is named that they could stand in."""
    found = tuple(place for quote in quoted if len(quote.lines) == 1 and (place := printed_heading(words_of(quote))))
    return found if len(found) == len(quoted) and not any(place.steps for place in subject.places) else ()


def _news(line: Tokens, at: int, count: int) -> tuple[Quotes, int]:
    """The new words. Where the list runs into the next pair, only as many as there are old ones (“甲”修改为“乙”、“丙”修改为“丁”), or one
    where no more would leave none for the next; nothing where it may be either (“甲”、“乙”修改为“丙”、“丁”、“戊”修改为“己”)."""
    news, behind = listed(line, at)
    if len(news) < 2 or line[past(line, behind, *_FLAGS, *_SUFFIXES)].kind not in ("replace", "after", "before", "delete"):
        return news, behind
    if len(news) > count > 1 and "分别" not in "".join(token.text for token in line[max(0, at - 3):at]):
        return (), at
    return listed(line, at, count if len(news) > count else 1)


def _words_of_it(before: Tokens) -> bool:
    """Whether what is quoted behind a heading or title are words in it (章名中的“甲”), not all of it (章名由“甲”)."""
    return next((token.kind for token in reversed(before) if token.kind in ("in", "among", "heading", "title")), "") in ("in", "among")


def naming_of(named: tuple[Place, ...]) -> Operation | None:
    """`heading` or `rename` where the places are headings or the title, else None."""
    if named and all(place.portion == "heading" for place in named):
        return "heading"
    return "rename" if len(named) == 1 and named[0].type == "title" else None


def _pairs(olds: Quotes, news: Quotes) -> tuple[Words, ...]:
    """Old and new words, pairwise or all old ones with one new; nothing where whole paragraphs or sentences stand for others."""
    if any(len(quote.lines) > 1 for quote in (*olds, *news)):
        return ()
    if len(olds) == len(news) and (len(olds) == 1 or not all(_is_sentence(words_of(old)) for old in olds)):
        return tuple(_change(old, words_of(new), new.end) for old, new in zip(olds, news, strict=True))
    if len(news) == 1 and not _is_sentence(words_of(olds[0])):
        return tuple(_change(old, words_of(news[0])) for old in olds)
    return ()


def _change(old: Quote, new: str, end: int = 0) -> Words:
    """The change of quoted words, up to `end` in the decision where the new ones are its own."""
    return Words(words_of(old), new, Span(old.start, end or old.end), old.which, old.times)


def _is_sentence(words: str) -> bool:
    return words.endswith(_SENTENCE_END)


def _further_pairs(line: Tokens, at: int) -> tuple[int, tuple[Words, ...]]:
    """The pairs that follow at once: ，“丙”修改为“丁”."""
    found: tuple[Words, ...] = ()
    while line[at].kind in ("comma", "list"):
        olds, behind = listed(line, past(line, at, "comma", "list", "then"))
        if not olds or line[behind].kind != "replace" or line[behind].text == "调整为":
            break
        news, end = _news(line, past(line, behind + 1, "colon"), len(olds))
        pairs = _pairs(olds, news) if news else ()
        if not pairs:
            break
        found, at = (*found, *pairs), end
    return at, found


def _numbers(olds: Quotes, news: Quotes, context: Context) -> tuple[tuple[Place, ...], tuple[Place, ...]] | None:
    """“第八条”调整为“第七条”: quoted numbers that name provisions."""
    old = [_place(words_of(quote), context.here) for quote in olds]
    new = [_place(words_of(quote), carried(context.here, context)) for quote in news]
    found = tuple(p for p in old if p), tuple(p for p in new if p)
    return found if len(found[0]) == len(found[1]) == len(olds) else None


def _place(words: str, here: Place) -> Place | None:
    line = tokens(words, 0, len(words), {})
    found = places(line, 0, here, 1)
    return found[0][0] if found and line[found[1]].kind == "end" else None


def _beside(line: Tokens, verb: int, olds: Quotes, subject: Subject) -> Reading | None:
    """“甲”后增加“乙”, and the same of sentences: 后增写一句，内容为：“乙”."""
    position: Position = "after" if line[verb].kind == "after" else "before"
    insert = past(line, verb + 1, *_FLAGS, "comma")
    if line[insert].kind != "insert":
        return None
    subject = _with_flags(line, verb, insert, subject)
    at = insert + 1
    if line[at].kind == "count" and line[at].unit == "sentence":
        at += 1
    news, at = _news(line, past(line, at, "content", "comma", "colon"), max(1, len(olds)))
    if not news:
        return None
    pairs = _pairs(olds, news) or tuple(_change(old, "\n".join(made(news).lines)) for old in olds)
    return _read_words(line, at, subject, "insert_words", pairs, position)


def _between(line: Tokens, verb: int, olds: Quotes, subject: Subject) -> Reading | None:
    """“甲”与“乙”之间增加“丙”."""
    insert = past(line, verb + 1, *_FLAGS, "comma")
    quotes, at = listed(line, past(line, insert + 1, "content", "comma", "colon"), 1)
    if line[insert].kind != "insert" or not quotes:
        return None
    pair = Words("", words_of(quotes[0]), Span(quotes[0].start, quotes[0].end))
    return _read_words(line, at, _with_flags(line, verb, insert, subject), "insert_words", (pair,), "between",
                       tuple(words_of(old) for old in olds))


def _deleted_words(line: Tokens, at: int, olds: Quotes, subject: Subject) -> Reading:
    gone = tuple(_change(old, "") for old in olds)
    return _read_words(line, at, subject, "delete_words", gone)


def _read_words(
    line: Tokens, at: int, subject: Subject, operation: Operation, pairs: tuple[Words, ...], position: Position = "",
    between: tuple[str, ...] = ()
) -> Reading:
    named = tuple(carried_back(place, subject.context) for place in subject.places)
    context = at_place(subject.context, named)
    excepted, at = _excepted(line, at, context.here)
    everywhere = subject.everywhere or any(not place.steps for place in named)
    return read(line, replace(subject, everywhere=everywhere), at, operation, context, targets=named, words=pairs, position=position,
                old=between, excepted=excepted)


def _excepted(line: Tokens, at: int, here: Place) -> tuple[tuple[Place, ...], int]:
    """The places behind a change of words that it leaves out: ，但第五条除外; （第五条除外）."""
    if line[at].kind == "excepting":
        return outside_of(line, at, here) or ((), at)
    start = past(line, at, "comma")
    start += line[start].text in ("但", "但是", "其中")
    found = places(line, start, here)
    return (found[0], found[1] + 1) if found and line[found[1]].text == "除外" else ((), at)


def outside_of(line: Tokens, at: int, here: Place) -> Found | None:
    """The places that words to be changed must not stand in, told before them: 除第五条外; 第三条至第九条（第五条除外）中的."""
    if line[at].kind == "excepting":
        inside = line[at].text[1:-1].removeprefix("但").removesuffix("除外")
        said = tokens(inside, 0, len(inside), {})
        found = places(said, 0, here)
        return (found[0], at + 1) if found and said[found[1]].kind == "end" else None
    found = places(line, at + 1, here) if line[at].kind == "except" else None
    return (found[0], found[1] + 1) if found and line[found[1]].text in ("外", "以外", "之外") else None


def leaving(reading: Reading | None, excepted: tuple[Place, ...], start: int) -> Reading | None:
    """The reading of a change of words (nothing else leaves places out) that does not touch these; its own words begin at `start`."""
    if reading is None or not all(one.operation in _WORD_EDITS for one in reading.instructions):
        return None
    made = [replace(one, excepted=(*excepted, *one.excepted)) for one in reading.instructions]
    return replace(reading, instructions=(replace(made[0], source=Span(start, made[0].source.end)), *made[1:]))


def deletion(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """What stands behind 删去: places, or words in places, and further ones joined by 和 or 、."""
    reading = _deleted(line, at, subject)
    while reading is not None and line[reading.at].kind in ("and", "list", "comma"):
        start = past(line, reading.at, "and", "list", "comma")
        more = _deleted(line, start, Subject(start, taken_over(reading.context), reading.context, subject.everywhere))
        if more is None:
            break
        reading = Reading((*reading.instructions, *more.instructions), more.at, more.context)
    return reading


def _is_all(line: Tokens, at: int) -> bool:
    """Whether no more than the words before a token go: not “甲”至“乙”, “甲”以下部分, “甲”及其后的内容."""
    behind = line[at].kind
    joined = line[past(line, at, "and", "list")].kind
    return (behind in (*_BEHIND_DELETED, "excepting", "take", "insert") and joined not in _OTHER_MATTER
            and line[past(line, at, *_FLAGS)].kind not in ("replace", "after", "before"))


def _deleted(line: Tokens, at: int, subject: Subject) -> Reading | None:
    at, context, law_named = named_law(line, at, subject.context)
    found = places(line, at, context.here)
    named, behind = found or ((WHOLE,) if law_named else subject.places, at)
    olds, end = listed(line, past(line, behind, *LINKS, "content"))
    subject = replace(subject, places=named, context=context)
    if line[past(line, behind, *LINKS)].kind == "occurrence":
        groups, end = _occurrences(line, past(line, behind, *LINKS), subject)
        end = past(line, end, *_SUFFIXES)
        return _together([_deleted_words(line, end, (old,), one) for one, old in groups]) if _is_all(line, end) else None
    titled = len(olds) == 1 == len(named) and naming_of(named) == "heading" and line[behind].kind == "quote"  # 第五章章名“附则”
    headings = (replace(named[0], quoted=words_of(olds[0])),) if titled else _printed_headings(olds, subject)
    if headings and line[after := past(line, end, "of", "heading", "suffix")].kind in _BEHIND_DELETED:
        return read(line, subject, after, "delete", at_place(context, headings), targets=headings)
    marked = _marked_off(line, end, olds)
    if marked:
        before, quoted, behind_it, end = marked
        pair = Words(before + words_of(quoted) + behind_it, before + behind_it, Span(olds[0].start, quoted.end))
        return _read_words(line, past(line, end, *_SUFFIXES), subject, "word_edit", (pair,))
    if olds:
        end = past(line, end, *_SUFFIXES)
        return _deleted_words(line, end, olds, subject) if _is_all(line, end) else None
    end = past(line, behind, "of", "content", "suffix")
    if not found or line[end].kind not in _BEHIND_DELETED or line[past(line, end, "and")].kind in _OTHER_MATTER:
        return None
    return read(line, subject, end, "delete")
