"""The command line as a user types it."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PARK_2020, Tracker, git
from tracker import cli, codec
from tracker.reading import read_text

LAW = "示例市公园条例"


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_has_help_with_an_example(name: str, lang: str, tracker: Tracker) -> None:
    said = tracker(name, "--help", "--lang", lang).stdout
    assert f"tracker {name}" in said.split({"en": "Example: ", "zh": "示例: "}[lang])[-1]


def test_help_lists_what_can_be_said_and_nothing_without_a_word(tracker: Tracker) -> None:
    printed = tracker("where", "--help").output
    listed = [line.split() for line in printed[printed.index("Options:"):].splitlines()[1:] if line.startswith("  -")]
    assert "\n  LAW\n" not in printed and all(len(words) > 1 for words in listed) and len(listed) > 4


def loaded(*arguments: str) -> set[str]:
    """The modules that a process has loaded at the end of a command."""
    code = (f"import sys; sys.argv = ['tracker', *{arguments!r}]\nimport tracker.cli\ntry: tracker.cli.main()\nexcept SystemExit: pass\n"
            "print(sorted(sys.modules), file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.strip().split("\n")[-1].replace("'", '"')))


def test_help_loads_click_alone() -> None:
    heavy = {"git", "jsonschema", "jsonschema_rs", "lxml", "rapidfuzz", "diff_match_patch", "docx", "rich", "jinja2", "tracker.reading"}
    assert heavy & loaded("--help") == set()


def test_comparing_two_files_loads_no_store_and_no_timeline(desk: Path) -> None:
    needless = {"git", "jsonschema", "jsonschema_rs", "lxml", "docx", "jinja2", "tracker.amend", "tracker.timeline"}
    assert needless & loaded("diff", "park-2020.txt", "park-2022.txt") == set()


def test_messages_follow_the_language(desk: Path, tracker: Tracker) -> None:
    assert "there is no store" in tracker("list", exit_code=2).stderr
    assert "不是法律库" in tracker("list", "--lang", "zh", exit_code=2).stderr
    assert "不是法律库" in tracker("--lang", "zh", "list", exit_code=2).stderr


def test_read_shows_structure_dates_and_basis(desk: Path, tracker: Tracker) -> None:
    said = tracker("read", "park-2020.txt").stdout
    assert "2 chapters, 3 articles" in said
    assert "in force from 2020-03-01 (text 第三条)" in said


def test_read_prints_the_document(desk: Path, tracker: Tracker) -> None:
    document = json.loads(tracker("read", "park-2020.txt", "--json").stdout)
    codec.validate("version", document)
    assert document["version"] == "2020-01-10"
    assert document["in_force"] == {"from": "2020-03-01", "basis": "text", "provision": "art_3"}


def test_read_many_goes_on_after_a_bad_file(desk: Path, tracker: Tracker) -> None:
    (desk / "empty.txt").write_bytes(b"")
    result = tracker("read", "--ndjson", "park-2020.txt", "empty.txt", "gone.txt", "park-2022.txt", exit_code=2)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line.get("version") for line in lines] == ["2020-01-10", None, None, "2022-05-20"]
    assert lines[1]["source"] == "empty.txt"
    assert "empty.txt" in lines[1]["error"]
    assert "2 of 4" in result.stderr


def test_read_many_on_all_cores_keeps_the_order(desk: Path, tracker: Tracker) -> None:
    names = []
    for day in range(10, 28):
        names.append(f"t{day}.txt")
        (desk / names[-1]).write_text(PARK_2020.replace("1月10日", f"1月{day}日"), encoding="utf-8")
    lines = tracker("read", "--ndjson", *names).stdout.splitlines()
    assert [json.loads(line)["version"] for line in lines] == [f"2020-01-{day}" for day in range(10, 28)]


def test_import_a_folder_and_say_what_was_done(desk: Path, tracker: Tracker) -> None:
    (desk / "texts").mkdir()
    for name in ("park-2020.txt", "park-2022.txt"):
        (desk / name).rename(desk / "texts" / name)
    (desk / "texts" / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    tracker("init")
    result = tracker("import", "texts", exit_code=2)
    assert sorted(result.stdout.splitlines()) == [f"imported {LAW}/2020-01-10", f"imported {LAW}/2022-05-20"]
    assert "bad.txt" in result.stderr
    assert "imported 2, refused 1" in result.stderr


def test_many_files_are_told_by_their_counts(desk: Path, tracker: Tracker) -> None:
    (desk / "texts").mkdir()
    for number in range(60):
        text = PARK_2020.replace("公园条例", f"公园第{number}条例").replace("每日", "每日（")
        (desk / "texts" / f"{number}.txt").write_text(text, encoding="utf-8")
    (desk / "texts" / "bad.docx").write_bytes(b"no archive")
    tracker("init")
    result = tracker("import", "texts", exit_code=2)
    assert len(result.stdout.splitlines()) == 60
    assert [line for line in result.stderr.splitlines() if "texts/" not in line][-2:] == [
        "findings about sources: 60; `tracker check` lists them", "imported 60, refused 1"]
    assert len(git(desk / "versions", "log", "--format=%s").splitlines()) == 3
    assert "unchanged 60" in tracker("import", "texts", exit_code=2).stderr


def test_import_with_what_a_person_knows(desk: Path, tracker: Tracker) -> None:
    tracker("init")
    assert "--because" in tracker("import", "park-2020.txt", "--in-force", "2020-04-01", exit_code=2).stderr
    tracker("import", "park-2020.txt", "--in-force", "2020-04-01", "--because", "the gazette says so")
    force = json.loads(tracker("show", f"{LAW}/2020-01-10", "--json").stdout)["in_force"]
    assert force == {"from": "2020-04-01", "basis": "person", "reason": "the gazette says so", "first": "2020-03-01"}
    tracker("date", f"{LAW}/2020-01-10", "--in-force", "2020-05-01", "--because", "corrected in the next issue")
    assert json.loads(tracker("show", f"{LAW}/2020-01-10", "--json").stdout)["in_force"]["from"] == "2020-05-01"


def test_what_is_in_force_on_a_day(shelf: Path, tracker: Tracker) -> None:
    before = tracker("show", f"{LAW}@2020-02-29", exit_code=1)
    assert "in force from 2020-03-01" in before.stderr
    assert before.stdout == ""
    assert "公园应当每日开放" in tracker("show", f"{LAW}@2020-03-01", "第二条").stdout
    assert "公园应当每日开放" in tracker("show", f"{LAW}@2022-06-30", "第二条").stdout
    assert "公园不得收费" in tracker("show", f"{LAW}@2022-07-01", "第二条").stdout
    assert "公园不得收费" in tracker("show", LAW, "第二条").stdout


def test_an_unknown_commencement_is_not_guessed(desk: Path, tracker: Tracker) -> None:
    amended = "通过　2021年6月1日示例市第一届人民代表大会常务委员会第六次会议《关于修改〈示例市公园条例〉的决定》修正）"
    text = PARK_2020.replace("通过）", amended)
    (desk / "amended.txt").write_text(text.replace("每日", "每周"), encoding="utf-8")
    tracker("init")
    tracker("import", "park-2020.txt", "amended.txt")
    said = tracker("show", f"{LAW}@2021-06-02", exit_code=2).stderr
    assert f"{LAW}/2021-06-01" in said
    assert "tracker date" in said
    assert "每日" in tracker("show", f"{LAW}@2021-05-31").stdout
    assert "每周" in tracker("show", f"{LAW}/2021-06-01").stdout


def test_show_one_provision(shelf: Path, tracker: Tracker) -> None:
    assert tracker("show", f"{LAW}/2020-01-10", "第一条").stdout == "第一条　为了管理公园，制定本条例。\n"
    node = json.loads(tracker("show", f"{LAW}/2020-01-10", "第一条", "--json").stdout)
    assert node["id"] == "art_1"
    assert "no 第九条" in tracker("show", f"{LAW}/2020-01-10", "第九条", exit_code=2).stderr


def test_export_and_read_again(desk: Path, tracker: Tracker) -> None:
    law = read_text(PARK_2020)
    for ending in ("txt", "json", "md"):
        tracker("export", "park-2020.txt", "--output", f"out.{ending}")
        again = json.loads(tracker("read", f"out.{ending}", "--json").stdout)
        document = codec.encode("version", law)
        assert [again[part] for part in ("head", "body", "tail")] == [document[part] for part in ("head", "body", "tail")]
    rows = tracker("export", "park-2020.txt", "--format", "csv").stdout
    assert "art_2__para_1,paragraph,,,,公园应当每日开放。" in rows
    assert ".docx" in tracker("export", "park-2020.txt", "--output", "x.odt", exit_code=2).stderr


def test_a_file_wins_over_a_law_s_name_and_a_dash_is_standard_input(shelf: Path, tracker: Tracker) -> None:
    Path(LAW).write_text(PARK_2020.replace("每日", "每夜"), encoding="utf-8")
    assert "每夜" in tracker("show", LAW).stdout
    assert "每日" in tracker("show", "-", stdin=PARK_2020.encode()).stdout
    assert LAW in tracker("read", "-", stdin=PARK_2020.encode()).stdout
    document = tracker("export", "park-2020.txt", "--format", "json").stdout
    assert tracker("diff", "-", "park-2020.txt", stdin=document.encode()).exit_code == 0
    decision = f"关于修改《{LAW}》的决定\n一、将第二条中的“每日”修改为“每夜”。\n"
    assert "每夜" in tracker("amend", "apply", "-", "park-2020.txt", stdin=decision.encode()).stdout
    assert "write it to a file" in tracker("import", "-", stdin=PARK_2020.encode(), exit_code=2).stderr


@pytest.mark.parametrize("words", ["show park-2020.txt", "read park-2020.txt", "diff park-2020.txt park-2022.txt",
                                   "renumber park-2020.txt park-2022.txt", "amend draft park-2020.txt park-2022.txt"])
def test_a_file_never_holds_another_format_than_its_ending_says(desk: Path, tracker: Tracker, words: str) -> None:
    for name in ("made.pdf", "made.jsonld"):
        assert name in tracker(*words.split(), "--output", name, exit_code=2).stderr
        assert not (desk / name).exists()


def test_output_is_whole_or_not_there(desk: Path, tracker: Tracker) -> None:
    tracker("export", "park-2020.txt", "--output", "out.json")
    assert json.loads(Path("out.json").read_bytes())["law"] == LAW
    assert "there is no folder deep/er" in tracker("export", "park-2020.txt", "--output", "deep/er/out.json", exit_code=2).stderr
    assert not Path("deep").exists()
    (desk / "file").write_text("x")
    assert "cannot write" in tracker("export", "park-2020.txt", "--format", "text", "--output", "file/out.txt", exit_code=2).stderr


BAD = {"empty.txt": b"", "binary.txt": bytes(range(256)) * 8,
       "spaces.txt": b" \n \n", "prose.txt": "今天天气很好。".encode(), "zip.docx": b"PK\x03\x04junk",
       "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "version.json": b"{}", "list.json": b"[1]"}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", [("read",), ("import",), ("show",), ("export",)])
def test_bad_files_get_an_error_with_the_place(desk: Path, tracker: Tracker, name: str, command: tuple[str, ...]) -> None:
    tracker("init")
    Path(name).write_bytes(BAD[name])
    result = tracker(*command, name, exit_code=2)
    assert name in result.stderr
    assert "→" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("words", [("show", "没有的法律"),
                                   ("show", f"{LAW}@2023-02-30"), ("show", f"{LAW}/1999-01-01"), ("show", "gone.txt"),
                                   ("import", "park-2020.txt", "--date", "2023-02-30"), ("check", "没有的法律"), ("schema", "poem"),
                                   ("remove", "没有的法律/2020-01-01", "--because", "x"),
                                   ("date", LAW, "--in-force", "2020-01-01", "--because", "x")])
def test_what_is_not_there_is_said(shelf: Path, tracker: Tracker, words: tuple[str, ...]) -> None:
    said = tracker(*words, exit_code=2).stderr
    assert "error: " in said
    assert "→" in said


def test_check_lists_findings_without_failing(desk: Path, tracker: Tracker) -> None:
    (desk / "gap.txt").write_text(PARK_2020.replace("第二条", "第五条"), encoding="utf-8")
    tracker("init")
    tracker("import", "gap.txt")
    found = json.loads(tracker("check", "--json").stdout)
    assert found["troubles"] == []
    assert found["findings"][0]["version"] == f"{LAW}/2020-01-10"


def test_listing_is_json_too(shelf: Path, tracker: Tracker) -> None:
    assert json.loads(tracker("list", "--json").stdout) == [{"law": LAW, "title": LAW, "versions": ["2020-01-10", "2022-05-20"]}]
    said = tracker("list").stdout
    assert f"{LAW}/2020-01-10  in force 2020-03-01 to before 2022-07-01" in said
    assert f"{LAW}/2022-05-20  in force from 2022-07-01" in said


def test_a_pipe_that_closes_is_quiet(desk: Path) -> None:
    long = PARK_2020 + "".join(f"第{n}条　甲。\n" for n in range(10, 4000))
    (desk / "long.txt").write_text(long, encoding="utf-8")
    done = subprocess.run(f"{sys.executable} -m tracker show long.txt | head -1", shell=True, capture_output=True, text=True)
    assert done.stdout == f"{LAW}\n"
    assert done.stderr == ""


@pytest.mark.parametrize("words", ["show park-2020.txt", "diff park-2020.txt park-2020.txt", "read park-2020.txt --json",
                                   "--help", "--version", "amend --help", "show --help"])
def test_whose_reader_went_away_gave_no_answer(desk: Path, words: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-m", "tracker", *words.split()], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("words", ["show gone.txt", "gone"])
def test_an_error_that_nobody_reads_is_no_answer_either(desk: Path, words: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-m", "tracker", *words.split()], stdout=writer, stderr=writer)
    os.close(writer)
    assert done.returncode == 141


def test_ctrl_c_while_the_program_loads_ends_it_without_a_word(desk: Path) -> None:
    (desk / "click.py").write_text("import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "tracker", "show", "park-2020.txt"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_standard_input_is_one_text_wherever_it_is_named(desk: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "tracker", "diff", "-", "-"], input=PARK_2020.encode(), capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_standard_output_is_utf_8_in_any_locale(desk: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "tracker", "show", "park-2020.txt"], capture_output=True, env={"LC_ALL": "zh_CN.GBK",
                          "PYTHONIOENCODING": "gbk", "PATH": "/usr/bin:/bin"})
    assert io.TextIOWrapper(io.BytesIO(done.stdout), encoding="utf-8").read().startswith(LAW)


def test_laws_with_nothing_in_common_are_said_to_be_so(desk: Path, tracker: Tracker) -> None:
    (desk / "dogs.txt").write_text("示例市养犬条例\n第一条　养犬人应当为犬只注射疫苗。\n第二条　犬只出户应当系牵引绳。\n", encoding="utf-8")
    words = "nothing in common"
    assert words in tracker("diff", "park-2020.txt", "dogs.txt", exit_code=1).stdout
    assert words in tracker("renumber", "park-2020.txt", "dogs.txt").stderr
    assert words not in tracker("diff", "park-2020.txt", "park-2022.txt", exit_code=1).stdout
    said = tracker("diff", "park-2020.txt", "park-2022.txt", "--significance", "typographic").stdout
    assert "no change is of the kind asked for" in said
