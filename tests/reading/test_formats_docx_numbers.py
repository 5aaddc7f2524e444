"""Automatic numbers of Word files: the words carry no label, the paper does, and so must the text that is read."""

import re

import pytest

from tests.reading.word_files import (
    LINES,
    TREE,
    deleted,
    kinds,
    level,
    lines,
    listed,
    numbering,
    para,
    parts_of,
    run,
    tree,
    word_file,
)
from tracker.numbering import chinese
from tracker.reading import read_text
from tracker.reading.formats.numerals import numeral

NOTHING = '<w:suff w:val="nothing"/>'
RESTART = '<w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride>'
MARKS = (("chapter", re.compile(r"第[一二三四五六七八九十百]+章　?")), ("section", re.compile(r"第[一二三四五六七八九十百]+节　?")),
         ("article", re.compile(r"第[一二三四五六七八九十百]+条　?")), ("item", re.compile(r"（[一二三四五六七八九十]+）")),
         ("subitem", re.compile(r"[0-9]+\.")))


def one(*levels: str, more: str = "") -> str:
    return numbering(["".join(levels)], [(1, 0, more)])


def sixty_articles() -> list[str]:
    """An invented law of sixty articles in six chapters, some with items, some with a second paragraph."""
    text = ["示例市路灯管理条例", "（2022年3月1日示例市第一届人民代表大会常务委员会第三十次会议通过）"]
    for chapter in range(6):
        text.append(f"第{chinese(chapter + 1)}章　第{'甲乙丙丁戊己'[chapter]}类事项")
        for place in range(10):
            at = chapter * 10 + place + 1
            text.append(f"第{chinese(at)}条　路灯管理单位应当按照第{chinese(max(1, at - 1))}条的规定，于{at}日内完成第{at}号工作"
                        + ("，包括下列事项：" if place == 3 else "。"))
            text += [f"（{chinese(item)}）第{item}项工作{'。' if item == 3 else '；'}" for item in (1, 2, 3)] if place == 3 else []
            text += ["前款规定的期限可以延长一次。"] if place % 4 == 3 else []
    return text


def split(line: str) -> tuple[str, str]:
    """What a line's label is, and the words that a clerk types behind it."""
    for kind, mark in MARKS:
        match = mark.match(line)
        if match:
            return kind, line[match.end():]
    return "", line


def typed(law: list[str], *, properties: dict[str, str], start: str = "") -> str:
    """The body of a Word file whose labels are left to the program; the table of contents is typed by hand."""
    body, inside = "", "目录" in law
    for at, line in enumerate(law):
        kind, words = split(line)
        if kind == "chapter" and at + 1 < len(law) and split(law[at + 1])[0] == "article":
            inside = False
        if kind == "section" and law[at + 1].startswith("第四条"):
            inside = False
        body += para(line, start) if inside or not kind else para(words, properties[kind])
    return body


def test_a_law_of_sixty_articles_numbered_by_styles_as_word_does_it() -> None:
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{kind}"><w:name w:val="{kind}"/><w:basedOn w:val="a"/><w:pPr><w:numPr>'
                     f'{level_of}<w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
                     for kind, level_of in (("chapter", ""), ("article", '<w:ilvl w:val="1"/>'), ("item", '<w:ilvl w:val="2"/>')))
    levels = (level(0, "chineseCountingThousand", "第%1章", more='<w:pStyle w:val="chapter"/>')
              + level(1, "chineseCountingThousand", "第%2条",
                      more='<w:lvlRestart w:val="0"/><w:pStyle w:val="article"/><w:suff w:val="space"/>')
              + level(2, "chineseCountingThousand", "（%3）", more=f'<w:pStyle w:val="item"/>{NOTHING}'))
    law = sixty_articles()
    body = typed(law, properties={kind: f'<w:pStyle w:val="{kind}"/>' for kind in ("chapter", "article", "item")})
    data = word_file(body, styles='<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>' + styles,
                     numbering=numbering([levels], [(7, 0, "")]))
    expected = parts_of(read_text("\n".join(law)))
    assert tree(data, "law.docx") == expected
    assert [n.num for chapter in expected[1] for n in chapter.children][-1] == "第六十条"


def test_the_same_law_as_wps_numbers_it_with_a_list_for_each_level() -> None:
    abstract = [level(0, "chineseCounting", "第%1章", more=NOTHING), level(0, "chineseCounting", "第%1条", more=NOTHING),
                level(0, "chineseCounting", "（%1）", more=NOTHING)]
    lists = [(1, 0, ""), (2, 1, "")] + [(at, 2, RESTART % (0, 1)) for at in range(10, 16)]
    law, at = sixty_articles(), 9
    body = ""
    for line in law:
        kind, words = split(line)
        at += line.startswith("（一）")
        body += para(words, {"chapter": listed(1), "article": listed(2), "item": listed(at), "": ""}[kind])
    assert tree(word_file(body, numbering=numbering(abstract, lists)), "law.docx") == parts_of(read_text("\n".join(law)))


def test_chapters_sections_items_and_subitems_of_one_list() -> None:
    levels = (level(0, "chineseCountingThousand", "第%1章") + level(1, "chineseCountingThousand", "第%2节")
              + level(2, "japaneseCounting", "第%3条", more='<w:lvlRestart w:val="0"/>')
              + level(3, "chineseCountingThousand", "（%4）", more=NOTHING) + level(4, "decimal", "%5.", more=NOTHING))
    kinds_ = ("chapter", "section", "article", "item", "subitem")
    body = typed(LINES, properties={kind: listed(1, at) for at, kind in enumerate(kinds_)})
    data = word_file(body, numbering=one(levels))
    assert tree(data, "law.docx") == TREE
    assert [kind for kind, _, _ in kinds(data)] == ["automatic_number"]


