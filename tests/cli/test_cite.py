"""`tracker cite`: a citation, or all of a document, from the numbering of one day to that of another."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import PARK_2022, Tracker
from tracker import codec

LAW = "示例市公园条例"


def test_between_two_days(shelf: Path, tracker: Tracker) -> None:
    said = tracker("cite", LAW, "第二条", "--from", "2020-06-01", "--to", "2023-01-01").stdout
    assert "第二条 → 第三条" in said
    assert "- 公园应当每日开放。" in said and "+ 公园可以每日开放。" in said
    assert "第三条 → 第二条" in tracker("cite", LAW, "第三条", "--from", "2023-01-01", "--to", "2020-06-01").stdout
    assert "2020-01-10 (as on 2020-06-01) → 2022-05-20 (as on 2023-01-01)" in said
    today = tracker("cite", LAW, "第二条", "--from", "2020-06-01").stdout
    assert today == said.replace(" (as on 2023-01-01)", ""), "in force today is the same version"


def test_what_is_no_citation_is_refused(shelf: Path, tracker: Tracker) -> None:
    assert "is not a citation" in tracker("cite", LAW, "胡说", "--from", "2020-06-01", exit_code=2).stderr


def test_a_year_in_which_one_version_was_in_force(shelf: Path, tracker: Tracker) -> None:
    assert "第二条 → 第三条" in tracker("cite", LAW, "第二条", "--from", "2021", "--to", "2023").stdout
    refused = tracker("cite", LAW, "第二条", "--from", "2022", exit_code=2).stderr
    assert "several versions of 示例市公园条例 were in force in 2022: 2020-01-10, 2022-05-20" in refused
    assert "write a day: 2022-01-01" in refused
    assert "in force on 1998-12-31: it is in force from 2020-03-01" in tracker(
        "cite", LAW, "第二条", "--from", "1998", exit_code=1).stderr


@pytest.mark.parametrize("name", ["《示例市公园条例》", "示例市公园条例", "《中华人民共和国示例市公园条例》", "本条例"])
def test_the_law_may_be_named_before_its_provision(shelf: Path, tracker: Tracker, name: str) -> None:
    assert "第二条 → 第三条" in tracker("cite", LAW, f"{name}第二条", "--from", "2021", "--to", "2023").stdout
    if not name.startswith("本"):
        assert "每日开放" in tracker("show", f"{LAW}@2021-01-01", f"{name}第二条").stdout


def test_a_citation_of_another_law_is_told_so(shelf: Path, tracker: Tracker) -> None:
    said = tracker("cite", LAW, "《示例市绿地条例》第二条", "--from", "2021", exit_code=2).stderr
    assert "cites 示例市绿地条例, not 示例市公园条例" in said


def test_the_document_says_basis_and_kind(shelf: Path, tracker: Tracker) -> None:
    document = json.loads(tracker("cite", LAW, "第二条、第三条", "--from", "2020-06-01", "--json").stdout)
    codec.validate("citations", document)
    assert document["text"] == "第三条、第四条"
    assert [(c["now"], c["heirs"][0]["kind"], c["heirs"][0]["basis"]) for c in document["citations"]] == [
        ("第三条", "renumbered", "inferred"), ("第四条", "renumbered", "inferred")]


def test_what_is_new_was_nowhere_before(shelf: Path, tracker: Tracker) -> None:
    said = tracker("cite", f"{LAW}/2022-05-20", "第二条", "--to", "2020-06-01", exit_code=1).stdout
    assert "第二条 → ?  nothing of it is found in the other version" in said


def test_through_every_version_between(shelf: Path, tracker: Tracker) -> None:
    amended = PARK_2022.replace("修订）", "修订　2024年3月1日示例市第一届人民代表大会常务委员会第二十次会议修订）")
    text = amended.replace("第三条", "第五条").replace(
        "第五条　公园可以", "第三条　公园绿地由市园林部门养护。\n第四条　公园设置无障碍通道。\n第五条　公园可以")
    text = text.replace("第四条　本条例", "第六条　本条例").replace("2022年7月1日", "2024年5月1日")
    Path("park-2024.txt").write_text(text, encoding="utf-8")
    tracker("import", "park-2024.txt")
    said = tracker("cite", LAW, "第二条第一款", "--from", "2020-06-01", "--to", "2024-06-01").stdout
    assert "第二条第一款 → 第五条第一款" in said
    assert [line.split() for line in said.splitlines() if line.startswith("    20")] == [
        ["2020-01-10", "第二条第一款"], ["2022-05-20", "第三条第一款"], ["2024-03-01", "第五条第一款"]]
    assert "第五条 → 第二条" in tracker("cite", LAW, "第五条", "--to", "2020-06-01").stdout


def test_two_files_need_no_store(desk: Path, tracker: Tracker) -> None:
    assert "第二条 → 第三条" in tracker("cite", "park-2020.txt", "art_2", "--to", "park-2022.txt").stdout


def test_a_document_is_carried(shelf: Path, tracker: Tracker) -> None:
    contract = "合同\n第二条　依照《示例市公园条例》第二条和第三条履行；示例市公园条例第九条除外。\n"
    Path("contract.txt").write_text(contract, encoding="utf-8")
    result = tracker("cite", LAW, "--text", "contract.txt", "--from", "2020-06-01", exit_code=1)
    assert result.stdout == contract.replace("》第二条和第三条", "》第三条和第四条")
    assert "第九条 → ?  the version cited has nothing of that number" in result.stderr
    assert "citations carried: 2 of 3" in result.stderr
    tracker("cite", LAW, "--text", "contract.txt", "--from", "2020-06-01", "--output", "carried.txt", exit_code=1)
    assert Path("carried.txt").read_text(encoding="utf-8") == result.stdout


def test_a_weak_link_is_shown_and_not_written(desk: Path, tracker: Tracker) -> None:
    dock = "示例市码头条例\n第一条　码头应当登记。\n"
    Path("2015.txt").write_text(f"{dock}第二条　码头经营者应当在每年三月底前向市港务部门报送上一年度的货物吞吐量。\n", encoding="utf-8")
    Path("2024.txt").write_text(f"{dock}第二条　码头实行实名登记。\n第三条　码头经营者应当按照规定向市交通部门报送生产经营的统计资料。\n",
                                encoding="utf-8")
    said = tracker("cite", "2015.txt", "第二条", "--to", "2024.txt", exit_code=1).stdout
    assert "第二条 → ?  where it went is a weak guess by its wording: a person has to say" in said and "第二条 → 第三条  renumbered" in said
    Path("contract.txt").write_text("依照示例市码头条例第二条报送。\n", encoding="utf-8")
    result = tracker("cite", "2015.txt", "--text", "contract.txt", "--to", "2024.txt", exit_code=1)
    assert result.stdout == "依照示例市码头条例第二条报送。\n" and "a weak guess" in result.stderr
    document = json.loads(tracker("cite", "2015.txt", "第二条", "--to", "2024.txt", "--json", exit_code=1).stdout)
    codec.validate("citations", document)
    assert document["citations"][0]["why"] == "weak" and document["text"] == "第二条"


def test_where_and_log_tell_a_weak_likeness_as_cite_does(desk: Path, tracker: Tracker) -> None:
    note = "（{}示例市第一届人民代表大会常务委员会第三次会议通过{}）"
    old = "第二条　码头经营者应当在每年三月底前向市港务部门报送上一年度的货物吞吐量。\n第三条　本条例自2015年5月1日起施行。\n"
    new = ("第二条　码头实行实名登记。\n第三条　码头经营者应当按照规定向市交通部门报送生产经营的统计资料。\n"
           "第四条　本条例自2024年5月1日起施行。\n")
    notes = note.format("2015年3月1日", ""), note.format("2015年3月1日", "　2024年3月1日示例市第三届人民代表大会常务委员会第九次会议修订")
    for name, words, told in (("a.txt", old, notes[0]), ("b.txt", new, notes[1])):
        (desk / name).write_text(f"示例市码头条例\n{told}\n第一条　码头应当登记。\n{words}", encoding="utf-8")
    tracker("init")
    tracker("import", "a.txt", "b.txt")
    law = "示例市码头条例"
    cited = tracker("cite", law, "第二条", "--from", "2016", exit_code=1).stdout
    weak = re.search(r"第二条 → 第三条  renumbered (0\.\d\d) inferred", cited)
    assert weak
    said = tracker("where", law, "第三条", "--as-of", "2016").stdout.splitlines()
    assert said == ["2015-03-01 第三条 → 2024-03-01 第四条",
                    f"2024-03-01 第三条 → 2015-03-01 第二条  {weak[1]}: a weak guess by its wording"]
    log = tracker("log", law, "第三条").stdout
    assert f"2024-03-01  changed  第二条 → 第三条  {weak[1]}: a weak guess by its wording" in log


def test_a_text_of_another_title_is_told(shelf: Path, tracker: Tracker) -> None:
    """A citation of one law is no citation of another; that of a renamed law is."""
    other = Path("park-2020.txt").read_text(encoding="utf-8").replace(LAW, "示例市花园条例")
    Path("other.txt").write_text(other, encoding="utf-8")
    said = tracker("cite", LAW, "第二条", "--from", "other.txt").stderr
    assert "carried from 《示例市花园条例》 to 《示例市公园条例》: the titles differ" in said
    assert "titles differ" not in tracker("cite", LAW, "第二条", "--from", "park-2020.txt").stderr


def test_a_citation_typed_under_a_name_that_only_the_other_version_bears(shelf: Path, tracker: Tracker) -> None:
    """A name says which version a citation is of: the law's new name does not go with the numbers of the old text."""
    renamed = PARK_2022.replace("修订）", "修订　2024年3月1日示例市第一届人民代表大会常务委员会第二十次会议修订）").replace(
        "示例市公园条例", "示例市公园和绿地条例").replace("第二条　公园不得收费。\n第三条", "第二条")
    Path("renamed.txt").write_text(renamed.replace("第四条", "第三条").replace("2022年7月", "2024年7月"), encoding="utf-8")
    tracker("import", "renamed.txt", "--law", LAW)
    old, new = f"{LAW}/2022-05-20", f"{LAW}/2024-03-01"
    assert "第三条 → 第二条" in tracker("cite", old, "《示例市公园条例》第三条", "--to", new).stdout
    assert "第二条 → 第三条" in tracker("cite", new, "《示例市公园和绿地条例》第二条", "--to", old).stdout
    for side, name, other, now in ((old, "示例市公园和绿地条例", new, "第二条"), (new, "示例市公园条例", old, "第四条")):
        said = tracker("cite", side, f"《{name}》第三条", "--to", other, exit_code=1).stdout
        assert "第三条 → ?  only the other version bears that name" in said and f"  第三条 → {now}  renumbered" in said


