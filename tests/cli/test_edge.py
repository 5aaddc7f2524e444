"""What no layer can tell ends in a word at the edge: exit 2, what and what to do, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Tracker

COMMAND = [sys.executable, "-m", "tracker"]


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
        told(run(*words, stdout=full), "No space left")


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