@pytest.mark.parametrize(("kind", "shown"), [
    ("decimal", ["1", "10", "21"]), ("decimalZero", ["01", "10", "21"]), ("decimalFullWidth", ["１", "１０", "２１"]),
    ("chineseCounting", ["一", "十", "二十一"]), ("chineseCountingThousand", ["一", "十", "二十一"]),
    ("japaneseCounting", ["一", "十", "二十一"]),
    ("ideographTraditional", ["甲", "癸", "21"]), ("ideographZodiac", ["子", "酉", "21"]), ("decimalEnclosedCircle", ["①", "⑩", "21"]),
    ("chineseLegalSimplified", ["壹", "拾", "贰拾壹"]), ("upperRoman", ["I", "X", "XXI"]), ("lowerLetter", ["a", "j", "u"]),
    ("upperLetter", ["A", "J", "U"]), ("none", ["", "", ""]), ("hebrew1", ["1", "10", "21"])])
def test_number_formats(kind: str, shown: list[str]) -> None:
    assert [numeral(count, kind) for count in (1, 10, 21)] == shown


def test_numbers_above_a_hundred_are_those_that_statutes_print() -> None:
    data = word_file("".join(para("甲。", listed(1)) for _ in range(3)), numbering=one(level(0, "chineseCounting", "第%1条", start=109)))
    assert lines(data) == ["第一百零九条　甲。", "第一百一十条　甲。", "第一百一十一条　甲。"]


def test_items_begin_anew_under_each_article() -> None:
    levels = level(0, "chineseCounting", "第%1条") + level(1, "chineseCounting", "（%2）", more=NOTHING)
    body = "".join(para(text, listed(1, at)) for text, at in (("甲：", 0), ("子；", 1), ("丑。", 1), ("乙：", 0), ("寅。", 1)))
    assert lines(word_file(body, numbering=one(levels))) == ["第一条　甲：", "（一）子；", "（二）丑。", "第二条　乙：", "（一）寅。"]


def test_a_list_goes_on_restarts_and_starts_elsewhere() -> None:
    lists = numbering([level(0, "decimal", "%1.")], [(1, 0, ""), (2, 0, ""), (3, 0, RESTART % (0, 5))])
    body = "".join(para("甲", listed(at)) for at in (1, 2, 3, 3, 1))
    assert [line.split("　")[0] for line in lines(word_file(body, numbering=lists))] == ["1.", "2.", "5.", "6.", "7."]


def test_a_level_of_its_own_replaces_the_one_of_the_definition() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "第%1条")}</w:lvlOverride>'
    assert lines(word_file(para("甲", listed(1)), numbering=one(level(0, "bullet", "●"), more=own))) == ["第一条　甲"]


def test_bullets_and_paragraphs_taken_off_a_list_have_no_label() -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="b"><w:pPr>{listed(1)}</w:pPr></w:style>'
    assert lines(word_file(para("甲", listed(1)), numbering=one(level(0, "bullet", "\uf06c")))) == ["甲"]
    data = word_file(para("甲", '<w:pStyle w:val="b"/>') + para("乙", '<w:pStyle w:val="b"/>' + listed(0)), styles=styles,
                     numbering=one(level(0, "decimal", "%1.")))
    assert lines(data) == ["1.　甲", "乙"]


def test_a_definition_linked_to_a_list_style() -> None:
    abstract = ['<w:numStyleLink w:val="S"/>', '<w:styleLink w:val="S"/>' + level(0, "chineseCounting", "%1、", more=NOTHING)]
    assert lines(word_file(para("甲", listed(1)), numbering=numbering(abstract, [(1, 0, ""), (2, 1, "")]))) == ["一、甲"]


def test_legal_numbering_shows_every_level_in_figures() -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    assert lines(word_file(para("甲", listed(1)) + para("乙", listed(1, 1)), numbering=one(levels))) == ["第一章　甲", "1.1　乙"]


def test_a_joined_paragraph_keeps_the_number_of_the_one_with_words() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    lists = one(level(0, "chineseCounting", "第%1条"))
    data = word_file(para(run("甲，"), listed(1) + gone) + para("乙。") + para(run("丙。"), listed(1)), numbering=lists)
    assert lines(data) == ["第一条　甲，乙。", "第二条　丙。"]
    whole = word_file(para(deleted("甲。"), listed(1) + gone) + para("乙。", listed(1)), numbering=lists)
    assert lines(whole) == ["第一条　乙。"]
    assert lines(whole, revisions="original") == ["第一条　甲。", "第二条　乙。"]


def test_list_membership_that_was_changed() -> None:
    lists = one(level(0, "decimal", "%1."))
    added = word_file(para("乙", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/><w:ins w:id='1'/></w:numPr>"), numbering=lists)
    assert (lines(added), lines(added, revisions="original")) == (["1.　乙"], ["乙"])
    former = word_file(para("乙", f"<w:pPrChange w:id='1'><w:pPr>{listed(1)}</w:pPr></w:pPrChange>"), numbering=lists)
    assert (lines(former), lines(former, revisions="original")) == (["乙"], ["1.　乙"])


def test_a_list_that_is_not_defined_numbers_nothing() -> None:
    assert lines(word_file(para("甲", listed(99)) + para("乙", listed(1, 8)), numbering=one(level(0, "decimal", "%1.")))) == ["甲", "乙"]