def test_what_cannot_be_answered_is_said(shelf: Path, tracker: Tracker) -> None:
    assert "no 第九条" in tracker("cite", LAW, "第九条", "--from", "2020-06-01", exit_code=2).stderr
    assert "no 第九条" in tracker("cite", LAW, "第二条、第九条", "--from", "2020-06-01", exit_code=2).stderr
    assert "in force from 2020-03-01" in tracker("cite", LAW, "第二条", "--from", "2020-02-01", exit_code=1).stderr
    assert "not said what to carry" in tracker("cite", LAW, exit_code=2).stderr
    assert "gone.txt" in tracker("cite", LAW, "--text", "gone.txt", exit_code=2).stderr


def test_what_became_of_an_article_is_told_for_each_place_it_is_in(desk: Path, tracker: Tracker) -> None:
    head = "示例市路灯条例\n第一条　为了管理路灯，制定本条例。\n"
    out, climb, check = "路灯每晚十点半熄灭。\n", "禁止攀爬灯杆和拆卸灯罩。\n", "市政主管部门每年检查路灯线路。\n"
    (desk / "a.txt").write_text(f"{head}第二条　{out}{climb}第三条　{check}", encoding="utf-8")
    (desk / "b.txt").write_text(f"{head}第二条　{climb}第三条　{check}{out}", encoding="utf-8")
    said = tracker("cite", "a.txt", "第二条", "--to", "b.txt", exit_code=1).stdout
    assert "it was split: it lives on in 2 places" in said and "what became of it is in 第二条、第三条第二款" in said


