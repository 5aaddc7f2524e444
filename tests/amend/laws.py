"""Invented laws and changes to them, for the algebra of drafting and applying: a law is chapters of articles of 款, which may have 项."""

from collections.abc import Sequence

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tracker.model import Version
from tracker.numbering import chinese
from tracker.reading import read_text

WHO = ("市园林部门", "区园林部门", "公园管理人", "游客", "经营者", "志愿者组织", "建设单位", "街道办事处", "养护单位", "市民政部门")
WHAT = ("编制公园规划", "公示收费标准", "修剪古树名木", "巡查湖岸步道", "清理绿地垃圾", "报告安全隐患", "登记捐赠树木", "设置导览标牌",
        "组织科普讲座", "保护野生鸟类", "维修游乐设施", "制定应急预案", "听取居民意见", "公布检查结果", "停放非机动车", "使用扩音设备")
WHEN = ("每年", "每季度", "每月", "在开放时间内", "在五日内", "在节假日", "于汛期前", "于开园前", "必要时", "依照本条例")
MODAL = ("应当", "可以", "不得")
HEADINGS = ("总则", "规划建设", "开放服务", "养护保护", "监督检查", "法律责任", "附则", "公众参与", "资金保障")
ITEMS = ("攀折花木", "捕捉鸟类", "占用绿地", "倾倒垃圾", "燃放烟花", "擅自摆摊", "损坏座椅", "翻越围栏", "野外用火", "遗弃宠物")


class Clause(Struct, frozen=True):
    """A 款 with its 项."""

    text: str
    items: tuple[str, ...] = ()


Article = tuple[Clause, ...]


class Chapter(Struct, frozen=True):
    """A chapter with its articles; one without a heading holds all articles of a law without chapters."""

    heading: str
    articles: tuple[Article, ...]


Law = tuple[Chapter, ...]
sentences = st.builds("{}{}{}{}。".format, st.sampled_from(WHEN), st.sampled_from(WHO), st.sampled_from(MODAL), st.sampled_from(WHAT))
citing = st.builds("违反本条例第{}条规定的，由{}责令改正。".format, st.integers(1, 9).map(chinese), st.sampled_from(WHO))
listing = st.builds(lambda who, items: Clause(f"{who}不得有下列行为：", tuple(items)), st.sampled_from(WHO),
                    st.lists(st.sampled_from(ITEMS), min_size=2, max_size=5, unique=True))
clauses = st.one_of(st.builds(Clause, sentences), st.builds(Clause, sentences), listing, st.builds(Clause, citing))
articles = st.lists(clauses, min_size=1, max_size=3).map(tuple)
chapters = st.builds(Chapter, st.sampled_from(HEADINGS), st.lists(articles, min_size=1, max_size=4).map(tuple))
chaptered: st.SearchStrategy[Law] = st.lists(chapters, min_size=2, max_size=4, unique_by=lambda c: c.heading).map(tuple)
plain: st.SearchStrategy[Law] = st.lists(articles, min_size=2, max_size=9).map(lambda found: (Chapter("", tuple(found)),))
laws = st.one_of(chaptered, plain)


def text(law: Law) -> str:
    """The law as text."""
    lines, number = ["示例市公园条例", "（2015年3月20日示例市第十五届人民代表大会常务委员会第六次会议通过）"], 0
    for at, chapter in enumerate(law, 1):
        lines += [f"第{chinese(at)}章　{chapter.heading}"] if chapter.heading else []
        for article in chapter.articles:
            number += 1
            told = [line for clause in article for line in _lines(clause)]
            lines += [f"第{chinese(number)}条　{told[0]}", *told[1:]]
    return "\n".join(lines) + "\n"


def _lines(clause: Clause) -> list[str]:
    ends = ["；"] * (len(clause.items) - 1) + ["。"]
    return [clause.text, *(f"（{chinese(at)}）{item}{end}" for at, (item, end) in enumerate(zip(clause.items, ends, strict=False), 1))]


def version(law: Law) -> Version:
    """The law as it is read."""
    return read_text(text(law))


# Changes


@st.composite
def changed(draw: st.DrawFn, law: Law) -> Law:
    """The law after one to four changes."""
    for _ in range(draw(st.integers(1, 4))):
        change = draw(st.sampled_from(CHANGES))
        law = change(draw, law)
    return law


def _at(draw: st.DrawFn, law: Law) -> tuple[int, int]:
    chapter = draw(st.integers(0, len(law) - 1))
    return chapter, draw(st.integers(0, len(law[chapter].articles) - 1))


def _with(law: Law, chapter: int, made: Sequence[Article]) -> Law:
    return (*law[:chapter], replace(law[chapter], articles=tuple(made)), *law[chapter + 1:])


