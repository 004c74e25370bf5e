"""`plan docs --serve`: the site from memory, on this machine alone; made anew when the plan changes, page by page as asked for."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from ..site import Site
from ..trouble import Trouble
from ._output import say
from ._watching import Stamps, Watch

HOST = "127.0.0.1"
_PATIENCE = 25.0
"""Seconds that a page waits for a change before it asks again."""
_TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json", "xml": "application/xml",
}  # fmt: skip


class State(NamedTuple):
    """What is served. ``trouble`` says why the plan cannot be read now; then the last one that could be is served."""

    version: int
    site: Site
    trouble: str = ""


class Live:
    """The site that is served, and who waits for the next."""

    def __init__(self, site: Site) -> None:
        self.state = State(1, site)
        self.changed = threading.Condition()

    def set(self, site: Site | None, trouble: str = "") -> None:
        with self.changed:
            now = self.state
            self.state = State(now.version + 1, site or now.site, trouble)
            self.changed.notify_all()

    def after(self, version: int | None) -> State:
        """What comes after a version; at once where that is not the one that is served."""
        with self.changed:
            if version == self.state.version:
                self.changed.wait(_PATIENCE)
            return self.state


class Server(ThreadingHTTPServer):
    """Listens on loopback."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, live: Live) -> None:
        self.live = live
        try:
            super().__init__((HOST, port), Handler)
        except (OSError, OverflowError) as error:
            raise Trouble(f"port {port} cannot be listened on ({error}); name another with --port") from None

    @property
    def names(self) -> frozenset[str]:
        """How this server is called: a page of another site, whose name leads here too, gets nothing."""
        return frozenset(f"{name}:{self.server_port}" for name in (HOST, "localhost"))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no news."""


class Handler(BaseHTTPRequestHandler):
    """Answers with the files of the site, and nothing else."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        if self.headers.get("Host", "") not in self.server.names:
            self.answer(403, "text/plain", "This server answers to localhost alone.\n")
            return
        url = urlsplit(self.path)
        path = unquote(url.path, errors="replace").removeprefix("/") or "index.html"
        if path == "-/version":
            self.version(parse_qs(url.query).get("known", [""])[0])
            return
        routes = self.server.live.state.site.routes
        page = routes.get(path)
        if page is None:
            self.answer(404, "text/html", routes["404.html"]())
        else:
            self.answer(200, _TYPES[path.rpartition(".")[2]], page())

    do_HEAD = do_GET

    def version(self, known: str) -> None:
        number = int(known) if known.isascii() and known.isdigit() and len(known) < 10 else None
        state = self.server.live.after(number)
        self.answer(200, "application/json", json.dumps({"version": state.version, "trouble": state.trouble}))

    def answer(self, code: int, kind: str, text: str) -> None:
        content = text.encode("utf-8", "replace")
        self.send_response(code)
        for name, value in (
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", "frame-ancestors 'none'"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are no news either."""


def serve(make: Callable[[], Site], stamps: Callable[[], Stamps], port: int, quiet: bool) -> None:
    """Serve what ``make`` makes, anew whenever ``stamps`` says something else, until a signal ends the run.

    Raises:
        Trouble: the plan cannot be read at first, or the port is taken.
    """
    watch = Watch(stamps)
    live = Live(make())
    server = Server(port, live)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"Serving http://{HOST}:{server.server_port}/ (Ctrl-C ends it)")
    while True:
        started, _ = watch.wait()
        _renew(live, make, quiet, started)


def _renew(live: Live, make: Callable[[], Site], quiet: bool, started: float) -> None:
    try:
        live.set(make())
    except Trouble as trouble:
        live.set(None, str(trouble))
        say(f"Not rebuilt: {trouble}")
        return
    if not quiet:
        say(f"Rebuilt in {1000 * (time.monotonic() - started):.0f} ms")
