"""The citations of a law in another text, carried to another version: one to one, or left with the reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.cases import case
from tracker.citations import Index
from tracker.compare.algebra import carry as carry_in
from tracker.compare.algebra import invert
from tracker.compare.alignment import align
from tracker.compare.carrying import CarriedCitation, Carrying, carried, citations_of
from tracker.compare.likeness import SOUND
from tracker.compare.overrule import overrule
from tracker.compare.renumbering import renumbering
from tracker.model import Version
from tracker.numbering import chinese
from tracker.reading import read_text

OLD = read_text("""示例市湖泊保护条例
第一条　本条例所称湖泊，是指列入保护名录的湖泊。
第二条　湖泊实行名录管理。名录由市水务部门拟定并公布。
第三条　禁止填湖造地、筑坝拦汊。
在湖泊保护区内新建码头的，应当经市水务部门批准。
第四条　违反规定有下列行为之一的，处五万元以下罚款：
（一）围湖养殖投放饵料的；
（二）擅自移动湖泊界桩标志的；
（三）向湖泊倾倒渣土垃圾的。
第五条　本条例自2015年5月1日起施行。
""")
NEW = read_text("""示例市湖泊保护条例
第一条　本条例所称湖泊，是指列入保护名录的湖泊。
第二条　市人民政府建立湖长制度，湖长负责协调湖泊治理。
第三条　湖泊实行名录管理。名录由市水务部门拟定并公布。
第四条　禁止填湖造地、筑坝拦汊。
第五条　在湖泊保护区内新建码头的，应当经市水务部门批准。
第六条　违反规定有下列行为之一的，处五万元以下罚款：
（一）擅自移动湖泊界桩标志的；
（二）向湖泊倾倒渣土垃圾的。
第七条　本条例自2024年5月1日起施行。
""")


def carry(text: str) -> Carrying:
    return carried(text, tuple(citations_of(text, (OLD, NEW))), renumbering(align(OLD, NEW)), Index.of(OLD), Index.of(NEW))


def only(text: str) -> CarriedCitation:
    found = carry(text).citations
    assert len(found) == 1
    return found[0]


def test_a_text_is_carried_and_its_own_citations_and_those_of_other_laws_stay() -> None:
    text = ("协议书\n依照《示例市湖泊保护条例》（以下简称湖保条例）第二条，订立本协议。\n"
            "第二条　违反湖保条例第四条第（三）项、第（二）项的，依照示例法第四条处理，本协议第三条另有约定的除外。\n")
    assert carry(text).text == (
        "协议书\n依照《示例市湖泊保护条例》（以下简称湖保条例）第三条，订立本协议。\n"
        "第二条　违反湖保条例第六条第（二）项、第（一）项的，依照示例法第四条处理，本协议第三条另有约定的除外。\n")


@pytest.mark.parametrize("said", ["依照湖泊保护条例第二条", "具备示例市湖泊保护条例第二条的条件", "依照《湖泊保护条例》第二条"])
def test_a_name_that_may_be_the_law_s_is_left_to_a_person(said: str) -> None:
    (found,) = carry(said).citations
    assert (found.text, found.now, found.why) == ("第二条", "", "unclear")
    assert carry(said).text == said


@pytest.mark.parametrize("said", ["依照《示例市湖泊保护条例实施细则》第二条", "依照《示例县示例市湖泊保护条例》第二条", "依照条例第二条",
                                  "依照水污染防治法第二条"])
def test_another_law_s_name_is_another_law_s(said: str) -> None:
    assert not carry(said).citations


def test_spans_count_in_the_text_as_it_was() -> None:
    text = "甲\n乙《示例市湖泊保护条例》第二条、第三条第二款。"
    found = carry(text)
    assert [text[c.start:c.end] for c in found.citations] == [c.text for c in found.citations] == ["第二条", "第三条第二款"]


def test_a_split_article_is_left_with_its_places_and_its_paragraph_is_carried() -> None:
    whole = only("示例市湖泊保护条例第三条")
    assert (whole.now, whole.why, whole.heirs[0].to) == ("", "split", ("art_4", "art_5"))
    assert only("示例市湖泊保护条例第三条第一款").now == "第四条第一款"


def test_an_item_that_is_gone_says_where_the_rest_is() -> None:
    gone = only("示例市湖泊保护条例第四条第一款第一项")
    assert (gone.why, gone.heirs[0].to, gone.heirs[0].article) == ("gone", (), ("art_6",))


def test_a_run_that_is_no_run_any_more_is_left() -> None:
    assert only("示例市湖泊保护条例第二条至第三条").why == "split"
    assert only("示例市湖泊保护条例第四条至第五条").now == "第六条至第七条"


def test_a_number_that_never_was_is_left() -> None:
    assert (only("示例市湖泊保护条例第九十条").why, only("示例市湖泊保护条例第九十条").heirs) == ("missing", ())


def test_what_shares_its_new_article_is_left_with_the_paragraph_that_holds_it() -> None:
    back = invert(renumbering(align(OLD, NEW)))
    text = "示例市湖泊保护条例第五条"
    found = carried(text, tuple(citations_of(text, (OLD, NEW))), back, Index.of(NEW), Index.of(OLD)).citations[0]
    assert (found.why, found.heirs[0].to, found.heirs[0].within, found.heirs[0].merged_with) == (
        "shared", ("art_3",), ("art_3__para_2",), ("art_4",))


def test_a_person_s_word_is_the_basis() -> None:
    found = renumbering(align(OLD, NEW, overrule(OLD, NEW, sets=["第二条 = 第二条"])))
    text = "示例市湖泊保护条例第二条"
    one = carried(text, tuple(citations_of(text, (OLD,))), found, Index.of(OLD), Index.of(NEW)).citations[0]
    assert (one.now, one.heirs[0].basis) == ("第二条", "person")


def test_what_is_said_of_whole_articles_says_nothing_of_their_paragraphs() -> None:
    """Both are said to be 第一条 in other words: which 款 of it came of which of them is not guessed at."""
    old = read_text("示例市码头条例\n第一条　码头经营者应当在每年三月底前报送上一年度的货物吞吐量。\n第二条　靠泊的船舶应当服从调度。\n")
    new = read_text("示例市码头条例\n第一条　船舶靠泊、装卸作业由市港务部门统一调度。\n经营者按照规定报送统计资料。\n")
    found = renumbering(align(old, new, overrule(old, new, sets=["第一条 = 第一条", "第二条 = 第一条"])))
    assert [carry_in(found, key).within for key in ("art_1", "art_2")] == [(), ()]
    equal = read_text("示例市码头条例\n第一条　靠泊的船舶应当服从调度。\n码头经营者应当在每年三月底前报送上一年度的货物吞吐量。\n")
    found = renumbering(align(old, equal, overrule(old, equal, sets=["第一条 = 第一条", "第二条 = 第一条"])))
    assert [carry_in(found, key).within for key in ("art_1", "art_2")] == [("art_1__para_2",), ("art_1__para_1",)]


WEAK = [read_text(f"示例市码头条例\n第一条　码头应当登记。\n{rest}") for rest in (
    "第二条　码头经营者应当在每年三月底前向市港务部门报送上一年度的货物吞吐量。\n第三条　本条例自2015年5月1日起施行。\n",
    "第二条　码头实行实名登记。\n"
    "第三条　码头经营者应当按照规定向市交通部门报送生产经营的统计资料。\n第四条　本条例自2024年5月1日起施行。\n")]


def test_a_weak_likeness_leaves_the_words_and_shows_where_it_probably_went() -> None:
    text = "依照示例市码头条例第一条、第二条、第三条处理。"
    found = carried(text, tuple(citations_of(text, WEAK)), renumbering(align(*WEAK)), Index.of(WEAK[0]), Index.of(WEAK[1]))
    assert [(c.text, c.now, c.why) for c in found.citations] == [
        ("第一条", "", "list"), ("第二条", "", "weak"), ("第三条", "", "list")]
    assert found.text == text, "a list half in new numbers would be read as all in them"
    assert found.citations[1].heirs[0].to == ("art_3",) and (found.citations[1].heirs[0].similarity or 1) < SOUND


def test_what_a_person_says_is_never_weak() -> None:
    from tracker.compare.overrule import overrule

    text = "依照示例市码头条例第二条处理。"
    said = renumbering(align(*WEAK, overrule(*WEAK, sets=["第二条 = 第三条"])))
    one = carried(text, tuple(citations_of(text, WEAK)), said, Index.of(WEAK[0]), Index.of(WEAK[1])).citations[0]
    assert (one.now, one.why, one.heirs[0].basis) == ("第三条", "", "person")


def test_laws_without_anything_in_common_carry_nothing() -> None:
    other = case("two_articles_become_one").old
    text = "示例市湖泊保护条例第一条"
    found = carried(text, tuple(citations_of(text, (OLD,))), renumbering(align(OLD, other)), Index.of(OLD), Index.of(other))
    assert (found.text, found.citations[0].why) == (text, "gone")


KILN = read_text("""示例市窑址条例
第一章　总则
第一条　为了保护古代窑址，制定本条例。
第二章　法律责任
第二条　擅自发掘窑址的，处二千元罚款。
第三条　倒卖出土瓷片的，处五千元罚款。
""")


@pytest.mark.parametrize(("said", "now"), [
    ("第二章第二条", "第三章第三条"), ("第二章的第三条", "第三章的第四条"), ("第二章第二条、第三条", "第三章第三条、第四条"),
    ("第二章第二条至第三条", "第三章第三条至第四条"), ("第一章第一条", "第一章第一条"), ("第二章", "第三章")])
def test_a_chapter_before_an_article_is_the_one_it_stands_in_now(said: str, now: str) -> None:
    new = read_text("""示例市窑址条例
