"""`tracker amend` as a user types it: exit status, files written, rulings, and computed versions in the store."""

import json
from pathlib import Path

import pytest

from tests.conftest import Tracker, git
from tracker import codec

LAW = "示例市公园条例"
DECISION = """示例市人民代表大会常务委员会关于修改《示例市公园条例》的决定
（2024年5月30日示例市第二届人民代表大会常务委员会第八次会议通过）
示例市第二届人民代表大会常务委员会第八次会议决定对《示例市公园条例》作如下修改：
{items}
本决定自2024年7月1日起施行。
"""
GOOD = "一、将第二条修改为：“公园应当全年开放。”"
PACKAGE = """示例市人民代表大会常务委员会关于修改《示例市公园条例》等二件地方性法规的决定
（2024年5月30日示例市第二届人民代表大会常务委员会第八次会议通过）
一、修改《示例市公园条例》
将第二条中的“每日”修改为“全年”。
二、修改《示例市湖泊条例》
将第一条中的“湖泊”修改为“湖泊、水库”。
本决定自2024年7月1日起施行。
"""

MIXED = """示例市人民政府关于废止和修改部分规章的决定
（2024年5月30日示例市人民政府第8次常务会议通过）
示例市人民政府决定：
一、对《示例市公园办法》的部分条款予以修改。（附件1）
二、废止《示例市湖泊条例》。（附件2）
附件1：
示例市人民政府决定修改的规章
一、《示例市公园办法》
第二条修改为：“公园应当全年开放。”
附件2：
示例市人民政府决定废止的规章
一、示例市湖泊条例（1990年5月12日公布）
"""


@pytest.fixture
def decide(desk: Path) -> Path:
    """A decision that can be carried out, one of which a part cannot, and a second law."""
    (desk / "decision.txt").write_text(DECISION.format(items=GOOD), encoding="utf-8")
    (desk / "half.txt").write_text(DECISION.format(items=f"{GOOD}\n二、将第九条修改为：“公园应当整洁。”"), encoding="utf-8")
    (desk / "package.txt").write_text(PACKAGE, encoding="utf-8")
    (desk / "lakes.txt").write_text("示例市湖泊条例\n第一条　为了保护湖泊，制定本条例。\n第二条　本条例自2020年1月1日起施行。\n",
                                    encoding="utf-8")
    return desk


def official(desk: Path, words: str = "公园应当全年开放。") -> None:
    """The text that the legislature published: the old one with its note and article 2 as decided."""
    old = (desk / "park-2020.txt").read_text(encoding="utf-8")
    note = "通过　根据2024年5月30日示例市第二届人民代表大会常务委员会第八次会议《关于修改〈示例市公园条例〉的决定》修正）"
    text = old.replace("通过）", note).replace("公园应当每日开放。闭园整修的，应当提前公告。", words)
    (desk / "official.txt").write_text(text, encoding="utf-8")


# parse


def test_parse_writes_as_the_ending_of_the_file_says(decide: Path, tracker: Tracker) -> None:
    for name, start in (("read.txt", "示例市"), ("read.json", "{"), ("read.xml", "<?xml")):
        tracker("amend", "parse", "decision.txt", "--output", name)
        assert (decide / name).read_text(encoding="utf-8").startswith(start)


def test_parse_shows_the_act_its_orders_law_by_law_and_where_it_could_not_be_read(decide: Path, tracker: Tracker) -> None:
    text = PACKAGE.replace("本决定自",
                           "三、将《示例市湖泊条例》第二条中的有关内容酌情处理。\n《示例市水库条例》（2001年公布）同时废止。\n本决定自")
    (decide / "package.txt").write_text(text, encoding="utf-8")
    said = tracker("amend", "parse", "package.txt", "--lang", "zh").stdout
    assert said.split("\n") == [
        "示例市人民代表大会常务委员会关于修改《示例市公园条例》等二件地方性法规的决定",
        "示例市人民代表大会常务委员会  示例市第二届人民代表大会常务委员会第八次会议  2024-05-30",
        "《示例市公园条例》", "一、\t第二条中“每日”改为“全年”",
        "《示例市湖泊条例》", "二、\t第一条中“湖泊”改为“湖泊、水库”",
        "施行\t本决定自2024年7月1日起施行 — 2024-07-01",
        "废止\t《示例市水库条例》（2001年公布）",
        "未读懂，第 7 行：将《示例市湖泊条例》第二条中的有关内容酌情处理。 — "
        "应有一处条文，如第三条第二款，或者一个动词，如修改为", ""]


# apply


def test_apply_prints_the_new_text(decide: Path, tracker: Tracker) -> None:
    said = tracker("amend", "apply", "decision.txt", "park-2020.txt")
    assert "第二条　公园应当全年开放。" in said.stdout


def test_apply_does_the_rest_and_exits_1(decide: Path, tracker: Tracker) -> None:
    said = tracker("amend", "apply", "half.txt", "park-2020.txt", "--output", "new.json", "--report", "report.json", exit_code=1)
    assert f"error {LAW} 第九条: the old text has no 第九条 (二、); not carried out" in said.stderr
    assert "公园应当全年开放。" in Path("new.json").read_text(encoding="utf-8")
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    codec.validate("report", report)
    assert [(found["severity"], found["article"], found["carried_out"]) for found in report["problems"]] == [("error", "9", "none")]


