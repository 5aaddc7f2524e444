"""Every command and every line of Python that the README shows works as shown."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ["README.md", "README.zh-CN.md"]


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the README speaks of, in a repository of its own."""
    for name in ("versions", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_every_command_works(page: str, checkout: Path) -> None:
    commands = [line[2:] for block in blocks(page, "console") for line in block.splitlines() if line.startswith("$ ")]
    assert len(commands) >= 8
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        wanted = re.search(r"# exit (\d)", command)
        done = subprocess.run(command, shell=True, cwd=checkout, capture_output=True, text=True, env=os.environ | {"PATH": path})
        allowed = {int(wanted[1])} if wanted else {0}
        assert done.returncode in allowed, f"{command}\n{done.stdout[-500:]}\n{done.stderr}"
        assert done.stdout or "--output" in command


def test_every_line_of_python_works(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    for block in blocks("README.md", "python"):
        exec(block, {})


def test_both_languages_show_the_same_commands() -> None:
    verbs = [set(re.findall(r"^\$ tracker (\w+)", "".join(blocks(page, "console")), re.MULTILINE)) for page in PAGES]
    assert verbs[0] == verbs[1]
