"""What a citation is made of, and the regular expressions for its parts. Every expression runs in linear time.

Numbers as 立法法(2023) 第六十五条 has them: 编, 分编, 章, 节 and 条 by Chinese numeral, 款 by order, 项 by a bracketed numeral, 目 by an
Arabic one. Courts and older texts write 第（三）项, 第（一）（二）项, 第一、三项 and 第10条.
"""

from typing import Literal

from msgspec import Struct

from tracker.numbering import NUMERAL, Number, Step
from tracker.patterns import pattern

UNITS = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section", "条": "article", "款": "paragraph", "项": "item",
         "目": "subitem"}
LEVEL = {kind: level for level, kind in enumerate(("annex", *UNITS.values()))}
"""How deep a type of provision stands: a citation's steps go from smaller to larger."""

_BARE = rf"{NUMERAL}+"  # possessive: a numeral is read whole
_NUMBER = rf"(?:[（(]{_BARE}[）)]|{_BARE})"
_AND = "(?:、|和|及|与|或者|或|以及|至|到|—|－|-|~|～)"
_UNIT = "(?:分编|编(?![制号码辑])|章(?!程)|节(?![日假能约目])|条(?![例约件线款幅])|款(?!项)|项(?![目])|目(?![标录的前]))"
NUMBERED = pattern(rf"第{_NUMBER}(?:(?:{_AND}第?{_NUMBER}|第?[（(]{_BARE}[）)]))*+{_UNIT}"
                   rf"(?:之{_BARE}(?:(?:、|至|和|或者|及)之{_BARE})*+)?")
"""第三条, 第十七条之一, 第（一）（二）项, 第一、三项, 第（一）至（六）项, 第四十八至五十一条, 第一百二十条之一、之二."""

PIECE = pattern(rf"(?P<sep>{_AND})?第?[（(]?(?P<number>{_BARE})[）)]?(?P<unit>{_UNIT})?"
                rf"|(?P<branch_sep>[、至和及]|或者)?之(?P<branch>{_BARE})")
"""One number inside what NUMBERED found, with what stands before it."""

RELATIVE = pattern(
    "前(?P<count>[一两二三四五六七八九十])?(?P<before>款(?!项)|条(?![件例约款])|项(?!目))"
    "|本(?P<own>条(?![例约件款幅])|款(?!项)|项(?![目下])|章(?!程)|节|编(?!制))"
    "|[该同](?P<same>条(?=[规第前所的中])|款(?=[规第所])|项(?=[规所]))"
)
"""前款, 前两款, 前条, 前项; 本条, 本款, 本章; 同条, 该款 (these only with an antecedent)."""

NOT_BEFORE = {"前": "之以此目提事当先期日年月从空眼面跟超生到", "本": "基成资日文原根标版样书副脚剧读课",
              "该": "应活", "同": "合共相不雷等"}
"""Characters that make 前项, 本项, 该项, 同项 part of another word (成本项目, 合同条款)."""

NUMBER_ONLY = pattern(rf"(?:至|到|—|－|-|~|～)(?P<number>[（(]?{_BARE}[）)]?)(?P<unit>{_UNIT})(?:之(?P<branch>{_BARE}))?")
"""The end of a range that leaves out 第: 第四项至七项."""

RANGE = frozenset(("至", "到", "—", "－", "-", "~", "～"))
JOINS = frozenset(("、", ",", "，", "和", "及", "与", "或者", "或", "以及", "并", "，和", "，以及", "、和", "，或者",
                   "规定和", "规定，", "规定、", "规定或者"))
"""What may stand between the members of one list of citations."""

INTO = frozenset(("", "的", "规定", "规定的", "所列", "中", "中的", "中第", " ", "　"))
"""What may stand between a provision and one of its parts (前款规定的第一项)."""

RelativeKind = Literal["before", "own", "same"]


class Label(Struct, frozen=True):
    """One number of a citation as printed, `start` to `end` without the sign that joins it to the one before."""

    start: int
    end: int
    step: Step


class Relative(Struct, frozen=True):
    """前两款: unit paragraph, kind before, count 2. 本条: unit article, kind own. 同条: kind same."""

    unit: str
    kind: RelativeKind
    count: int = 1


class Citation(Struct, frozen=True):
    """One place that a text cites.

    `start` to `end` is its own span, `text` its words; `law` is the title or name of the other law it is about as written,
    empty for the law it stands in. `path` holds all steps, those taken over from the list before it too (in 第三条第一款、第二款
    the second one's path starts at article 3); `through` the last place of a range (第五条至第七条); `labels` the numbers
    printed in the span, `ends` those of the range's last place. A path that starts below the article (第二款, 前款第一项)
    is about the place where the citation stands, or what `relative` says.
    `named`: its law is named right there (本法第三条), not only understood.
    """

    start: int
    end: int
    text: str
    law: str = ""
    path: tuple[Step, ...] = ()
    through: tuple[Step, ...] = ()
    labels: tuple[Label, ...] = ()
    ends: tuple[Label, ...] = ()
    relative: Relative | None = None
    named: bool = False


def numbered(kind: str, main: int, sub: int = 0) -> Step:
    """A step from its parts."""
    return kind, Number(main, sub)
