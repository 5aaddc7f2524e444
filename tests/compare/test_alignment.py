"""What became of every article, on invented laws that a lawyer can check."""

import pytest

from tests.compare.cases import NAMES, case
from tracker.compare.alignment import Alignment, align, inverted
from tracker.compare.overrule import joined, overrule
from tracker.compare.renumbering import renumbering
from tracker.errors import CitationError, CompareError
from tracker.model import articles, citation_of
from tracker.numbering import chinese
from tracker.reading import read_text


def links(found: Alignment) -> set[tuple[str, str]]:
    both = {(link.old, link.new) for link in found.links}
    return both | {("", key) for key in found.inserted} | {(key, "") for key in found.deleted}


@pytest.mark.parametrize("name", NAMES)
def test_what_became_of_every_article(name: str) -> None:
    expected = case(name)
    found = align(expected.old, expected.new)
    assert links(found) == expected.links
    assert expected.provisions <= {(pair.old, pair.new) for link in found.links for pair in link.provisions}


@pytest.mark.parametrize("name", NAMES)
def test_the_other_way_round_the_same_links_are_found(name: str) -> None:
    expected = case(name)
    assert links(align(expected.new, expected.old)) == {(j, i) for i, j in expected.links}


@pytest.mark.parametrize("name", NAMES)
def test_every_article_and_provision_stands_in_the_map(name: str) -> None:
    expected = case(name)
    made = renumbering(align(expected.old, expected.new))
    assert {key for entry in made.entries for key in entry.old} == set(articles(expected.old))
    assert {key for entry in made.entries for key in entry.new} == set(articles(expected.new))
    assert {(i, j) for entry in made.entries for i in entry.old or ("",) for j in entry.new or ("",)} == expected.links


def test_an_article_that_left_its_place_is_moved_and_the_others_are_not() -> None:
    expected = case("moved_to_another_chapter")
    found = align(expected.old, expected.new)
    assert {link.old for link in found.links if link.moved} == expected.moved
    assert ("chp_4", "chp_4") in {(pair.old, pair.new) for pair in found.divisions}


def test_equal_but_for_citations_and_sums_is_said_so() -> None:
    expected = case("renumbered_with_its_citations")
    evidence = {link.old: link.evidence for link in align(expected.old, expected.new).links}
    assert evidence == {"art_1": "equal", "art_2": "equal", "art_3": "equal_but_numbers", "art_4": "equal_but_numbers"}


def test_a_chapter_with_another_number_is_found_by_its_articles_and_heading() -> None:
    old = read_text("示例条例\n第一章 总则\n第一条 甲乙丙丁戊己庚。\n第二章 罚则\n第二条 子丑寅卯辰巳午。\n")
    new = read_text("示例条例\n第一章 总则\n第一条 甲乙丙丁戊己庚。\n第二章 监督\n第二条 金木水火土日月。\n"
                    "第三章 罚则\n第三条 子丑寅卯辰巳午。\n")
    assert [(pair.old, pair.new) for pair in align(old, new).divisions] == [("chp_1", "chp_1"), ("chp_2", "chp_3")]


# What is not a comparison of two versions


def test_identical_texts_keep_everything() -> None:
    version = case("a_paragraph_becomes_an_article").old
    found = align(version, version)
    assert [(link.old, link.new, link.evidence, link.moved) for link in found.links] == [(k, k, "equal", False) for k in articles(version)]
    assert all(pair.old == pair.new for link in found.links for pair in link.provisions) and found.shared == 1.0


def test_laws_with_nothing_in_common_get_no_invented_links() -> None:
    found = align(case("two_articles_become_one").old, case("moved_to_another_chapter").old)
    assert found.links == () and found.shared < 0.1
    assert len(found.deleted) == 9 and len(found.inserted) == 8


def test_a_version_without_articles_is_all_deleted_or_inserted() -> None:
    version, empty = case("renumbered_with_its_citations").old, read_text("示例市渣土运输条例\n")
    assert align(version, empty).deleted == tuple(articles(version))
    assert align(empty, version).inserted == tuple(articles(version))
    assert align(empty, empty).links == ()