def test_what_is_the_same_for_many_articles_is_said_once(decide: Path, tracker: Tracker) -> None:
    law = "示例市公园条例\n" + "".join(f"第{number}条　公园应当开放。\n" for number in "一二三四五六七八九")
    (decide / "long.txt").write_text(law, encoding="utf-8")
    items = "一、在第二条与第四条之间增加一条，作为第三条：“甲。”\n二、将第六条二款修改为：“乙。”"
    (decide / "unread.txt").write_text(DECISION.format(items=items), encoding="utf-8")
    said = tracker("amend", "apply", "unread.txt", "long.txt", "--output", "new.json", exit_code=1).stderr.splitlines()
    assert [line for line in said if "was not carried out" in line] == [
        f"doubt {LAW} 第五条、第七条至第九条: its number hangs on an order that was not carried out as written: "
        "在第二条与第四条之间增加一条，作为第三条"]
    assert [line for line in said if "could not be read" in line] == [
        f"error {LAW}: a passage of the decision could not be read: “在第二条与第四条之间增加一条，作为第三条：“甲。””",
        f"error {LAW}: a passage of the decision could not be read: “将第六条二款修改为：“乙。””"]


def test_a_message_on_a_place_of_the_old_text_says_so(decide: Path, tracker: Tracker) -> None:
    items = "一、增加一条，作为第一条：“公园免费。”\n二、将第二条第九款修改为：“乙。”\n此外，对条文顺序作相应调整。"
    (decide / "shifted.txt").write_text(DECISION.format(items=items), encoding="utf-8")
    said = tracker("amend", "apply", "shifted.txt", "park-2020.txt", "--output", "new.json", exit_code=1).stderr
    assert f"error {LAW} 第三条: the old text has no 第二条第九款 (二、)" in said


def test_a_doubt_does_not_fail(decide: Path, tracker: Tracker) -> None:
    (decide / "decision.txt").write_text(DECISION.format(items="一、将本条例第三条中的“日”修改为“天”。"), encoding="utf-8")
    text = (decide / "park-2020.txt").read_text(encoding="utf-8").replace("2020年3月1日起", "2020年3月1日（周日）起")
    (decide / "sunday.txt").write_text(text, encoding="utf-8")
    assert "doubt" in tracker("amend", "apply", "decision.txt", "sunday.txt").stderr


def test_apply_json_is_the_report_alone(decide: Path, tracker: Tracker) -> None:
    codec.validate("report", json.loads(tracker("amend", "apply", "decision.txt", "park-2020.txt", "--json").stdout))


def test_one_law_goes_to_the_file_named_or_into_a_folder(decide: Path, tracker: Tracker) -> None:
    tracker("amend", "apply", "decision.txt", "park-2020.txt", "--output", "new.json")
    tracker("amend", "apply", "decision.txt", "park-2020.txt", "--output", "made/")
    (decide / "there").mkdir()
    tracker("amend", "apply", "decision.txt", "park-2020.txt", "--output", "there")
    paths = [decide / "new.json", decide / "made" / f"{LAW}.json", decide / "there" / f"{LAW}.json"]
    assert len({path.read_text(encoding="utf-8") for path in paths}) == 1


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx", "json", "xml", "DOCX"])
def test_the_new_text_is_written_as_the_ending_of_the_file_says(decide: Path, tracker: Tracker, ending: str) -> None:
    tracker("amend", "apply", "decision.txt", "park-2020.txt", "--output", f"new.{ending}")
    starts = {"txt": LAW.encode(), "md": f"# {LAW}".encode(), "html": b"<!DOCTYPE", "json": b"{", "xml": b"<?xml"}
    assert (decide / f"new.{ending}").read_bytes().startswith(starts.get(ending, b"PK"))
    assert "第二条　公园应当全年开放。" in tracker("show", f"new.{ending}").stdout


def test_an_ending_that_says_no_format_is_refused(decide: Path, tracker: Tracker) -> None:
    said = tracker("amend", "apply", "decision.txt", "park-2020.txt", "--output", "new.pdf", "--report", "report.json", exit_code=2)
    assert "no format is known by the ending of new.pdf" in said.stderr and ".docx" in said.stderr
    assert not (decide / "new.pdf").exists() and not (decide / "report.json").exists()


def test_several_laws_go_into_a_folder_each_under_its_name(decide: Path, tracker: Tracker) -> None:
    tracker("amend", "apply", "package.txt", "park-2020.txt", "lakes.txt", "--output", "made/")
    assert sorted(path.name for path in (decide / "made").iterdir()) == [f"{LAW}.json", "示例市湖泊条例.json"]


@pytest.mark.parametrize("name", ["new.txt", "new.docx", "new", "package-2.txt"])
def test_several_laws_are_not_written_to_a_file_or_to_a_folder_that_has_its_name(decide: Path, tracker: Tracker, name: str) -> None:
    (decide / "package-2.txt").write_text(PACKAGE, encoding="utf-8")
    before = sorted(decide.iterdir())
    said = tracker("amend", "apply", "package.txt", "park-2020.txt", "lakes.txt", "--output", name, exit_code=2).stderr
    assert f"{name} is no folder" in said and "end its name in /" in said
    assert sorted(decide.iterdir()) == before