def _put(law: Law, at: tuple[int, int], new: Sequence[Article]) -> Law:
    old = law[at[0]].articles
    return _with(law, at[0], [*old[: at[1]], *new, *old[at[1] + 1:]])


def insert_article(draw: st.DrawFn, law: Law) -> Law:
    """A new article before or behind another."""
    at = _at(draw, law)
    old = law[at[0]].articles[at[1]]
    new = draw(articles)
    return _put(law, at, [new, old] if draw(st.booleans()) else [old, new])


def delete_article(draw: st.DrawFn, law: Law) -> Law:
    """An article less; never the last one of its chapter."""
    at = _at(draw, law)
    return _put(law, at, []) if len(law[at[0]].articles) > 1 else law


def move_article(draw: st.DrawFn, law: Law) -> Law:
    """An article elsewhere."""
    at = _at(draw, law)
    if len(law[at[0]].articles) < 2:
        return law
    moving, without = law[at[0]].articles[at[1]], _put(law, at, [])
    to = _at(draw, without)
    return _put(without, to, [moving, without[to[0]].articles[to[1]]])


def merge_articles(draw: st.DrawFn, law: Law) -> Law:
    """Two neighbours in one chapter as one article."""
    at = _at(draw, law)
    old = law[at[0]].articles
    if at[1] + 1 >= len(old):
        return law
    return _with(law, at[0], [*old[: at[1]], old[at[1]] + old[at[1] + 1], *old[at[1] + 2:]])


def split_article(draw: st.DrawFn, law: Law) -> Law:
    """An article of several 款 as two."""
    at = _at(draw, law)
    old = law[at[0]].articles[at[1]]
    return _put(law, at, [old[:1], old[1:]]) if len(old) > 1 else law


def change_clauses(draw: st.DrawFn, law: Law) -> Law:
    """款 put in, taken out, put in each other's place, or written anew."""
    at = _at(draw, law)
    old = law[at[0]].articles[at[1]]
    where = draw(st.integers(0, len(old) - 1))
    kind = draw(st.sampled_from(["insert", "delete", "replace", "swap"]))
    if kind == "insert":
        new = (*old[:where], draw(clauses), *old[where:])
    elif kind == "delete" and len(old) > 1:
        new = (*old[:where], *old[where + 1:])
    elif kind == "swap" and where + 1 < len(old):
        new = (*old[:where], old[where + 1], old[where], *old[where + 2:])
    else:
        new = (*old[:where], draw(clauses), *old[where + 1:])
    return _put(law, at, [new])


def change_items(draw: st.DrawFn, law: Law) -> Law:
    """项 put in, taken out or written anew, in the first list there is."""
    for chapter, part in enumerate(law):
        for at, article in enumerate(part.articles):
            for place, clause in enumerate(article):
                if clause.items:
                    items = tuple(draw(st.lists(st.sampled_from(ITEMS), min_size=2, max_size=5, unique=True)))
                    return _put(law, (chapter, at), [(*article[:place], replace(clause, items=items), *article[place + 1:])])
    return law


def change_words(draw: st.DrawFn, law: Law) -> Law:
    """One word for another, in one article or everywhere."""
    old = draw(st.sampled_from(WHO + WHAT + MODAL + WHEN))
    new = draw(st.sampled_from(("主管部门", "公园监督员", "必须", "及时公开信息", "")))
    if draw(st.booleans()):
        return tuple(replace(part, articles=tuple(_worded(article, old, new or "各方") for article in part.articles)) for part in law)
    at = _at(draw, law)
    return _put(law, at, [_worded(law[at[0]].articles[at[1]], old, new)])


def _worded(article: Article, old: str, new: str) -> Article:
    return tuple(replace(clause, text=clause.text.replace(old, new)) for clause in article)


def change_chapters(draw: st.DrawFn, law: Law) -> Law:
    """A chapter renamed, put in, or its heading taken out."""
    if not law[0].heading:
        return law
    at = draw(st.integers(0, len(law) - 1))
    kind = draw(st.sampled_from(["rename", "insert", "join", "split"]))
    name = draw(st.sampled_from([heading for heading in HEADINGS if heading not in {part.heading for part in law}] or ["其他规定"]))
    if kind == "insert":
        return (*law[:at], Chapter(name, (draw(articles),)), *law[at:])
    if kind == "join" and at and len(law) > 2:
        return (*law[: at - 1], replace(law[at - 1], articles=law[at - 1].articles + law[at].articles), *law[at + 1:])
    if kind == "split" and len(law[at].articles) > 1:
        return (*law[:at], replace(law[at], articles=law[at].articles[:1]), Chapter(name, law[at].articles[1:]), *law[at + 1:])
    return (*law[:at], replace(law[at], heading=name), *law[at + 1:])


CHANGES = (insert_article, delete_article, move_article, merge_articles, split_article, change_clauses, change_clauses, change_items,
           change_words, change_words, change_chapters)