def test_numbered_paragraphs_of_a_text_without_articles_are_found_again() -> None:
    old = read_text("关于示例事项的批复\n一、示例市可以设立试验区，期限三年。\n二、试验区内企业减按一半缴纳费用。\n")
    new = read_text("关于示例事项的批复\n一、试验区内企业减按三成缴纳费用。\n二、示例市可以设立试验区，期限五年。\n")
    pairs = {(pair.old, pair.new) for pair in align(old, new).others}
    assert {("item_1", "item_2"), ("item_2", "item_1")} <= pairs


def test_a_code_with_its_books_reversed_is_linked_whole_and_moved() -> None:
    things = "船舶", "渔网", "码头", "灯塔", "航道", "泊位", "水闸", "堤坝", "鱼塘", "苇荡"
    bodies = ("甲镇", "五"), ("乙镇", "六"), ("丙镇", "七"), ("丁镇", "八")
    rules = [f"{thing}由{body}登记，登记簿保存{age}年。" for thing in things for body, age in bodies]
    books = [rules[n:n + 10] for n in range(0, 40, 10)]
    old, new = (read_text("示例法典\n" + "".join(f"第{chinese(n)}编 示例\n" + "".join(
        f"第{chinese(10 * (n - 1) + m)}条 {rule}\n" for m, rule in enumerate(book, 1)) for n, book in enumerate(order, 1)))
        for order in (books, books[::-1]))
    found = align(old, new)
    assert links(found) == {(f"art_{i}", f"art_{10 * (3 - (i - 1) // 10) + (i - 1) % 10 + 1}") for i in range(1, 41)}
    assert {(pair.old, pair.new) for pair in found.divisions} == {("part_1", "part_4"), ("part_2", "part_3"), ("part_3", "part_2"),
                                                                  ("part_4", "part_1")}


def test_equal_articles_are_matched_in_their_order() -> None:
    old = read_text("示例条例\n第一条 （删去）\n第二条 示例市设立博物馆。\n第三条 （删去）\n")
    new = read_text("示例条例\n第一条 （删去）\n第二条 示例市设立博物馆。\n第三条 （删去）\n")
    assert links(align(old, new)) == {("art_1", "art_1"), ("art_2", "art_2"), ("art_3", "art_3")}


def test_of_two_rules_that_differ_in_numbers_alone_the_one_more_like_the_new_one_lives_on() -> None:
    duties = "示例市集市条例\n第一条　集市应当设置公平秤。\n第二条　集市内禁止出售野生动物。\n"
    old = read_text(duties + "第三条　违反第一条规定的，处一百元罚款。\n第四条　违反第二条规定的，处一千元罚款。\n")
    new = read_text(duties + "第三条　违反第二条规定的，处五千元罚款。\n")
    assert links(align(old, new)) == {("art_1", "art_1"), ("art_2", "art_2"), ("art_3", ""), ("art_4", "art_3")}


# A person's word


def test_a_person_sets_and_forbids_links() -> None:
    expected = case("reworded_between_neighbours")
    said = overrule(expected.old, expected.new, sets=["第七条 = 第六条", "第四条 = 无"], nots=["第六条 = 第六条"], who="示例")
    found = align(expected.old, expected.new, said)
    assert ("art_7", "art_6") in links(found) and ("art_4", "") in links(found) and ("", "art_4") in links(found)
    assert not any(link.old == "art_6" and link.new == "art_6" for link in found.links)
    assert next(link for link in found.links if link.old == "art_7").evidence == "person"
    assert {entry.basis for entry in renumbering(found).entries if "art_7" in entry.old} == {"person"}


def test_a_person_may_name_a_paragraph() -> None:
    expected = case("two_articles_become_one")
    said = overrule(expected.old, expected.new, sets=["第七条 = 第六条第一款第一项"])
    link = next(link for link in align(expected.old, expected.new, said).links if link.old == "art_7")
    assert [pair.new for pair in link.provisions] == ["art_6__para_1__item_1"]


ITEMS = ("示例市河道条例\n第一条　为了保护河道，制定本条例。\n第二条　建设单位应当提交下列材料：\n（一）申请书；\n（二）{}。\n"
         "第三条　禁止在河道内倾倒垃圾。\n")


