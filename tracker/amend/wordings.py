"""Instructions that change words inside a text: 将…中的“A”修改为“B”, 在“A”后增加“B”, 删去…中的“A”, and sentences replaced.

Words that stand several times in the place named change everywhere, also where 均 is missing (practice), which is then told. Words that
stand only in what another instruction replaces are not there any more.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from tracker.amend.bench import Bench, Made
from tracker.amend.instructions import Instruction, Place, Span, Words
from tracker.amend.orders import Change, Put
from tracker.amend.parts import relabel
from tracker.amend.punctuation import CLOSERS, RANK, ending, gap_before, opening, spliced_clause, with_final_mark
from tracker.amend.replacing import lines_of
from tracker.amend.report import Problem
from tracker.amend.resolve import Miss, Spot, locate, shown
from tracker.amend.wording import Edit, Range, occurrences, sentences
from tracker.model import Provision
from tracker.numbering import Number

_OTHERS_NAME = re.compile("《[^《》]*》")
_EXCEPTED = -1
"""Stands for the instruction that takes words away where it is the decision that leaves them as they are."""
_PROVISO = re.compile("但(?:是|书)?[，,]?")

Field = tuple[str, str]
"""A node's id, and which of its fields: text or heading."""
Hit = tuple[Field, Range]


def worded(bench: Bench, index: int, gone: Mapping[str, int]) -> Made:
    """The orders of an instruction that changes words. `gone`: nodes whose words another instruction takes away or replaces; what it
    excepts itself is no place for it either."""
    instruction = bench.instructions[index]
    if len(instruction.targets) > 1 and any(pair.which for pair in instruction.words):  # 第三条、第五条中的第二处“甲”
        return [bench.complain("error", "unsupported", index, article=bench.article(index), words=bench.order(index))]
    left = [locate(bench.site, place) for place in instruction.excepted]
    made: Made = [bench.missed(index, spot) for spot in left if isinstance(spot, Miss)]
    excepted = {below: _EXCEPTED for spot in left if isinstance(spot, Spot) for key in spot.keys for below in bench.site.below(key)}
    gone = {**gone, **excepted}
    for place in instruction.targets or ((instruction.anchor,) if instruction.anchor else ()):
        spot = locate(bench.site, place)
        if isinstance(spot, Miss):
            made.append(bench.missed(index, spot))
        else:
            made += _at(bench, index, instruction, place, spot, gone)
    return made


def _at(bench: Bench, index: int, instruction: Instruction, place: Place, spot: Spot, gone: Mapping[str, int]) -> Made:
    if instruction.operation == "replace":
        return _sentences(bench, index, instruction, place, spot, gone)
    if instruction.position == "between":
        return [made for pair in instruction.words for made in _between(bench, index, instruction, place, spot, pair, gone)]
    if instruction.operation == "insert_words" and not any(pair.old for pair in instruction.words):
        return [made for pair in instruction.words for made in _at_border(bench, index, instruction, spot, pair)]
    if instruction.operation == "delete" or not instruction.words:
        return _portion_deleted(bench, index, place, spot, gone)
    return [made for pair in instruction.words for made in _pair(bench, index, place, spot, pair, gone)]


# Words that the decision quotes


def _pair(bench: Bench, index: int, place: Place, spot: Spot, pair: Words, gone: Mapping[str, int]) -> Made:
    """One change of words in one place."""
    old, new = pair.old, pair.new
    everywhere = bench.instructions[index].everywhere
    standing = [hit for hit in _found(bench, place, spot, old) if gone.get(hit[0][0], index) != _EXCEPTED]
    if standing and (pair.which or (pair.times or 0) > everywhere):
        wrong = _miscounted(bench, index, place, spot, pair, len(standing))
        if wrong:
            return [wrong]
    hits = [standing[at - 1 if at > 0 else at] for at in pair.which] if standing and pair.which else standing
    here = [hit for hit in hits if gone.get(hit[0][0], index) == index]
    if not here and spot.counted:
        here = _found(bench, place, Spot(spot.type, spot.counted, spot.parent), old)
    if not here:
        label = bench.site.nodes[spot.key].num if spot.keys else ""
        if label and old.startswith(label):
            return _pair(bench, index, place, spot, replace(pair, old=old[len(label):], new=new.removeprefix(label)), gone)
        if spot.keys and all(gone.get(key) == _EXCEPTED for key in spot.keys):  # 第三条至第九条（第五条除外）中的
            return []
        kind = "words_replaced" if hits else "no_words"
        return [bench.complain("error", kind, index, place=spot.key, words=old, where=shown(place))]
    bare = [field[0] for field, at in here if field[1] == "heading" and at[1] - at[0] == len(_text(bench, field).strip())]
    if bare and bench.instructions[index].operation == "delete_words":  # 删去第四章“附则”: the heading, or the chapter
        return [bench.complain("error", "unsupported", index, place=key, words=bench.order(index)) for key in bare]
    changes = [Change(*field, _edit(bench, index, field, at, pair)) for field, at in here]
    made: Made = [*changes, *(_supplied(bench, index, changes, new) if bench.instructions[index].operation == "insert_words" else [])]
    if len(here) > 1 and not (everywhere or pair.which or pair.times):
        made += _several(bench, index, place, here, old)
    return made


