"""What an amending decision says, as values: the act, the laws it amends, its instructions in order.

An instruction is one order of the decision. Its targets stand in the numbering of the law before the decision, its results in the
numbering after it (practice: 改为 and 作为 name new numbers, everything else old ones). All offsets count Unicode code points of the
decision's text with line ends as `\\n`.
"""

from datetime import date as Date
from typing import Literal

from msgspec import Struct

from tracker.model import DIVISIONS, Event
from tracker.numbering import Number

Operation = Literal[
    "replace", "insert", "delete", "renumber", "move", "exchange", "merge", "split", "word_edit", "insert_words", "delete_words",
    "heading", "rename", "assertion", "adjust", "disapply",
]  # fmt: skip
"""What an instruction orders.

replace       targets get the words of `payload` (where `old` is given: the quoted old words in the targets get them)
insert        `payload` becomes the provisions `results`, at `position` of `anchor`; a division also takes in `contents`
delete        targets go; a target whose portion is `heading` loses its heading (删去第三章章名: what is under it joins what stands before)
renumber      targets become `results`, pairwise, on the same level of the same parent (also as 原第四条作为第五条, which may only say
              what happens silently: a statement to check)
move          targets become `results` on another level or under another parent (款 to article, article to 款), several also the one
              result they make up (第三款、第四款改为第五条); or, without results, go to `position` of `anchor` (移至)
exchange      the two targets stand in each other's place (对调)
merge         all targets become the one result, with the words of `payload` where given
split         the one target becomes all results, with the words of `payload` where given
word_edit     in the targets each pair's `old` becomes its `new`
insert_words  each pair's `new` is put in: behind (`position` after) or before the words `old`, at the start or end of the targets, or
              (`position` between) behind the first of the two quoted `old`, where the second follows it
delete_words  each pair's `old` goes from the targets
heading       the heading of the targets (章名, 条标, 标题) becomes `payload`
rename        the law's title becomes `payload`
assertion     says what the target reads when all is done (这一条相应修改为); a statement to check
adjust        numbers or citations follow silently (对条文顺序作相应调整): see `adjusts`
disapply      the targets are no longer applied, their text stays (不再适用, 停止执行)
"""

Position = Literal["", "inside", "before", "after", "between", "start", "end"]
"""Where something is put: inside the anchor (at the number that `results` says, else last), before or behind it, between two quoted
phrases, at its start or end."""

Portion = Literal["", "heading", "lead", "start", "end", "sentences", "proviso", "number"]
"""Which part of a provision is meant: all of it, its heading (章名), the words before its items (条首部分), its beginning (开始部分), its
end (末尾), some of its sentences (第二句, 后两句), its proviso (但书), its printed number (条号, 序号)."""

Adjusts = Literal["articles", "divisions", "paragraphs", "items", "citations", "words"]
"""What a closing clause lets follow: 条文顺序, 章节顺序, 款, 项, 引用的条文序号, and 个别文字, which no one can apply without a person."""


class Span(Struct, frozen=True):
    """A range of the decision's text: code points, `end` not in it."""

    start: int
    end: int


LAST = Number(0)
"""The number of the last 款, 项 or 目 of its parent (最后一款), which only the law's text counts."""


class Level(Struct, frozen=True):
    """One step of a place. `type` as in a version (part … subitem, preamble, title, toc, annex, table), or body (正文, a text without
    articles, whose natural paragraphs are counted). `number` is None where the decision gives none (附件), LAST for 最后一款."""

    type: str
    number: Number | None = None


class Place(Struct, frozen=True):
    """A place in a law. No steps: the whole law.

    `steps` run from the outermost one named to the innermost; the first `inherited` of them come from the context (the article of the
    item), not from the clause's own words. In `results` an inherited article bears its new number where the item states it, else its old
    one. `portion` narrows the place to a part of it; where it is sentences, `sentences` has the first and the last, from 1, or from
    -1 backwards (后两句: -2, -1; 第二句: 2, 2). `quoted` are words that identify the place besides: a division's heading, the words
    before a list of items, a table's name. `printed` are its own words where they lack the 第 that makes them a place (将五条修改为).
    """

    steps: tuple[Level, ...] = ()
    inherited: int = 0
    portion: Portion = ""
    sentences: tuple[int, ...] = ()
    quoted: str = ""
    printed: str = ""

    @property
    def article(self) -> Number | None:
        """The number of the article this place is or lies in."""
        return self.number("article")

    @property
    def first(self) -> int:
        """The first sentence meant, 0 where the place is no sentences."""
        return self.sentences[0] if self.sentences else 0

    @property
    def last(self) -> int:
        """The last sentence meant, 0 where the place is no sentences."""
        return self.sentences[-1] if self.sentences else 0

    @property
    def type(self) -> str:
        """The type of the innermost step; `law` for the whole law."""
        return self.steps[-1].type if self.steps else "law"

    def number(self, kind: str) -> Number | None:
        """The number of the step of this type."""
        return next((step.number for step in self.steps if step.type == kind), None)

    @property
    def is_division(self) -> bool:
        """Whether the place is a part, chapter or section as a whole."""
        return self.type in DIVISIONS


