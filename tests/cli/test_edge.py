"""What no layer can tell ends in a word at the edge: exit 2, what and what to do, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tracker

COMMAND = [sys.executable, "-m", "tracker"]
DECISION = "示例市人民代表大会常务委员会关于修改《示例市公园条例》的决定\n将第二条修改为：“公园开放。”\n"


def run(*words: str | bytes, **kwargs: object) -> subprocess.CompletedProcess[bytes]:
    kwargs = {"stdout": subprocess.PIPE} | kwargs
    return subprocess.run([*COMMAND, *words], stderr=subprocess.PIPE, timeout=120, **kwargs)  # type: ignore[call-overload, no-any-return]


def told(done: subprocess.CompletedProcess[bytes], what: str) -> None:
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert what in said and "→" in said and "Traceback" not in said


@pytest.mark.parametrize("words", [("show",), ("read",), ("list", "--store"), ("diff", "park-2020.txt")])
def test_a_name_that_is_too_long(desk: Path, tracker: Tracker, words: tuple[str, ...]) -> None:
    said = tracker(*words, "长" * 200, exit_code=2).stderr
    assert "too long" in said.lower() or "no file" in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [("read", "park-2020.txt"), ("read", "--help")])
def test_standard_output_is_full(desk: Path, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        told(run(*words, stdout=full), "no space left")


def test_git_is_not_installed(desk: Path) -> None:
    told(run("init", "laws", env=os.environ | {"PATH": "/nowhere"}), "git is not installed")


def test_bytes_that_are_not_utf_8(desk: Path) -> None:
    told(run("read", b"\xff\xfe.txt"), "\\udcff")
    told(run("import", "park-2020.txt", "--law", b"\xff", "--store", "."), "")


def test_ctrl_c_is_no_answer(desk: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.cli.comparing.diff", interrupted)
    assert "stopped" in tracker("diff", "park-2020.txt", "park-2022.txt", exit_code=130).stderr


def test_a_defect_is_told_with_its_place(desk: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a figure by nothing")

    monkeypatch.setattr("tracker.cli.comparing.diff", broken)
    said = tracker("diff", "park-2020.txt", "park-2022.txt", exit_code=2).stderr
    assert "ZeroDivisionError at test_edge.py:" in said and "a figure by nothing" in said


@pytest.mark.parametrize("words", [
    "amend apply decision.txt park-2020.txt --output park-2020.txt", "amend apply decision.txt park-2020.txt -o decision.txt",
    "amend apply decision.txt park-2020.txt --report park-2020.txt", "amend apply decision.txt park-2020.txt -o ./link.txt",
    "amend parse decision.txt -o decision.txt", "amend verify decision.txt park-2020.txt park-2022.txt -o park-2022.txt",
    "amend draft park-2020.txt park-2022.txt -o park-2020.txt", "amend conflicts park-2020.txt decision.txt other.txt -o other.txt",
    "amend apply decision.txt park-2020.txt --rulings other.txt -o other.txt", "diff park-2020.txt park-2022.txt -o park-2022.txt",
    "table park-2020.txt park-2022.txt --notes other.txt --format docx -o other.txt", "export link.txt --output park-2020.txt",
    "cite park-2020.txt --to park-2022.txt --text other.txt -o other.txt", "cite park-2020.txt 第一条 --to park-2022.txt -o park-2022.txt",
    "read park-2022.txt park-2020.txt --ndjson -o park-2020.txt", "renumber park-2020.txt park-2022.txt --format csv -o park-2020.txt"])
def test_no_command_writes_over_what_it_reads(desk: Path, tracker: Tracker, words: str) -> None:
    for name in ("decision.txt", "other.txt"):
        (desk / name).write_text(DECISION, encoding="utf-8")
    (desk / "link.txt").symlink_to(desk / "park-2020.txt")
    before = {path.name: path.read_bytes() for path in desk.glob("*.txt")}
    assert "is what the command reads, and would be written over" in tracker(*words.split(), exit_code=2).stderr
    assert {path.name: path.read_bytes() for path in desk.glob("*.txt")} == before


def test_two_results_are_not_written_to_one_file(desk: Path, tracker: Tracker) -> None:
    (desk / "decision.txt").write_text(DECISION, encoding="utf-8")
    words = ("amend", "apply", "decision.txt", "park-2020.txt", "--output", "new.txt", "--report")
    assert "two results are to be written to new.txt" in tracker(*words, "new.txt", exit_code=2).stderr
    assert "two results" in tracker(*words, "./new.txt", exit_code=2).stderr
    assert not (desk / "new.txt").exists()
    tracker(*words, "report.json")
    tracker("amend", "verify", "decision.txt", "park-2020.txt", "park-2022.txt", "-o", os.devnull, "--report", os.devnull, exit_code=1)


@pytest.mark.parametrize(("words", "said"), [
    ("amend apply none.txt park-2020.txt", "无法读取 none.txt：没有这个文件或文件夹"),
    ("amend apply . park-2020.txt", "无法读取 .：它是文件夹"),
    ("read park-2020.txt/law.txt", "无法读取 park-2020.txt/law.txt：路径中 / 之前的不是文件夹"),
    ("table park-2020.txt park-2022.txt --notes none.csv -o t.docx", "none.csv：没有这个文件或文件夹"),
    ("amend draft park-2020.txt park-2022.txt --act none.json", "无法读取 none.json：没有这个文件或文件夹"),
    ("export park-2020.txt -o park-2022.txt/law.txt", "无法写入 park-2022.txt/law.txt：已有同名文件")])
def test_what_the_system_refuses_is_chinese_too(desk: Path, tracker: Tracker, words: str, said: str) -> None:
    assert said in tracker("--lang", "zh", *words.split(), exit_code=2).stderr
