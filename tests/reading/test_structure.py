"""The structure of invented laws, read as a lawyer reads them."""

from pathlib import Path

import pytest

from tracker import reading
from tracker.finding import find
from tracker.model import DIVISIONS, Provision, Version, articles, places, walk
from tracker.numbering import Number

CASES = Path(__file__).parent.parent / "cases" / "reading"


def outline(nodes: tuple[Provision, ...], depth: int = 0) -> list[str]:
    """Each node in a line: its type, number, heading and words, indented by its level."""
    lines = []
    for node in nodes:
        shown = " ".join(part for part in (node.type, node.num, node.heading, node.text) if part)
        lines.append("  " * depth + shown)
        lines.extend(outline(node.children, depth + 1))
    return lines


def read(text: str) -> Version:
    return reading.read_text(text.strip() + "\n")


def test_a_regulation_with_chapters_items_and_an_annex() -> None:
    version = reading.read(CASES / "park.txt")
    assert (version.law, version.title) == ("示例市公园条例", "示例市公园条例")
    assert [node.type for node in version.head] == ["title", "title_note", "toc"]
    assert [child.text for child in version.head[2].children] == ["第一章　总　则", "第二章　游　览", "第三章　附　则"]
    assert outline(version.body) == [
        "chapter 第一章 总　则",
        "  article 第一条",
        "    paragraph 为了示例，制定本条例。本条例不是法律。",
        "  article 第二条",
        "    paragraph 公园应当向公众开放,不得收费;法律另有规定的除外。",
        "    paragraph 第三条规定的湖泊，不适用前款规定。",
        "chapter 第二章 游　览",
        "  article 第三条",
        "    paragraph 游人不得有下列行为：",
        "      item （一） 在湖泊内有下列行为之一：",
        "        subitem 1． 游泳；",
        "        subitem 2． 钓鱼：",
        "          subitem （1） 用网；",
        "          subitem （2） 用竿。",
        "      item （二） 采摘花木。",
        "    paragraph 违反前款规定的，由公园管理机构劝阻。",
        "  article 第三条之一",
        "    paragraph 公园可以夜间开放。",
        "  article 第五条",
        "    paragraph （删去）",
        "chapter 第三章 附　则",
        "  article 第六条",
        "    paragraph 本条例自2005年7月1日起施行。",
    ]
    assert outline(version.tail) == ["signature 示例市人民代表大会常务委员会", "signature 2005年3月14日",
                                     "annex 附件1 公园名录", "  item 一、 东园", "  item 二、 西园"]
    assert find(version, "第三条第一款第一项")[0] == "art_3__para_1__item_1"
    assert find(version, "第三条之一")[1].number == Number(3, 1)


@pytest.mark.parametrize("gap", ["　", " ", "", "\xa0", "\u200b"])
def test_the_space_behind_an_articles_number(gap: str) -> None:
    version = read(f"示例条例\n第一条{gap}为了示例，制定本条例。\n第二条{gap}本条例不是法律。\n第三条{gap}公园应当开放。")
    assert list(articles(version)) == ["art_1", "art_2", "art_3"]
    assert find(version, "第二条第一款")[1].text == "本条例不是法律。"


@pytest.mark.parametrize("line", ["第三条规定的公园，免费开放。",
                                  "第三条、第四条的规定，适用于湖泊。", "第三条和第四条同时适用。", "第三条第二款所列情形除外。",
                                  "第三条至第五条不适用。"])
def test_a_citation_at_the_start_of_a_line_is_no_heading(line: str) -> None:
    version = read(f"示例条例\n第一条 甲。\n第二条 乙。\n{line}\n第三条 丙。\n第四条 丁。")
    assert list(articles(version)) == ["art_1", "art_2", "art_3", "art_4"]
    assert find(version, "第二条第二款")[1].text == line


def test_headings_broken_over_lines() -> None:
    version = read("""
示例条例
第一章
总则
第一条 甲。
第二章 公园的设立、
变更和撤销
第二条 乙。
""")
    assert [node.heading for node in version.body] == ["总则", "公园的设立、变更和撤销"]


