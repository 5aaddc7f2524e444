"""Chromium without a window, for tests: what a page becomes in a real browser, and what it complains of. Skips where there is none."""

import functools
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")

_PROBE = """<!DOCTYPE html><meta charset="utf-8"><title>probe</title><body><pre id="out"></pre><script>
const pages = PAGES, found = [];
async function probe() {
  for (const page of pages) {
    const frame = document.createElement("iframe");
    frame.style.cssText = "width:WIDTHpx;height:700px;border:0";
    await new Promise(done => { frame.onload = done; frame.src = page; document.body.append(frame); });
    await new Promise(done => setTimeout(done, 50));
    const doc = frame.contentDocument;
    const wide = [...doc.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > WIDTH + 1 && !e.closest(".scroll"));
    found.push({page, width: doc.documentElement.scrollWidth, title: doc.title, wide: wide.slice(0, 3).map(e => e.outerHTML.slice(0, 80)),
                ran: doc.documentElement.dataset.ran || ""});
    frame.remove();
  }
  document.getElementById("out").textContent = JSON.stringify(found);
}
probe();
</script></body>"""


def look(address: str, budget: int = 20_000) -> tuple[str, list[str]]:
    """A page's document after its scripts have run, and what the browser's console says."""
    assert CHROMIUM
    done = subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--disable-dev-shm-usage",
                           f"--virtual-time-budget={budget}", "--dump-dom", address], capture_output=True, text=True, timeout=120)
    return done.stdout, re.findall(r"CONSOLE[^\n]*", done.stderr)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder behind a plain web server on this machine: its address."""
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()


def probe(folder: Path, pages: Sequence[str], width: int) -> tuple[list[dict], list[str]]:
    """Each page of a folder at a width: its title, how wide it is, what stands out; and what the console says."""
    (folder / "probe.html").write_text(_PROBE.replace("PAGES", json.dumps(list(pages))).replace("WIDTH", str(width)), encoding="utf-8")
    with served(folder) as address:
        source, said = look(f"{address}probe.html")
    (folder / "probe.html").unlink()
    out = re.search(r'<pre id="out">(.*?)</pre>', source, re.S)
    assert out and out[1], source[-500:]
    return json.loads(unescape(out[1])), said