def test_a_chapter_is_cited_by_what_it_became(desk: Path, tracker: Tracker) -> None:
    head = "示例市河道条例\n（{}示例市第二届人民代表大会常务委员会通过）\n第一章　总则\n第一条　为了保护河道，制定本条例。\n"
    (desk / "a.txt").write_text(head.format("2020年1月10日") + "第二章　罚则\n第二条　违反本条例的，处罚款。\n", encoding="utf-8")
    (desk / "b.txt").write_text(head.format("2024年1月10日") + "第二章　管理\n第二条　河道由市人民政府管理。\n第三章　罚则\n"
                                "第三条　违反本条例的，处罚款。\n", encoding="utf-8")
    said = tracker("cite", "示例市河道条例", "第二章", "--from", "a.txt", "--to", "b.txt").stdout
    assert "第二章 → 第三章" in said
    assert "违反本条例" not in said


def test_a_number_that_stands_twice_is_refused_as_show_does(desk: Path, tracker: Tracker) -> None:
    head = "示例市路灯条例\n（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过{}）\n第一条　为了管理路灯，制定本条例。\n"
    (desk / "a.txt").write_text(head.format("") + "第二条　市政主管部门负责建设：\n（一）路灯；\n（一）灯杆。\n第三条　禁止破坏路灯。\n"
                                "第三条　禁止攀爬灯杆。\n第四条　本条例自2020年3月1日起施行。\n", encoding="utf-8")
    (desk / "b.txt").write_text(head.format("　2024年5月30日示例市第二届人民代表大会常务委员会第八次会议修订") +
                                "第二条　禁止攀爬灯杆。\n第三条　本条例自2024年7月1日起施行。\n", encoding="utf-8")
    tracker("init")
    tracker("import", "a.txt", "b.txt")
    law = "示例市路灯条例"
    for number, places in (("第三条", "第三条（第一处）「禁止破坏路灯。」, 第三条（第二处）「禁止攀爬灯杆。」"),
                           ("第二条第一项", "第二条第一款第一项（第一处）「路灯；」, 第二条第一款第一项（第二处）「灯杆。」")):
        for words in (["show", "a.txt", number], ["cite", "a.txt", number, "--to", "b.txt"]):
            assert f"{number} names 2 places: {places}" in tracker(*words, exit_code=2).stderr
    for one in ("art_3~2", "第三条（第二处）", "第三条（第二处）「禁止攀爬灯杆。」"):
        said = tracker("cite", "a.txt", one, "--to", "b.txt", exit_code=1).stdout
        assert "第三条（第二处）「禁止攀爬灯杆。」 → 第二条  renumbered 1.00" in said
        assert tracker("show", "a.txt", one).stdout == "第三条　禁止攀爬灯杆。\n"
    for words in (["where", law, "第三条", "--as-of", f"{law}/2020-01-10"], ["where", f"{law}/2020-01-10", "第三条", "--as-of", "2025"]):
        assert "第三条（第二处）「禁止攀爬灯杆。」 → 2024-05-30 第二条" in tracker(*words, exit_code=1).stdout
    (desk / "doc.txt").write_text("依照《示例市路灯条例》第三条处理。\n", encoding="utf-8")
    left = tracker("cite", "a.txt", "--text", "doc.txt", "--to", "b.txt", exit_code=1)
    assert left.stdout == "依照《示例市路灯条例》第三条处理。\n"
    assert left.stderr.splitlines()[:3] == [
        "第三条 → ?  one of the two versions has that number more than once",
        "  第三条（第一处）「禁止破坏路灯。」 → —  deleted inferred",
        "  第三条（第二处）「禁止攀爬灯杆。」 → 第二条  renumbered 1.00 inferred"]
    (desk / "doc.txt").write_text("《示例市路灯条例》第一条至第四条、第二条第一项。\n", encoding="utf-8")
    told = tracker("cite", "a.txt", "--text", "doc.txt", "--to", "b.txt", exit_code=1).stderr.splitlines()
    assert [line.split(" → ")[0].strip() for line in told[:-1]] == [
        "第一条至第四条", "第一条", "第二条", "第三条（第一处）「禁止破坏路灯。」", "第三条（第二处）「禁止攀爬灯杆。」", "第四条",
        "第二条第一项", "第二条第一款第一项（第一处）「路灯；」", "第二条第一款第一项（第二处）「灯杆。」"]


