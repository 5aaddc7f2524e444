"""Two laws that are one, renamed, and one that is two of one name: told to who imports, with the commands that settle it."""

from pathlib import Path

import pytest

from tests.conftest import Tracker

PASSED = "1957年1月10日示例市第一届人民代表大会常务委员会第三次会议通过"
RENAMED = "根据1963年5月30日示例市第二届人民代表大会常务委员会第八次会议《关于修改〈示例市公园条例〉的决定》修正"
AGAIN = "根据1970年5月30日示例市第二届人民代表大会常务委员会第十次会议《关于修改〈示例市公园绿地条例〉的决定》第二次修正"
RULES = "示例行政检查程序规定"


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tracker: Tracker) -> None:
    monkeypatch.chdir(tmp_path)
    tracker("init")


def write(file: str, title: str, note: str) -> str:
    text = f"{title}\n（{note}）\n第一条　为了管理公园，制定本规定。\n第二条　本规定自1957年3月1日起施行。\n"
    Path(file).write_text(text, encoding="utf-8")
    return file


@pytest.mark.usefixtures("law")
@pytest.mark.parametrize("note", [f"{PASSED}　{RENAMED}", f"{PASSED}　{RENAMED.replace('修正', '第一次修正')}　{AGAIN}"])
@pytest.mark.parametrize("order", [("old.txt", "new.txt"), ("new.txt", "old.txt")])
def test_a_law_whose_note_names_its_older_title_is_told(order: tuple[str, str], note: str, tracker: Tracker) -> None:
    write("old.txt", "示例市公园条例", PASSED)
    write("new.txt", "示例市公园绿地条例", note)
    assert "one law" not in tracker("import", order[0]).stderr
    said = tracker("import", order[1]).stderr
    assert "names an act on 《示例市公园条例》, and both were first enacted on one day" in said
    assert f"`tracker remove 示例市公园绿地条例/{'1970-05-30' if AGAIN in note else '1963-05-30'} --because REASON`" in said
    assert "`tracker import FILE --law 示例市公园条例`" in said
    assert "names an act on 《示例市公园条例》" in tracker("check").stdout
    held = "1970-05-30" if AGAIN in note else "1963-05-30"
    tracker("remove", f"示例市公园绿地条例/{held}", "--because", "renamed")
    assert "one law" not in tracker("import", "new.txt", "--law", "示例市公园条例").stderr


@pytest.mark.usefixtures("law")
@pytest.mark.parametrize("note", [
    PASSED.replace("1957", "1958") + "　" + RENAMED,  # another adoption: the decision amended both
    f"{PASSED}　{RENAMED.replace('〉的决定', '〉等三件地方性法规的决定')}",
    PASSED,
])
def test_two_laws_that_one_decision_amended_are_not_taken_for_one(note: str, tracker: Tracker) -> None:
    said = tracker("import", write("old.txt", "示例市公园条例", PASSED), write("new.txt", "示例市绿地条例", note)).stderr
    assert "one law" not in said and "two laws" not in said


@pytest.mark.usefixtures("law")
@pytest.mark.parametrize("order", [("police.txt", "market.txt"), ("market.txt", "police.txt")])
def test_two_laws_of_one_name_by_two_bodies_are_told_apart(order: tuple[str, str], tracker: Tracker) -> None:
    write("police.txt", RULES, "2012年12月19日示例部令第125号公布")
    write("market.txt", RULES, "2018年12月21日国家示例管理总局令第2号公布　根据2021年7月2日《国家示例管理总局关于修改部分规章的决定》修正")
    assert "two laws" not in tracker("import", order[0]).stderr
    said = tracker("import", order[1]).stderr
    assert f"{RULES}/2021-07-02 was first enacted by 国家示例管理总局, {RULES}/2012-12-19 by 示例部 on another day" in said
    name = f"{RULES}（国家示例管理总局）"
    assert f"`tracker import FILE --law {name}` keep them apart" in said
    assert f"{RULES}/2021-07-02 was first enacted by 国家示例管理总局" in tracker("check").stdout
    tracker("remove", f"{RULES}/2021-07-02", "--because", "another law of the same name")
    assert "one title" not in tracker("import", "market.txt", "--law", name).stderr
    assert "one title" not in (said := tracker("check").stdout) and "first enacted" not in said


@pytest.mark.usefixtures("law")
@pytest.mark.parametrize(("first", "then"), [
    ("2012年12月19日示例部令第125号公布", "2018年12月21日示例部令第9号公布"),
    ("2012年12月19日示例部、示例局令第125号公布", "2018年12月21日国家示例局令第9号公布"),
    (PASSED, "1990年4月3日示例市第七届人民代表大会第三次会议通过"),
    ("2012年12月19日示例部令第125号公布", "2012年12月19日示例部令第125号公布　2018年12月21日国家示例管理总局令第2号修订"),
    ("2012年12月19日示例部令第125号公布", "2018年12月21日国家示例管理总局令第2号修订"),
])
def test_a_law_made_anew_by_its_body_or_changed_by_another_is_one_law(first: str, then: str, tracker: Tracker) -> None:
    said = tracker("import", write("first.txt", RULES, first), write("then.txt", RULES, then)).stderr
    assert "imported 2" in said and "two laws" not in said


@pytest.mark.usefixtures("law")
def test_of_two_laws_of_one_title_the_version_to_move_is_named_where_there_is_but_one(tracker: Tracker) -> None:
    """The park law is kept under a name of its own; a text under its title makes a second law, of one version and then of two."""
    tracker("import", write("old.txt", "示例市公园条例", PASSED), "--law", "park")
    said = tracker("import", write("new.txt", "示例市公园条例", f"{PASSED}　{RENAMED}")).stderr
    assert "park and 示例市公园条例 have one title" in said
    assert "`tracker remove 示例市公园条例/1963-05-30 --because REASON`" in said
    tracker("import", write("newest.txt", "示例市公园条例", f"{PASSED}　{RENAMED.replace('修正', '第一次修正')}　{AGAIN}"))
    assert "`tracker remove 示例市公园条例/VERSION --because REASON`" in tracker("check").stdout


DECISION = "示例市人民代表大会常务委员会关于修改《示例市公园条例》的决定"


@pytest.mark.usefixtures("law")
def test_two_amending_acts_of_one_title_are_told_apart(tracker: Tracker) -> None:
    """An act that amends is not made anew: of another day it is another act, and does not end the one before it."""
    first = write("first.txt", DECISION, "2015年3月27日示例市人民代表大会常务委员会第十五次会议通过")
    second = write("second.txt", DECISION, "2020年11月20日示例市人民代表大会常务委员会第三十次会议通过")
    assert "two of one title" not in tracker("import", first).stderr
    said = tracker("import", second).stderr
    assert f"{DECISION}/2020-11-20 and {DECISION}/2015-03-27 are acts that amend, of two days" in said
    assert f"`tracker import FILE --law {DECISION}（2020-11-20）` keep them apart" in said
    assert "two of one title" in tracker("check").stdout
    tracker("remove", f"{DECISION}/2020-11-20", "--because", "another act")
    assert "one law" not in tracker("import", second, "--law", f"{DECISION}（2020-11-20）").stderr
    assert "one law" not in tracker("check").stdout
    note = "根据2020年11月20日示例市人民代表大会常务委员会第三十次会议《关于修改〈示例市公园条例〉的决定》修正"
    write("old.txt", "示例市公园条例", PASSED)
    made = tracker("import", "old.txt", write("new.txt", "示例市公园条例", f"{PASSED}　{note}")).stderr
    assert f"{DECISION}（2020-11-20）/sources/2020-11-20.txt" in made
