"""Decisions applied to an invented law: every case of cases/amend gives the text, and the complaints, written below it."""

import re
from datetime import date
from itertools import permutations

import pytest

from tests.amend.outcomes import AMENDMENT, DECISION, PARK, Case, cases, decision, told
from tracker import codec, language
from tracker.amend import wordings
from tracker.amend.apply import Applied, apply
from tracker.amend.report import failed
from tracker.amend.staging import OF_NOTHING, TWO_DAYS
from tracker.export.text import render
from tracker.finding import find
from tracker.model import Version, articles
from tracker.numbering import Number, chinese
from tracker.reading import read_text

FILES = {"provisions.md": DECISION, "articles.md": DECISION, "words.md": DECISION, "problems.md": DECISION, "amendment.md": AMENDMENT}
CASES = [pytest.param(case, FILES[name], id=case.title) for name in FILES for case in cases(name)]
ITEM = re.compile(r"^[一二三四五]、", re.MULTILINE)


def done(items: str, frame: str = DECISION, old: Version = PARK) -> Applied:
    return apply(decision(items, frame), [old])


def text_after(items: str, frame: str = DECISION) -> str:
    return render(done(items, frame).versions[0])


@pytest.mark.parametrize(("case", "frame"), CASES)
def test_a_case_comes_out_as_written(case: Case, frame: str) -> None:
    language.use("zh")
    made = done(case.items, frame)
    assert tuple(told(PARK, made.versions[0], made.report)) == case.outcome


@pytest.mark.parametrize(("case", "frame"), CASES)
def test_only_an_error_fails_a_decision(case: Case, frame: str) -> None:
    assert failed(done(case.items, frame).report) == any(line.startswith("!") for line in case.outcome)


@pytest.mark.parametrize(("case", "frame"), CASES)
def test_text_and_report_are_documents(case: Case, frame: str) -> None:
    made = done(case.items, frame)
    assert codec.decode("report", codec.encode("report", made.report)) == made.report
    assert codec.decode("version", codec.encode("version", made.versions[0])) == made.versions[0]


@pytest.mark.parametrize("case", [case for name in ("provisions.md", "articles.md", "words.md") for case in cases(name)
                                  if len(ITEM.findall(case.items)) > 1], ids=lambda case: case.title)
def test_the_order_of_the_items_makes_no_difference(case: Case) -> None:
    items, closing = case.items.partition("\n此外")[::2]
    parts = [part for part in re.split(r"^[一二三四五]、", items, flags=re.MULTILINE) if part]
    behind = f"\n此外{closing}" if closing else ""
    orders = ["\n".join(f"{chinese(at)}、{part.strip()}" for at, part in enumerate(order, 1)) for order in permutations(parts)]
    assert len({text_after(order + behind) for order in orders}) == 1


# Problems


def test_a_problem_names_its_words_in_the_decision_the_place_in_the_law_and_what_was_expected() -> None:
    items = "一、增加一条，作为第四条：“公园属于公益事业。”\n二、将第八条改为第十条。\n三、将第七条第二款中的“三天”修改为“五天”。"
    text = DECISION.format(items=items)
    problems = [found for found in done(items).report.problems if found.severity == "error" and found.article != "10"]
    missing, wrong = sorted(problems, key=lambda found: found.kind)
    assert (wrong.kind, wrong.article, wrong.place, wrong.expected) == ("number_wrong", "9", "art_8", "9")
    assert wrong.source is not None
    assert text[wrong.source.start:wrong.source.end] == "将第八条改为第十条"
    assert (missing.kind, missing.article, missing.instruction) == ("no_words", "8", 2)
    assert missing.source is not None
    assert "三天" in text[missing.source.start:missing.source.end]


def test_a_wrong_number_is_told_under_both_numbers() -> None:
    report = done("一、增加一条，作为第四条：“公园属于公益事业。”\n二、将第八条改为第十条。").report
    assert {found.article for found in report.problems if found.kind == "number_wrong"} == {"9", "10"}


