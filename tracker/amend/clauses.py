"""The grammar of one clause: a place and a verb, or a verb whose place the context gives.

Each form reads from a token and says what it made of it, or None. Every clause is tried from the left, so that the whole grammar can be
read here: `clause` finds the place, `_VERBS` says which form goes on from which verb.
"""

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from tracker.amend.adjusting import adjustment
from tracker.amend.context import (
    WHOLE,
    Context,
    Reading,
    Subject,
    at_place,
    carried,
    carried_back,
    named_law,
    read,
    taken_over,
)
from tracker.amend.insertions import insertion
from tracker.amend.instructions import Instruction, Level, Operation, Payload, Place, Position, Span
from tracker.amend.lexer import ORDERS, Tokens
from tracker.amend.passages import BEFORE_PAYLOAD, as_title, in_items, listed, made, past, payload
from tracker.amend.quotations import Quote
from tracker.amend.regrouping import container, join, merge, move, single, split, split_up, then_words
from tracker.amend.targets import JOINS, Found, is_place, places
from tracker.amend.words import LINKS, deletion, in_each, leaving, naming_of, outside_of, quoted_words
from tracker.numbering import NUMERAL, Number, cite

Form = Callable[[Tokens, int, Subject], Reading | None]
"""A form reads on from the token at an index; the subject holds what was read before it."""

_FLAGS = ("all", "adverb", "take", "as_before")
_BEHIND_COLON = ("quote", "take", "delete", "insert", "replace")
"""第三条：删去第一款: what may stand behind a place and a colon."""
_ENDS = ("stop", "end", "comma")
_WORDS_FOLLOW = ("replace", "named", "content")
_MATTER_LIMIT, _MOST_LAWS, _LONGEST = 12, 60, 60
_NO_MATTER = re.compile("^(?:关于|有关|作)|[第首前后末某几数多].{0,2}[个处次]")
"""What a matter does not say: which of several occurrences is meant (第二个“的”) no order can tell, so that it is not read."""
_RESTATES = re.compile(rf"(第{NUMERAL}条(?:之{NUMERAL})?)[\s\u3000]")


def clause(line: Tokens, at: int, context: Context) -> Reading | None:
    """The clause that starts at a token, read in a context; None where it is no order that can be read."""
    start, at = at, past(line, at, "take")
    outside = outside_of(line, at, context.here)
    if outside:
        return leaving(clause(line, past(line, outside[1], "comma", "of"), context), outside[0], line[start].start)
    if line[at].kind in LINKS and is_place(line, past(line, at + 1, "colon")):
        at = past(line, at + 1, "colon")
    adjusted = adjustment(line, start, context)
    if adjusted:
        return adjusted
    at, context, law_named = named_law(line, at, context)
    found = _places_of_words(line, at, context) or places(line, at, context.here)
    if found is None:
        subject = Subject(start, (WHOLE,) if law_named else taken_over(context), context)
        return (_in_other_laws(line, at, subject) if law_named else None) or _verb(line, at, subject, False)
    subject = Subject(start, found[0], context)
    if line[at].kind == "restated":
        return _restated(line, found[1], subject)
    return _in_other_laws(line, found[1], subject) or _verb(line, found[1], subject, True)


def _places_of_words(line: Tokens, at: int, context: Context) -> Found | None:
    """A list of places with commas too, where quoted words in all of them follow, or their deletion: 将第七条第一款、第二款，第十二条中的
    “甲”…; 第三条第二款，第四条删去. Elsewhere a comma ends the list: 删去第三条，第四条改为第三条."""
    found = places(line, at, context.here, joins=(*JOINS, "comma"))
    if found is None or not any(token.kind == "comma" for token in line[at:found[1]]):
        return None
    deleted = past(line, found[1], *_FLAGS)
    if line[deleted].kind == "delete" and line[deleted + 1].kind in ("stop", "end"):
        return found
    linked = past(line, found[1], *LINKS)
    return found if linked > found[1] and line[past(line, linked, *_FLAGS)].kind == "quote" else None