def test_a_folder_of_new_texts_goes_into_the_store_as_it_is(decide: Path, tracker: Tracker) -> None:
    tracker("amend", "apply", "package.txt", "park-2020.txt", "lakes.txt", "--output", "new/", "--report", "new/report.json")
    applied = {path.stem: codec.load(path.read_bytes(), path.name, "version") for path in Path("new").glob("示例市*.json")}
    tracker("init")
    tracker("import", "park-2020.txt")
    assert tracker("import", "new").stdout == f"imported {LAW}/2024-05-30\nimported 示例市湖泊条例/2024-05-30\n"
    for law, text in applied.items():
        assert codec.load(Path(f"versions/{law}/2024-05-30.json").read_bytes(), law, "version").body == text.body


def test_a_folder_with_a_store_in_it_gives_its_sources_once(shelf: Path, tracker: Tracker) -> None:
    tracker("init", "other")
    assert tracker("import", str(shelf), "--store", "other").stdout == f"imported {LAW}/2020-01-10\nimported {LAW}/2022-05-20\n"


def test_a_version_document_that_is_cut_off_is_refused_by_name(decide: Path, tracker: Tracker) -> None:
    tracker("amend", "apply", "decision.txt", "park-2020.txt", "--output", "new/")
    written = Path("new") / f"{LAW}.json"
    written.write_bytes(written.read_bytes()[:-40])
    tracker("init")
    assert f"refused new/{LAW}.json" in tracker("import", "new", exit_code=2).stderr


def test_the_new_text_in_a_folder_does_not_take_the_place_of_the_old_one(decide: Path, tracker: Tracker) -> None:
    Path("laws").mkdir()
    tracker("export", "park-2020.txt", "--output", f"laws/{LAW}.json")
    old = (decide / "laws" / f"{LAW}.json").read_bytes()
    said = tracker("amend", "apply", "decision.txt", f"laws/{LAW}.json", "--output", "laws/", exit_code=2).stderr
    assert "is what the command reads" in said
    said = tracker("amend", "apply", "decision.txt", "park-2020.txt", "-o", "new/", "--report", f"new/{LAW}.json", exit_code=2).stderr
    assert "two results are to be written to" in said
    assert (decide / "laws" / f"{LAW}.json").read_bytes() == old and not (decide / "new").exists()


def test_a_law_whose_text_is_not_given_is_listed_and_no_problem(decide: Path, tracker: Tracker) -> None:
    said = tracker("amend", "apply", "package.txt", "park-2020.txt", "--output", "new.json", "--report", "report.json").stderr
    assert "the decision also amends 《示例市湖泊条例》 (laws: 1), of which no text is given" in said
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert [one["status"] for one in report["instructions"]] == ["applied", "no_text"]
    assert report["problems"] == []


# What is no decision, or not on this law


def test_a_law_that_the_decision_repeals_is_told_so(decide: Path, tracker: Tracker) -> None:
    (decide / "mixed.txt").write_text(MIXED, encoding="utf-8")
    (decide / "parks.txt").write_text("示例市公园办法\n第一条　为了管理公园，制定本办法。\n第二条　公园应当开放。\n", encoding="utf-8")
    said = tracker("amend", "apply", "mixed.txt", "lakes.txt", exit_code=2)
    assert "the decision repeals 《示例市湖泊条例》 and amends nothing of it" in said.stderr and said.stdout == ""
    said = tracker("amend", "apply", "mixed.txt", "parks.txt", "lakes.txt", "--output", "made/")
    assert "the decision repeals 《示例市湖泊条例》; its text is left as it is" in said.stderr
    assert [path.name for path in (decide / "made").iterdir()] == ["示例市公园办法.json"]
    said = tracker("amend", "parse", "mixed.txt")
    assert [line for line in said.stdout.split("\n") if line.startswith("repeals")] == ["repeals\t《示例市湖泊条例》（1990年5月12日公布）"]



@pytest.mark.parametrize(("name", "content", "said"), [
    ("empty.txt", b"", "empty"),
    ("blank.txt", " \n　\n".encode(), "empty"),
    ("binary.txt", bytes(range(256)) * 4, "binary.txt"),
    ("law.txt", "示例市湖泊条例\n第一条　为了保护湖泊，制定本条例。\n".encode(), "orders nothing"),
])  # fmt: skip
def test_what_is_no_decision_is_refused(decide: Path, tracker: Tracker, name: str, content: bytes, said: str) -> None:
    (decide / name).write_bytes(content)
    result = tracker("amend", "apply", name, "park-2020.txt", "--output", "new.json", exit_code=2)
    assert said in result.stderr
    assert not (decide / "new.json").exists()


def test_parse_refuses_a_law_too_and_apply_a_decision_that_only_repeals(decide: Path, tracker: Tracker) -> None:
    assert "orders nothing" in tracker("amend", "parse", "park-2020.txt", exit_code=2).stderr
    (decide / "repeal.txt").write_text("示例市人民代表大会常务委员会关于废止《示例市公园条例》的决定\n废止《示例市公园条例》。\n"
                                       "本决定自公布之日起施行。\n", encoding="utf-8")
    assert "示例市公园条例" in tracker("amend", "parse", "repeal.txt").stdout
    said = tracker("amend", "apply", "repeal.txt", "park-2020.txt", "--output", "new.json", exit_code=2).stderr
    assert "the decision repeals 《示例市公园条例》 and amends nothing\n  → `tracker event LAW repealed`" in said
    assert not (decide / "new.json").exists()


