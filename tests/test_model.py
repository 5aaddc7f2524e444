"""Finding, walking and rewriting provisions; ids computed from the path."""

import weakref

import pytest

from tracker import finding, model
from tracker.errors import CitationError
from tracker.model import Provision, Version
from tracker.numbering import Number
from tracker.reading import read_text

LAW = read_text("""示例市公园条例
第一章　总则
第一条　为了管理公园，制定本条例。
第二条　公园分为下列各类：
（一）综合公园；
（二）社区公园；
（三）游园。
市人民政府可以规定其他类别。
第二章　附则
第二条之一　公园名称由市人民政府公布。
第三条　本条例自2020年1月1日起施行。
""")


def test_ids_start_at_the_article() -> None:
    ids = list(model.places(LAW))
    assert ids[:4] == ["title", "chp_1", "art_1", "art_1__para_1"]
    assert "art_2__para_1__item_3" in ids
    assert "art_2__para_2" in ids
    assert "art_2-1" in ids


def test_places_are_known_only_while_the_version_is() -> None:
    for number in range(1, 20):  # as one goes, the next one may have its address
        version = Version("示例", "示例", body=(Provision("article", number=Number(number)),))
        assert list(model.places(version)) == [f"art_{number}"]
        assert model.places(version) is model.places(version)
        kept = weakref.ref(version)
        del version
        assert kept() is None


@pytest.mark.parametrize(("citation", "text"), {
    "第一条": "", "第二条第二款": "市人民政府可以规定其他类别。", "第二条第一款第三项": "游园。", "第二条第三项": "游园。",
    "第二章第二条之一第一款": "公园名称由市人民政府公布。", "art_2__para_1__item_1": "综合公园；"}.items())
def test_a_citation_finds_its_provision(citation: str, text: str) -> None:
    assert finding.find(LAW, citation)[1].text == text


@pytest.mark.parametrize("citation", ["第九条", "第二条第三款", "第二条第四项", "第一章第三条", "第一条第一款第一项", "公园"])
def test_a_citation_that_points_nowhere_is_refused(citation: str) -> None:
    with pytest.raises(CitationError):
        finding.find(LAW, citation)


def test_a_division_is_found_with_its_parents() -> None:
    assert finding.find(LAW, "第二章")[1].heading == "附则"


def test_rewriting_shares_what_does_not_change() -> None:
    new = Provision("paragraph", text="市人民政府应当规定其他类别。")
    changed = model.rewrite(LAW, {"art_2__para_2": (new,)})
    assert finding.find(changed, "第二条第二款")[1] is new
    assert changed.body[1] is LAW.body[1]
    assert changed.body[0].children[0] is LAW.body[0].children[0]
    assert changed.head is LAW.head


def test_rewriting_a_provision_to_itself_changes_nothing() -> None:
    whole = model.places(LAW)
    assert model.rewrite(LAW, {key: (whole[key],) for key in ("title", "chp_1", "art_3")}).body is LAW.body


def test_rewriting_deletes_and_multiplies() -> None:
    gone = model.rewrite(LAW, {"art_2__para_1__item_2": ()})
    assert len(finding.find(gone, "第二条第一款")[1].children) == 2
    item = finding.find(LAW, "第二条第一项")[1]
    more = model.rewrite(LAW, {"art_2__para_1__item_2": (item, item)})
    assert len(finding.find(more, "第二条第一款")[1].children) == 4
    assert model.rewrite(LAW, {}) == LAW


def test_numbers_that_restart_take_their_division_into_the_id() -> None:
    law = read_text("示例法典\n第一编　总则\n第一条　甲。\n第二条　乙。\n第二编　分则\n第一条　丙。\n第二条　丁。\n")
    assert [key for key, node in model.places(law).items() if node.type == "article"] == [
        "part_1__art_1", "part_1__art_2", "part_2__art_1", "part_2__art_2"]
    with pytest.raises(CitationError, match="names 2 places"):
        finding.find(law, "第一条")
    assert finding.find(law, "第二编第一条")[0] == "part_2__art_1"


def test_a_repeated_number_still_has_an_id_of_its_own() -> None:
    twice = Provision("article", "第三条", model.Number(3), children=(Provision("paragraph", text="甲。"),))
    assert [k for k in model.places(Version("x", "x", body=(twice, twice))) if k.startswith("art")] == [
        "art_3", "art_3__para_1", "art_3~2", "art_3~2__para_1"]


@pytest.mark.parametrize(("key", "citation"), {"art_17-1__para_2": "第十七条之一第二款", "art_3": "第三条", "chp_2": "第二章",
                                               "title": "title", "title_note~2": "题注", "preamble__para_7": "序言第七自然段",
                                               "art_2__para_1__item_3": "第二条第一款第三项", "art_3~2": "第三条（第二处）",
                                               "annex_1": "附件1", "annex_2__item_3": "附件2第三项"}.items())
def test_an_id_is_cited_as_running_text_does(key: str, citation: str) -> None:
    assert model.citation_of(key) == citation


def test_the_words_of_a_provision_in_order() -> None:
    assert model.text_of(finding.find(LAW, "第二条第一款")[1]) == "公园分为下列各类：（一）综合公园；（二）社区公园；（三）游园。"
