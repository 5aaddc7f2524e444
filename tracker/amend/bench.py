"""What planning the instructions for one law needs, and the problems it makes."""


from msgspec import Struct

from tracker.amend.describe import describe
from tracker.amend.instructions import Instruction, Place
from tracker.amend.orders import Order
from tracker.amend.report import Problem, Severity, problem
from tracker.amend.resolve import Miss, Site, Spot, shown, words_of
from tracker.amend.wording import occurrences
from tracker.numbering import Number

Made = list[Order | Problem]
"""What an instruction comes down to: orders, and problems."""


class Bench(Struct, frozen=True):
    """One law's old text opened, and the instructions about it by their index in the amendment.

    `keeps` where articles are not renumbered (修正案). `becomes`: which old article gets which number, as instructions say.
    """

    site: Site
    law: str
    instructions: dict[int, Instruction]
    keeps: bool = False
    becomes: dict[Number, Number] = {}
    tallies: dict[tuple[int, str], int] = {}
    """How often words stand in all places of an instruction together, as counted so far: it is asked for at each of them."""

    def complain(self, severity: Severity, kind: str, index: int, *, article: str = "", place: str = "", expected: str = "",
                 **data: object) -> Problem:
        """A problem of one instruction, at its place in the decision; `place` is an id in the old text."""
        return problem(severity, kind, law=self.law, article=article, place=place, expected=expected, instruction=index,
                       source=self.instructions[index].source, **data)

    def missed(self, index: int, miss: Miss) -> Problem:
        """The problem of a place that is not there, or could be several; told at the article that it is sought in."""
        here = next((key for key in self.site.articles if miss.article and str(self.site.nodes[key].number) == miss.article), "")
        return self.complain("error", miss.kind, index, article=miss.article or self.article(index), place=here, where=miss.place,
                             places=miss.places)

    def article(self, index: int) -> str:
        """The article an instruction names, as far as its own words tell: its result's number, else its target's in the new numbering."""
        instruction = self.instructions[index]
        for place in instruction.results:
            if place.article:
                return str(place.article)
        for place in (*instruction.targets, *([instruction.anchor] if instruction.anchor else [])):
            if place.article:
                return str(self.becomes.get(place.article, place.article))
            if place.type in ("preamble", "annex", "title"):
                return place.type
        return ""

    def quotes(self, index: int, spot: Spot) -> bool:
        """Whether words that the instruction quotes stand in the place, which shows that it is the one meant."""
        instruction = self.instructions[index]
        text = words_of(self.site, spot)
        words = [*instruction.old, *(pair.old for pair in instruction.words if pair.old)]
        return bool(words) and all(occurrences(word, text) for word in words)

    def where(self, index: int) -> str:
        """The first place in the old text that an instruction names, for messages."""
        one = self.instructions[index]
        return shown(next(iter(one.targets), one.anchor or Place()))

    def order(self, index: int) -> str:
        """What an instruction orders, in short, for messages."""
        return describe(self.instructions[index], 12)