def test_files_that_are_not_there_are_named(decide: Path, tracker: Tracker) -> None:
    assert "gone.txt" in tracker("amend", "apply", "gone.txt", "park-2020.txt", exit_code=2).stderr
    assert "gone.txt" in tracker("amend", "apply", "decision.txt", "gone.txt", exit_code=2).stderr
    assert "OLDS" in tracker("amend", "apply", "decision.txt", exit_code=2).stderr
    assert "gone.json" in tracker("amend", "apply", "decision.txt", "park-2020.txt", "--rulings", "gone.json", exit_code=2).stderr


def test_a_decision_on_another_law_is_refused(decide: Path, tracker: Tracker) -> None:
    said = tracker("amend", "apply", "package.txt", "official.txt", exit_code=2).stderr
    assert "official.txt" in said
    (decide / "streets.txt").write_text("示例市道路条例\n第一条　为了管理道路，制定本条例。\n", encoding="utf-8")
    said = tracker("amend", "apply", "package.txt", "streets.txt", exit_code=2).stderr
    assert "示例市湖泊条例" in said
    assert "示例市道路条例" in said


def test_two_texts_of_one_law_are_refused(decide: Path, tracker: Tracker) -> None:
    said = tracker("amend", "apply", "decision.txt", "park-2020.txt", "park-2022.txt", "--output", "made", exit_code=2).stderr
    assert "two texts" in said
    assert not (decide / "made").exists()


# rulings


def test_rulings_are_honoured_and_belong_to_their_decision(decide: Path, tracker: Tracker) -> None:
    ruling = {"item": "二", "means": {"operation": "disapply"}, "by": "法工委", "because": "第九条系误植"}
    file = {"$schema": "https://tracker.example/schema/1/rulings.schema.json", "act": DECISION.split("\n")[0], "rulings": [ruling]}
    (decide / "rulings.json").write_text(json.dumps(file), encoding="utf-8")
    tracker("amend", "apply", "half.txt", "park-2020.txt", "--rulings", "rulings.json", "--report", "report.json")
    assert "法工委：第九条系误植" in Path("report.json").read_text(encoding="utf-8")
    said = tracker("amend", "apply", "decision.txt", "park-2020.txt", "--rulings", "rulings.json", exit_code=1)
    assert "error rulings.json: entry 1 (item 二): the decision has no such instruction; the nearest (item 一, " in said.stderr
    said = tracker("amend", "apply", "package.txt", "park-2020.txt", "--rulings", "rulings.json", exit_code=2)
    assert "rulings.json has rulings on" in said.stderr


@pytest.mark.parametrize(("written", "told", "do"), [
    ('{"rulings": [{"by": "法工委"}]}', "rulings.json: at entry 1: means, because is missing", "`tracker schema rulings`"),
    ('{"rulings": [{"item": "二、", "disapply": true, "by": "法工委"}]}',
     "rulings.json: at entry 1: there is no field disapply; there are: item, ", "`tracker schema rulings`"),
    ('{"rulings": [{"by": "", "because": "误植", "means": {"operation": "disapply"}}]}', "at entry 1, by: it is empty", "mend the file"),
    ('{"rulings": [{"by": "甲", "because": "乙", "means": {"operation": "scrap"}}]}', '1, means.operation: "scrap" is none of: ', "mend"),
    ('{"rulings": [{"by": "甲", "because": "乙", "means": {"operation": "delete", "target": ["第九条"]}}]}',
     "at entry 1, means: there is no field target; there are: operation, targets, ", "mend"),
    ('{"$schema": ""}', "this JSON is no document of the tracker", "schema/1/rulings.schema.json"),
    ("[1,\n]", "rulings.json: line 1, column 3 is no JSON", "mend the file there"),
])  # fmt: skip
def test_a_wrong_file_of_rulings_is_told_by_entry_and_field(decide: Path, tracker: Tracker, written: str, told: str, do: str) -> None:
    own = {"$schema": "https://tracker.example/schema/1/rulings.schema.json", "act": DECISION.split("\n")[0]}
    text = json.dumps(own | json.loads(written)) if written.startswith("{") else written
    (decide / "rulings.json").write_text(text, encoding="utf-8")
    said = tracker("amend", "apply", "half.txt", "park-2020.txt", "--rulings", "rulings.json", exit_code=2).stderr.replace("\n", " ")
    assert told in said and do in said


# verify


def test_verify_says_that_the_official_text_is_what_was_decided(decide: Path, tracker: Tracker) -> None:
    official(decide)
    assert "no difference" in tracker("amend", "verify", "decision.txt", "park-2020.txt", "official.txt").stdout


def test_verify_shows_every_difference_and_exits_1(decide: Path, tracker: Tracker) -> None:
    official(decide, "公园应当全天开放。")
    said = tracker("amend", "verify", "decision.txt", "park-2020.txt", "official.txt", "--report", "record.json", exit_code=1).stdout
    assert "示例市公园条例 第二条 not as decided: [-年-]{+天+} (一、)" in said
    codec.validate("report", json.loads(Path("record.json").read_text(encoding="utf-8")))