def _in_other_laws(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """One change in several laws: 将《甲》第三条、《乙》中的“…”修改为“…”. One instruction for each law."""
    subjects, behind = [subject], at
    while line[past(line, behind, *JOINS)].kind == "law" and len(subjects) <= _MOST_LAWS:
        inner, context, _ = named_law(line, past(line, behind, *JOINS), subjects[-1].context)
        found = places(line, inner, context.here)
        subjects.append(Subject(subject.start, found[0] if found else (WHOLE,), context))
        behind = found[1] if found else inner
    if len(subjects) == 1 or line[behind].text.startswith("等"):
        return None
    laws = subjects[-1].context.laws
    read_once = [_verb(line, behind, replace(one, context=replace(one.context, laws=laws)), True) for one in subjects]
    made = [reading for reading in read_once if reading]
    return Reading(tuple(i for reading in made for i in reading.instructions), made[-1].at, made[-1].context) if made else None


def _verb(line: Tokens, at: int, subject: Subject, named: bool) -> Reading | None:
    """The rest of a clause from behind its place (`named`), or from where a place could have stood."""
    linked = past(line, at, *LINKS, "note")
    outside = outside_of(line, linked, subject.context.here) if named else None
    if outside:
        return leaving(_verb(line, outside[1], subject, named), outside[0], line[subject.start].start)
    if named and line[at].kind == "colon" and line[at + 1].kind in _BEHIND_COLON:
        linked = at + 1
    if named and line[at].kind == "comma" and line[at + 1].kind in ("among", "replace", "as", "delete", "insert"):
        linked = past(line, at + 1, *LINKS)
    told = past(line, linked, "suffix", "content", "adverb")  # 第五条的内容修改为：“…”
    linked = told if named and line[told].kind == "replace" else linked
    behind = _past_matter(line, linked) if named else past(line, linked, *_FLAGS)
    flagged = any(token.kind == "all" for token in line[at:behind])
    subject = replace(subject, everywhere=subject.everywhere or flagged)
    kind = line[behind].kind
    if kind == "quote":
        return _known_by_words(line, behind, subject) or quoted_words(line, behind, subject)
    if kind == "occurrence":
        return in_each(line, behind, subject)
    if kind == "insert":
        described = _described(line, behind) if named else 0
        return _replaced(line, described, subject) if described else _inserted(line, behind, subject, named)
    if kind in ("after", "before", "between") and named:
        return _beside(line, behind, subject)
    if kind in ("colon", "content") and not named:
        return _replaced(line, behind, subject) if subject.context.last and subject.context.become else None
    form = _VERBS.get(kind)
    if form is None and named:
        return _disapplied(line, behind, subject)
    return form(line, behind, subject) if form else None


def _known_by_words(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """第三款“甲”改为第二款: the quoted words only say which place is meant; it gets another number."""
    quote, verb = line[at].quote, past(line, at + 1, *_FLAGS)
    if quote is None or len(subject.places) != 1 or not subject.places[0].steps or line[verb].kind not in ("replace", "as"):
        return None
    named = replace(subject.places[0], quoted="\n".join(quote.lines))
    return _VERBS[line[verb].kind](line, verb, replace(subject, places=(named,))) if line[verb + 1].kind == "place" else None


def _inserted(line: Tokens, at: int, subject: Subject, named: bool) -> Reading | None:
    """What is put into the places: 第五条、第六条各增加一款，作为第二款：“…” puts it into each."""
    if not named or len(subject.places) == 1:
        return insertion(line, at, subject, "", named)
    each = [insertion(line, at, replace(subject, places=(place,)), "", True) for place in subject.places]
    made = [reading for reading in each if reading and all(place.type != "article" for place in reading.instructions[0].results)]
    if len(made) < len(each):
        return None
    return replace(made[-1], instructions=tuple(order for reading in made for order in reading.instructions))


def _described(line: Tokens, at: int) -> int:
    """The token behind 修改为 where what is put in is only described, 第五条增加“甲”的内容，修改为：“…”: the new words are all of the
    place's. Where none follow, the token behind the description, at which nothing can be read; 0 where words are put in."""
    _, behind = listed(line, at + 1)
    matter = past(line, behind, "of")
    if matter == behind or not line[matter].text.startswith("内容"):
        return 0
    verb = past(line, matter + 1, "comma")
    return verb + 1 if line[verb].kind == "replace" else matter + 1


def _past_matter(line: Tokens, at: int) -> int:
    """What may stand between a place and quoted words in it: 均, 由, the matter they are about (第十五条中的罚款数额由“…”)."""
    behind = past(line, at, *_FLAGS)
    about = line[behind]
    if about.kind == "other" and len(about.text) <= _MATTER_LIMIT and not _NO_MATTER.search(about.text):
        quoted = past(line, behind + 1, "take", "of", "in")
        return quoted if line[quoted].kind == "quote" else behind
    return behind


def _beside(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """在第二款后增加…: the verb of insertion behind 后, 前 or 之间."""
    position: Position = "before" if line[at].kind == "before" else "after"
    verb = past(line, at + 1, "comma", "all", "adverb", "then")
    if line[at].kind == "between" and not _adjoin(subject.places):
        return None
    where = subject.places[:1] if line[at].kind == "between" else subject.places[-1:]
    return insertion(line, verb, replace(subject, places=where), position, True) if line[verb].kind == "insert" else None


def _adjoin(named: Sequence[Place]) -> bool:
    """Whether the second of two places comes right behind the first (第四条与第五条): only then is there one place between them."""
    if len(named) != 2 or not named[0].steps or not named[1].steps or named[0].steps[:-1] != named[1].steps[:-1]:
        return False
    first, second = (place.steps[-1] for place in named)
    follow = [Number(first.number.main + 1), Number(first.number.main, first.number.sub + 1)] if first.number else []
    return first.type == second.type and second.number in follow


def _replace(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """What stands at 修改为 or 改为: other numbers, several provisions, a name, new words."""
    behind = past(line, at + 1, "adverb", "as_after")
    if line[behind].kind == "count" and line[behind].unit != "sentence":
        return split(line, behind, subject)
    if line[at].text == "替换为" and is_place(line, behind):
        return None  # 附件2替换为新的附件2: the new one is not here
    if naming_of(subject.places) and line[past(line, behind, "colon")].kind == "law":
        return _renamed(line, past(line, behind, "colon"), subject)
    told = _told_by_part(line, behind, subject)
    if told:
        return told
    if is_place(line, behind) and line[behind].kind != "whole":
        return _renumbered(line, behind, subject)
    return _replaced(line, behind, subject)


def _told_by_part(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """修改为：第一款为：“…”第二款为：“…”: all the new 款 of an article, or new words for some of its 款."""
    parts: list[tuple[Place, Quote, int]] = []
    behind, here = at, subject.places[0]
    while (found := places(line, start := past(line, behind, "colon", "comma", "list", "stop"), here, 1)) is not None:
        worded = past(line, found[1] + (line[found[1]].text == "为"), "content", "colon")
        quote = line[worded].quote
        if quote is None or worded == found[1]:
            break
        parts.append((carried_back(found[0][0], subject.context), quote, start))
        behind = worded + 1
    if not parts:
        return None
    named = tuple(place for place, _, _ in parts)
    steps = [(*here.steps, Level("paragraph", Number(n))) for n in range(1, len(parts) + 1)]
    if len(subject.places) == 1 and here.type == "article" and [place.steps for place in named] == steps:
        return read(line, subject, behind, "replace", payload=made([quote for _, quote, _ in parts]))
    inside = [any(place.steps[:len(one.steps)] == one.steps for one in subject.places) for place in named]
    return _one_each(line, behind, subject, named, [quote for _, quote, _ in parts]) if all(inside) else None


def _one_each(line: Tokens, at: int, subject: Subject, named: tuple[Place, ...], quotes: Sequence[Quote],
              become: tuple[Place, ...] = ()) -> Reading:
    """An instruction for each of several places that get words of their own."""
    context = replace(at_place(subject.context, named), become=become)
    starts = [line[subject.start].start, *(quote.start for quote in quotes[1:])]
    orders = tuple(Instruction("replace", Span(start, quote.end), context.law, context.item, (place,), become[i:i + 1],
                               payload=made((quote,)))
                   for i, (start, place, quote) in enumerate(zip(starts, named, quotes, strict=True)))
    return Reading(orders, at, context)


def _replaced(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """New words for the places: 修改为：“…”, also behind a renumbering that names them; as many quotations as places are one each."""
    named = tuple(carried_back(place, subject.context) for place in subject.places)
    become = subject.context.become if named == subject.context.last else ()
    quotes, behind = listed(line, past(line, at, *BEFORE_PAYLOAD))
    each = len(quotes) == len(named) > 1
    if each and not naming_of(named):
        return _one_each(line, behind, subject, named, quotes, become)
    found = (made(quotes), behind) if each else payload(line, at)
    if found is None:
        return None
    words, behind = found
    if not subject.places[0].steps:
        return None
    named, become = (_restated_pairs(words, subject.context) if len(named) == 1 else None) or (named, become)
    context = replace(at_place(subject.context, named), become=become)
    operation = naming_of(named) or "replace"
    words = as_title(words) if operation == "rename" else in_items(words, named)
    return read(line, subject, behind, operation, context, targets=named, results=become, payload=words)


def _restated_pairs(words: Payload, context: Context) -> tuple[tuple[Place, ...], tuple[Place, ...]] | None:
    """第一款改为第九条，第二款改为第十条，分别修改为：“第九条　…第十条　…”: what the item gave these numbers."""
    numbers = [found[1] for line in words.lines if (found := _RESTATES.match(line))]
    by_name = {cite("article", new.article): (old, new) for old, new in context.moved if new.type == "article" and new.article}
    pairs = [by_name[number] for number in numbers if number in by_name]
    if len(numbers) < 2 or len(pairs) != len(numbers):
        return None
    return tuple(old for old, _ in pairs), tuple(new for _, new in pairs)


def _renamed(line: Tokens, at: int, subject: Subject) -> Reading:
    """A title without quotation marks: 名称修改为《…》."""
    token = line[at]
    words = Payload((token.text[1:-1],), Span(token.start, token.end), quoted=False)
    return read(line, subject, at + 1, "rename", payload=words)


def _renumbered(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """New numbers for the places: on their own level a renumbering, else a move (款 to article, article to 款)."""
    new = places(line, at, carried(container(subject.places[0]), subject.context), len(subject.places))
    if new is None or not subject.places[0].steps:
        return None
    operation: Operation
    become, behind = _as_several(line, at, subject, new)
    if len(become) == 1 and len(subject.places) > 1:
        return _joined(line, behind, subject, become)
    if len(become) != len(subject.places):
        divides = become[0].type == subject.places[0].type
        words, behind = then_words(line, behind) if divides else (None, behind)
        operation = "split" if divides else "move"
        return read(line, subject, behind, operation, at_place(subject.context, subject.places), results=become, payload=words)
    moved = any(not _same_parent(old, target, subject.context) for old, target in zip(subject.places, become, strict=True))
    operation = "move" if moved else "renumber"
    return read(line, subject, behind, operation, at_place(subject.context, subject.places, become), results=become)


def _as_several(line: Tokens, at: int, subject: Subject, first: tuple[tuple[Place, ...], int]) -> tuple[tuple[Place, ...], int]:
    """第三条改为第四条第一款、第二款, or 第四条、第五条: all that one article becomes; the first places where only those are meant."""
    every = places(line, at, WHOLE)
    if every is None or len(subject.places) > 1 or subject.places[0].type != "article" or line[every[1]].kind not in _ENDS:
        return first
    within = {place.steps[:-1] for place in every[0]}
    alike = len(within) == 1 and {place.type for place in every[0]} == {"paragraph"}
    return every if alike or within == {()} else first


def _joined(line: Tokens, at: int, subject: Subject, become: tuple[Place, ...]) -> Reading:
    """Several places become one: 第三款、第四款改为第五条 moves them into it, 第三条、第四条改为第三条 merges them."""
    operation: Operation = "merge" if subject.places[0].type == become[0].type else "move"
    context = at_place(subject.context, subject.places)
    return read(line, subject, at, operation, replace(context, become=become), results=become)


def _same_parent(old: Place, new: Place, context: Context) -> bool:
    if old.type != new.type:
        return False
    return old.type == "article" or carried(container(old), context).steps == new.steps[:-1]


def _as(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """原第二款作为第三款."""
    return _renumbered(line, past(line, at + 1, "adverb", "as_after"), subject)


def _exchange(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """第四条与第六条对调: two provisions of one kind stand in each other's place."""
    alike = len(subject.places) == 2 and subject.places[0].type == subject.places[1].type
    if not alike or line[at + 1].kind not in (*_ENDS, "then", "and"):
        return None
    numbered = past(line, at + 1, "comma", "adverb")
    if line[numbered].kind == "as":
        return _as(line, numbered, subject)
    named = tuple(carried_back(place, subject.context) for place in subject.places)
    return read(line, subject, at + 1, "exchange", at_place(subject.context, named), targets=named)


def _delete(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """删去…, or …删去 where the places stand before it."""
    named = any(place.inherited < len(place.steps) for place in subject.places)
    inside = replace(subject, context=at_place(subject.context, subject.places)) if named else subject
    reading = deletion(line, at + 1, inside)
    if reading is None and line[at + 1].kind in ("stop", "end", "comma", "then", "note") and subject.places[0].steps:
        return read(line, subject, at + 1, "delete")
    return reading


def _disapply(line: Tokens, at: int, subject: Subject) -> Reading | None:
    return read(line, subject, at + 1, "disapply") if subject.places[0].steps else None


def _disapplied(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """第五条第二款关于收费的规定不再适用: the matter stands between the place and the verb."""
    end = at
    while line[end].kind not in ("stop", "end", "quote", *ORDERS) and end - at < _LONGEST:
        end += 1
    return _disapply(line, end, subject) if line[end].kind == "disapply" else None


def _restated(line: Tokens, at: int, subject: Subject) -> Reading | None:
    """这一款相应修改为：“…”: what the place reads when all is done."""
    found = payload(line, past(line, at, "adverb", "replace"))
    if found is None or line[past(line, at, "adverb")].kind != "replace":
        return None
    return read(line, subject, found[1], "assertion", payload=found[0])


_VERBS: dict[str, Form] = {
    "replace": _replace, "as": _as, "split": split_up, "merge": merge, "single": single, "move": move, "delete": _delete,
    "exchange": _exchange, "join": join, "disapply": _disapply,
}  # fmt: skip
