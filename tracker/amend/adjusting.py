"""Clauses that let numbers, citations and contents follow what the others order: 对条文顺序作相应调整."""

import re

from msgspec.structs import replace

from tracker.amend.context import Context, Reading, span, with_law
from tracker.amend.instructions import Adjusts, Instruction, Span
from tracker.amend.lexer import ORDERS, Tokens

_LONGEST = 60
_ADJUSTED: tuple[tuple[str, Adjusts], ...] = (
    ("条文(?!的?文字(?!和))|条款|条序|条的|条[、和及与]", "articles"), ("[章节编]", "divisions"), ("款", "paragraphs"),
    ("(?<!事)项", "items"), ("引用|援引|引述|所涉", "citations"), ("文字|表述", "words"),
)  # fmt: skip
_ADJUSTMENT = re.compile(r"(?:顺序|序号|条号|编号|文字|目录)[^，。；]{0,20}(?:调整|顺延|修改|改动|变动|变更|更改|改变)"
                         "|顺延(?!为)|以下类推"
                         "|(?:顺序|序号|条号|编号|各[条款项]|[其以][后下]条[文款])[^，。；]{0,12}(?:提前|后延|[前后]移|推移|递[推增减补进]|顺推|[前后]推|类推|[加减]一)")
_ALL_LAWS = re.compile(r"相关|有关|[上前]述|以上|所有|各(?:部|件|项)?(?:法|条例|规|解释)")


def is_adjustment(words: str) -> bool:
    """Whether words say that numbers or citations follow (对条文顺序作相应调整)."""
    return bool(_ADJUSTMENT.search(words))


def adjustment(line: Tokens, at: int, context: Context) -> Reading | None:
    """对条文顺序作相应调整: numbers, and citations where it says so, follow silently."""
    behind = at
    while behind - at < _LONGEST and line[behind].kind not in ("stop", "comma", "colon", "quote", "end", *ORDERS):
        behind += 1
    said = "".join(token.text for token in line[at:behind])
    if not is_adjustment(said):
        return None
    flags = tuple(flag for words, flag in _ADJUSTED if re.search(words, said)) or ("articles",)
    context = _law_named(line[at:behind], context)
    law = None if _ALL_LAWS.search(said) else context.law
    own = (said,) if "words" in flags else ()
    made = Instruction("adjust", span(line, at, behind), law, context.item, old=own, adjusts=flags)
    return Reading((made,), behind, replace(context, last=(), become=()))


def _law_named(words: Tokens, context: Context) -> Context:
    for token in words:
        if token.kind == "law":
            return with_law(context, token.text, Span(token.start, token.end))
    return context
