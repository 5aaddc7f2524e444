"""The worked example in docs/ runs as shown: out of a store, into a real PostgreSQL server, three questions answered in SQL."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ["docs/postgresql.md", "docs/postgresql.zh-CN.md"]
FOUND = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path(shutil.which("initdb") or "/").parent]
BIN = next((folder for folder in FOUND if (folder / "initdb").is_file()), None)
SERVER = "postgres" if os.geteuid() == 0 else None
"""The user of the server: PostgreSQL refuses to run as root."""


def run(*words: str | Path, **more: Any) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)
    assert done.returncode == 0, f"{words[0]}\n{done.stdout[-800:]}\n{done.stderr[-800:]}"
    return done.stdout


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """A server of its own on a unix socket in the folder given, stopped in the end."""
    if BIN is None:
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="tracker-pg-") as name:
        folder = Path(name)
        if SERVER:
            shutil.chown(folder, SERVER)
        run(BIN / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", user=SERVER,
            cwd=folder)
        control = (BIN / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log")
        subprocess.run([str(word) for word in (*control, "-o", f"-k {folder} -c listen_addresses=''", "start")], check=True, user=SERVER,
                       stdout=subprocess.DEVNULL, cwd=folder)
        yield folder
        run(*control, "-m", "immediate", "stop", user=SERVER, cwd=folder)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_answers_as_it_says(page: str, server: Path, checkout: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    path = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for line in re.findall(r"^\$ (.*)$", text, re.MULTILINE):
        run("sh", "-c", line, cwd=checkout, env=os.environ | path)
    database = Path(page).stem.replace(".", "_").replace("-", "_").lower()
    client = ("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", server, "-U", "postgres", "-d")
    run(*client, "postgres", "-c", f"create database {database}")
    script = "\n\\echo ---8<---\n".join(re.findall(r"```sql\n(.*?)```", text, re.DOTALL))
    said = run(*client, database, input=script, cwd=checkout, env=os.environ | {"PGCLIENTENCODING": "UTF8", "LC_ALL": "C.UTF-8"})
    answers = ["\n".join(line.rstrip() for line in answer.strip("\n").splitlines()) for answer in said.split("---8<---")]
    shown = re.findall(r"```text\n(.*?)\n```", text, re.DOTALL)
    assert [answer for answer in answers if answer] == shown
