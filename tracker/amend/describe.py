"""Instructions in one line of plain Chinese, for people who check what was read."""

from collections.abc import Iterable

from tracker.amend.instructions import LAST, Instruction, Level, Payload, Place, Words
from tracker.numbering import Number, chinese, cite

_NAMES = {"preamble": "序言", "body": "正文", "title": "名称", "toc": "目录", "annex": "附件", "table": "表"}
_PORTIONS = {"heading": "标题", "lead": "条首部分", "start": "开头", "end": "末尾", "proviso": "但书", "number": "序号"}
_PARAGRAPHS = {"preamble": "自然段", "body": "段"}
_ADJUSTS = {"articles": "条", "divisions": "章节", "paragraphs": "款", "items": "项", "citations": "引用的序号", "words": "个别文字"}
_COUNTED = {"part": "编", "chapter": "章", "section": "节", "article": "条", "paragraph": "款", "item": "项", "subitem": "目"}
_BESIDE = {"after": "后", "before": "前", "start": "开头", "end": "末尾"}


def place(where: Place) -> str:
    """A place as running text cites it: 第三条第二款, 序言第七自然段后两句, 第三章标题; 全文 for the whole law."""
    if not where.steps:
        return "全文"
    return _steps(where, 0)


def with_unit(kind: str, number: Number) -> str:
    """A number for a message that stands at an article: that of the article alone, any other with its unit (第九项)."""
    return str(number) if kind == "article" else cite(kind, number)


def _steps(where: Place, first: int) -> str:
    words = "".join(_level(step, where.steps[0].type) for step in where.steps[first:])
    if where.is_division and where.steps[-1].number is None:
        words += f"“{where.quoted}”"
    return words + _PORTIONS.get(where.portion, "") + (_sentences(where) if where.portion == "sentences" else "")


def _level(step: Level, outermost: str) -> str:
    if step.number == LAST:
        return f"最后一{_COUNTED[step.type]}"
    if step.number is None or step.type in _NAMES:
        return _NAMES.get(step.type, "") + (chinese(step.number.main) if step.number else "")
    return cite(step.type, step.number).replace("款", _PARAGRAPHS.get(outermost, "款"))


def _sentences(where: Place) -> str:
    if where.first < 0:
        return "最后一句" if where.first == -1 else f"后{_cardinal(-where.first)}句"
    return f"第{chinese(where.first)}句" + (f"至第{chinese(where.last)}句" if where.last > where.first else "")


def places(listed: Iterable[Place], base: Place | None = None) -> str:
    """Places with 、 between them, three or more in sequence with 至; steps that the place before (or `base`, for the first) has too are
    not said again."""
    said: list[str] = []
    for run in _runs(listed):
        names = [_relative(where, before) for before, where in zip((base, *run[:-1]), run, strict=True)]
        said += [f"{names[0]}至{names[-1]}"] if len(names) > 2 else names
        base = run[-1]
    return "、".join(said)


def _relative(where: Place, base: Place | None) -> str:
    above = len(where.steps) - 1
    return _steps(where, above) if base and above > 0 and base.steps[:above] == where.steps[:-1] else place(where)


def _runs(listed: Iterable[Place]) -> list[list[Place]]:
    runs: list[list[Place]] = []
    for where in listed:
        if runs and _follows(runs[-1][-1], where):
            runs[-1].append(where)
        else:
            runs.append([where])
    return runs


def _follows(one: Place, other: Place) -> bool:
    """Whether the second place is the next of its kind in the same parent, both of them whole."""
    if not one.steps or not other.steps or one.portion or other.portion or one.steps[:-1] != other.steps[:-1]:
        return False
    a, b = one.steps[-1].number, other.steps[-1].number
    if one.type != other.type or a is None or b is None:
        return False
    return b == (a.main, a.sub + 1) if a.sub else b == (a.main + 1, 0)


def describe(order: Instruction, width: int = 30) -> str:
    """What an instruction orders, in one line; quoted words longer than `width` characters are cut (0: never)."""
    form = _FORMS.get(order.operation, _other)
    besides = [*(["各处"] if order.everywhere else []), *([f"{places(order.excepted)}除外"] if order.excepted else [])]
    return form(order, width) + (f"（{'，'.join(besides)}）" if besides else "")


def _quoted(words: str, width: int) -> str:
    words = words.replace("\n", "¶")
    return f"“{words if not width or len(words) <= width else words[:width - 1] + '…'}”"