def items_said(*sets: str) -> set[tuple[str, str]]:
    """What became of what in 第二条, by what a person says of its items."""
    old, new = read_text(ITEMS.format("企业名称预先核准通知书")), read_text(ITEMS.format("环境影响评价文件"))
    found = align(old, new, overrule(old, new, sets=sets, who="法工委"))
    assert {("art_1", "art_1"), ("art_2", "art_2"), ("art_3", "art_3")} == links(found)
    return {(citation_of(x.old), citation_of(x.new)) for link in found.links for x in link.provisions if "item" in x.old + x.new}


def test_a_person_may_say_which_item_is_which_and_the_rest_of_the_article_is_as_the_texts_tell() -> None:
    first, second = "第二条第一款第一项", "第二条第一款第二项"
    assert items_said("第三条 = 第三条") == {(first, first)}
    assert items_said("第二条第二项 = 第二条第二项") == {(first, first), (second, second)}
    assert items_said("第二条第一项 = 无", "无 = 第二条第一项") == set()


@pytest.mark.parametrize("text", ["第五条", "第五条 = 第六条 = 第七条", "无 = 无"])
def test_a_statement_that_says_nothing_is_refused(text: str) -> None:
    expected = case("two_articles_become_one")
    with pytest.raises(CompareError):
        overrule(expected.old, expected.new, sets=[text])


def test_a_statement_about_what_is_not_there_is_refused() -> None:
    expected = case("two_articles_become_one")
    with pytest.raises(CitationError):
        overrule(expected.old, expected.new, sets=["第九十条 = 第一条"])


def test_statements_about_other_versions_are_refused() -> None:
    one, other = case("two_articles_become_one"), case("moved_to_another_chapter")
    with pytest.raises(CompareError):
        align(other.old, other.new, overrule(one.old, one.new, nots=["第一条 = 第一条"]))


def test_the_later_statement_counts() -> None:
    expected = case("two_articles_become_one")
    first = overrule(expected.old, expected.new, sets=["第七条 = 第六条", "第六条 = 第六条"], who="甲")
    both = joined(first, overrule(expected.old, expected.new, sets=["第七条 = 无"], who="乙"))
    assert [(x.text, x.who) for x in both.statements] == [("第六条 = 第六条", "甲"), ("第七条 = 无", "乙")]


@pytest.mark.parametrize("name", NAMES)
def test_read_the_other_way_round_it_is_the_same_alignment(name: str) -> None:
    expected = case(name)
    said = overrule(expected.old, expected.new, nots=["第一条 = 第一条"])
    for found in (align(expected.old, expected.new), align(expected.old, expected.new, said)):
        turned = inverted(found)
        assert links(turned) == {(j, i) for i, j in links(found)}
        assert inverted(turned) == found


def test_the_items_of_a_paragraph_go_where_it_goes_though_twins_of_them_stand_beside() -> None:
    items = "（一）吸收存款{}元以上的；\n（二）吸收存款对象{}人以上的；\n（三）给存款人造成损失{}元以上的。\n"
    old = read_text("示例解释\n第一条　吸收存款，有下列情形之一的，应当追究责任：\n" + items.format("十万", "三十", "五万")
                    + "有下列情形之一的，属于数额巨大：\n" + items.format("百万", "一百", "五十万"))
    new = read_text("示例解释\n第一条　吸收存款，有下列情形之一的，应当追究责任：\n" + items.format("二十万", "六十", "八万")
                    + "第二条　有下列情形之一的，属于数额巨大：\n" + items.format("五百万", "五百", "八十万"))
    pairs = {(pair.old, pair.new) for link in align(old, new).links for pair in link.provisions}
    below = "", "__item_1", "__item_2", "__item_3"
    assert pairs == {(f"art_1__para_{n}{item}", f"art_{n}__para_1{item}") for n in (1, 2) for item in below}


def test_where_articles_share_a_sentence_their_other_paragraphs_are_not_linked_for_standing_beside_it() -> None:
    kept = "第{}条　示例市博物馆的馆长由文化部门任命。\n馆长每届任期五年，连续任职不得超过两届{}。\n"
    old = read_text("示例条例\n" + kept.format("一", "，任期届满应当离任并接受审计") + "第二条　美术馆免费开放。\n")
    new = read_text("示例条例\n" + kept.format("一", "") + "第二条　美术馆免费开放。\n"
                    "第三条　示例市设立图书馆，由文化部门管理。\n图书馆主任任期届满应当离任并接受审计。\n")
    found = {(pair.old, pair.new) for link in align(old, new).links for pair in link.provisions}
    assert ("art_1__para_2", "art_3__para_2") in found and ("art_1__para_1", "art_3__para_1") not in found


