"""What applying or verifying a decision did, as values: instruction by instruction, with every problem at its place.

`article` in a problem is the number of the article in the NEW text (`17-1`), or `title`, `title_note`, `toc`, `headings`, `order`,
`preamble`, `annex`.
Offsets are code points of the decision's text.
"""

from datetime import date as Date
from typing import Literal

from msgspec import Struct

from tracker.amend.instructions import Span
from tracker.language import _
from tracker.model import InForce

Severity = Literal["error", "doubt"]
"""error: the text is not as the decision orders it, a person has to see to it; doubt: applied, but by a reading that could be another."""

Status = Literal["applied", "checked", "partly", "failed", "no_text", "no_change"]
"""applied, also where an error tells that something else about it is wrong; checked (it only states what happens anyway, and that is so);
partly (in some of its places); failed (not at all); no_text (the law's text was not given); no_change (it changes no text by its nature,
as 不再适用)."""

CarriedOut = Literal["", "all", "part", "none"]
"""How much of an instruction was carried out though an error was found in it; empty where a problem is no error of an instruction."""

Fate = Literal["carried", "shifted", "dangling"]
"""A citation of a provision whose number changed: rewritten as the decision says; left as it was; left and pointing to nothing now."""

Class = Literal["typography", "citation", "not_followed", "not_ordered", "misprint"]
"""Why an official text differs from the computed one: width, punctuation variants or spaces only; a citation; an instruction that the
text does not follow; a change that no instruction orders; so small a slip of the pen that nobody will have ordered it."""

MESSAGES = {
    "no_place": "the old text has no {where}",
    "no_article": "the new text has no {where}",
    "no_words": "the words “{words}” are not in the old {where}",
    "miscounted": "“{words}” stands {count} times in the old {where}, which is not what the decision says",
    "words_replaced": "the words “{words}” stand in the old {where} only where another instruction puts new text",
    "no_effect": "the instruction changes nothing",
    "twice": "another instruction already changes this place",
    "number_taken": "the number {number} is already given to another provision",
    "number_wrong": "the number should be {expected}, not {number}",
    "not_beside": "has the number {number}, as the decision says, but does not stand where it puts it: there the number is {expected}",
    "restarts": "article numbers begin anew in the law, and the decision does not say in which division the number {number} is",
    "misprinted": "the new text prints {words}, the instruction says {named}",
    "prints_old": "the new text prints {words}, the number of the old text; what it replaces has the number {expected} now",
    "outside": "by the numbers that the decision gives it does not stand in {where}",
    "skips": "there is no {where} before it",
    "no_payload": "the instruction brings no new text",
    "payload_count": "provisions in the new text: {count}; named in the decision: {named}",
    "not_restated": "the decision's own restatement differs from what its instructions give: {difference}",
    "unread": "a passage of the decision could not be read: “{words}”",
    "ambiguous": "the old {where} could be more than one place: {places}",
    "unsupported": "this order needs a person: {words}",
    "words_open": "“{words}” does not say which words change: a person has to find and change them",
    "numbers_only": "“{words}” does not say which words change: a person has to find and change them; numbers followed",
    "other_law": "the decision names 《{named}》, not 《{title}》, which it was applied to all the same",
    "target_unknown": "no law is named for this instruction, and several are given",
    "old_differs": "the words that the decision quotes as the old text differ from the law: {difference}",
    "unplaced": "“{words}” is put at the end of the old {where}: the decision does not say where it stands",
    "several": "“{words}” stands {count} times in the old {where} and changes everywhere, though the decision does not say so (均)",
    "meets_new": "the new text here has “{words}”, which changes throughout the old {where}; whether here too is not said, and it stays",
    "broken": "“{after}” was read as a paragraph of its own, yet the decision's line before it, “{before}”, ends inside a sentence",
    "kept_articles": "the new words are its heading alone; what stands under it stays",
    "punctuation": "punctuation beside the change was mended: {difference}",
    "inferred_chapter": "the article stands between two chapters; it was put at the end of the first one, as the decision names none",
    "other_division": "stands in {where} by its number, no longer in {before}; the decision names no division",
    "left_over": "what is left of the old {before}, whose first 款 is an article now; the decision does not say where it stands",
    "vanished": "the old {before}, which the decision does not name, is not in the new text",
    "doubled": "the old {before}, which the decision does not name, stands more than once in the new text",
    "altered": "the old {before}, which the decision does not name, has other words in the new text",
    "at_gap": "the old text has no {number}; this was put before what may be missing there, and the numbers behind it go up",
    "misnumbered": "{number} stands twice or out of order in the old text: it keeps that number and its place",
    "empty": "nothing stands under the new heading {words}",
    "unsettled": "its number hangs on an order that was not carried out as written: {words}",
    "moved": "moves from the old {before} past {count} {unit} that the decision does not mention",
    "no_adjust": "articles are renumbered though the decision has no clause on their order",
    "kept_items": "the new words end in a colon and bring no items; the old items were kept",
    "unnumbered_heading": "the line behind it, “{words}”, was read as a heading without a number; it might have been the article's words",
    "either": "{where} was read in the old numbering; the same item makes it change places, and may mean the new one",
    "supplied": "“{words}” was read as {where}: 第 is missing before it",
    "lines": "the 款 was counted by its sentences, as its lines do not end in a full stop",
    "shifted": "cites {cited}, whose number is now {number}; the decision does not say that citations follow",
    "dangling": "cites {cited}, which the decision deletes",
    "repeated": "cites {cited} beside what became one with it: it is written once",
    "would_repeat": "cites {cited}, which became one with what is cited before it; the decision does not say that citations follow",
    "partly_gone": "cites {cited}, of which the decision deletes {gone}; it reads {number} now",
    "left_partly_gone": "cites {cited}, of which the decision deletes {gone}; what is left is now {went}, and the words stay",
    "takes_in": "cites {cited}, now {number}, which takes in what was not there before: {came}",
    "regrouped": "cites {cited}, now {number}, in which the provisions are not the old ones one for one",
    "spread": "cites {cited}, which is now {went}; the words stay",
    "turned": "cites {cited}, which meant what is now {meant} and now means {points}",
    "lost": "cites {cited}, which meant what is now {meant} and now means nothing",
    "unclear_citation": "cites {cited}: which law is meant is not certain",
    "not_noted": "the official title note does not tell of this act, of {day}",
    "no_source": "the new text was read from no published source, as one computed from the decision: that it is what the decision orders "
                 "proves nothing",
    "commencement_not_kept": "“{words}”: of what these items change, not all is articles, and the rest is dated with the act as a whole",
    "commencement_of_nothing": "“{words}”: the new text has no {where}, so what the decision changed may wait for that day or not",
    "noted_otherwise": "the official title note names {official}, the decision {expected}",
    "ruling_unfit": "entry {entry}{named}: {reason}",
}
"""The message of each kind of problem, by its name: message ids with `{names}`."""