def test_of_two_provisions_of_one_number_on_a_day_each_is_shown_cited_and_found(desk: Path, tracker: Tracker) -> None:
    """第二条 and 第三条 are merged into one that waits: until then the text has the old 第三条 beside the old 第二条, as 第二条 both."""
    head = "示例市码头条例\n（2012年4月6日示例市第一届人民代表大会常务委员会第五次会议通过{}）\n第一条　为了管理码头，制定本条例。\n"
    (desk / "a.txt").write_text(head.format("") + "第二条　船舶停靠应当系缆。\n第三条　船舶停靠不得超过二十四小时。\n"
                                "第四条　本条例自2012年6月1日起施行。\n", encoding="utf-8")
    (desk / "b.txt").write_text(head.format("　2018年3月8日示例市第二届人民代表大会常务委员会第二次会议修订") +
                                "第二条　船舶停靠应当系缆，且不得超过二十四小时。\n"
                                "第三条　本条例自2018年5月1日起施行，第二条自2019年1月1日起施行。\n", encoding="utf-8")
    tracker("init")
    tracker("import", "a.txt", "b.txt")
    law, moored, hours = "示例市码头条例", "第二条　船舶停靠应当系缆。\n", "第二条　船舶停靠不得超过二十四小时。\n"
    assert tracker("show", f"{law}@2018-06-01", "第二条").stdout == moored + hours
    assert tracker("show", f"{law}@2018-06-01", "第二条（第二处）").stdout == hours
    assert "第二条 names 2 places: 第二条（第一处）" in tracker("show", f"{law}@2018-06-01", "第二条", "--json", exit_code=2).stderr
    assert '"succession"' in tracker("show", f"{law}@2018-06-01", "--json").stdout
    beside = tracker("show", f"{law}@2018-06-01").stderr.splitlines()
    assert beside[:2] == ["第二条（第二处） as in version 2012-04-06; the change: not in force until 2019-01-01 (第三条)",
                          "第二条 as in version 2012-04-06: it is not known whether it is gone, or stands until 2019-01-01 (第三条)"]
    only = tracker("show", f"{law}@2018-06-01", "第二条（第二处）").stderr.splitlines()
    assert only == beside[:1]
    now = "第二条（第二处）「船舶停靠不得超过二十四小…」"
    said = tracker("cite", law, "第三条", "--from", "2018-01-01", "--to", "2018-06-01", exit_code=1).stdout
    assert "第三条 → ?  one of the two versions has that number more than once" in said and f"第三条 → {now}  renumbered 1.00" in said
    (desk / "doc.txt").write_text(f"依照《{law}》第一条、第三条处理。\n", encoding="utf-8")
    text = tracker("cite", law, "--text", "doc.txt", "--from", "2018-01-01", "--to", "2018-06-01", exit_code=1)
    assert text.stdout == f"依照《{law}》第一条、第三条处理。\n"
    both = tracker("where", law, "第三条", "--as-of", "2018-01-01", "--now", "2018-06-01").stdout
    assert f"2012-04-06 第三条 → 2018-03-08 {now}\n" in both
    back = tracker("where", law, "第二条", "--as-of", "2018-01-01", "--now", "2018-06-01").stdout
    assert f"2018-03-08 {now} → 2012-04-06 第三条\n" in back