def test_every_instruction_has_its_outcome() -> None:
    report = done("一、将第四条修改为：“公园应当绿化。”\n二、将第二十条修改为：“公园应当整洁。”\n"
                  "三、第七条增加一款，作为第一款：“公园免费。”第一款改为第二款。\n此外，对条文顺序作相应调整。").report
    assert [(one.item, one.operation, one.status) for one in report.instructions] == [
        ("一、", "replace", "applied"), ("二、", "replace", "failed"), ("三、", "insert", "applied"), ("三、", "renumber", "checked"),
        ("", "adjust", "no_change")]


# A text without articles

POINTS = read_text("示例市公园条例\n一、公园免费。\n公园不收停车费。\n二、禁止下列行为：\n（一）攀折；\n（二）野炊。\n三、违者劝离。\n"
                   "特此决定。\n")


def test_the_same_words_in_two_paragraphs_are_a_change() -> None:
    old = read_text("示例市公园条例\n第一条　公园免费开放。闭园应当提前公告。\n")
    made = done("第一条修改为两款：“公园免费开放。\n“闭园应当提前公告。”", old=old)
    assert render(made.versions[0]).splitlines()[-2:] == ["第一条　公园免费开放。", "闭园应当提前公告。"]
    assert made.report.problems == ()


def test_a_point_gets_new_words_with_all_that_is_in_it() -> None:
    made = done("一、将第一条修改为：“公园收费。”\n二、将第二条修改为：“禁止：\n“（一）攀折；\n“（二）垂钓；\n“（三）野炊。”", old=POINTS)
    assert not failed(made.report)
    assert "一、公园收费。\n二、禁止：\n（一）攀折；\n（二）垂钓；\n（三）野炊。\n三、违者劝离。\n" in render(made.versions[0])


@pytest.mark.parametrize("items", ["增加一条，作为第二条：“公园整洁。”", "删去第一条。", "将第三条改为第四条。",
                                   "正文增加一段，作为第三段：“甲。”", "在正文第三段后增加一段，作为第四段：“甲。”"])
def test_what_would_count_points_anew_needs_a_person(items: str) -> None:
    made = done(items, old=POINTS)
    assert [found.kind for found in made.report.problems] == ["unsupported"]
    assert made.versions[0].body == POINTS.body


REPLY = read_text("示例市公园条例\n示例区人民法院：\n请示收悉。现答复如下：\n公园不得收费。违者退还。\n此复。\n")


@pytest.mark.parametrize(("items", "lines"), [
    ("将第一段修改为：“来函收悉。现答复如下：”", ["来函收悉。现答复如下：", "公园不得收费。违者退还。"]),
    ("将正文第二段修改为：“公园免费。”", ["请示收悉。现答复如下：", "公园免费。"]),
    ("第二段第二句修改为：“违者返还。”", ["请示收悉。现答复如下：", "公园不得收费。违者返还。"]),
    ("将第二段第一句、第二句修改为：“公园免费。”", ["请示收悉。现答复如下：", "公园免费。"]),
    ("将第一段、第二段修改为：“来函收悉：\n“公园免费。”", ["来函收悉：", "公园免费。"])])
def test_the_paragraphs_of_a_reply_are_counted_below_whom_it_answers(items: str, lines: list[str]) -> None:
    made = done(items, old=REPLY)
    assert not failed(made.report)
    assert render(made.versions[0]).splitlines()[-4:] == ["示例区人民法院：", *lines, "此复。"]


CODE = read_text("示例市公园条例\n第一编　总则\n第一章　基本规定\n第一条　公园免费。\n第二章　权利\n第二条　游人有权入园。\n"
                 "第二编　分则\n第一章　树木\n第三条　树木受保护。\n第二章　花草\n第四条　花草受保护。\n")