def test_chapters_whose_number_is_not_printed() -> None:
    version = read("""
示例条例
第一章 总则
第一条 甲。
公园设立
第二条 乙。
第三章 游览
第三条 丙。
附 则
第四条 丁。
""")
    assert [(node.num, node.heading) for node in version.body] == [("第一章", "总则"), ("", "公园设立"), ("第三章", "游览"), ("", "附 则")]
    assert [finding.kind for finding in version.findings] == ["gap"]


def test_the_last_words_of_an_article_are_no_heading() -> None:
    version = read("""
示例条例
第一章 总则
第一条 名称如下：
东园。
西园
第二条 乙。
第二章 游览
第三条 丙。
""")
    assert [child.text for child in find(version, "第一条")[1].children] == ["名称如下：", "东园。", "西园"]


def test_a_code_with_parts_and_subparts() -> None:
    version = read("""
示例法典
第一编 总则
第一章 一般规定
第一条 甲。
第二编 物权
第一分编 通则
第一章 设立
第二条 乙。
第二分编 用益
第二章 居住
第三条 丙。
""")
    assert [key for key, node in places(version).items() if node.type in DIVISIONS] == [
        "part_1", "part_1__chp_1", "part_2", "part_2__subpart_1",
        "part_2__subpart_1__chp_1", "part_2__subpart_2", "part_2__subpart_2__chp_2"]
    assert find(version, "第三条")[0] == "art_3"


def test_numbers_that_start_again_are_told_apart_by_their_division() -> None:
    version = read("""
示例条例
第一编 甲
第一条 一。
第二条 二。
第二编 乙
第一条 三。
第二条 四。
""")
    assert list(articles(version)) == ["part_1__art_1", "part_1__art_2", "part_2__art_1", "part_2__art_2"]
    assert not version.findings


def test_a_judicial_interpretation_groups_its_articles() -> None:
    version = read("""
示例法院关于示例的解释
法释〔2021〕9号
为正确适用示例法，制定本解释。
一、一般规定
第一条 甲：
（一）子；
（二）丑。
二、物权
（一）所有权
第二条 乙。
（二）用益
第三条 丙。
""")
    assert outline(version.body) == [
        "preamble", "  paragraph 为正确适用示例法，制定本解释。", "section 一、 一般规定", "  article 第一条", "    paragraph 甲：",
        "      item （一） 子；", "      item （二） 丑。", "section 二、 物权",
        "  section （一） 所有权", "    article 第二条", "      paragraph 乙。",
        "  section （二） 用益", "    article 第三条", "      paragraph 丙。"]


def test_a_reply_without_articles() -> None:
    version = read("""
示例法院关于示例问题的批复
示例省高级法院：
你院请示收悉。经研究，批复如下：
一、公园应当开放。
湖泊除外。
二、有下列情形的除外：
（一）甲；
（二）乙。
三、一、二级公园免费。
本批复自2021年1月1日起施行。
""")
    assert outline(version.body) == [
        "preamble", "  paragraph 示例省高级法院：",
        "  paragraph 你院请示收悉。经研究，批复如下：", "item 一、 公园应当开放。", "  paragraph 湖泊除外。",
        "item 二、 有下列情形的除外：", "  item （一） 甲；", "  item （二） 乙。",
        "item 三、 一、二级公园免费。", "paragraph 本批复自2021年1月1日起施行。"]


def test_questions_and_answers() -> None:
    version = read("""
示例法院关于示例问题的解答
一、问：公园何时开放？
答：每日开放。
节日除外。
二、问：湖泊呢？
答：不开放。
""")
    assert [len(node.children) for node in version.body] == [2, 1]


def test_a_list_numbered_one_two_inside_an_article() -> None:
    version = read("""
示例法
第一条 下列公园免费：
一、东园；
二、西园。
第二条 一级公园免费。
一、二级公园收费。
""")
    assert outline(version.body) == ["article 第一条", "  paragraph 下列公园免费：", "    item 一、 东园；", "    item 二、 西园。",
                                     "article 第二条", "  paragraph 一级公园免费。", "  paragraph 一、二级公园收费。"]


