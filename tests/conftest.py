"""What tests share: an invented law in two versions, and a store of its own in a temporary repository."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from tracker import language
from tracker.cli import main

ROOT = Path(__file__).parent.parent

settings.register_profile("same", derandomize=True)  # a run tells of the code, not of the dice
settings.register_profile("search")  # `make search`: other cases each time
settings.load_profile("same")

PARK_2020 = """示例市公园条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过）
第一章　总则
第一条　为了管理公园，制定本条例。
第二条　公园应当每日开放。闭园整修的，应当提前公告。
第二章　附则
第三条　本条例自2020年3月1日起施行。
"""
PARK_2022 = """示例市公园条例
（2020年1月10日示例市第一届人民代表大会常务委员会第三次会议通过　2022年5月20日示例市第一届人民代表大会常务委员会第九次会议修订）
第一章　总则
第一条　为了管理公园，制定本条例。
第二条　公园不得收费。
第三条　公园可以每日开放。闭园整修的，应当提前公告。
第二章　附则
第四条　本条例自2022年7月1日起施行。
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the README speaks of, in a repository of its own."""
    for name in ("versions", "examples", "docs/guide"):
        shutil.copytree(ROOT / name, tmp_path / name)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Messages in English, and a git that knows nobody: what a fresh machine has."""
    language.use("en")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    home = tmp_path_factory.mktemp("home")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "TRACKER_STORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the invented law's two texts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "park-2020.txt").write_text(PARK_2020, encoding="utf-8")
    (tmp_path / "park-2022.txt").write_text(PARK_2022, encoding="utf-8")
    return tmp_path


Tracker = Callable[..., Result]


@pytest.fixture
def tracker() -> Tracker:
    """Run a command line as a user types it; standard output and error apart."""

    def run(*words: str, exit_code: int = 0, stdin: bytes | None = None) -> Result:
        result = CliRunner().invoke(main, list(words), input=stdin)
        assert result.exit_code == exit_code, f"{words}: exit {result.exit_code}\n{result.stdout}\n{result.stderr}\n{result.exception!r}"
        return result

    return run


@pytest.fixture
def shelf(desk: Path, tracker: Tracker) -> Path:
    """A store at ./versions that holds both versions of the invented law."""
    tracker("init")
    tracker("import", "park-2020.txt")
    tracker("import", "park-2022.txt")
    return desk / "versions"


def git(folder: Path, *words: str) -> str:
    """What git says, run in a folder."""
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def lay_out(texts: Mapping[str, str]) -> None:
    """Texts by their names as files NAME.txt in the folder one stands in."""
    for name, text in texts.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