class Problem(Struct, frozen=True):
    """Something a person has to look at.

    `kind` is a name in MESSAGES; `instruction` the index of the instruction in the amendment, None where it is about none; `source` its
    place in the decision; `place` an id in the old version; `expected` what would have been right; `carried_out` how much of the
    instruction, or of a passage that could not be read, was carried out all the same.
    """

    severity: Severity
    kind: str
    message: str
    law: str = ""
    article: str = ""
    place: str = ""
    expected: str = ""
    instruction: int | None = None
    source: Span | None = None
    carried_out: CarriedOut = ""


def problem(severity: Severity, kind: str, *, law: str = "", article: str = "", place: str = "", expected: str = "",
            instruction: int | None = None, source: Span | None = None, **data: object) -> Problem:
    """A problem with its message in the user's language."""
    message = _(MESSAGES[kind]).format(**data, expected=expected)
    return Problem(severity, kind, message, law, article, place, expected, instruction, source)


class Outcome(Struct, frozen=True):
    """What became of one instruction: `places` are ids in the old version, `articles` numbers in the new one."""

    instruction: int
    operation: str
    status: Status
    law: str = ""
    item: str = ""
    places: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    ruling: str = ""


class Cited(Struct, frozen=True):
    """A citation of the law itself whose number changed. `article` and `place` say where it stands (new number; old id), `text` its words
    before, `now` its words in the new text; empty where they stay and point elsewhere, or went with the sign before them."""

    law: str
    article: str
    place: str
    text: str
    fate: Fate
    now: str = ""


class Change(Struct, frozen=True):
    """An article's last change: which instructions of the act made it, `date` the act's day, `before` its number until then, empty where
    it is new."""

    law: str
    article: str
    instructions: tuple[int, ...]
    act: str
    date: Date | None = None
    before: str = ""


class Amended(Struct, frozen=True):
    """A law the decision was applied to: from which version to which, and from when the new one holds."""

    law: str
    old: Date | None = None
    new: Date | None = None
    in_force: InForce = InForce()


class Difference(Struct, frozen=True):
    """One difference between the computed and the official text of an article. `start` and `end` are offsets in the computed text of the
    article (its paragraphs joined by line ends); `computed` and `official` the words that differ; `instruction` the one it is about."""

    law: str
    article: str
    kind: Class
    start: int
    end: int
    computed: str
    official: str
    instruction: int | None = None


class Report(Struct, frozen=True):
    """What applying (or verifying) a decision did. `kind`: apply or verify."""

    kind: str
    act: str
    date: Date | None = None
    laws: tuple[Amended, ...] = ()
    problems: tuple[Problem, ...] = ()
    instructions: tuple[Outcome, ...] = ()
    citations: tuple[Cited, ...] = ()
    changes: tuple[Change, ...] = ()
    differences: tuple[Difference, ...] = ()


def failed(report: Report) -> bool:
    """Whether an instruction was not applied as written."""
    return any(found.severity == "error" for found in report.problems)