@pytest.mark.parametrize(("items", "line"), [
    ("在公园条例分则第一章中增加一条，作为第四条：“落叶归公园。”", "第三条　树木受保护。\n第四条　落叶归公园。\n第二章　花草\n"),
    ("将总则第二章章名修改为“游人的权利”。", "第二章　游人的权利\n第二条　"),
    ("将分则第四条中的“花草”修改为“花坛”。", "第四条　花坛受保护。\n"),
    ("在分则编中增加一条，作为第三条：“绿地受保护。”", "第一章　树木\n第三条　绿地受保护。\n第四条　树木")])
def test_a_part_may_be_named_by_its_title(items: str, line: str) -> None:
    made = done(items, old=CODE)
    assert not failed(made.report)
    assert line in render(made.versions[0])


SECTIONS = read_text("示例市公园条例\n第一章　建设\n第一节　规划\n第一条　甲。\n第二节　施工\n第二条　乙。\n"
                     "第二章　管理\n第一节　开放\n第三条　丙。\n第三章　附则\n第四条　丁。\n")


def test_chapters_of_sections_merge_and_their_sections_run_on() -> None:
    made = done("将第一章、第二章合并，作为第一章“建设和管理”。", old=SECTIONS)
    assert made.report.problems == ()
    assert [line for line in render(made.versions[0]).splitlines() if line.startswith("第")] == [
        "第一章　建设和管理", "第一节　规划", "第一条　甲。", "第二节　施工", "第二条　乙。", "第三节　开放", "第三条　丙。",
        "第二章　附则", "第四条　丁。"]


def test_a_chapter_of_sections_and_one_without_need_a_person() -> None:
    made = done("将第二章、第三章合并，作为第二章“管理和附则”。", old=SECTIONS)
    assert {found.kind for found in made.report.problems} == {"unsupported"}


def test_an_article_that_does_not_lie_in_the_part_named_is_not_changed() -> None:
    made = done("将总则第四条中的“花草”修改为“花坛”。", old=CODE)
    assert [found.kind for found in made.report.problems] == ["no_place"]


ANNEXED = read_text("示例市公园条例\n第一条　公园免费。\n附件1\n公园名录\n附件2\n收费表\n")


@pytest.mark.parametrize("items", ["将附件1并入附件2。", "将附件1改为附件2。", "将附件1移至附件2之后。", "将附件1与附件2对调。"])
def test_annexes_that_go_elsewhere_need_a_person(items: str) -> None:
    made = done(items, old=ANNEXED)
    assert {found.kind for found in made.report.problems} == {"unsupported"}
    assert made.versions[0].tail == ANNEXED.tail


def test_an_annex_that_would_come_needs_a_person() -> None:
    made = done("增加一个附件，作为附件3：“名录\n“甲园”", old=ANNEXED)
    assert [found.kind for found in made.report.problems] == ["unsupported"]
    assert made.versions[0].tail == ANNEXED.tail


RIVERS = read_text("示例市河道条例\n第一条　河道应当保护。\n附件：\n示例市河道名录\n一、甲河\n二、乙河\n")


@pytest.mark.parametrize(("items", "lines"), [
    ("附件修改为：“示例市河道名录\n“一、丁河”", ["附件：", "示例市河道名录", "一、丁河"]),
    ("附件增加“三、丙河”。", ["附件：", "示例市河道名录", "一、甲河", "二、乙河", "三、丙河"])])
def test_the_list_of_an_annex_has_its_title_once_and_each_point_on_a_line(items: str, lines: list[str]) -> None:
    made = done(items, old=RIVERS)
    assert render(made.versions[0]).splitlines()[-len(lines):] == lines
    assert [found.kind for found in made.report.problems if found.kind != "other_law"] == []


