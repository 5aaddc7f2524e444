"""The title note (题注): what looks wrong in the history it tells, and the note that a history calls for."""

from pathlib import Path

import pytest

from tests.conftest import PARK_2020, PARK_2022, Tracker
from tracker.reading import read_text
from tracker.reading.titlenote import history_of, title_note, untold

BODY = "第一条　为了管理公园，制定本条例。\n第二条　本条例自2020年3月1日起施行。\n"
MEETING = "示例市第一届人民代表大会常务委员会第{}次会议"
PASSED = f"2020年1月10日{MEETING.format('三')}通过"


def law(*entries: str, title: str = "示例市公园条例") -> str:
    return f"{title}\n（{'　'.join(entries)}）\n{BODY}"


def changed(year: int, ordinal: str = "", verb: str = "修正", session: str = "九") -> str:
    decision = "《关于修改〈示例市公园条例〉的决定》" if verb == "修正" else ""
    return f"{'根据' if decision else ''}{year}年5月20日{MEETING.format(session)}{decision}{ordinal}{verb}"


WRONG = {
    "acts out of order": ([PASSED, changed(2024, "第一次"), changed(2022, "第二次")], "history_order"),
    "approved before it was passed": ([PASSED, "2019年12月1日示例省人民代表大会常务委员会第二次会议批准"], "history_order"),
    "the first one twice": ([PASSED, changed(2022, "第一次"), changed(2024, "第一次")], "history_ordinal"),
    "the first without a second": ([PASSED, changed(2022, "第一次")], "history_ordinal"),
    "the second without a first": ([PASSED, changed(2022), changed(2024, "第二次")], "history_ordinal"),
    "修正 and 修订 counted as one": ([PASSED, changed(2022, "第一次"), changed(2024, "第二次", "修订")], "history_ordinal"),
    "a change without a date": ([PASSED, f"{MEETING.format('九')}《关于修改〈示例市公园条例〉的决定》修正"], "history_undated"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_looks_wrong_in_a_history_is_told_with_its_line(name: str) -> None:
    entries, kind = WRONG[name]
    found = [finding for finding in read_text(law(*entries)).findings if finding.kind.startswith("history")]
    assert {(finding.kind, finding.line) for finding in found} == {(kind, 2)}


RIGHT = {
    "a first enactment": [PASSED],
    "passed by a city, approved by a province": [PASSED, "2020年2月10日示例省第一届人民代表大会常务委员会第五次会议批准"],
    "one change, not counted": [PASSED, changed(2022)],
    "two of one kind, counted": [PASSED, changed(2022, "第一次"), changed(2024, "第二次")],
    "one of each kind, not counted": [PASSED, changed(2022), changed(2024, "", "修订")],
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_history_in_order_has_no_finding_and_its_note_is_the_one_called_for(name: str) -> None:
    version = read_text(law(*RIGHT[name]))
    assert version.findings == ()
    assert title_note(version.events) == f"（{'　'.join(RIGHT[name])}）"


def test_an_unnumbered_revision_becomes_the_first_once_there_is_a_second() -> None:
    version = read_text(law(PASSED, changed(2022, "", "修订"), changed(2024, "", "修订", "二十")))
    assert title_note(version.events) == f"（{PASSED}　{changed(2022, '第一次', '修订')}　{changed(2024, '第二次', '修订', '二十')}）"


def test_the_state_council_says_revised_for_a_change_in_part() -> None:
    entries = ["2020年1月10日中华人民共和国国务院令第999号公布", "根据2022年5月20日《国务院关于修改〈示例条例〉的决定》修订"]
    version = read_text(law(*entries, title="示例条例"))
    assert title_note(version.events) == f"（{'　'.join(entries)}）"
    assert version.findings == ()


def test_a_date_that_is_not_known_stays_blank() -> None:
    version = read_text(law(PASSED, f"{MEETING.format('九')}修订"))
    assert title_note(version.events).endswith(f"　　年　月　日{MEETING.format('九')}修订）")


LISTED = "{}年3月1日示例市第一届人民代表大会第{}次会议通过的《示例市公园条例修正案》"
LISTS = {
    "a list that shares one verb": f"根据{LISTED.format(2022, '二')}、{LISTED.format(2023, '三')}和{LISTED.format(2024, '四')}修正",
    "the acts alone, one an entry": "　".join((LISTED.format(2022, "二"), LISTED.format(2023, "三"), LISTED.format(2024, "四"))),
    "named by the date alone": "根据" + "、".join(f"{year}年3月1日《示例市公园条例修正案》" for year in (2022, 2023, 2024)) + "修正",
}


@pytest.mark.parametrize("name", LISTS)
def test_every_act_of_a_list_of_amendments_is_one(name: str) -> None:
    told = read_text(law(PASSED, LISTS[name])).events
    assert [(e.kind, str(e.date), e.act) for e in told] == [("adopted", "2020-01-10", ""), *(
        ("amended", f"{year}-03-01", "示例市公园条例修正案") for year in (2022, 2023, 2024))]


@pytest.mark.parametrize(("act", "kind"), [("关于修改〈示例市公园条例〉的决定", "amended"), ("关于修改部分地方性法规的决定", "amended"),
                                           ("示例市公园条例修正案（二）", "amended"), ("关于惩治毁坏公园的决定", "adopted")])
def test_the_passing_of_another_act_is_an_amendment_where_its_title_says_so(act: str, kind: str) -> None:
    passed = f"2022年5月20日{MEETING.format('九')}通过的《{act}》"
    assert [e.kind for e in read_text(law(PASSED, passed)).events] == ["adopted", kind]


def test_the_passing_of_the_act_that_repeals_a_law_is_no_adoption_of_it() -> None:
    over = f"根据2022年5月20日{MEETING.format('九')}通过的《关于废止〈示例市公园条例〉的决定》废止"
    assert [e.kind for e in read_text(law(PASSED, over)).events] == ["adopted", "repealed"]


def test_a_later_passing_is_an_amendment_where_its_words_say_so() -> None:
    for words in ("通过的《关于修改〈示例市公园条例〉的决定》修正", "通过修正"):
        assert [e.kind for e in read_text(law(PASSED, f"根据2022年5月20日{MEETING.format('九')}{words}")).events] == ["adopted", "amended"]


def test_an_amendment_without_a_date_leaves_the_commencement_unknown() -> None:
    version = read_text(law(PASSED, f"根据{MEETING.format('九')}《关于修改〈示例市公园条例〉的决定》修正"))
    assert [(event.kind, event.date) for event in version.events] == [("adopted", version.events[0].date), ("amended", None)]
    assert version.in_force.date is None
    assert "amended since" in version.in_force.reason
    assert str(version.in_force.first) == "2020-03-01"


def test_what_only_an_earlier_version_tells_comes_into_the_history() -> None:
    first = read_text(law(PASSED))
    second = read_text(law(changed(2022)))
    third = read_text(law(PASSED, changed(2024)))
    assert [act.day("adopted") for act in untold(first, second.events)] == [first.adopted]
    assert title_note(history_of([first, second, third])) == f"（{PASSED}　{changed(2022, '第一次')}　{changed(2024, '第二次')}）"
    assert history_of([]) == ()


def test_check_compares_notes_and_prints_the_one_called_for(shelf: Path, tracker: Tracker) -> None:
    assert "0 notes" in tracker("check").stdout
    third = PARK_2022.replace("（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过　", "（").replace("2022年", "2024年")
    Path("park-2024.txt").write_text(third, encoding="utf-8")
    tracker("import", "park-2024.txt")
    said = tracker("check", "示例市公园条例", "--title-note").stdout
    assert "the title note of version 2024-05-20 does not tell what that of 2022-05-20 tells: adopted 2020-01-10" in said
    assert PARK_2020.splitlines()[1].strip("（）") in said
    assert "2022年5月20日示例市第一届人民代表大会常务委员会第九次会议第一次修订" in said
    assert '"title_notes": {' in tracker("check", "--title-note", "--json").stdout