def test_verify_names_the_parts_and_sums_up_white_space(decide: Path, tracker: Tracker) -> None:
    official(decide)
    text = Path("official.txt").read_text(encoding="utf-8").replace("第一章　总则", "第一章　总 则")
    for right, wrong in (("第二章　附则", "第二章　其他规定"), ("全年开放。", "全年 开放。"), ("公园，制定", "公园,制定")):
        text = text.replace(right, wrong)
    Path("official.txt").write_text(text, encoding="utf-8")
    said = tracker("amend", "verify", "decision.txt", "park-2020.txt", "official.txt", exit_code=1).stdout.splitlines()
    assert said == [f"{LAW} the headings nowhere ordered: [-附则-]{{+其他规定+}}", f"{LAW} 第一条 typography: [-，-]{{+,+}}",
                    f"{LAW}: nothing but white space differs, in the headings、第二条 (×2)", "typography 3, nowhere ordered 1"]
    said = tracker("amend", "verify", "decision.txt", "park-2020.txt", "official.txt", "--lang", "zh", exit_code=1).stdout.splitlines()
    assert said == [f"{LAW} 编章节标题 决定没有要求的变动: [-附则-]{{+其他规定+}}", f"{LAW} 第一条 排版: [-，-]{{+,+}}",
                    f"{LAW}：仅空白不同，共 2 处，见编章节标题、第二条", "排版 3, 决定没有要求的变动 1"]


def test_verify_of_another_law_is_refused(decide: Path, tracker: Tracker) -> None:
    assert "lakes.txt" in tracker("amend", "verify", "package.txt", "park-2020.txt", "lakes.txt", exit_code=2).stderr


# The store


def test_a_computed_version_is_kept_and_the_official_text_confirms_it(decide: Path, tracker: Tracker) -> None:
    official(decide)
    tracker("init")
    tracker("import", "park-2020.txt")
    tracker("amend", "apply", "decision.txt", f"{LAW}/2020-01-10", "--output", "computed.json")
    done = tracker("import", "computed.json")
    assert done.stdout == f"imported {LAW}/2024-05-30\n"
    assert f"`tracker amend verify DECISION {LAW}/2020-01-10 {LAW}/2024-05-30 --keep` keeps" in done.stderr
    assert "全年" in tracker("show", f"{LAW}@2024-07-01", "第二条").stdout
    assert "每日" in tracker("show", f"{LAW}@2024-06-30", "第二条").stdout
    assert tracker("import", "computed.json").stdout == f"unchanged {LAW}/2024-05-30\n"
    assert tracker("import", "official.txt").stdout == f"confirmed {LAW}/2024-05-30\n"
    assert "全年" in tracker("show", f"{LAW}@2024-07-01", "第二条").stdout
    tracker("check")


def test_a_text_in_which_an_order_is_missing_says_so_wherever_it_goes(decide: Path, tracker: Tracker) -> None:
    items = f"{GOOD}\n二、将第九条中的“公园”修改为“绿地”。\n三、公园的其他事项另作调整。"
    Path("bad.txt").write_text(DECISION.format(items=items), encoding="utf-8")
    tracker("init")
    tracker("amend", "apply", "bad.txt", "park-2020.txt", "--output", "new.json", exit_code=1)
    said = tracker("import", "new.json")
    words = "an order of the deciding act was not carried out as it is written"
    for told in (said.stdout + said.stderr, tracker("check").stdout):
        assert f"{words}  二、" in told and f"{words}  公园的其他事项另作调整。" in told and told.count(words) == 2


def test_an_official_text_that_differs_corrects_the_computed_one(decide: Path, tracker: Tracker) -> None:
    official(decide, "公园应当全天开放。")
    tracker("init")
    tracker("import", "park-2020.txt")
    tracker("amend", "apply", "decision.txt", LAW, "--output", "computed.json")
    tracker("import", "computed.json")
    assert tracker("import", "official.txt").stdout == f"corrected {LAW}/2024-05-30\n"
    law = json.loads((decide / "versions" / LAW / "law.json").read_text(encoding="utf-8"))
    assert [(event["kind"], event["provisions"]) for event in law["events"]] == [("corrected", ["art_2"])]
    tracker("check")


def test_the_record_of_an_act_without_a_date_is_not_kept(decide: Path, tracker: Tracker) -> None:
    official(decide, "公园应当全天开放。")
    text = (decide / "decision.txt").read_text(encoding="utf-8").split("\n")
    (decide / "undated.txt").write_text("\n".join(text[:1] + text[2:]), encoding="utf-8")
    tracker("init")
    tracker("import", "park-2020.txt", "official.txt")
    said = tracker("amend", "verify", "undated.txt", f"{LAW}/2020-01-10", f"{LAW}/2024-05-30", "--keep", exit_code=2).stderr
    assert f"has no date, so it is not known with which version of {LAW}" in said and "None" not in said


def test_the_record_is_kept_with_the_version(decide: Path, tracker: Tracker) -> None:
    official(decide, "公园应当全天开放。")
    tracker("init")
    tracker("import", "park-2020.txt")
    said = tracker("amend", "verify", "decision.txt", LAW, "official.txt", "--keep", exit_code=2)
    assert "import the official text first" in said.stderr
    tracker("import", "official.txt")
    kept = tracker("amend", "verify", "decision.txt", f"{LAW}/2020-01-10", f"{LAW}/2024-05-30", "--keep", exit_code=1).stderr
    assert f"kept with {LAW}/2024-05-30: what was compared" in kept
    path = decide / "versions" / LAW / "reports" / "2024-05-30.json"
    report = json.loads(path.read_text(encoding="utf-8"))
    codec.validate("report", report)
    assert report["differences"][0]["official"] == "天"
    assert "checked against" in git(decide / "versions", "log", "-2", "--format=%s")
    tracker("check")
    path.write_text("{}", encoding="utf-8")
    assert "2024-05-30.json" in tracker("check", exit_code=1).stdout