def test_a_point_of_an_annex_whose_printed_number_is_not_its_own_is_told() -> None:
    made = done("一、将附件中的“乙河”删去。\n二、附件增加“三、丙河”。", old=RIVERS)
    assert render(made.versions[0]).splitlines()[-2:] == ["一、甲河", "二、丙河"]
    assert [(found.kind, found.expected) for found in made.report.problems if found.severity == "error" and found.kind != "other_law"] == [
        ("number_wrong", "第二项")]


FEES = "示例市公园条例\n第一条　公园收费。\n第二条　公园开放。\n附表：收费表\n档次\t标准\n一\t五元\n"


@pytest.mark.parametrize(("payload", "name"), [
    ("“附表：收费表\n“档次\t标准\n“一\t六元\n“（注：老人免费。）”", "收费表"), ("“档次\t标准\n“一\t六元\n“（注：老人免费。）”", "收费表"),
    ("“附表：新收费表\n“档次\t标准\n“一\t六元\n“（注：老人免费。）”", "新收费表"), ("\n档次\t标准\n一\t六元\n（注：老人免费。）", "收费表"),
])  # fmt: skip
def test_an_annex_is_printed_anew_with_or_without_its_name_and_each_row_once(payload: str, name: str) -> None:
    made = done(f"将附表修改为：{payload}", old=read_text(FEES))
    assert made.report.problems == ()
    assert render(made.versions[0]).endswith(f"第二条　公园开放。\n附表：{name}\n档次\t标准\n一\t六元\n（注：老人免费。）\n")


def test_a_table_in_an_article_stands_where_the_decision_prints_it_and_once() -> None:
    made = done("将第二条修改为：“门票如下：\n“档次\t标准\n“一\t六元\n“老人免费。”", old=read_text(FEES))
    assert "第二条　门票如下：\n档次\t标准\n一\t六元\n老人免费。\n附表" in render(made.versions[0])
    made = done("将第二条修改为：“第二条\t公园免费。\n“公园开放。”", old=read_text(FEES))
    assert "第二条　公园免费。\n公园开放。\n附表" in render(made.versions[0])


# The new version


def test_the_new_version_knows_its_dates_its_events_and_its_title_note() -> None:
    new = done("一、将第四条修改为：“公园应当绿化。”").versions[0]
    assert (new.version, new.adopted, new.law) == (date(2024, 5, 30), date(2024, 5, 30), "示例市公园条例")
    assert (new.in_force.date, new.in_force.basis, new.in_force.first) == (date(2024, 7, 1), "act", date(2015, 5, 1))
    assert new.in_force.act == "关于修改〈示例市公园条例〉的决定"
    assert [(event.kind, event.date) for event in new.events] == [("adopted", date(2015, 3, 20)), ("amended", date(2024, 5, 30))]
    note = next(node.text for node in new.head if node.type == "title_note")
    assert note == ("（2015年3月20日示例市第十五届人民代表大会常务委员会第六次会议通过　根据2024年5月30日示例市第十六届人民代表大会"
                    "常务委员会第八次会议《关于修改〈示例市公园条例〉的决定》修正）")
    assert new.source is None


def test_an_act_that_speaks_of_its_day_in_words_not_read_is_not_said_to_be_silent() -> None:
    day = "本决定自2024年7月1日起施行，新增的第四条自2025年1月1日起施行。"
    assert [reason for closing in (day, "") for reason in [
        done("一、删去第九条。", DECISION.replace("本决定自2024年7月1日起施行。", closing)).versions[0].in_force.reason]] == [
        "the act speaks of its commencement in words that were not read: a person has to say",
        "the act does not say from when it is in force"]


def test_in_force_from_promulgation_is_unknown_until_that_day_is_known() -> None:
    frame = DECISION.replace("自2024年7月1日起", "自公布之日起")
    assert done("一、删去第九条。", frame).versions[0].in_force.date is None
    promulgated = frame.replace("通过）", "通过　2024年6月3日示例市人民代表大会常务委员会公告第五号公布）")
    new = done("一、删去第九条。", promulgated).versions[0]
    assert (new.in_force.date, new.in_force.basis) == (date(2024, 6, 3), "act")
    assert (new.version, new.promulgated) == (date(2024, 6, 3), date(2024, 6, 3))