def test_what_an_annex_holds_is_named_by_it(desk: Path, tracker: Tracker) -> None:
    text = ("示例市桥梁条例\n（{year}年4月6日示例市第一届人民代表大会常务委员会第五次会议通过）\n第一条　检测项目见附件。\n"
            "第二条　本条例自{year}年6月1日起施行。\n附件一：检测项目\n一、桥墩；\n二、栏杆。\n")
    more = "附件二：收费标准\n第一条　收费：\n（一）小车十元；\n（二）大车二十元。\n"
    (desk / "a.txt").write_text(text.format(year=2012) + more, encoding="utf-8")
    (desk / "b.txt").write_text(text.format(year=2010), encoding="utf-8")
    tracker("init")
    tracker("import", "a.txt", "b.txt")
    law = "示例市桥梁条例"
    assert "附件1第二项 (2012-04-06)  in force from 2012-06-01  …栏杆。…" in tracker("grep", "栏杆").stdout
    assert "2010-04-06  2010-06-01  附件1第二项" in tracker("blame", law).stdout
    assert tracker("show", law, "附件二第一条第二项").stdout == "（二）大车二十元。\n"
    assert "附件 names 2 places: 附件1「检测项目」, 附件2「收费标准」" in tracker("show", law, "附件", exit_code=2).stderr
    for name in ("附件1第二项", "附件一第二项", "附件第二项", "annex_1__item_2"):
        assert tracker("show", f"{law}/2010-04-06", name).stdout == "二、栏杆。\n"
        assert "附件1第二项" in tracker("log", law, name).stdout
        assert "附件1第二项 stands in no article" in tracker("cite", law, name, exit_code=2).stderr


