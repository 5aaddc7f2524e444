"""Decisions written from two texts: what they say, as which instrument, in which format, and that they are proved."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.amend.outcomes import CASES, PARK
from tests.conftest import Tracker
from tracker.amend.apply import apply
from tracker.amend.drafting import pairing
from tracker.amend.drafting.decision import ActData
from tracker.amend.drafting.draft import Draft, draft
from tracker.amend.parse import parse
from tracker.errors import AmendError
from tracker.export import decision
from tracker.export.text import render
from tracker.model import Provision, Version
from tracker.numbering import chinese
from tracker.reading import read_bytes, read_text

OLD = render(PARK)
Slips = list[tuple[str, str]]
ACT = ActData("示例市人民代表大会常务委员会", "示例市第十六届人民代表大会常务委员会第八次会议", date(2024, 5, 30), date(2024, 7, 1))


def written() -> Iterator[tuple[str, Slips, list[str]]]:
    """Each case: its title, how the new text differs, the items that are drafted."""
    for block in (CASES / "draft.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        title, *lines = block.rstrip("\n").split("\n")
        pairs = [line[2:].replace("¶", "\n").partition(" → ") for line in lines if line.startswith("> ")]
        yield title, [(old, new) for old, _, new in pairs], [line for line in lines if line and not line.startswith("> ")]


def changed(slips: Slips) -> Version:
    """The new text: the old one below its contents with some words replaced, the contents left out."""
    text = OLD
    for old, new in slips:
        assert old in text, old
        head, _, tail = text.rpartition(old)
        text = head + new + tail
    return read_text(text)


def items(made: Draft) -> list[str]:
    """What a draft orders: its lines between the lead and the closing clauses."""
    lines = [line.strip("　") for line in made.text.splitlines()[3:]]
    return [line for line in lines if not line.startswith(("本决定自", "《示例市"))]


BOOKS = """示例市帐簿条例
第一条　单位应当依法设置公园帐簿，不得私设公园帐簿登记。
第二条　园长应当保管公园帐簿。
第三条　公园以人民币为记帐本位币。
第四条　公园设总帐、明细帐和公园帐簿。
第五条　记帐凭证应当附有原始凭证。
第六条　公园帐簿保存十年。
"""


def test_one_character_changed_throughout_is_ordered_once_for_each_word_it_stands_in() -> None:
    made = draft(read_text(BOOKS), read_text(BOOKS.replace("帐", "账").replace("示例市账簿", "示例市帐簿")))
    assert items(made) == [
        "一、将第四条修改为：“公园设总账、明细账和公园账簿。”",
        "二、将第一条、第二条、第六条中的“公园帐簿”均修改为“公园账簿”。",
        "三、将第三条、第五条中的“记帐”均修改为“记账”。"]
    assert made.wrong == ()


def test_no_word_of_the_law_is_quoted_torn() -> None:
    old = ("示例市公园条例\n第一条　公园变更用地的材料，由民政部门统一编号归档保存二十年备查，期满后依照档案管理规定移交市档案馆。\n"
           "第二条　民政部门应当公布名录。\n第三条　民政部门应当每年检查。\n")
    made = draft(read_text(old), read_text(old.replace("由民政", "由办理登记的民政")))
    assert items(made) == ["将第一条中的“由民政部门”修改为“由办理登记的民政部门”。"]
    assert made.wrong == ()


def test_a_rare_word_and_one_with_a_common_character_are_quoted_whole() -> None:
    old = ("示例市公园条例\n第一条　公园巡查员应当品行端正并具有胜任巡查工作所要求的工作能力。\n第二条　公园巡查员应当报告巡查工作情况。\n"
           "第三条　公园巡查工作人员依法执行职务受保护。\n第四条　巡查工作每日开展。\n")
    made = draft(read_text(old), read_text(old.replace("胜任巡查", "胜任日常巡查").replace("人员依法", "人员持证依法")))
    assert made.wrong == ()
    quoted = [one.strip("“”") for one in re.findall("“[^”]+”", made.text)]
    assert not any(one.startswith(("任", "法")) or one.endswith(("胜", "依")) for one in quoted)


@pytest.mark.parametrize(("slips", "expected"), [pytest.param(*rest, id=title) for title, *rest in written()])
def test_a_decision_is_drafted_in_official_words(slips: Slips, expected: list[str]) -> None:
    new = changed(slips)
    made = draft(PARK, new)
    assert items(made) == expected
    assert made.wrong == ()


ONE = [("应当符合规划", "应当符合城市规划")]
WITH_ARTICLE = [("第九条　举办", "第八条之一　公园可以接受捐赠。\n第九条　举办")]


def test_what_nobody_gave_is_a_blank_that_is_read_again() -> None:
    made = draft(PARK, changed(ONE))
    assert made.text.splitlines() == [
        "　　　　　　　　关于修改《示例市公园条例》的决定", "（　年　月　日　　　　通过）",
        "　　　　　　　　　　决定对《示例市公园条例》作如下修改：", "　　将第四条中的“符合规划”修改为“符合城市规划”。",
        "　　本决定自　年　月　日起施行。", "　　《示例市公园条例》根据本决定作相应修改，重新公布。"]
    amendment = parse(made.text)
    assert amendment.unread == ()
    assert [begin.date for begin in amendment.commencement] == [None]
    assert amendment.act.date is None


def test_what_was_given_stands_in_the_decision_and_is_read_from_it() -> None:
    amendment = parse(draft(PARK, changed(ONE), ACT).text)
    assert (amendment.act.body, amendment.act.meeting, amendment.act.date) == (ACT.body, ACT.meeting, ACT.date)
    assert [begin.date for begin in amendment.commencement] == [ACT.in_force]
    assert apply(amendment, [PARK]).versions[0].in_force.date == ACT.in_force
    at_once = parse(draft(PARK, changed(ONE), ActData(on_promulgation=True)).text)
    assert [begin.on_promulgation for begin in at_once.commencement] == [True]


def test_the_session_opens_the_first_sentence_and_the_body_where_no_session_is_known() -> None:
    for act, who in ((ACT, "示例市第十六届人民代表大会常务委员会第八次会议"), (ActData("示例市人民政府"), "示例市人民政府")):
        text = draft(PARK, changed(ONE), act).text
        assert text.splitlines()[2] == f"　　{who}决定对《示例市公园条例》作如下修改："
        assert ([target.title for target in parse(text).targets], parse(text).unread) == (["示例市公园条例"], ())


@pytest.mark.parametrize(("said", "told"), [
    ({"in_force": date(2024, 7, 1), "on_promulgation": True}, "both from 2024-07-01 and"),
    ({"body": "示例市人民政府", "instrument": "state_council"}, "not 示例市人民政府"),
    ({"date": date(2024, 5, 30), "instrument": "state_council"}, "neither its meeting nor its day"),
    ({"meeting": "第八次会议", "instrument": "state_council"}, "neither its meeting nor its day"),
    ({"body": "示例市人民代表大会", "instrument": "amendment"}, "示例市人民代表大会 would be left out"),
])  # fmt: skip
def test_what_the_act_cannot_say_is_refused_not_dropped(said: dict[str, Any], told: str) -> None:
    with pytest.raises(AmendError, match=told):
        ActData(**said)


def test_an_amendment_renumbers_nothing() -> None:
    made = draft(PARK, changed(WITH_ARTICLE), ActData(instrument="amendment"))
    assert made.text.splitlines()[0] == "示例市公园条例修正案"
    assert "　　在第八条后增加一条，作为第八条之一：“公园可以接受捐赠。”" in made.text
    assert made.wrong == ()
    assert parse(made.text).act.kind == "amendment"
    fewer = changed([("第十二条　违反第六条规定，未经批准建设的，责令停止建设。\n", ""), ("第十三条", "第十二条"),
                     ("第十四条", "第十三条")])
    with pytest.raises(AmendError, match="renumbers no article"):
        draft(PARK, fewer, ActData(instrument="amendment"))


def test_in_an_amendment_an_article_in_quite_other_words_keeps_its_number() -> None:
    slips = [("第四条　公园建设应当符合规划。", "第四条　禁止在湖中垂钓、游泳。"),
             ("第九条　举办活动的，应当经园林部门批准。", "第九条　游客携带犬只的，应当系绳。")]
    made = draft(PARK, changed(slips), ActData(instrument="amendment"))
    assert made.wrong == ()
    assert [line.strip("　") for line in made.text.splitlines()[2:4]] == [
        "一、将第四条修改为：“禁止在湖中垂钓、游泳。”", "二、将第九条修改为：“游客携带犬只的，应当系绳。”"]


def test_the_state_council_decides_without_a_meeting() -> None:
    text = draft(PARK, changed(ONE), ActData("国务院", in_force=date(2024, 7, 1), instrument="state_council")).text
    assert text.splitlines()[:3] == ["国务院关于修改《示例市公园条例》的决定", "　　国务院决定对《示例市公园条例》作如下修改：",
                                     "　　将第四条中的“符合规划”修改为“符合城市规划”。"]
    assert parse(text).act.body == "国务院"


def test_where_nearly_everything_changes_a_revision_is_usual() -> None:
    old, new = ("\n".join(["示例市公园条例", *(f"第{chinese(n)}条　{word}{n}应当{word}。" for n in range(1, 13))])
                for word in ("管理", "保护"))
    assert draft(read_text(old), read_text(new)).revision
    assert not draft(PARK, changed(ONE)).revision


def test_texts_without_articles_cannot_be_amended_so() -> None:
    with pytest.raises(AmendError, match="no articles"):
        draft(read_text("示例市公园须知\n请勿攀折花木。\n"), PARK)


def test_where_no_form_gives_the_new_text_the_finest_one_stands() -> None:
    made = draft(PARK, changed([("公园建设应当符合规划。", "公园建设应当符合规划。\n公园不收门票")]))
    assert items(made) == ["第四条增加一款，作为第二款：“公园不收门票”"]
    assert made.wrong == ("art_4",)


def test_very_long_lists_are_paired_by_their_place_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    ratio = pairing._ratio

    def counted(one: str, other: str) -> float:
        looked_at.append(one)
        return ratio(one, other)

    monkeypatch.setattr(pairing, "_ratio", counted)
    old, new = ([Provision("paragraph", text=f"{word}公园第{chinese(n)}号。") for n in range(1, 2001)] for word in ("管理", "保护"))
    new[1000:1000] = [Provision("paragraph", text="公园免费。")]
    pairs = pairing.paired(old, new)
    assert [one for one in pairs if not one[0]] == [([], [1000])] and len(pairs) == 2001
    assert len(looked_at) < 3 * pairing.COUPLES


# Formats


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_in_every_format_it_is_read_back_as_the_same_decision(ending: str) -> None:
    text = draft(PARK, changed([*ONE, ("应当报园林部门批准", "*应当*报 #1 批准")]), ACT).text
    data = decision.markdown(text).encode() if ending == "md" else decision.docx(text)
    from tracker.reading.formats import document_of

    lines = [line.text for line in document_of(data, f"decision.{ending}").lines]
    assert [line.strip("　") for line in lines if line.strip()] == [line.strip("　") for line in text.splitlines()]


def test_the_word_document_is_set_as_official_papers_are() -> None:
    document = Document(io.BytesIO(decision.docx(draft(PARK, changed(ONE), ACT).text)))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    title, _, first = document.paragraphs[:3]
    assert (title.alignment, title.runs[0].font.size.pt) == (1, 22)
    assert first.paragraph_format.first_line_indent.pt == 32
    assert document.core_properties.title == "示例市人民代表大会常务委员会关于修改《示例市公园条例》的决定"


# The command line


@pytest.fixture
def pair(desk: Path) -> Path:
    """Two texts of the park law."""
    (desk / "old.txt").write_text(OLD, encoding="utf-8")
    (desk / "new.txt").write_text(render(changed(ONE)), encoding="utf-8")
    return desk


def test_draft_writes_by_the_ending_of_the_file(pair: Path, tracker: Tracker) -> None:
    for name, start in (("d.txt", "　".encode()), ("d.md", b"# "), ("d.docx", b"PK")):
        tracker("amend", "draft", "old.txt", "new.txt", "--output", name)
        assert (pair / name).read_bytes().startswith(start)
        done = tracker("amend", "apply", name, "old.txt", "--output", "made.json")
        assert done.stderr == "written: made.json\n"
    assert tracker("amend", "draft", "old.txt", "new.txt", "--format", "markdown").stdout.startswith("# ")
    assert "--output" in tracker("amend", "draft", "old.txt", "new.txt", "--format", "docx", exit_code=2).stderr


def test_the_act_comes_from_a_file_or_from_options(pair: Path, tracker: Tracker) -> None:
    act = {"body": "示例市人民代表大会常务委员会", "meeting": "第八次会议", "adopted": "2024-05-30", "in_force": "2024-07-01"}
    (pair / "act.json").write_text(json.dumps(act), encoding="utf-8")
    from_file = tracker("amend", "draft", "old.txt", "new.txt", "--act", "act.json").stdout
    assert "（2024年5月30日第八次会议通过）" in from_file
    assert "本决定自2024年7月1日起施行。" in from_file
    options = ("--body", "示例市人民代表大会常务委员会", "--meeting", "第八次会议", "--adopted", "2024-05-30", "--in-force", "2024-07-01")
    assert tracker("amend", "draft", "old.txt", "new.txt", *options).stdout == from_file
    over = tracker("amend", "draft", "old.txt", "new.txt", "--act", "act.json", "--in-force", "2024-08-01").stdout
    assert "本决定自2024年8月1日起施行。" in over
    at_once = tracker("amend", "draft", "old.txt", "new.txt", "--act", "act.json", "--on-promulgation").stdout
    assert "本决定自公布之日起施行。" in at_once
    both = ("--on-promulgation", "--in-force", "2024-08-01", "--output", "d.txt")
    assert "2024-08-01" in tracker("amend", "draft", "old.txt", "new.txt", *both, exit_code=2).stderr
    assert not (pair / "d.txt").exists()
    (pair / "act.json").write_text('{"bodies": "甲"}', encoding="utf-8")
    assert "act.json" in tracker("amend", "draft", "old.txt", "new.txt", "--act", "act.json", exit_code=2).stderr
    (pair / "act.json").write_text('{"adopted": "2024-02-30"}', encoding="utf-8")
    assert "2024-02-30" in tracker("amend", "draft", "old.txt", "new.txt", "--act", "act.json", exit_code=2).stderr
    assert "gone.json" in tracker("amend", "draft", "old.txt", "new.txt", "--act", "gone.json", exit_code=2).stderr


def test_nothing_to_order_writes_no_file(pair: Path, tracker: Tracker) -> None:
    said = tracker("amend", "draft", "old.txt", "old.txt", "--output", "d.txt")
    assert "nothing that a decision orders" in said.stderr
    assert not (pair / "d.txt").exists()


def test_what_does_not_come_out_is_said_and_exits_1(pair: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.amend.drafting import draft as module

    monkeypatch.setattr(module, "draft", lambda *_: Draft("决定\n", ("art_4", "headings")))
    said = tracker("amend", "draft", "old.txt", "new.txt", exit_code=1).stderr
    assert "the decision does not give the new text at: 第四条, the headings\n  → `tracker amend verify DECISION OLD NEW` shows" in said


def test_read_bytes_takes_a_draft_for_what_it_is() -> None:
    """A draft in Word is a decision, not a law with articles."""
    assert read_bytes(decision.docx(draft(PARK, changed(ONE), ACT).text), "d.docx").title.endswith("的决定")
