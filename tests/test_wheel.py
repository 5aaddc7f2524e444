"""The wheel is whole: built, installed into a clean environment, it runs and has its schemas."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_runs_in_a_clean_environment(tmp_path: Path) -> None:
    def run(*words: str | Path) -> str:
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, cwd=tmp_path)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path / "dist", ROOT)
    run(sys.executable, "-m", "venv", tmp_path / "clean")
    clean = tmp_path / "clean" / "bin"
    run(clean / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", next((tmp_path / "dist").glob("*.whl")))
    assert json.loads(run(clean / "tracker", "schema", "version"))["$id"].endswith("/version.schema.json")
    (tmp_path / "law.txt").write_text("示例市公园条例\n第一条　为了管理公园，制定本条例。\n", encoding="utf-8")
    assert json.loads(run(clean / "tracker", "read", "law.txt", "--json"))["law"] == "示例市公园条例"
    code = "from tracker import language; language.use('zh'); print(language._('there is no store at {root}'))"
    assert "不是法律库" in run(clean / "python", "-c", code)