@pytest.mark.parametrize(("noted", "said"), [("2024年6月3日公布", "自本决定公布之日起试行"), ("2024年6月3日公布", "自发布之日起开始施行"),
                                              ("2024年6月3日示例省人民代表大会常务委员会批准", "自省人民代表大会常务委员会批准之日起施行")])
def test_the_day_of_the_act_in_other_words(noted: str, said: str) -> None:
    frame = DECISION.replace("自2024年7月1日起施行", said)
    assert done("一、删去第九条。", frame.replace("通过）", f"通过　{noted}）")).versions[0].in_force.date == date(2024, 6, 3)
    assert done("一、删去第九条。", frame).versions[0].in_force.basis == "unknown"


@pytest.mark.parametrize("said", ["自公布之日起三十日后施行", "自公布之日起满三十日施行", "自公布之日起满一个月后施行",
                                  "自公布的次日起施行"])
def test_a_time_after_promulgation_is_told_and_not_counted(said: str) -> None:
    frame = DECISION.replace("自2024年7月1日起施行", said).replace("通过）", "通过　2024年6月3日公布）")
    new = done("一、删去第九条。", frame).versions[0]
    assert (new.in_force.date, new.in_force.basis) == (None, "unknown")
    assert new.in_force.reason == "it is in force some time after its promulgation"


def test_some_items_come_into_force_later() -> None:
    frame = DECISION.replace("本决定自2024年7月1日起施行。", "本决定第一条自2025年1月1日起施行，其他自2024年7月1日起施行。")
    new = done("一、将第四条修改为：“公园应当绿化。”\n二、将第六条修改为：“公园应当开放。”", frame).versions[0]
    assert [(stage.provisions, stage.date) for stage in new.in_force.stages] == [(("art_4",), date(2025, 1, 1))]


def test_an_item_below_an_item_comes_into_force_later_and_not_its_neighbour() -> None:
    items = "一、对部分条文作以下修改：\n（一）将第四条修改为：“公园应当绿化。”\n（二）将第六条修改为：“公园应当开放。”"
    for named in ("第一项第二目", "第一项第（二）项"):
        frame = DECISION.replace("本决定自2024年7月1日起施行。", f"本决定自2024年7月1日起施行，{named}自2025年1月1日起施行。")
        assert [stage.provisions for stage in done(items, frame).versions[0].in_force.stages] == [("art_6",)]


def test_items_of_different_days_that_change_one_article_date_their_own_paragraphs() -> None:
    frame = DECISION.replace("本决定自2024年7月1日起施行。", "本决定第一项自2025年1月1日起施行，第二项的施行日期另行规定，"
                             "其他自2024年7月1日起施行。")
    items = "一、第四条增加一款，作为第二款：“公园应当绿化。”\n二、第四条增加一款，作为第三款：“公园应当编号。”"
    stages = done(f"{items}\n三、将第六条修改为：“公园应当开放。”", frame).versions[0].in_force.stages
    assert [(stage.provisions, stage.date, stage.basis) for stage in stages] == [
        (("art_4__para_2",), date(2025, 1, 1), "act"), (("art_4__para_3",), None, "act")]
    stages = done("一、第十一条中的“二百元”修改为“三百元”。\n二、第十一条中的“五百元”修改为“六百元”。", frame).versions[0].in_force.stages
    assert [(stage.provisions, stage.date, stage.reason) for stage in stages] == [(("art_11__para_1",), None, TWO_DAYS)]


