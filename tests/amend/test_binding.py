"""Which law a decision amends: one that it names otherwise is found; a single text that it does not name is a problem."""

import pytest

from tracker.amend.apply import apply
from tracker.amend.parse import parse
from tracker.amend.verify import verify
from tracker.errors import AmendError
from tracker.reading import read_text

NOTE = "（2015年3月20日示例市人民代表大会常务委员会通过　根据2019年5月30日示例市人民代表大会常务委员会《关于修改〈{act}的决定》修正）"
LAW = "{title}\n{note}\n第一条　为了管理集市，制定本条例。\n第二条　集市应当每日清扫。\n"
DECISION = ("示例市人民代表大会常务委员会关于修改{named}的决定\n（2024年5月30日示例市人民代表大会常务委员会通过）\n"
            "将第二条修改为：“集市应当每周清扫。”\n本决定自2024年7月1日起施行。\n")
OWN = NOTE.format(act="示例市集市条例〉")
FORMER = NOTE.format(act="示例市集贸市场条例〉")
PACKAGE = NOTE.format(act="示例市公园条例〉等五件地方性法规")


@pytest.mark.parametrize(("named", "title", "note"), [
    ("《示例市集市条例》", "示例市集市条例", OWN),
    ("示例市集市条例", "示例市集市条例", OWN),
    ("《集市条例》", "示例市集市条例", OWN),
    ("《示例市集市条例》", "集市条例", OWN),
    ("《示例市集市条例》", "示例市集市条例（试行）", OWN),
    ("《示例市集市条例》", "示例市集市条例（2019年修正）", OWN),
    ("《示例市集贸市场条例》", "示例市集市条例", FORMER),
])  # fmt: skip
def test_a_text_is_amended_that_the_decision_names_in_other_words(named: str, title: str, note: str) -> None:
    made = apply(parse(DECISION.format(named=named)), [read_text(LAW.format(title=title, note=note))])
    assert [one.status for one in made.report.instructions] == ["applied"]


@pytest.mark.parametrize(("named", "title", "note"), [
    ("《示例市公园条例》", "示例市集市条例", OWN),
    ("示例市公园条例", "示例市集市条例", OWN),
    ("《示例市公园条例》", "示例市集市条例", PACKAGE),
    ("《示例市市条例》", "示例市集市条例", OWN),
    ("《集市条例》", "样本市集市条例", PACKAGE),
    ("《示例市集市条例》", "示例市集市条例实施细则", PACKAGE),
])  # fmt: skip
def test_the_only_text_given_is_amended_and_its_title_is_a_problem_where_it_is_another_law_s(named: str, title: str, note: str) -> None:
    made = apply(parse(DECISION.format(named=named)), [read_text(LAW.format(title=title, note=note))])
    assert [(found.severity, found.kind, found.article) for found in made.report.problems] == [("error", "other_law", "title")]
    assert title in made.report.problems[0].message


def test_a_number_that_two_articles_bear_is_told_as_the_law_s_own_names() -> None:
    twice = LAW.format(title="示例市集市条例", note=OWN) + "第二条　摊主应当佩戴标牌。\n"
    made = apply(parse(DECISION.format(named="《示例市集市条例》")), [read_text(twice)])
    assert "第二条（第一处）「集市应当每日清扫。」, 第二条（第二处）「摊主应当佩戴标牌。」" in made.report.problems[0].message


def test_of_several_texts_those_are_left_out_that_the_decision_does_not_name() -> None:
    texts = [read_text(LAW.format(title=title, note=OWN)) for title in ("示例市集市条例", "示例市公园条例")]
    assert [new.title for new in apply(parse(DECISION.format(named="《示例市公园条例》")), texts).versions] == ["示例市公园条例"]
    with pytest.raises(AmendError, match="the decision amends"):
        apply(parse(DECISION.format(named="《示例市湖泊条例》")), texts)


def test_a_text_that_bears_no_title_is_that_of_the_one_law() -> None:
    bare = read_text("第一条　为了管理集市，制定本条例。\n第二条　集市应当每日清扫。\n")
    made = apply(parse(DECISION.format(named="《示例市集市条例》")), [bare])
    assert [one.status for one in made.report.instructions] == ["applied"]


def test_a_law_that_the_decision_renames_is_verified_under_its_new_name() -> None:
    text = DECISION.format(named="《示例市集市条例》")
    amendment = parse(text.replace("将第二条", "一、将名称修改为“示例市集贸市场条例”。\n二、将第二条"))
    new = read_text("示例市集贸市场条例\n第一条　为了管理集市，制定本条例。\n第二条　集市应当每周清扫。\n")
    assert verify(apply(amendment, [read_text(LAW.format(title="示例市集市条例", note=OWN))]), [new]).differences == ()
