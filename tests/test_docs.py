"""Every command and every line of Python that the README and docs/ show works as shown; the reference is what is generated."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tracker import language

ROOT = Path(__file__).parent.parent
GENERATED = [f"docs/{name}{suffix}" for name in ("commands", "documents") for suffix in (".md", ".zh-CN.md")]
PAGES = ["README.md", "README.zh-CN.md", *sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs").glob("*.md"))]
COMMANDS = {page: [line[2:] for block in re.findall(r"```console\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
                   for line in block.splitlines() if line.startswith("$ ")] for page in PAGES}
"""Page -> the command lines it shows, in order."""
FILES = {page: dict(re.findall(r"```(?:text|json) (\S+)\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL))
         for page in PAGES}
"""Page -> the files it shows, as a block with the file's name behind its kind, and what they hold."""


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", [page for page in PAGES if COMMANDS[page]])
def test_every_command_works(page: str, checkout: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for name, content in FILES[page].items():
        (checkout / name).write_text(content, encoding="utf-8")
    for command in COMMANDS[page]:
        wanted = re.search(r"# exit ([\d or]+)", command)
        done = subprocess.run(command, shell=True, cwd=checkout, capture_output=True, text=True, env=os.environ | {"PATH": path})
        allowed = set(map(int, wanted[1].split(" or "))) if wanted else {0}
        assert done.returncode in allowed, f"{command}\n{done.stdout[-500:]}\n{done.stderr}"
        assert done.stdout or re.search(r"--output|tracker site", command)


def test_every_line_of_python_works(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    for block in blocks("README.md", "python"):
        exec(block, {})


@pytest.mark.parametrize("page", [page for page in PAGES if not page.endswith(".zh-CN.md") and page not in GENERATED])
def test_both_languages_show_the_same_commands(page: str) -> None:
    verbs = [[" ".join(command.split()[:2]) for command in COMMANDS[name]] for name in (page, page.replace(".md", ".zh-CN.md"))]
    assert verbs[0] == verbs[1]
    assert FILES[page] == FILES[page.replace(".md", ".zh-CN.md")]


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (folder / link).exists()] == []


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_the_reference_is_what_is_generated(lang: str) -> None:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    assert spec and spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    for name, text in reference.pages(lang).items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, "run `make docs`"
    assert reference.untranslated() == []
