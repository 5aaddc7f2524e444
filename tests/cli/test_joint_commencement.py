"""A decision that amends several laws and sets a day of its own for one of them: each law has its own day, or is refused with the words."""

from pathlib import Path

import pytest

from tests.conftest import Tracker

PARK, POND = "示例市公园条例", "示例市池塘条例"
LAW = """{title}
（2010年7月30日示例市第一届人民代表大会常务委员会第六次会议通过{note}）
第一条　为了加强管理，制定本条例。
第二条　{rule}。
第三条　本条例自2010年10月1日起施行。
"""
NOTE = "　根据2018年9月28日示例市第二届人民代表大会常务委员会第五次会议《关于修改〈示例市公园条例〉等二件地方性法规的决定》修正"
DECISION = """示例市人民代表大会常务委员会关于修改《示例市公园条例》等二件地方性法规的决定
（2018年9月28日示例市第二届人民代表大会常务委员会第五次会议通过　2018年9月30日示例市人民代表大会常务委员会公告第5号公布）
示例市第二届人民代表大会常务委员会第五次会议决定：
一、对《示例市公园条例》作出修改
将第二条中的“五百人”修改为“三百人”。
二、对《示例市池塘条例》作出修改
将第二条中的“缴费”修改为“登记”。
{said}
《示例市公园条例》《示例市池塘条例》根据本决定作相应修改，重新公布。
"""


@pytest.fixture
def days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> Path:
    """A store with two laws, each as enacted and as one decision amended both."""
    monkeypatch.chdir(tmp_path)
    tracker("init")
    for title, old, new in ((PARK, "限五百人", "限三百人"), (POND, "应当缴费", "应当登记")):
        for at, (note, rule) in enumerate((("", old), (NOTE, new))):
            Path(f"{title}{at}.txt").write_text(LAW.format(title=title, note=note, rule=rule), encoding="utf-8")
            tracker("import", f"{title}{at}.txt")
    return tmp_path


@pytest.mark.parametrize(("said", "park", "pond"), [
    ("本决定自公布之日起施行。对《示例市池塘条例》的修改自2019年1月1日起施行。", "2018-09-30", "2019-01-01"),
    ("本决定自公布之日起施行，其中对《池塘条例》的修改自2019年1月1日起施行。", "2018-09-30", "2019-01-01"),
    ("本决定自2018年10月1日起施行。对《示例市池塘条例》的修改自2019年1月1日起施行。", "2018-10-01", "2019-01-01"),
    ("本决定对《示例市池塘条例》所作的修改，自2019年1月1日起施行；对其他法规所作的修改自公布之日起施行。", "2018-09-30", "2019-01-01"),
    ("除对《示例市池塘条例》的修改自2019年1月1日起施行外，本决定自2018年10月1日起施行。", "2018-10-01", "2019-01-01"),
    ("《示例市公园条例》《示例市池塘条例》的修改自2019年1月1日起施行。", "2019-01-01", "2019-01-01"),
    ("《示例市池塘条例》的修改，施行日期由市人民政府另行规定；其他法规的修改自2018年10月1日起施行。", "2018-10-01", "no day set"),
    ("本决定第二项自2019年1月1日起施行，其余自2018年10月1日起施行。", "2018-10-01", "第二条: 2019-01-01"),
    ("本决定自2018年10月1日起施行，本决定对《示例市池塘条例》第二条的修改自2019年1月1日起施行。", "2018-10-01", "第二条: 2019-01-01")])
def test_each_law_has_the_day_that_the_decision_sets_for_it(days: Path, tracker: Tracker, said: str, park: str, pond: str) -> None:
    Path("decision.txt").write_text(DECISION.format(said=said), encoding="utf-8")
    for law, day in ((PARK, park), (POND, pond)):
        assert tracker("date", f"{law}/2018-09-28", "--by", "decision.txt").stdout.strip().endswith(day)


@pytest.mark.parametrize("said", [
    "本决定自2018年10月1日起施行，对池塘管理规定的修改自2019年1月1日起施行。",
    "本决定自2018年10月1日起施行。《示例市草地条例》的修改自2019年1月1日起施行。",
    "本决定自2018年10月1日起施行，第二部法规的修改自2019年1月1日起施行。",
    "本决定自2018年10月1日起施行，对《条例》的修改自2019年1月1日起施行。"])
def test_words_that_do_not_show_which_law_they_mean_give_no_law_a_day(days: Path, tracker: Tracker, said: str) -> None:
    Path("decision.txt").write_text(DECISION.format(said=said), encoding="utf-8")
    for law in (PARK, POND):
        refused = tracker("date", f"{law}/2018-09-28", "--by", "decision.txt", exit_code=2).stderr
        assert "in words that a person has to read: “" in refused
        assert "的修改自2019年1月1日起施行”" in refused


def test_a_law_that_a_commencement_excepts_has_no_day_by_it(days: Path, tracker: Tracker) -> None:
    said = "本决定除对《示例市池塘条例》的修改外，自2018年10月1日起施行。"
    Path("decision.txt").write_text(DECISION.format(said=said), encoding="utf-8")
    assert tracker("date", f"{PARK}/2018-09-28", "--by", "decision.txt").stdout.strip().endswith("2018-10-01")
    refused = tracker("date", f"{POND}/2018-09-28", "--by", "decision.txt", exit_code=2).stderr
    assert "the act does not say from when it is in force" in refused