第一章　总则
第一条　为了保护古代窑址，制定本条例。
第二章　保护
第二条　窑址由市文物部门划定保护范围并公布。
第三章　法律责任
第三条　擅自发掘窑址的，处二千元罚款。
第四条　倒卖出土瓷片的，处五千元罚款。
""")
    assert carried_between(KILN, new, f"示例市窑址条例{said}") == f"示例市窑址条例{now}"


@pytest.mark.parametrize(("said", "now"), [
    ("第二章第二条", "第三条"), ("第二章的第三条第一款", "第四条第一款"), ("第二章第二条、第三条", "第三条、第四条")])
def test_a_chapter_goes_where_the_new_text_has_none(said: str, now: str) -> None:
    new = read_text("""示例市窑址条例
第一条　为了保护古代窑址，制定本条例。
第二条　窑址由市文物部门划定保护范围并公布。
第三条　擅自发掘窑址的，处二千元罚款。
第四条　倒卖出土瓷片的，处五千元罚款。
""")
    assert carried_between(KILN, new, f"示例市窑址条例{said}") == f"示例市窑址条例{now}"


@pytest.mark.parametrize("said", [
    "《示例市湖泊保护条例》（2015年）第二条", "《示例市湖泊保护条例》（2024年修正）第二条、第四条",
    "2015年版《示例市湖泊保护条例》第二条", "现行《示例市湖泊保护条例》第二条",
    "修改前的《示例市湖泊保护条例》第二条", "修订后的《示例市湖泊保护条例》第二条", "原《示例市湖泊保护条例》第二条",
    "二〇一五年公布的《示例市湖泊保护条例》第二条",
    "《示例市湖泊保护条例》（2024年修正，以下简称《湖保条例》）。依照《湖保条例》第二条"])
def test_a_citation_that_names_its_version_is_left(said: str) -> None:
    found = carry(said)
    assert found.text == said and {one.why for one in found.citations} == {"version"}


@pytest.mark.parametrize("said", [
    "自2024年起，依照《示例市湖泊保护条例》第二条", "《示例市湖泊保护条例》（以下简称湖保条例）第二条",
    "按照平原区《示例市湖泊保护条例》第二条"])
def test_a_year_or_a_note_of_something_else_names_no_version(said: str) -> None:
    assert carry(said).text == said.replace("第二条", "第三条")


def test_a_title_that_only_the_new_text_bears_is_no_citation_of_the_old_one() -> None:
    renamed = read_text("示例市湖泊管理办法\n第一条　湖泊实行名录管理。名录由市水务部门拟定并公布。\n第二条　禁止填湖造地、筑坝拦汊。\n")
    text = "依照《示例市湖泊保护条例》第三条，以及《示例市湖泊管理办法》第二条处理。"
    versions = renamed, NEW
    found = carried(text, tuple(citations_of(text, versions)), renumbering(align(*versions)), Index.of(renamed), Index.of(NEW))
    assert [(one.text, one.now, one.why) for one in found.citations] == [("第三条", "", "name"), ("第二条", "第四条", "")]


@pytest.mark.parametrize(("text", "now", "why"), [
    ("依照《示例市湖泊管理办法》第二条处理。", "依照《示例市湖泊保护条例》第四条处理。", [""]),
    ("示例市湖泊管理办法第一条、第二条", "示例市湖泊保护条例第三条、第四条", ["", ""]),
    ("《示例市湖泊管理办法》第二条和第九十条", "", ["list", "missing"]),
    ("《示例市湖泊管理办法》第二条。另见其第一条、第九十条。", "《示例市湖泊保护条例》第四条。另见其第一条、第九十条。", [""]),
    ("《示例市湖泊管理办法》（以下简称湖管办法）自施行以来，依照湖管办法第二条", "", ["renamed"]),
    ("湖泊管理办法第二条", "", ["unclear"])])
def test_a_law_that_was_renamed_is_cited_by_its_new_name_with_its_new_numbers(text: str, now: str, why: list[str]) -> None:
    """The old name before a new number would cite another rule of the old text; where it cannot be changed, the number stays too."""
    old = read_text("示例市湖泊管理办法\n第一条　湖泊实行名录管理。名录由市水务部门拟定并公布。\n第二条　禁止填湖造地、筑坝拦汊。\n")
    versions = old, NEW
    found = carried(text, tuple(citations_of(text, versions)), renumbering(align(*versions)), Index.of(old), Index.of(NEW))
    assert (found.text, [one.why for one in found.citations]) == (now or text, why)


@pytest.mark.parametrize(("said", "why"), [
    ("第二条、第三条", ["list", "split"]), ("第二条和第九十条", ["list", "missing"]), ("第三条第（一）款、第二款", ["list", "moved"]),
    ("第三条第一款和第九十条", ["list", "missing"])])
def test_a_list_is_carried_whole_or_left_whole(said: str, why: list[str]) -> None:
    found = carry(f"示例市湖泊保护条例{said}")
    assert (found.text, [one.why for one in found.citations]) == (f"示例市湖泊保护条例{said}", why)


@pytest.mark.parametrize(("said", "now"), [
    ("第三条第一款、第二款", "第四条第一款、第五条第一款"), ("第三条第二款和第一款", "第五条第一款和第四条第一款"),
    ("第二条，第三条第一款、第二款", "第三条，第四条第一款、第五条第一款"), ("第四条第二项、第三项", "第六条第一项、第二项")])
def test_a_list_whose_members_stand_in_different_articles_is_written_out(said: str, now: str) -> None:
    assert carry(f"依照示例市湖泊保护条例{said}处理。").text == f"依照示例市湖泊保护条例{now}处理。"


def test_a_member_in_other_words_under_another_article_is_left() -> None:
    new = read_text("示例市湖泊保护条例\n第一条　禁止填湖造地、筑坝拦汊。\n第二条　在湖泊内新建、改建码头的，应当报市水务部门批准。\n")
    old = read_text("示例市湖泊保护条例\n第一条　禁止填湖造地、筑坝拦汊。\n在湖泊内新建码头的，应当经市水务部门批准。\n")
    assert carried_between(old, new, "示例市湖泊保护条例第一条第一款、第二款") == "示例市湖泊保护条例第一条第一款、第二款"


@pytest.mark.parametrize(("order", "now"), [
    ([0, 1, 5, 2, 3, 4], "第一条、第二条、第四条至第六条"), ([1, 0, 5, 2, 3, 4], "第一条、第二条、第四条至第六条"),
    ([5, 0, 1, 2, 3, 4], "第二条至第六条"), ([0, 2, 1, 3, 4, 5], "第一条至第五条")])
def test_a_run_that_is_none_any_more_is_written_out(order: list[int], now: str) -> None:
    rules = (*RULES, "烟花爆竹由专营店销售。")
    sides = [read_text("示例条例\n" + "".join(f"第{chinese(n)}条　{rules[rule]}\n" for n, rule in enumerate(each, 1)))
             for each in (range(5), order)]
    assert carried_between(*sides, "依照示例条例第一条至第五条处理") == f"依照示例条例{now}处理"


def test_a_part_that_stays_in_an_article_from_which_the_one_before_it_went() -> None:
    sides = [read_text(f"示例市湖泊保护条例\n第一条　{rest}") for rest in (
        "湖泊实行名录管理。\n在湖泊保护区内新建码头的，应当经市水务部门批准。\n第二条　禁止填湖造地、筑坝拦汊。\n",
        "湖泊保护坚持生态优先的原则。\n在湖泊保护区内新建码头的，应当经市水务部门批准。\n第二条　湖泊实行名录管理。\n"
        "第三条　禁止填湖造地、筑坝拦汊。\n")]
    assert carried_between(*sides, "示例市湖泊保护条例第一条第一款、第二款") == "示例市湖泊保护条例第二条第一款、第一条第二款"


def test_a_run_without_signs_is_a_list() -> None:
    assert carry("示例市湖泊保护条例第一条第二条第四条").text == "示例市湖泊保护条例第一条第三条第六条"


def carried_between(old: Version, new: Version, text: str) -> str:
    """A text with its citations carried; each citation's own words are those that the text has there."""
    found = carried(text, tuple(citations_of(text, (old, new))), renumbering(align(old, new)), Index.of(old), Index.of(new))
    for one in reversed(found.citations):
        text = text[:one.start] + (one.now or one.text) + text[one.end:]
    assert text == found.text
    return text


RULES = ("禁止填湖造地和筑坝拦汊。", "养犬人应当为犬只注射疫苗。", "档案馆应当配备防火设施。", "公园内禁止燃放烟花爆竹。",
         "理事会每届任期三年。")


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(5)), st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_what_is_carried_there_and_back_reads_as_before(order: list[int], cited: list[int]) -> None:
    sides = [read_text("示例条例\n" + "".join(f"第{chinese(n)}条　{RULES[rule]}\n" for n, rule in enumerate(rules, 1)))
             for rules in (range(5), order)]
    text = "依照示例条例" + "、".join(f"第{chinese(n)}条" for n in cited) + "处理。"
    there = renumbering(align(*sides))
    carried_there = carried(text, tuple(citations_of(text, sides)), there, Index.of(sides[0]), Index.of(sides[1]))
    assert carried_there.text == "依照示例条例" + "、".join(f"第{chinese(order.index(n - 1) + 1)}条" for n in cited) + "处理。"
    again = tuple(citations_of(carried_there.text, sides))
    back = carried(carried_there.text, again, invert(there), Index.of(sides[1]), Index.of(sides[0]))
    assert back.text == text