def _miscounted(bench: Bench, index: int, place: Place, spot: Spot, pair: Words, count: int) -> Problem | None:
    """The problem where words do not stand as often as the decision says, in the place or in all places it names together."""
    if max(map(abs, pair.which), default=0) <= count and (pair.times in (None, count) or pair.times == _in_all(bench, index, pair.old)):
        return None
    return bench.complain("error", "miscounted", index, place=spot.key, words=pair.old, count=count, where=shown(place))


def _in_all(bench: Bench, index: int, words: str) -> int:
    """How often words stand in all places together that an instruction names."""
    if (index, words) not in bench.tallies:
        spots = ((place, locate(bench.site, place)) for place in bench.instructions[index].targets)
        bench.tallies[index, words] = sum(len(_found(bench, place, spot, words)) for place, spot in spots if isinstance(spot, Spot))
    return bench.tallies[index, words]


def _between(bench: Bench, index: int, instruction: Instruction, place: Place, spot: Spot, pair: Words, gone: Mapping[str, int]) -> Made:
    """Words put between two quoted phrases that follow each other, with the mark that things of one kind have between them."""
    first, second = instruction.old
    hits = [(field, at, gap) for field, at in _found(bench, place, spot, first)
            if (gap := gap_before(second, _text(bench, field)[at[1]:])) is not None]
    here = [hit for hit in hits if gone.get(hit[0][0], index) == index]
    if not here:
        kind = "words_replaced" if hits else "no_words"
        return [bench.complain("error", kind, index, place=spot.key, words=f"{first}…{second}", where=shown(place))]
    changes = [Change(*field, Edit(*_set_between(at[1], gap, pair.new), index)) for field, at, gap in here]
    made: Made = [*changes, *_supplied(bench, index, changes, pair.new)]
    if len(here) > 1 and not instruction.everywhere:
        made += _several(bench, index, place, [(field, at) for field, at, _ in here], f"{first}…{second}")
    return made


def _set_between(at: int, gap: str, new: str) -> tuple[int, int, str]:
    """Where new words stand behind a phrase that `gap` (a mark, a conjunction, nothing) sets off from the next one, and how they read."""
    if gap in RANK and new[-1:] in RANK:
        at += len(gap)
    elif gap and new[:1] not in RANK:
        new = (gap if gap in RANK else "、") + new
    return at, at, new


def _supplied(bench: Bench, index: int, changes: list[Change], words: str) -> Made:
    """A doubt for each text in which inserted words were given a mark to set them off."""
    marked = {change.key: change.edit.new for change in changes if change.edit.new != words}
    return [bench.complain("doubt", "punctuation", index, place=key, difference=shown_as) for key, shown_as in marked.items()]


def _several(bench: Bench, index: int, place: Place, hits: list[Hit], words: str) -> Made:
    """A doubt for each article where words stand that stand several times in the place."""
    where = dict.fromkeys(bench.site.article_of(key) or key for (key, _), _at in hits)
    return [bench.complain("doubt", "several", index, place=key, words=words, count=len(hits), where=shown(place)) for key in where]


def _edit(bench: Bench, index: int, field: Field, at: Range, pair: Words) -> Edit:
    instruction = bench.instructions[index]
    if instruction.operation == "delete_words":
        return Edit(*at, "", index)
    if instruction.operation != "insert_words":
        return Edit(*at, pair.new, index)
    text = _text(bench, field)
    before = instruction.position == "before"
    where = at[0] if before else at[1]
    return Edit(where, where, spliced_clause(text, where, pair.new, at, before), index)


def _text(bench: Bench, field: Field) -> str:
    node = bench.site.nodes[field[0]]
    return node.heading if field[1] == "heading" else node.text


def _found(bench: Bench, place: Place, spot: Spot, words: str) -> list[Hit]:
    """Where words stand in the portion of a place that is meant."""
    hits = [(field, at) for field in _fields(bench, place, spot) for at in _within(bench, place, spot, field, words)]
    if place.portion == "start":
        return hits[:1]
    if place.portion == "end" and words in RANK:  # 末尾的句号 is the mark that ends the place, not the last one in it
        hits = [(field, at) for field, at in hits if field[0] == _lines(bench, spot)[-1] and not _text(bench, field)[at[1]:].strip(CLOSERS)]
    return hits[-1:] if place.portion == "end" else hits


def _fields(bench: Bench, place: Place, spot: Spot) -> Iterator[Field]:
    """The fields with words of a place, in document order: its headings, too."""
    site = bench.site
    keys = list(spot.keys)
    if spot.type in ("law", "body"):
        keys = [key for key in site.children.get("", ()) if site.nodes[key].type not in ("title", "title_note", "toc")]
    for top in keys:
        for key in site.below(top):
            if site.nodes[key].heading and place.portion in ("", "heading"):
                yield key, "heading"
            if site.nodes[key].text and place.portion != "heading" and not (place.portion == "lead" and site.nodes[key].type == "item"):
                yield key, "text"