def _payload(new: Payload | None, width: int) -> str:
    return "：" + _quoted("¶".join(new.lines), width) if new else ""


def _become(order: Instruction) -> str:
    return f"（{places(order.results)}）" if order.results and order.results != order.targets else ""


def _replace(order: Instruction, width: int) -> str:
    old = "中" + "".join(_quoted(words, width) for words in order.old) if order.old else ""
    return f"修改{places(order.targets)}{_become(order)}{old}{_payload(order.payload, width)}"


def _made(results: tuple[Place, ...], base: Place | None = None) -> str:
    """New provisions by their numbers; by how many there are (二款) where the decision gives none."""
    if results and results[0].steps and results[0].steps[-1].number is None and results[0].type in _COUNTED:
        return f"{chinese(len(results))}{_COUNTED[results[0].type]}"
    return places(results, base)


def _insert(order: Instruction, width: int) -> str:
    where = f"在{place(order.anchor)}{_BESIDE.get(order.position, '')}" if order.anchor else ""
    contents = f"，包括{places(order.contents)}" if order.contents else ""
    return f"{where}增加{_made(order.results, order.anchor)}{contents}{_payload(order.payload, width)}"


def _renumber(order: Instruction, width: int) -> str:
    return f"{places(order.targets)}改为{places(order.results, order.targets[0])}"


def _move(order: Instruction, width: int) -> str:
    where = f"到{place(order.anchor)}{_BESIDE.get(order.position, '')}" if order.anchor else ""
    return f"移动{places(order.targets)}{where}{'，作为' + places(order.results) if order.results else ''}"


def _exchange(order: Instruction, width: int) -> str:
    return f"{places(order.targets)}对调"


def _merge(order: Instruction, width: int) -> str:
    return f"合并{places(order.targets)}{'，作为' + places(order.results) if order.results else ''}{_payload(order.payload, width)}"


def _split(order: Instruction, width: int) -> str:
    return f"拆分{places(order.targets)}{'，作为' + _made(order.results) if order.results else ''}{_payload(order.payload, width)}"


def _pairs(order: Instruction, width: int, between: str) -> str:
    return "，".join(_pair(pair, width, between) for pair in order.words)


def _pair(pair: Words, width: int, between: str) -> str:
    old = f"{_which(pair)}{_quoted(pair.old, width)}" if pair.old else ""
    return "".join([old, between, _quoted(pair.new, width) if pair.new else ""])


def _which(pair: Words) -> str:
    """Which of the places where words stand are meant: 第二处, 第一、三处, 后两处; or how many there are."""
    if not pair.which:
        return f"{_cardinal(pair.times)}处" if pair.times and pair.times > 1 else ""
    if pair.which[0] > 0:
        return f"第{'、'.join(map(chinese, pair.which))}处"
    return f"最后{_cardinal(len(pair.which))}处"


def _cardinal(count: int) -> str:
    return "两" if count == 2 else chinese(count)


def _word_edit(order: Instruction, width: int) -> str:
    return f"{places(order.targets)}中{_pairs(order, width, '改为')}"


def _insert_words(order: Instruction, width: int) -> str:
    if order.position == "between":
        return f"{places(order.targets)}中{'与'.join(_quoted(words, width) for words in order.old)}之间加{_pairs(order, width, '')}"
    if any(pair.old for pair in order.words):
        return f"{places(order.targets)}中{_pairs(order, width, _BESIDE[order.position] + '加')}"
    named = places(order.targets)
    beside = _BESIDE.get(order.position, "")
    return f"{named.removesuffix(beside)}{beside}加{_pairs(order, width, '')}"


def _delete_words(order: Instruction, width: int) -> str:
    return f"删去{places(order.targets)}中{_pairs(order, width, '')}"


def _other(order: Instruction, width: int) -> str:
    verb = {"delete": "删去", "heading": "改标题：", "rename": "改名称：", "assertion": "核对", "disapply": "停止适用"}[order.operation]
    named = "" if order.operation == "rename" else places(order.targets)
    return f"{verb}{named}{_payload(order.payload, width)}".replace("：：", "：")


def _adjust(order: Instruction, width: int) -> str:
    return "、".join(_ADJUSTS[what] for what in order.adjusts) + "随之调整"


_FORMS = {
    "replace": _replace, "insert": _insert, "renumber": _renumber, "move": _move, "exchange": _exchange, "merge": _merge,
    "split": _split, "word_edit": _word_edit, "insert_words": _insert_words, "delete_words": _delete_words, "adjust": _adjust,
}  # fmt: skip