def test_an_article_put_in_the_place_of_another_is_new_though_all_articles_share_their_formulas() -> None:
    things = "船舶", "渔网", "码头", "灯塔", "航道", "泊位", "水闸", "堤坝", "鱼塘", "苇荡", "湖岸", "浮标", "水井", "河滩", "渡口"
    rules = [f"市人民政府有关部门应当按照国家有关规定，加强对{thing}的监督管理，及时处理{thing}的登记。" for thing in things]
    other = "市人民政府有关部门应当按照国家有关规定，组织森林防火演练，定期检查林区道路和瞭望塔。"
    old, new = (read_text("示例条例\n" + "".join(f"第{chinese(n)}条　{rule}\n" for n, rule in enumerate(order, 1)))
                for order in (rules, [*rules[:7], other, *rules[8:]]))
    found = align(old, new)
    assert (found.deleted, found.inserted) == (("art_8",), ("art_8",)) and len(found.links) == 14


MERGED = ("示例条例\n第一条　重点名木由市人民政府公布。\n一般名木由区人民政府公布，并报市人民政府备案。\n第二条　名木应当挂牌。\n",
          "示例条例\n第一条　重点名木由市人民政府公布，一般名木由区人民政府公布。\n第二条　名木应当挂牌。\n")


def became(found: Alignment) -> dict[str, set[str]]:
    """What each 款 of 第一条 became."""
    pairs = [pair for link in found.links for pair in link.provisions if pair.old.startswith("art_1__")]
    return {old: {pair.new for pair in pairs if pair.old == old} for old in ("art_1__para_1", "art_1__para_2")}


def test_a_formula_that_many_articles_end_with_is_no_sign_that_one_lives_on_in_a_new_one() -> None:
    """The new law says once, behind all, what the old one said in every article on penalties."""
    ends = "；构成犯罪的，依法追究刑事责任。"
    rules = ("贪污、挪用公园维护经费的，责令退回并给予处分", "侵占公园绿地的，责令改正并恢复原状",
             "损坏公园照明设施的，处二百元以上一千元以下罚款", "冒领养护补助的，由财政部门追回补助款项")
    old = read_text("示例市公园条例\n" + "".join(f"第{chinese(n)}条　{rule}{ends}\n" for n, rule in enumerate(rules, 1)))
    new = read_text("示例市公园条例\n" + "".join(f"第{chinese(n)}条　{rule}。\n" for n, rule in enumerate(rules, 1))
                    + "第五条　违反本条例规定，构成违反治安管理行为的，依法给予治安管理处罚；构成犯罪的，依法追究刑事责任。\n")
    found = align(old, new)
    assert (found.inserted, [(x.old, x.new) for x in found.links]) == (("art_5",), [(f"art_{n}", f"art_{n}") for n in range(1, 5)])


def test_a_paragraph_whose_words_were_joined_to_another_is_found_in_it() -> None:
    old, new = map(read_text, MERGED)
    both = {"art_1__para_1": {"art_1__para_1"}, "art_1__para_2": {"art_1__para_1"}}
    assert became(align(old, new)) == both
    assert became(align(old, new, overrule(old, new, sets=["第一条第二款 = 第一条第一款"]))) == both, "of 第一款 nothing was said"
    apart = both | {"art_1__para_2": set()}
    for said in (overrule(old, new, sets=["第一条第二款 = 无"]), overrule(old, new, nots=["第一条第二款 = 第一条第一款"])):
        assert became(align(old, new, said)) == apart


def test_a_paragraph_made_of_a_sentence_of_another_is_found_in_it() -> None:
    old = read_text("示例条例\n第一条　逾期归还的，每小时收取五元；情节严重的，由交通局处一百元罚款。\n")
    new = read_text("示例条例\n第一条　逾期归还的，每小时收取十元。\n情节严重的，由交通局处二百元罚款。\n")
    assert became(align(old, new))["art_1__para_1"] == {"art_1__para_1", "art_1__para_2"}
    said = overrule(old, new, sets=["无 = 第一条第二款"])
    assert became(align(old, new, said))["art_1__para_1"] == {"art_1__para_1"}
