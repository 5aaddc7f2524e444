"""What a citation points to from the place where it stands, and citations carried through a renumbering."""

import pytest

from tracker.citations import Index, cited, find, provisions_of, resolve, rewrite, short_titles
from tracker.errors import CitationError
from tracker.reading import read_text

LAW = read_text("""示例市公园条例
第一条　为了管理公园，制定本条例。
第二条　公园应当每日开放。
公园不得收取门票。
下列公园除外：
（一）动物园；
（二）植物园：
1.室内植物园；
2.室外植物园。
第三条　擅自占用绿地的，处五百元罚款。
第三条之一　有下列情形之一的，从重处罚：
（一）多次占用的；
（二）拒不改正的。
第四条　本条例自2020年3月1日起施行。
""")
INDEX = Index.of(LAW)


@pytest.mark.parametrize(("text", "place", "ids"), [
    ("第三条", "art_1__para_1", ("art_3",)),
    ("第三条之一", "art_1__para_1", ("art_3-1",)),
    ("第二条第三款第二项", "art_1__para_1", ("art_2__para_3__item_2",)),
    ("第二条第（一）项", "art_1__para_1", ("art_2__para_3__item_1",)),
    ("第三条至第四条", "art_1__para_1", ("art_3", "art_3-1", "art_4")),
    ("前款", "art_2__para_2", ("art_2__para_1",)),
    ("前两款", "art_2__para_3", ("art_2__para_1", "art_2__para_2")),
    ("前款第一项", "art_2__para_3", ()),
    ("第一款", "art_2__para_3", ("art_2__para_1",)),
    ("本条第二款", "art_2__para_3__item_1", ("art_2__para_2",)),
    ("前条", "art_3-1__para_1", ("art_3",)),
    ("前条第一款", "art_3__para_1", ("art_2__para_1",)),
    ("前项", "art_2__para_3__item_2", ("art_2__para_3__item_1",)),
    ("本条例第四条", "art_1__para_1", ("art_4",)),
])
def test_what_it_points_to(text: str, place: str, ids: tuple[str, ...]) -> None:
    found = [key for citation in find(text, names=INDEX.names) for key in resolve(citation, place, INDEX).ids]
    assert tuple(found) == ids


@pytest.mark.parametrize(("text", "place"), [("第九条", "art_1__para_1"), ("第二条第五款", "art_1__para_1"), ("前款", "art_2__para_1"),
                                             ("前条", "art_1__para_1")])
def test_what_is_not_there_is_said(text: str, place: str) -> None:
    target = resolve(find(text)[0], place, INDEX)
    assert target.ids == () and target.missing


@pytest.mark.parametrize("text", ["《宪法》第三条", "《示例市湖泊条例》第三条", "刑法第三条", "《中华人民共和国宪法》第三条第一款"])
def test_another_law_s_article_is_never_this_one_s(text: str) -> None:
    target = resolve(find(text, names=INDEX.names)[0], "art_1__para_1", INDEX)
    assert target.ids == () and target.law


TWICE = read_text("""示例市集市条例
第一条　为了管理集市，制定本条例。
第二条　摊位应当登记。
第二条　摊主应当佩戴标牌。
标牌应当写明姓名。
第三条　集市应当每日清扫。
清扫时间应当公示。
清扫时摊位应当撤离。
第四条　本条例自2020年3月1日起施行。
""")


@pytest.mark.parametrize(("words", "ids"), [
    ("第二条（第二处）", ("art_2~2",)), ("第二条（第一处）、第三条第一款和第二款", ("art_2", "art_3__para_1", "art_3__para_2")),
    ("第二条（第二处）第一款", ("art_2~2__para_1",)), ("第一条至第三条", ("art_1", "art_2", "art_2~2", "art_3")),
    ("art_2~2", ("art_2~2",))])
def test_of_two_provisions_of_one_number_a_list_names_one_by_its_place(words: str, ids: tuple[str, ...]) -> None:
    assert provisions_of(TWICE, words) == ids


@pytest.mark.parametrize("words", ["第二条", "第三条、第二条", "第二条至第四条", "第一条至第二条", "第二条第一款"])
def test_a_number_that_two_provisions_bear_names_neither(words: str) -> None:
    with pytest.raises(CitationError, match="names 2 places: 第二条（第一处）"):
        provisions_of(TWICE, words)


def test_a_short_name_stands_for_the_law_it_was_given_to() -> None:
    law = read_text("示例办法\n第一条　依照《示例市湖泊保护条例》（以下简称湖保条例），制定本办法。\n"
                    "第二条　违反湖保条例第五条的，依照本办法第一条处理。\n")
    assert short_titles("《示例市湖泊保护条例》（以下简称湖保条例）") == {"湖保条例": "示例市湖泊保护条例"}
    assert [(x.place, x.target.law, x.target.ids) for x in cited(law)] == [
        ("art_2__para_1", "示例市湖泊保护条例", ()), ("art_2__para_1", "", ("art_1",))]


# Carrying

MAPPING = {"art_2": "art_3", "art_3": "art_4", "art_3-1": "art_5", "art_4": "art_6", "art_2__para_2": (),
           "art_2__para_3__item_1": "art_3__para_3__item_2", "art_2__para_3__item_2": "art_3__para_3__item_1"}


@pytest.mark.parametrize(("text", "place", "now"), [
    ("违反第三条规定的", "art_4__para_1", "违反第四条规定的"),
    ("违反本条例第二条第（一）项、第（二）项规定的", "art_4__para_1", "违反本条例第三条第（二）项、第（一）项规定的"),
    ("违反第3条规定的", "art_4__para_1", "违反第4条规定的"),
    ("依照第三条之一处理", "art_4__para_1", "依照第五条处理"),
    ("第三条至第四条", "art_1__para_1", "第四条至第六条"),
    ("《示例法》第三条、刑法第四条", "art_1__para_1", "《示例法》第三条、刑法第四条"),
    ("前条规定", "art_3__para_1", "前条规定"),
    ("前条第一款规定", "art_3__para_1", "前条第一款规定"),
    ("第一条和第二条", "art_4__para_1", "第一条和第三条"),
])
def test_printed_numbers_follow(text: str, place: str, now: str) -> None:
    done = rewrite(text, MAPPING, place, INDEX)
    assert (done.text, done.left) == (now, ())


@pytest.mark.parametrize(("text", "place", "why"), [
    ("违反第二条第二款规定的", "art_4__para_1", "gone"),
    ("违反第九条规定的", "art_4__para_1", "missing"),
    ("前款规定", "art_2__para_3", "gone"),
])
def test_what_numbers_cannot_say_is_left_with_the_reason(text: str, place: str, why: str) -> None:
    done = rewrite(text, MAPPING, place, INDEX)
    assert (done.text, [x.why for x in done.left]) == (text, [why])


@pytest.mark.parametrize(("mapping", "why"), [
    ({"art_3": ("art_3", "art_8")}, "split"), ({"art_3": "art_3__para_2"}, "moved"), ({"art_2": "art_3", "art_3": "art_2"}, None)])
def test_why_an_article_is_left(mapping: dict[str, str | tuple[str, ...]], why: str | None) -> None:
    done = rewrite("第三条", mapping, "art_4__para_1", INDEX)
    assert [x.why for x in done.left] == ([why] if why else [])


def test_a_run_whose_members_change_places_is_left() -> None:
    done = rewrite("第一条至第三条", {"art_1": "art_2", "art_2": "art_1"}, "art_4__para_1", INDEX)
    assert [x.why for x in done.left] == ["range"]
