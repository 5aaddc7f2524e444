"""Places that an item names by a number it has just given: 删去第二款，第三款改为第二款，第二款修改为….

Practice: places are named as in the old text, and so they are read. Where the old text has no such place, or the item has deleted it
before, the number can only be the new one.
"""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from tracker.amend.instructions import Instruction, Place
from tracker.amend.resolve import Miss, Site, locate

_WORDS = ("replace", "delete", "word_edit", "insert_words", "delete_words", "insert")


def in_old_numbers(site: Site, instructions: Mapping[int, Instruction]) -> dict[int, Instruction]:
    """The instructions with such places under their old numbers."""
    return {index: _old(site, one, list(_before(instructions, one))) if one.operation in _WORDS else one
            for index, one in instructions.items()}


def _before(instructions: Mapping[int, Instruction], one: Instruction) -> Iterator[Instruction]:
    """The instructions of the same item that stand before one."""
    return (other for other in instructions.values() if other.item == one.item and other.source.start < one.source.start)


def _old(site: Site, one: Instruction, before: list[Instruction]) -> Instruction:
    given = [pair for other in before if other.operation == "renumber" for pair in zip(other.targets, other.results, strict=False)]
    if not given:
        return one
    gone = [place for other in before if other.operation == "delete" for place in other.targets]
    targets = tuple(_named(site, place, given, gone) for place in one.targets)
    return one if targets == one.targets else replace(one, targets=targets)


def _named(site: Site, place: Place, given: list[tuple[Place, Place]], gone: list[Place]) -> Place:
    """A place, or, where only its new number can be meant, the old place that got it."""
    old, new = next(((old, new) for old, new in reversed(given) if new.steps and _lies_in(place, new)), (place, place))
    only_new = any(_lies_in(place, one) for one in gone) or isinstance(locate(site, place), Miss)
    return replace(place, steps=(*old.steps, *place.steps[len(new.steps):])) if old != new and only_new else place


def _lies_in(place: Place, outer: Place) -> bool:
    return place.steps[:len(outer.steps)] == outer.steps