def test_a_paragraph_whose_old_one_cannot_be_told_does_not_wait_by_itself() -> None:
    frame = DECISION.replace("本决定自2024年7月1日起施行。", "本决定自2024年7月1日起施行，其中第一项自2025年1月1日起施行。")
    items = "一、第十一条第一款修改为：“{words}”\n二、第十一条增加一款，作为第二款：“情节严重的，责令停业。”"
    fine, pets = "违反本条例第十条规定的，由园林部门责令改正，处三百元以上五百元以下罚款。", "猫狗不得入内。"
    for words, stage in ((fine, ("art_11__para_1", date(2025, 1, 1), "")), (pets, ("art_11", None, TWO_DAYS))):
        stages = done(items.format(words=words), frame).versions[0].in_force.stages
        assert [(s.provisions[0], s.date, s.reason) for s in stages] == [stage]


def test_a_day_for_an_article_that_the_law_does_not_have_may_be_that_of_any_change() -> None:
    frame = DECISION.replace("本决定自2024年7月1日起施行。", "本决定自2024年7月1日起施行，其中第六条、第十九条自2025年1月1日起施行。")
    made = done("一、将第四条修改为：“公园应当绿化。”\n二、将第六条修改为：“公园应当开放。”", frame)
    assert [(s.provisions, s.date, s.reason) for s in made.versions[0].in_force.stages] == [
        (("art_6",), date(2025, 1, 1), ""), (("art_4",), None, OF_NOTHING)]
    assert [(p.severity, p.kind, p.article) for p in made.report.problems] == [("doubt", "commencement_of_nothing", "19")]
    gone = done("一、将第四条修改为：“公园应当绿化。”\n二、删去第六条。", frame.replace("第六条、", "")).versions[0].in_force
    assert [(s.provisions, s.date, s.reason) for s in gone.leaving] == [(("art_6",), None, OF_NOTHING)]


def test_the_last_paragraph_that_comes_into_force_later_is_that_of_the_new_text() -> None:
    frame = DECISION.replace("本决定自2024年7月1日起施行。", "《示例市公园条例》第三条最后一款自2025年1月1日起施行，"
                             "其他自2024年7月1日起施行。")
    new = done("一、第三条增加一款，作为第三款：“街道办事处应当协助。”", frame).versions[0]
    assert [(stage.provisions, stage.date) for stage in new.in_force.stages] == [(("art_3__para_3",), date(2025, 1, 1))]


def test_each_article_knows_its_last_change() -> None:
    report = done("一、删去第二条。\n二、将第七条改为第六条，第二款修改为：“公园闭园应当提前五日公告。”\n"
                  "三、增加一条，作为第八条：“公园可以接受捐赠。”\n此外，对条文顺序作相应调整。").report
    assert [(one.article, one.before, one.instructions) for one in report.changes] == [("6", "7", (1, 2)), ("8", "", (3,))]
    assert {(one.act, one.date) for one in report.changes} == {("关于修改〈示例市公园条例〉的决定", date(2024, 5, 30))}


def test_a_second_amendment_counts_both() -> None:
    first = done("一、将第四条修改为：“公园应当绿化。”").versions[0]
    later = DECISION.replace("2024年", "2025年").replace("第八次", "第九次")
    new = done("一、将第四条修改为：“公园应当整洁。”", later, first).versions[0]
    note = next(node.text for node in new.head if node.type == "title_note")
    assert note.endswith("第八次会议《关于修改〈示例市公园条例〉的决定》第一次修正　根据2025年5月30日示例市第十六届人民代表大会"
                         "常务委员会第九次会议《关于修改〈示例市公园条例〉的决定》第二次修正）")


def test_a_note_that_is_not_like_the_history_gets_one_more_entry() -> None:
    old = read_text(render(PARK).replace("会议通过）", "会议通过，后经整理）"))
    published = "会议通过　2024年6月3日示例市人民代表大会常务委员会公告第五号公布）"
    promulgated = DECISION.replace("会议通过）", published).replace("的决定\n", "的决定（节录）\n", 1)
    new = done("一、删去第九条。", promulgated, old).versions[0]
    note = next(node.text for node in new.head if node.type == "title_note")
    assert note.endswith("后经整理　根据2024年5月30日示例市第十六届人民代表大会常务委员会第八次会议"
                         "《关于修改〈示例市公园条例〉的决定》修正）")