class Payload(Struct, frozen=True):
    """New words as lines, one for each paragraph of the decision.

    The quotation marks around them and the marks that reopen each paragraph are off; quotation marks inside are those that the law will
    print (‘ ’ in the decision is “ ” in the law). `source` is the range in the decision with its marks. `quoted` is False for a block
    without quotation marks. `rows` holds the cells of lines that are a table's, apart by tabs. `broken` lines, by their place from 0, may
    be no paragraphs of their own: the decision's line before ends inside a sentence, and they begin at the margin without a label.
    """

    lines: tuple[str, ...]
    source: Span
    quoted: bool = True
    rows: tuple[tuple[str, ...], ...] = ()
    broken: tuple[int, ...] = ()


class Words(Struct, frozen=True):
    """A change of words: `old` as the law prints it, `new` likewise; either is empty where there is none. `source` is around both.

    `which` of the places where `old` stands are meant, from 1, or from -1 backwards (第二处: 2; 后两处: -2, -1); empty: all. `times` is how
    often the decision says that it stands there (两处“甲”), None where it does not say."""

    old: str
    new: str
    source: Span
    which: tuple[int, ...] = ()
    times: int | None = None


class Instruction(Struct, frozen=True):
    """One order of a decision. What each operation uses of these fields stands with `Operation`.

    `law` is an index into the amendment's targets, None where a clause is about all of them. `item` is the label path of the
    decision (三、, 三、（二）, empty without one). `everywhere`: 均, 统一, 一律, 本法中的. `old` are quoted old paragraphs or sentences
    that `payload` stands for, the two phrases that words are put between, or the own words of an adjust that leaves words open. `excepted`
    are places where words stay as they are (但第五条除外). `contents` (new numbering) is what a new division holds: 包括第七十条.
    `source` is around its own words and quotations only.
    """

    operation: Operation
    source: Span
    law: int | None = 0
    item: str = ""
    targets: tuple[Place, ...] = ()
    results: tuple[Place, ...] = ()
    anchor: Place | None = None
    position: Position = ""
    payload: Payload | None = None
    old: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    everywhere: bool = False
    adjusts: tuple[Adjusts, ...] = ()
    contents: tuple[Place, ...] = ()
    excepted: tuple[Place, ...] = ()


class Target(Struct, frozen=True):
    """A law that the decision amends: its title without 《》, as the decision writes it; the short name it gives it (以下简称《解释》);
    the item that names it; where."""

    title: str
    source: Span
    short: str = ""
    item: str = ""


class Commencement(Struct, frozen=True):
    """When the decision, or some of its provisions, comes into force.

    `date` is the day; None with `on_promulgation` for 自公布之日起, None without it where the clause names no day that can be read.
    `items` are the decision's items, `provisions` the law's places (new numbering) it is about; both empty: everything. `law` an index
    into the targets, None for all.
    """

    source: Span
    text: str
    date: Date | None = None
    on_promulgation: bool = False
    items: tuple[str, ...] = ()
    provisions: tuple[Place, ...] = ()
    law: int | None = None


class Repeal(Struct, frozen=True):
    """A law that the decision repeals: its title without 《》, what the decision says beside it in brackets, the day where it gives one;
    where it repeals provisions of it alone, citations of these (第三条至第五条)."""

    title: str
    source: Span
    note: str = ""
    date: Date | None = None
    provisions: tuple[str, ...] = ()


class Clause(Struct, frozen=True):
    """Words of the decision that order no change of text.

    `kind`: title, note, lead, heading (the heading of a block of items), transition (what else the decision rules), republication,
    signature, attachment.
    """

    kind: str
    text: str
    source: Span


class Unread(Struct, frozen=True):
    """A passage that orders something and could not be read: its words, where they stand, and what was expected (a message id)."""

    text: str
    source: Span
    expected: str


class Act(Struct, frozen=True):
    """The amending act: its title and kind (`amendment` is a 修正案); who decided, in which meeting, on which day, under which number
    (国务院令第795号). `events` has all that its note says, in order: adopted, approved, promulgated, in_force."""

    title: str
    kind: Literal["decision", "amendment", "omnibus", "repeal"] = "decision"
    body: str = ""
    meeting: str = ""
    document: str = ""
    date: Date | None = None
    events: tuple[Event, ...] = ()


class Amendment(Struct, frozen=True):
    """An amending decision as read. Nothing of it is dropped: what is neither an instruction nor unread is in `commencement`, `repeals`
    or `clauses`."""

    act: Act
    targets: tuple[Target, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    commencement: tuple[Commencement, ...] = ()
    repeals: tuple[Repeal, ...] = ()
    republished: tuple[int, ...] = ()
    clauses: tuple[Clause, ...] = ()
    unread: tuple[Unread, ...] = ()