def test_a_record_is_kept_only_of_the_text_that_is_held(decide: Path, tracker: Tracker) -> None:
    """The official text with a misprint, beside one that the store has in other words."""
    official(decide, "公园应当全天开放。")
    tracker("init")
    tracker("import", "park-2020.txt")
    tracker("amend", "apply", "decision.txt", LAW, "--output", "computed.json")
    tracker("import", "computed.json")
    said = tracker("amend", "verify", "decision.txt", "park-2020.txt", "official.txt", "--keep", exit_code=2).stderr
    assert f"is not that of {LAW}/2024-05-30 in the store" in said and "--correct" in said
    assert not (decide / "versions" / LAW / "reports").exists()
    tracker("import", "official.txt")
    tracker("amend", "verify", "decision.txt", "park-2020.txt", "official.txt", "--keep", exit_code=1)
    path = decide / "versions" / LAW / "reports" / "2024-05-30.json"
    assert path.exists()
    for _again in range(2):
        assert tracker("import", "computed.json").stdout == f"unchanged {LAW}/2024-05-30\n"
    assert path.exists()
    official(decide, "公园应当全年开放。")
    assert "is taken out with it: verify this text too" in tracker("import", "official.txt", "--correct").stderr
    assert not path.exists() and not git(decide / "versions", "status", "--porcelain")
    tracker("check")


def test_what_the_official_text_does_not_bear_out_is_not_kept(decide: Path, tracker: Tracker) -> None:
    official(decide, "车辆不得驶入公园。")
    tracker("init")
    tracker("import", "park-2020.txt", "official.txt")
    said = tracker("amend", "verify", "decision.txt", f"{LAW}/2020-01-10", f"{LAW}/2024-05-30", "--keep", exit_code=1).stderr
    assert "which provision became which, as" not in said
    why = "left out of what the decision states, the official 第二条 does not say what the decision makes of it: 第二条 = 第二条"
    assert why in said.splitlines()
    assert why in tracker("log", f"{LAW}/2024-05-30", "第二条", "--decision", "decision.txt").stderr
    assert "第二条 → —  deleted inferred" in tracker("cite", f"{LAW}/2020-01-10", "第二条", "--to", f"{LAW}/2024-05-30", exit_code=1).stdout


def test_what_was_kept_with_a_computed_text_is_held_against_the_official_one(decide: Path, tracker: Tracker) -> None:
    official(decide, "车辆不得驶入公园。")
    tracker("init")
    tracker("import", "park-2020.txt")
    tracker("amend", "apply", "decision.txt", LAW, "--output", "computed.json")
    tracker("import", "computed.json")
    verify = "amend", "verify", "decision.txt", f"{LAW}/2020-01-10", f"{LAW}/2024-05-30", "--keep"
    told = tracker(*verify)
    assert told.stdout.startswith("no difference, which proves nothing") and "from no published source" in told.stderr
    assert not (decide / "versions" / LAW / "reports").exists()
    path = decide / "versions" / LAW / "alignments" / "2020-01-10_2024-05-30.json"
    assert path.exists()
    done = tracker("import", "official.txt")
    assert done.stdout == f"corrected {LAW}/2024-05-30\n"
    assert f"what the act states was kept with the text before; `tracker amend verify DECISION {LAW}/2020-01-10" in done.stderr
    tracker(*verify, exit_code=1)
    assert not path.exists()
    tracker("check")


# conflicts


def test_conflicts_are_shown_and_the_joint_text_written(decide: Path, tracker: Tracker) -> None:
    (decide / "other.txt").write_text(DECISION.format(items="一、将第二条修改为：“公园免费开放。”"), encoding="utf-8")
    (decide / "third.txt").write_text(DECISION.format(items="一、将第一条中的“管理公园”修改为“加强公园管理”。"), encoding="utf-8")
    said = tracker("amend", "conflicts", "park-2020.txt", "decision.txt", "other.txt", "--output", "joint.json", exit_code=1)
    assert said.stdout == "both decisions change 第二条 (item 一 of the first; item 一 of the second)\n"
    assert not (decide / "joint.json").exists()
    said = tracker("amend", "conflicts", "park-2020.txt", "decision.txt", "other.txt", "--json", exit_code=1)
    codec.validate("conflicts", json.loads(said.stdout))
    assert tracker("amend", "conflicts", "park-2020.txt", "decision.txt", "third.txt", "--output", "joint.json").stdout == "no conflict\n"
    text = tracker("export", "joint.json", "--format", "text").stdout
    tracker("amend", "conflicts", "park-2020.txt", "decision.txt", "third.txt", "--output", "joint.txt")
    assert (decide / "joint.txt").read_text(encoding="utf-8") == text
    assert "第一条　为了加强公园管理，制定本条例。\n第二条　公园应当全年开放。" in text


def test_what_is_doubtful_in_a_joint_text_is_told_by_decision_and_item(decide: Path, tracker: Tracker) -> None:
    (decide / "long.txt").write_text("示例市公园条例\n第一条　公园管理人管理公园。\n第二条　进入公园，爱护公园。\n", encoding="utf-8")
    for name, article in (("one", "一"), ("two", "二")):
        items = f"一、将第{article}条中的“公园”修改为“园林”。"
        (decide / f"{name}.txt").write_text(DECISION.format(items=items), encoding="utf-8")
    said = tracker("amend", "conflicts", "long.txt", "one.txt", "two.txt", "--output", "joint.json").stderr
    assert [line.rpartition("(")[2] for line in said.splitlines() if "changes everywhere" in line] == [
        "item 一 of the first)", "item 一 of the second)"]


