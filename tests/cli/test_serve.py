"""`tracker serve`: the pages live, on this machine alone unless told."""

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import PARK_2020, Tracker

LAW = "示例市公园条例"


@pytest.fixture
def server(shelf: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """A server of the store, with its address."""
    process = subprocess.Popen([sys.executable, "-m", "tracker", "serve", "--port", "0", "--store", str(shelf)], stderr=subprocess.PIPE,
                               text=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # also where the tests have none
    assert process.stderr
    said = process.stderr.readline()
    address = re.search(r"http://\S+", said)
    assert address, said
    yield address[0], process
    process.kill()
    process.wait()


def get(address: str, path: str) -> tuple[int, str, dict[str, str]]:
    try:
        with urllib.request.urlopen(address + quote(path)) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


def test_pages_are_those_of_the_site(server: tuple[str, subprocess.Popen], shelf: Path, tracker: Tracker) -> None:
    tracker("site", "out")
    for file in (shelf.parent / "out").rglob("*"):
        path = file.relative_to(shelf.parent / "out").as_posix()
        if file.suffix in (".html", ".js", ".css", ".csv", ".xml", ".svg") or file.name == "version.json":
            status, source, headers = get(server[0], path)
            assert (status, source) == (200, file.read_bytes().decode()), path
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert "script-src 'self'" in headers["Content-Security-Policy"]


def test_pages_follow_the_store(server: tuple[str, subprocess.Popen], shelf: Path, tracker: Tracker) -> None:
    assert get(server[0], "示例市池塘条例/")[0] == 404
    (shelf.parent / "pond.txt").write_text(PARK_2020.replace("公园", "池塘"), encoding="utf-8")
    tracker("import", "pond.txt")
    assert get(server[0], "示例市池塘条例/@2020-01-10/第二条/")[0] == 200
    tracker("remove", f"{LAW}/2022-05-20", "--because", "a test")
    assert get(server[0], f"{LAW}/@2022-05-20/")[0] == 404


def test_a_damaged_law_stops_no_other_page(server: tuple[str, subprocess.Popen], shelf: Path, tracker: Tracker) -> None:
    for name in ("池塘", "广场"):
        (shelf.parent / "text.txt").write_text(PARK_2020.replace("公园", name), encoding="utf-8")
        tracker("import", "text.txt")
    (shelf / LAW / "law.json").write_text("{", encoding="utf-8")
    (shelf / "示例市广场条例" / "2020-01-10.json").write_text("{", encoding="utf-8")
    status, source, _ = get(server[0], "")
    assert status == 200
    assert "示例市池塘条例" in source
    assert LAW not in source
    assert get(server[0], "_site/search/grams-0.js")[0] == 200
    status, said, _ = get(server[0], f"{LAW}/")
    assert status == 500
    assert "restore" in said


@pytest.mark.parametrize("path", ["../../etc/passwd", "..", f"{LAW}/../../versions/x", "nothing/", f"{LAW}/@1999-01-01/", "%00"])
def test_nothing_else_is_given_out(server: tuple[str, subprocess.Popen], path: str) -> None:
    assert get(server[0], path)[0] == 404


def test_any_two_versions_are_compared(desk: Path, tracker: Tracker) -> None:
    from tracker import store as stores
    from tracker.cli.serving import Desk
    from tracker.export.site.frame import Front
    from tracker.reading import read_text

    store = stores.init(desk / "versions")
    for year in range(2010, 2018):
        text = PARK_2020.replace("2020年1月10日", f"{year}年1月10日").replace("每日", f"每{year}日")
        stores.add(store, read_text(text), text.encode(), ".txt")
    live = Desk(stores.open_store(desk / "versions"), Front("", live=True), desk)
    assert live.page(f"{LAW}/compare/2011-01-10_2015-01-10/index.html")
    tracker("site", "out")
    made = {p.name for p in (desk / "out" / LAW / "compare").iterdir()}
    assert "2010-01-10_2011-01-10" in made
    assert "2010-01-10_2017-01-10" in made
    assert "2011-01-10_2015-01-10" not in made
    assert len(made) == 13
    assert "tracker serve" in (desk / "out" / LAW / "index.html").read_text(encoding="utf-8")


def test_ctrl_c_ends_it_quietly(server: tuple[str, subprocess.Popen]) -> None:
    server[1].send_signal(signal.SIGINT)
    _out, err = server[1].communicate(timeout=20)
    assert server[1].returncode == 0
    assert err.strip() == ""


def test_a_port_in_use_is_an_error_with_the_way_out(shelf: Path, tracker: Tracker) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = tracker("serve", "--port", str(taken.getsockname()[1]), exit_code=2).stderr
    assert "cannot listen" in said
    assert "--port 0" in said