def test_words_quoted_by_an_amending_decision_open_nothing() -> None:
    version = read("""
示例市关于修改《示例条例》的决定
示例市决定对《示例条例》作如下修改：
一、将第一条修改为：
“第一条 为了示例，制定本条例。
第二条 公园应当开放。”
二、删去第三条。
本决定自公布之日起施行。
""")
    assert not articles(version)
    assert [node.num for node in version.body if node.type == "item"] == ["一、", "二、"]


def test_lines_that_lost_their_breaks_are_cut_where_it_is_certain() -> None:
    version = read("""
示例条例
第一章 总则 第一条 甲。 第二条 公园分为： （一）东园； （二）西园。 前款除外。 第三条 丙。
第四条 依照 第三条 执行。
""")
    assert outline(version.body) == [
        "chapter 第一章 总则", "  article 第一条", "    paragraph 甲。",
        "  article 第二条", "    paragraph 公园分为：", "      item （一） 东园；",
        "      item （二） 西园。", "    paragraph 前款除外。", "  article 第三条", "    paragraph 丙。", "  article 第四条",
        "    paragraph 依照 第三条 执行。"]
    assert {finding.kind for finding in version.findings} == {"glued_heading"}


def test_captions_are_headings_only_where_they_plainly_are() -> None:
    version = read("""
示例条例
第一条（目的） 为了示例。
第二条（范围）
公园适用本条例。
第三条（附则） 本条例不是法律。
""")
    assert [node.heading for node in version.body] == ["（目的）", "（范围）", "（附则）"]
    version = read("""
示例条例
第一条 （一）甲；
（二）乙。
第二条 （删去）
第三条 【范围】公园适用本条例。
""")
    assert [node.heading for node in version.body] == ["", "", "【范围】"]
    assert [node.type for node in walk(version.body[:1])] == ["article", "item", "item"]


def test_rules_of_a_ministry_numbered_by_subject() -> None:
    version = read("""
示例部规章
第27.1条 适用范围
(a) 甲。
(b) 乙：
(1) 丙。
第27.3条 定义
丁。
""")
    assert [(str(node.number), node.heading) for node in version.body] == [("27-1", "适用范围"), ("27-3", "定义")]
    assert not version.findings


def test_a_preamble_with_its_heading() -> None:
    version = read("""
示例法
目录
序言
第一章 总则
序言
第一自然段。
第二自然段。
第一章 总则
第一条 甲。
""")
    assert [child.text for child in version.head[1].children] == ["序言", "第一章 总则"]
    assert outline(version.body)[:3] == ["preamble 序言", "  paragraph 第一自然段。", "  paragraph 第二自然段。"]


@pytest.mark.parametrize(("lines", "law"), [
    ("《中华人民共和国示例法》", "示例法"),
    ("示例法院\n关于示例问题的规定", "示例法院关于示例问题的规定"),
    ("示例市实施《中华人民共和国\n示例法》办法", "示例市实施《中华人民共和国示例法》办法"),
    ("示例条例（2018年修正）", "示例条例"), ("示例条例\n(2020第二次修正)", "示例条例"),
    ("示例条例（2020年修正案）", "示例条例（2020年修正案）"),
    ("示例条例\n（试行）", "示例条例（试行）"), ("示例法\n总则\n（2020年5月1日示例会议通过）", "示例法")])
def test_titles(lines: str, law: str) -> None:
    version = read(f"{lines}\n第一条 甲。\n第二条 乙。")
    assert version.law == law
    assert [node.type for node in version.body] == ["article", "article"]


def test_an_order_that_promulgates_stands_above_the_title() -> None:
    version = read("""
中华人民共和国主席令
第十五号
《中华人民共和国示例法》已由示例会议于2023年9月1日通过，现予公布，自2024年1月1日起施行。
2023年9月1日
中华人民共和国示例法
第一条 甲。
第二条 本法自2024年1月1日起施行。
""")
    assert version.law == "示例法"
    assert [node.type for node in version.head] == ["title_note"] * 4 + ["title"]