def test_a_decision_on_one_other_law_is_a_problem(desk: Path, tracker: Tracker) -> None:
    (desk / "green.txt").write_text("关于修改《示例市绿地条例》的决定\n一、将第二条修改为：“公园免费开放。”\n", encoding="utf-8")
    said = tracker("amend", "apply", "green.txt", "park-2020.txt", "--output", "new.json", exit_code=1).stderr
    assert "the title: the decision names 《示例市绿地条例》, not 《示例市公园条例》, which it was applied to all the same" in said


def keep_both(tracker: Tracker, law: str) -> None:
    """A store with old.txt and the version that order.txt makes of it."""
    tracker("init")
    tracker("import", "old.txt")
    tracker("amend", "apply", "order.txt", law, "--output", "new.json")
    tracker("import", "new.json")


def test_what_the_decision_deletes_is_carried_as_stated(desk: Path, tracker: Tracker) -> None:
    law, note = "示例市渡口条例", "（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）"
    (desk / "old.txt").write_text(f"{law}\n{note}\n第一条　为了管理渡口，制定本条例。\n第二条　渡口实行夜间值守。\n"
                                  "第三条　渡船应当配备救生器材。\n第四条　本条例自2020年3月1日起施行。\n", encoding="utf-8")
    (desk / "order.txt").write_text(f"示例市人民代表大会常务委员会关于修改《{law}》的决定\n"
                                    "（2024年5月30日示例市第二届人民代表大会常务委员会第八次会议通过）\n"
                                    "一、删去第二条。\n本决定自2024年7月1日起施行。\n", encoding="utf-8")
    keep_both(tracker, law)
    asked = "cite", f"{law}/2020-01-10", "第二条", "--to", f"{law}/2024-05-30"
    assert "第二条 → —  deleted inferred" in tracker(*asked, exit_code=1).stdout
    tracker("amend", "verify", "order.txt", f"{law}/2020-01-10", f"{law}/2024-05-30", "--keep")
    assert "第二条 → —  deleted stated" in tracker(*asked, exit_code=1).stdout


def test_what_the_texts_alone_show_as_gone_names_the_act_that_is_to_be_asked(desk: Path, tracker: Tracker) -> None:
    law = "示例市渡口条例"
    old = (f"{law}\n（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）\n第一条　为了管理渡口，制定本条例。\n"
           "第二条　渡船应当配备救生器材。\n第三条　禁止渡船超载。\n第四条　本条例自2020年3月1日起施行。\n")
    new = old.replace("通过）", f"通过　根据2024年5月30日示例市第二届人民代表大会常务委员会第八次会议《关于修改〈{law}〉的决定》修正）")
    new = new.replace("配备救生器材。\n第三条　禁止渡船超载。", "具备安全条件。").replace("第四条", "第三条")
    (desk / "old.txt").write_text(old, encoding="utf-8")
    (desk / "new.txt").write_text(new, encoding="utf-8")
    (desk / "order.txt").write_text(f"示例市人民代表大会常务委员会关于修改《{law}》的决定\n"
                                    "（2024年5月30日示例市第二届人民代表大会常务委员会第八次会议通过）\n"
                                    "将第二条、第三条合并为第二条，修改为：“渡船应当具备安全条件。”\n"
                                    "本决定自2024年7月1日起施行。\n", encoding="utf-8")
    sides = f"{law}/2020-01-10", f"{law}/2024-05-30"
    tracker("init")
    tracker("import", "old.txt")
    assert "--keep" not in tracker("import", "new.txt").stderr
    tracker("date", sides[1], "--by", "order.txt")
    cite, log = ("cite", sides[0], "第三条", "--to", sides[1]), ("log", sides[0], "第三条")
    where = "where", law, "第三条", "--as-of", sides[0]
    told = f"第三条 in 2024-05-30: by the texts alone; `tracker amend verify DECISION {sides[0]} {sides[1]} --keep` keeps"
    assert all(told in tracker(*words, exit_code=status).stderr for words, status in ((cite, 1), (log, 0), (where, 1)))
    assert "by the texts alone" not in tracker(*log, "--decision", "order.txt").stderr
    tracker("import", "order.txt")
    act = f"versions/示例市人民代表大会常务委员会关于修改《{law}》的决定/sources/2024-05-30.txt"
    assert f"verify {act} {sides[0]}" in tracker(*cite, exit_code=1).stderr
    tracker("remove", sides[1], "--because", "imported anew")
    assert f"verify {act} {sides[0]}" in tracker("import", "new.txt").stderr
    tracker("amend", "verify", act, *sides, "--keep")
    assert "by the texts alone" not in tracker(*cite).stderr


