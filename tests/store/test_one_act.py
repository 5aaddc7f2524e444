"""An act is passed on one day and promulgated on another: whichever of the two a text tells, it is of one version of the law."""

import json
from pathlib import Path

import pytest

from tests.conftest import Tracker, lay_out

FISH = "示例省渔业条例"
OLD = f"{FISH}/2008-11-28"
PASSED, PUBLISHED = f"{FISH}/2021-07-30", f"{FISH}/2021-08-02"
DECISION = "示例省人民代表大会常务委员会关于修改《示例省渔业条例》的决定"
FIRST = """示例省渔业条例
（2008年11月28日示例省第十一届人民代表大会常务委员会第六次会议通过{note}）
第一条　为了发展渔业，制定本条例。
第二条　从事养殖的，应当依法取得养殖{licence}。
第三条　本条例自2009年1月1日起施行。
"""
NOTE = "　根据2021年7月30日示例省第十三届人民代表大会常务委员会第三十一次会议《关于修改〈示例省渔业条例〉的决定》修正"
TEXTS = {
    "old": FIRST.format(note="", licence="证"),
    "decision": f"""{DECISION}
（2021年7月30日示例省第十三届人民代表大会常务委员会第三十一次会议通过　2021年8月2日示例省人民代表大会常务委员会公告第70号公布）
示例省第十三届人民代表大会常务委员会第三十一次会议决定对《示例省渔业条例》作如下修改：
将第二条中的“养殖证”修改为“养殖许可证”。
本决定自2021年9月1日起施行。
《示例省渔业条例》根据本决定作相应修改，重新公布。
""",
    "official": FIRST.format(note=NOTE, licence="许可证"),
    "gazette": FIRST.format(note=f"{NOTE}　2021年8月2日公布", licence="许可证"),
    "otherwise": FIRST.format(note=NOTE, licence="执照"),
    "august": FIRST.format(note=NOTE.replace("7月30日", "8月2日").replace("三十一次", "三十二次"), licence="执照"),
    "package": FIRST.format(note=NOTE.replace("关于修改〈示例省渔业条例〉", "关于修改部分地方性法规"), licence="执照"),
}


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    """A store with the old text; the decision, what it makes of that, and the official text in several editions are at hand."""
    monkeypatch.chdir(tmp_path)
    lay_out(TEXTS)
    tracker("init")
    tracker("import", "old.txt")
    tracker("amend", "apply", "decision.txt", OLD, "--output", "computed.json")


def held(tracker: Tracker) -> list[str]:
    return [line.split()[0] for line in tracker("list").stdout.splitlines()[1:]]


@pytest.mark.parametrize(("texts", "kept"), [
    (("computed.json", "official.txt"), PUBLISHED), (("official.txt", "computed.json"), PASSED),
    (("computed.json", "gazette.txt"), PUBLISHED), (("gazette.txt", "computed.json"), PUBLISHED)])
def test_the_computed_and_the_official_text_are_one_version(tracker: Tracker, texts: tuple[str, str], kept: str) -> None:
    """It keeps the date that it was first stored by, is dated by the decision, and both texts again change nothing."""
    tracker("import", texts[0])
    assert tracker("import", texts[1]).stdout == f"confirmed {kept}\n"
    assert held(tracker) == [OLD, kept]
    assert f"{kept}  in force from 2021-09-01" in tracker("list").stdout
    for text in texts:
        assert tracker("import", text).stdout == f"unchanged {kept}\n"
    tracker("check")


def test_where_the_official_text_differs_it_corrects_the_computed_one(tracker: Tracker) -> None:
    tracker("import", "computed.json")
    assert tracker("import", "otherwise.txt").stdout == f"corrected {PUBLISHED}\n"
    assert "corrected 2021-08-02 第二条" in tracker("timeline", FISH).stdout


def test_another_edition_of_the_official_text_is_no_second_version(tracker: Tracker) -> None:
    tracker("import", "official.txt")
    assert f"{PASSED} is in the store with another text" in tracker("import", "gazette.txt", exit_code=2).stderr
    assert tracker("import", "gazette.txt", "--correct").stdout == f"corrected {PASSED}\n"
    assert held(tracker) == [OLD, PASSED]
    assert json.loads(tracker("export", PASSED, "--format", "json").stdout)["promulgated"] == "2021-08-02"
    tracker("check")


def test_an_act_of_another_title_passed_on_the_same_day_is_another(tracker: Tracker) -> None:
    tracker("import", "computed.json")
    assert tracker("import", "package.txt").stdout.startswith(f"imported {PASSED}")
    assert held(tracker) == [OLD, PASSED, PUBLISHED]


def test_an_act_passed_after_the_other_is_another(tracker: Tracker) -> None:
    tracker("import", "official.txt")
    assert tracker("import", "august.txt").stdout.startswith(f"imported {PUBLISHED}")


def test_a_text_changed_since_by_an_act_that_it_does_not_name_is_another(tracker: Tracker) -> None:
    tracker("import", "computed.json")
    assert tracker("import", "official.txt", "--date", "2023-05-01").stdout.startswith(f"imported {FISH}/2023-05-01")


@pytest.mark.parametrize("new", [PASSED, "official.txt"])
def test_what_was_compared_is_kept_with_the_official_text_in_the_store(tracker: Tracker, new: str) -> None:
    tracker("import", "official.txt")
    said = tracker("amend", "verify", "--keep", "decision.txt", OLD, new)
    assert f"kept with {PASSED}: what was compared" in said.stderr
    tracker("check")


def test_what_was_compared_is_kept_with_the_version_that_was_computed_first(tracker: Tracker) -> None:
    tracker("import", "computed.json", "official.txt")
    said = tracker("amend", "verify", "--keep", "decision.txt", OLD, "official.txt")
    assert f"kept with {PUBLISHED}: what was compared" in said.stderr
    assert f"kept with {PUBLISHED}: which provision became which" in said.stderr


def test_a_stored_decision_is_found_by_either_day(tracker: Tracker) -> None:
    """It is stored by the day of its promulgation; the official text tells the day on which it was passed."""
    tracker("import", "decision.txt")
    assert f"sources/2021-08-02.txt {OLD} {PASSED} --keep" in tracker("import", "official.txt").stderr


@pytest.mark.parametrize("by", ["decision.txt", f"{DECISION}/2021-08-02", DECISION])
def test_a_stored_decision_dates_a_version_as_its_file_does(tracker: Tracker, by: str) -> None:
    tracker("import", "decision.txt", "official.txt")
    said = tracker("date", PASSED, "--by", by)
    assert (said.stdout, said.stderr) == (f"dated {PASSED}: 2021-09-01\n", "")


def test_a_stored_text_that_orders_nothing_dates_no_version(tracker: Tracker) -> None:
    tracker("import", "official.txt")
    assert "does not say from when anything" in tracker("date", PASSED, "--by", OLD, exit_code=2).stderr