def _within(bench: Bench, place: Place, spot: Spot, field: Field, words: str) -> list[Range]:
    """Where words stand in one text. In a change for the whole law the names of other laws stay as they are."""
    text = _text(bench, field)
    found = occurrences(words, text)
    if place.portion in ("sentences", "proviso"):
        meant = _portion(text, place)
        found = [at for at in found if meant and meant[0] <= at[0] and at[1] <= meant[1]]
    if spot.type == "law" and "《" not in words:
        names = [match.span() for match in _OTHERS_NAME.finditer(text)]
        found = [at for at in found if not any(start <= at[0] and at[1] <= end for start, end in names)]
    return found


# Portions that the decision names without quoting them


def _portion(text: str, place: Place) -> Range | None:
    """The range of a text that its sentences first to last, or its proviso, take."""
    if place.portion == "proviso":
        found = _PROVISO.search(text)
        return (found.start(), len(text)) if found else None
    all_of_them = sentences(text)
    first = place.first - 1 if place.first > 0 else len(all_of_them) + place.first
    last = place.last - 1 if place.last > 0 else len(all_of_them) + place.last
    return (all_of_them[first][0], all_of_them[last][1]) if 0 <= first <= last < len(all_of_them) else None


def _lines(bench: Bench, spot: Spot) -> list[str]:
    """The nodes of a place that have words, in order."""
    return [key for top in spot.keys for key in bench.site.below(top) if bench.site.nodes[key].text]


def _at_border(bench: Bench, index: int, instruction: Instruction, spot: Spot, pair: Words) -> Made:
    """Words put at the start or the end of a place; at its end, with a doubt, where the decision does not say where in it."""
    keys = _lines(bench, spot)
    points = _next_points(bench, index, spot, pair)
    if points:
        return points
    if instruction.position == "start" or any(place.portion == "start" for place in instruction.targets):
        return [Change(keys[0], "text", Edit(0, 0, opening(pair.new, bench.site.nodes[keys[0]].text), index))]
    at, words = ending(bench.site.nodes[keys[-1]].text, pair.new)
    made: Made = [Change(keys[-1], "text", Edit(at, at, words, index))]
    if not instruction.position:
        made.append(bench.complain("doubt", "unplaced", index, place=keys[-1], words=pair.new, where=shown(instruction.targets[0])))
    return made


def _next_points(bench: Bench, index: int, spot: Spot, pair: Words) -> Made:
    """The new lines of an annex's list where the words bear the numbers that follow its last one: 附件增加“三、丙河”."""
    below = bench.site.children.get(spot.key, ()) if spot.type == "annex" else ()
    last = bench.site.nodes[below[-1]] if below else None
    if last is None or last.type != "item" or last.number is None:
        return []
    made: Made = []
    for at, line in enumerate(pair.new.split("\n")):
        number = Number(last.number.main + at + 1)
        label = relabel(last, number.main)
        if not line.startswith(label):
            return []
        node = Provision("item", label, number, text=line.removeprefix(label).strip())
        made.append(Put(spot.key, "item", (node,), index, number=number, place=at))
    return made


def _sentences(bench: Bench, index: int, instruction: Instruction, place: Place, spot: Spot, gone: Mapping[str, int]) -> Made:
    """New words for sentences, named by their count or quoted; for a start, an end, a proviso."""
    new = "".join(lines_of(instruction))
    if instruction.old:
        span = instruction.payload.source if instruction.payload else Span(0, 0)
        return _pair(bench, index, place, spot, Words("".join(instruction.old), new, span), gone)
    ranges = _portions(bench, place, spot)
    if not ranges:
        return [bench.complain("error", "no_place", index, place=spot.key, where=shown(place))]
    (key, (start, end)) = ranges[0]
    old = bench.site.nodes[key].text[start:end]
    return [Change(key, "text", Edit(start, end, with_final_mark(new, old), index))]


def _portions(bench: Bench, place: Place, spot: Spot) -> list[tuple[str, Range]]:
    lines = _lines(bench, spot)
    if place.portion in ("start", "end"):  # without quoted words the first, or the last, sentence is meant
        key = lines[0 if place.portion == "start" else -1]
        return [(key, sentences(bench.site.nodes[key].text)[0 if place.portion == "start" else -1])]
    found = [(key, _portion(bench.site.nodes[key].text, place)) for key in lines]
    return [(key, at) for key, at in found if at]


def _portion_deleted(bench: Bench, index: int, place: Place, spot: Spot, gone: Mapping[str, int]) -> Made:
    found = [(key, at) for key, at in _portions(bench, place, spot) if key not in gone]
    if not found:
        return [bench.complain("error", "no_place", index, place=spot.key, where=shown(place))]
    key, (start, end) = found[0]
    return [Change(key, "text", Edit(start, end, "", index))]
