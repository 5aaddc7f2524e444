"""`tracker serve`: the pages of the site in a browser, each made from the store when it is asked for."""

import errno
import signal
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click

from tracker import store as stores
from tracker.cli.arguments import store_option
from tracker.cli.frame import command, note
from tracker.cli.publishing import front_pages, open_folio
from tracker.errors import ExportError, TrackerError, refusal
from tracker.export.site import front as fronts
from tracker.export.site.addresses import OWN, PAGE, is_publishable
from tracker.export.site.frame import Front
from tracker.export.site.search import law_data, script, shards
from tracker.language import _
from tracker.store import folder

if TYPE_CHECKING:
    from tracker.export.site.folio import Folio

KEPT = 4
"""How many laws are kept taken apart between requests."""

TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
         "svg": "image/svg+xml", "json": "application/json", "jsonld": "application/ld+json", "xml": "application/xml",
         "csv": "text/csv; charset=utf-8", "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8"}

POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
"""What a browser may load: only our own files; no script that stands in a page runs."""


class Desk:
    """The store behind a server: pages by path, the last laws kept as long as they do not change."""

    def __init__(self, opened: stores.Store, front: Front, scratch: Path) -> None:
        self.opened, self.front, self.scratch = opened, front, scratch
        self._folios: OrderedDict[tuple[str, str], Folio] = OrderedDict()
        self._gathered = ""
        self._lock = Lock()

    def page(self, path: str) -> bytes | None:
        """The bytes of a page by its path on the site; None where there is none. One page at a time is made."""
        with self._lock:
            section, _slash, _rest = path.partition("/")
            names = folder.folders(self.opened)
            make = self._of_law(section, path) if section in names else self._of_front(path, names)
            return make() if make else None

    def _of_law(self, name: str, path: str) -> Callable[[], bytes] | None:
        from tracker.export.site.law_pages import law_pages

        return next((make for at, make in law_pages(self.front, self._folio(name)) if at == path), None)

    def _folio(self, name: str) -> "Folio":
        key = name, folder.digest(self.opened, name)
        if key not in self._folios:
            self._folios[key] = open_folio(self.opened, name, live=True)
        self._folios.move_to_end(key)
        while len(self._folios) > KEPT:
            self._folios.popitem(last=False)
        return self._folios[key]

    def _is_shown(self, name: str) -> bool:
        """Whether a law can stand in the index: what is wrong with one stops no other."""
        try:
            return is_publishable(name) and folder.law_in(self.opened, name).law == name
        except TrackerError:
            return False

    def _of_front(self, path: str, held: list[str]) -> Callable[[], bytes] | None:
        names = [name for name in held if self._is_shown(name)]
        for shard in range(shards(len(names))):
            if path == fronts.grams_path(shard):
                return lambda: self._grams(shard, names)
        return next((make for at, make in front_pages(self.opened, self.front, names) if at == path), None)

    def _grams(self, shard: int, names: list[str]) -> bytes:
        """A shard of the search's grams; they are gathered anew when a law has changed."""
        from tracker.cli.gathering import gather, gathered
        now = "".join(folder.digest(self.opened, name) for name in names)
        scratch = self.scratch / OWN
        if now != self._gathered:
            for old in scratch.glob("*"):
                old.unlink()
            scratch.mkdir(exist_ok=True)
            gather(scratch, map(self._words, names), len(names))
            self._gathered = now
        return gathered(scratch, shard)

    def _words(self, name: str) -> bytes:
        """What the search reads of a law; nothing where it is damaged."""
        try:
            return law_data(open_folio(self.opened, name))
        except TrackerError:
            return script(f"law {name}", {"title": "", "parts": []})


class Answering(BaseHTTPRequestHandler):
    """Answers with pages; says nothing of each request."""

    desk: Desk
    server_version = "tracker"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with the page asked for."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer without the page."""
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        path += PAGE if not path or path.endswith("/") else ""
        status, data = self._page(path)
        self.send_response(status)
        headers = {"Content-Type": _type_of(path) if status == HTTPStatus.OK else TYPES["txt"], "Content-Length": str(len(data)),
                   "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(data)

    def _page(self, path: str) -> tuple[HTTPStatus, bytes]:
        try:
            data = self.desk.page(path)
        except ExportError as error:
            return HTTPStatus.NOT_FOUND, f"{error}\n{error.advice()}\n".encode()
        except TrackerError as error:
            return HTTPStatus.INTERNAL_SERVER_ERROR, f"{error}\n{error.advice()}\n".encode()
        if data is None:
            return HTTPStatus.NOT_FOUND, (_("there is no page here") + "\n").encode()
        return HTTPStatus.OK, data

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: whoever reads pages need not be told of each."""


def _type_of(path: str) -> str:
    return TYPES.get(path.rpartition(".")[2], "application/octet-stream")


@command("serve", example="tracker serve --port 8123")
@click.option("--port", type=click.IntRange(0, 65535), default=8123, show_default=True, help="the port to listen on; 0 takes a free one")
@click.option("--host", default="127.0.0.1", show_default=True, help="the address to listen on; by default this machine alone can read")
@click.option("--title", default="", help="what the site is called")
@store_option
def serve_command(port: int, host: str, title: str, store: Path) -> None:
    """Show the store as pages in a browser: those of `tracker site`, each made from the store as it is when the page is asked for, and the
    comparison of any two versions. Ctrl-C ends it."""
    opened = stores.open_store(store)
    front = Front(title or _("Laws, version by version"), live=True)
    with TemporaryDirectory(prefix="tracker-serve-") as scratch:
        answering = type("Answering", (Answering,), {"desk": Desk(opened, front, Path(scratch))})
        with _listening(host, port, answering) as server:
            signal.signal(signal.SIGTERM, _stop)
            try:
                note(_("pages at {address} — Ctrl-C ends").format(address=f"http://{host}:{server.server_address[1]}/"))
                server.serve_forever()
            except KeyboardInterrupt:
                note("")


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _listening(host: str, port: int, answering: type[Answering]) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((host, port), answering)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        raise ExportError("cannot listen on {host}:{port}: {reason}", host=host, port=port, reason=refusal(error),
                          hint="another program uses that port; name another with --port, or --port 0 for a free one" if taken else
                          "name an address of this machine with --host, and a port from 1024 on with --port") from None