def test_what_the_decision_deletes_of_an_article_is_carried_as_stated(desk: Path, tracker: Tracker) -> None:
    law, note = "示例市渡口条例", "（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）"
    text = f"{law}\n{note}\n第一条　渡口实行夜间值守。\n值守人员由管理人指派。\n下列物品不得上船：\n（一）易燃物品；\n（二）大型牲畜；\n"
    (desk / "old.txt").write_text(f"{text}（三）管制刀具。\n第二条　本条例自2020年3月1日起施行。\n", encoding="utf-8")
    (desk / "order.txt").write_text(f"示例市人民代表大会常务委员会关于修改《{law}》的决定\n"
                                    "（2024年5月30日示例市第二届人民代表大会常务委员会第八次会议通过）\n"
                                    "删去第一条第二款、第三款第二项。\n本决定自2024年7月1日起施行。\n", encoding="utf-8")
    keep_both(tracker, law)
    sides = f"{law}/2020-01-10", f"{law}/2024-05-30"
    tracker("amend", "verify", "order.txt", *sides, "--keep")
    for part in ("第一条第二款", "第一条第三款第二项"):
        assert f"{part} → —  deleted stated" in tracker("cite", sides[0], part, "--to", sides[1], exit_code=1).stdout
    assert "第一条第三款第三项 → 第一条第二款第二项" in tracker("cite", sides[0], "第一条第三款第三项", "--to", sides[1]).stdout


def test_what_the_decision_states_of_parts_waits_with_them_for_their_day(desk: Path, tracker: Tracker) -> None:
    """The text of a day on which the old items are law still is cited by their old numbers, whatever the decision says of the new ones."""
    law = "示例市窑址条例"
    (desk / "old.txt").write_text(
        f"{law}\n（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）\n第一条　为了保护窑址，制定本条例。\n"
        "第二条　禁止下列行为：\n（一）发掘窑址；\n（二）倒卖瓷片；\n（三）取土烧砖。\n"
        "第三条　本条例自2020年3月1日起施行。\n", encoding="utf-8")
    (desk / "order.txt").write_text(
        f"示例市人民代表大会常务委员会关于修改《{law}》的决定\n（2025年9月26日示例市第二届人民代表大会常务委员会第十六次会议通过）\n"
        "一、在第一条中的“保护”后增加“和研究”。\n二、第二条增加一项，作为第一项：“（一）仿制窑具；”\n"
        "删去第三项。\n第一项、第二项改为第二项、第三项。\n"
        "本决定自2026年1月1日起施行，其中第二条自2099年12月1日起施行。\n", encoding="utf-8")
    keep_both(tracker, law)
    tracker("amend", "verify", "order.txt", f"{law}/2020-01-10", f"{law}/2025-09-26", "--keep")
    for item in ("第二条第二项", "第二条第三项"):
        assert f"{item} → {item}\n" in tracker("cite", law, item, "--from", "2021", "--to", "2027-01-01").stdout
        where = tracker("where", law, item, "--as-of", "2021", "--now", "2027-01-01").stdout
        assert f"→ 2025-09-26 第二条第一款{item[3:]}" in where
    assert "第二条第二项 → 第二条第三项" in tracker("cite", law, "第二条第二项", "--from", "2021", "--to", "2100-01-01").stdout
    assert "第二条第一款第二项 → 2025-09-26 第二条第一款第三项" in tracker(
        "where", law, "第二条第二项", "--as-of", "2021", "--now", "2100-01-01").stdout


def test_what_the_decision_states_is_kept_and_every_later_command_goes_by_it(desk: Path, tracker: Tracker) -> None:
    """企业名称预先核准通知书 and 环境影响评价文件 have nothing in common; the decision says that they are one item."""
    old = ("示例市河道条例\n（2020年1月10日示例市第二届人民代表大会常务委员会第三次会议通过）\n第一条　为了保护河道，制定本条例。\n"
           "第二条　建设单位应当提交下列材料：\n（一）申请书；\n（二）企业名称预先核准通知书。\n第三条　本条例自2020年3月1日起施行。\n")
    order = ("示例市人民代表大会常务委员会关于修改《示例市河道条例》的决定\n"
             "（2024年5月30日示例市第三届人民代表大会常务委员会第八次会议通过）\n"
             "一、将第二条第二项修改为：“（二）环境影响评价文件。”\n本决定自2024年7月1日起施行。\n")
    (desk / "old.txt").write_text(old, encoding="utf-8")
    (desk / "order.txt").write_text(order, encoding="utf-8")
    law, item = "示例市河道条例", ("第二条第二项", "--store", "versions")
    tracker("init")
    tracker("import", "old.txt")
    tracker("amend", "apply", "order.txt", law, "--output", "new.json")
    tracker("import", "new.json")
    assert "新增" in tracker("log", law, *item, "--lang", "zh").stdout
    assert "修改" in tracker("log", law, *item, "--lang", "zh", "--decision", "order.txt").stdout
    (desk / "other.txt").write_text(order.replace("河道", "湖泊"), encoding="utf-8")
    ignored = tracker("log", law, *item, "--decision", "other.txt").stderr
    assert f"other.txt is left out: 示例市人民代表大会常务委员会关于修改《示例市湖泊条例》的决定 made no version of {law}" in ignored
    tracker("amend", "verify", "order.txt", f"{law}/2020-01-10", f"{law}/2024-05-30", "--keep")
    assert "修改" in tracker("log", law, *item, "--lang", "zh").stdout
    tracker("where", law, "第二条第二项", "--as-of", "2021-01-01")
    carried = tracker("cite", law, "第二条第二项", "--from", "2021-01-01", "--to", "2024-08-01", "--lang", "zh").stdout
    assert "依决定" in carried
    said = tracker("align", f"{law}/2020-01-10", f"{law}/2024-05-30").stdout
    assert "关于修改《示例市河道条例》的决定" in said
    tracker("check")