ADOPTED = "2015年3月20日{0}示例市第十五届人民代表大会常务委员会第六次会议通过"
AMENDED = "{0}2018年6月1日{1}示例市第十五届人民代表大会常务委员会第三十次会议《关于修改〈示例市公园条例〉的决定》第一次修正"
AGAIN = "{0}2024年5月30日{1}示例市第十六届人民代表大会常务委员会第八次会议《关于修改〈示例市公园条例〉的决定》第二次修正"


@pytest.mark.parametrize(("printed", "amended"), [
    pytest.param([ADOPTED.format(" "), AMENDED.format("", " ")],
                 [ADOPTED.format(" "), AMENDED.format("", " "), AGAIN.format("", " ")], id="a line each"),
    pytest.param([f"（{ADOPTED.format('')}　{AMENDED.format('根据', '')}，后经整理）"],
                 [f"（{ADOPTED.format('')}　{AMENDED.format('根据', '')}，后经整理　{AGAIN.format('根据', '')}）"], id="one bracket"),
    pytest.param([f"（{one}）" for one in (ADOPTED.format(""), AMENDED.format("根据", ""))],
                 [f"（{one}）" for one in (ADOPTED.format(""), AMENDED.format("根据", ""), AGAIN.format("根据", ""))], id="a bracket each"),
    pytest.param([f"（{ADOPTED.format('')}", f"{AMENDED.format('根据', '')}）"],
                 [f"（{ADOPTED.format('')}", AMENDED.format("根据", ""), f"{AGAIN.format('根据', '')}）"], id="one bracket over lines"),
    pytest.param([f"{ADOPTED.format('')}　{AMENDED.format('根据', '')}，后经整理"],
                 [f"{ADOPTED.format('')}　{AMENDED.format('根据', '')}，后经整理　{AGAIN.format('根据', '')}"], id="one line, no bracket"),
])
def test_a_note_keeps_the_form_it_has(printed: list[str], amended: list[str]) -> None:
    title, _, *rest = render(PARK).split("\n")
    old = read_text("\n".join([title, *printed, *rest]))
    new = done("一、删去第九条。", old=old).versions[0]
    assert [node.text for node in new.head if node.type == "title_note"] == amended
    assert render(new).split("\n")[1:len(amended) + 1] == amended


def test_what_is_not_touched_stays_the_same_object() -> None:
    new = done("一、将第四条修改为：“公园应当绿化。”").versions[0]
    assert find(new, "art_7")[1] is find(PARK, "art_7")[1]


def test_citations_are_listed_with_what_became_of_each() -> None:
    report = done("一、增加一条，作为第四条：“公园属于公益事业。”\n二、删去第六条。\n此外，对条文顺序作相应调整。").report
    assert [(one.article, one.place, one.text, one.now, one.fate) for one in report.citations] == [
        ("12", "art_12__para_1", "第六条", "", "dangling")]
    silent = done("一、增加一条，作为第四条：“公园属于公益事业。”").report
    assert {(one.article, one.text, one.now, one.fate) for one in silent.citations} == {
        ("12", "第十条", "第十一条", "shifted"), ("13", "第六条", "第七条", "shifted")}


def test_new_text_keeps_the_numbers_it_cites() -> None:
    """New words are written in the new numbering (practice)."""
    new = done("一、增加一条，作为第四条：“公园属于公益事业。”\n二、将第十一条改为第十二条，修改为：“违反第六条规定的，责令改正。”\n"
               "此外，对条文顺序作相应调整。").versions[0]
    article = next(node for node in new.body[-2].children[-1].children if node.number == Number(12))
    assert article.children[0].text == "违反第六条规定的，责令改正。"