def test_what_is_not_law_yet_takes_nothing_away_between_two_days(desk: Path, tracker: Tracker) -> None:
    """The act of February, which deletes 第三条, is law from October; that of April, which changes 第四条, from June."""
    head = "示例市公交条例\n（2012年4月6日示例市第一届人民代表大会常务委员会第五次会议通过{}）\n第一条　为了发展公交，制定本条例。\n"
    second = "　根据2020年2月3日示例市第三届人民代表大会常务委员会第一次会议《关于修改〈示例市公交条例〉的决定》{}修正"
    third = "　根据2020年4月3日示例市第三届人民代表大会常务委员会第二次会议《关于修改〈示例市公交条例〉的决定》第二次修正"
    end = "第{}条　本条例自2012年6月1日起施行。\n"
    (desk / "a.txt").write_text(head.format("") + "第二条　线路由交通部门规划。\n第三条　乘客不得携带宠物。\n"
                                "第四条　乘客不得在车内吸烟。\n" + end.format("五"), encoding="utf-8")
    (desk / "b.txt").write_text(head.format(second.format("")) + "第二条　线路由交通部门规划。\n第三条　乘客不得在车内吸烟。\n" +
                                end.format("四"), encoding="utf-8")
    (desk / "c.txt").write_text(head.format(second.format("第一次") + third) + "第二条　线路由交通部门规划。\n"
                                "第三条　乘客不得在车内吸烟、饮食。\n" + end.format("四"), encoding="utf-8")
    tracker("init")
    tracker("import", "a.txt", "b.txt", "c.txt")
    law = "示例市公交条例"
    tracker("date", f"{law}/2020-02-03", "--in-force", "2020-10-01", "--because", "决定")
    tracker("date", f"{law}/2020-04-03", "--in-force", "2020-06-01", "--because", "决定")
    assert "第三条　乘客不得携带宠物。" in tracker("show", f"{law}@2020-07-01").stdout
    days = ["--from", "2020-01-01", "--to", "2020-07-01"]
    assert "宠物" in tracker("cite", law, "第三条", *days, exit_code=1).stdout.split("    + ")[-1]
    assert "2012-04-06 第三条 → 2020-04-03 第三条" in tracker("where", law, "第三条", "--as-of", days[1], "--now", days[3]).stdout
    assert "第三条 → —  deleted" in tracker("cite", law, "第三条", *days[:3], "2020-11-01", exit_code=1).stdout


def test_what_is_said_twice_is_told_so(shelf: Path, tracker: Tracker) -> None:
    said = tracker("cite", LAW, "第二条", "--text", "park-2020.txt", exit_code=2).stderr
    assert "it is said twice what to carry: 第二条, and a document with --text" in said