@pytest.mark.parametrize("items", [
    "一、将第一条第二款改为第二条第一款，原第二条作为第二条第二款。",
    "一、将第二条改为第二条第二款，将第一条第二款改为第二条第一款。",
])
def test_an_article_behind_a_paragraph_that_comes_before_its_own_stays_that_article(items: str) -> None:
    old = read_text("示例市渔业条例\n第一条　捕捞许可证由水产局核发。\n捕捞许可证不得转让。\n第二条　捕捞者应当填写日志。\n"
                    "第三条　违者处罚款。\n第四条　本条例自2018年7月1日起施行。")
    made = render(done(items, DECISION.replace("公园", "渔业"), old).versions[0])
    assert made.endswith("第二条　捕捞许可证不得转让。\n捕捞者应当填写日志。\n第三条　违者处罚款。\n第四条　本条例自2018年7月1日起施行。\n")


def test_words_counted_in_many_places_are_looked_for_in_each_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    old = read_text("示例市公园条例\n" + "".join(f"第{chinese(at)}条　公园免费，公园开放。\n" for at in range(1, 61)))
    looked: list[str] = []
    found = wordings._found
    monkeypatch.setattr(wordings, "_found", lambda *given: looked.append(given[-1]) or found(*given))
    places = "、".join(f"第{chinese(at)}条" for at in range(1, 61))
    assert done(f"将{places}中的一百二十处“公园”修改为“园区”。", old=old).report.problems == ()
    assert len(looked) <= 3 * 60


CAPTIONS = "第一条　公园的规划\n公园应当规划。\n第二条　公园的建设\n公园应当建好。\n第三条　公园的开放\n公园应当开好。"


@pytest.mark.parametrize(("items", "after"), [
    (f"第一章修改为：“第一章　总则\n{CAPTIONS}”", f"第一章　总则\n{CAPTIONS}\n第二章　附则\n第四条　施行\n"),
    (f"将第一条分为三条，作为第一条、第二条、第三条：“{CAPTIONS}”", f"第一章　总则\n{CAPTIONS}\n第四条　公园的养护\n"),
    ("将第一条、第二条合并，作为第一条，修改为：“【建设】公园应当建好。”", "第一章　总则\n第一条　【建设】公园应当建好。\n第二章"),
])  # fmt: skip
def test_no_caption_of_new_articles_is_lost(items: str, after: str) -> None:
    old = read_text("示例市公园条例\n第一章　总则\n第一条　公园的建设\n公园应当建设。\n第二条　公园的养护\n公园应当养护。\n"
                    "第二章　附则\n第三条　施行\n本条例自公布之日起施行。\n")
    assert after in render(done(f"{items}\n此外，对条文顺序作相应调整。", old=old).versions[0])


CAPTIONED = read_text("示例市公园条例\n第一条　公园的开放\n公园应当开放。\n第二条　公园的建设\n公园应当建设。\n"
                      "第三条　施行\n本条例自公布之日起施行。\n")


@pytest.mark.parametrize("label", ["", "第二条　"])
def test_new_text_of_an_article_brings_its_caption_where_the_law_has_captions(label: str) -> None:
    words = f"“{label}公园的规划\n公园应当规划。”"
    for item, numbers in ((f"将第二条修改为：{words}", ""), (f"增加一条，作为第二条：{words}", "第三条")):
        made = done(f"{item}\n此外，对条文顺序作相应调整。", old=CAPTIONED)
        assert "第二条　公园的规划\n公园应当规划。\n" in render(made.versions[0])
        article = articles(made.versions[0])["art_2"]
        assert (article.heading, len(article.children)) == ("公园的规划", 1)
        assert made.report.problems == () and (numbers + "　公园的建设" in render(made.versions[0])) == bool(numbers)
