"""Nothing leaves the computer: whatever the page or its worker tries, a server on the same machine sees nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.make.one_file import Page

# What is tried, as the body of a function of the address `u`; each is given the time that it needs.
_BOTH = {
    "fetch": "fetch(u)",
    "XMLHttpRequest": "x = new XMLHttpRequest(); x.open('GET', u); x.send()",
    "a web socket": "new WebSocket(u.replace('http', 'ws'))",
    "server-sent events": "new EventSource(u)",
    "an import": "import(u)",
    "a worker": "new Worker(u)",
}
_FROM_WORKER = {"importScripts": "importScripts(u)"}
_ADD = "const add = (name, values) => document.body.appendChild(Object.assign(document.createElement(name), values));"
_FROM_PAGE = {
    "a beacon": "navigator.sendBeacon(u, 'draft')",
    "an image": "new Image().src = u",
    "a style": "document.body.style.backgroundImage = `url(${u})`",
    **{f"an element “{name}”": f"add('{name}', {{src: u}})" for name in ("script", "iframe", "video", "embed")},
    "an object": "add('object', {data: u})",
    **{
        f"a link “{rel}”": f"add('link', {{rel: '{rel}', as: 'image', href: u}})"
        for rel in ("stylesheet", "prefetch", "preload", "preconnect", "modulepreload", "icon", "manifest")
    },
    "a form": "add('form', {action: u, method: 'post'}).submit()",
    "a form for a new window": "add('form', {action: u, target: '_blank'}).submit()",
    "a click": "add('a', {href: u}).click()",
    "a click for a new window": "add('a', {href: u, target: '_blank'}).click()",
    "a click that pings": "add('a', {href: '#', ping: u}).click()",
    "a download": "add('a', {href: u, download: 'x'}).click()",
    "a new window": "window.open(u)",
    "going elsewhere": "location.href = u",
    "going elsewhere for good": "location.replace(u)",
    "going elsewhere by mark-up": "add('meta', {httpEquiv: 'refresh', content: `0;url=${u}`})",
    "a call": "x = [{urls: u.replace('http://', 'stun:').split('/')[0]}];"
    "globalThis.kept = p = new RTCPeerConnection({iceServers: x});"
    "p.createDataChannel('x'); p.createOffer().then((offer) => p.setLocalDescription(offer))",
    "rules of speculation": "add('script', {type: 'speculationrules',"
    " textContent: JSON.stringify({prefetch: [{source: 'list', urls: [u]}]})})",
}
_TIME = 300


class Server:
    """A server that records what reaches it: requests, and packets at the same port."""

    def __init__(self) -> None:
        self.seen = seen = list[str]()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                seen.append(self.path)
                self.send_response(204)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()

            do_POST = do_OPTIONS = do_HEAD = do_GET  # noqa: N815 (the names that the server calls)

            def log_message(self, *words: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.packets = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.packets.bind(("127.0.0.1", self.server.server_port))
        for work in (self.server.serve_forever, self._listen):
            threading.Thread(target=work, daemon=True).start()

    def _listen(self) -> None:
        while self.packets.fileno() >= 0:
            try:
                self.seen.append(f"{len(self.packets.recv(2000))} bytes")
            except OSError:
                return

    def close(self) -> None:
        self.server.shutdown()
        self.packets.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture(scope="module")
def page(browser: Any, page_file: Path) -> Iterator[Page]:
    context = browser.new_context()
    yield Page(context, page_file)
    context.close()


def _try(place: Any, body: str, address: str) -> None:
    """Try to reach an address from a page or a worker; whether it is refused at once or later does not matter."""
    place.evaluate(f"u => {{ {_ADD} let x, p; try {{ {body} }} catch {{ }} }}", address)


def test_the_server_would_see_a_request(browser: Any, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<!DOCTYPE html><title>A page without a policy</title><body>", "utf-8")
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(file.as_uri())
    for name in ("fetch", "a beacon", "a call", "a new window"):
        server.seen.clear()
        _try(tab, (_BOTH | _FROM_PAGE)[name], f"{server.address}/{len(name)}")
        tab.wait_for_timeout(2000)
        assert server.seen, name
    server.seen.clear()
    context.close()


@pytest.mark.parametrize("name", [*_BOTH, *_FROM_PAGE])
def test_nothing_leaves_the_page(page: Page, server: Server, name: str) -> None:
    address = page.tab.url
    _try(page.tab, (_BOTH | _FROM_PAGE)[name], f"{server.address}/x")
    page.tab.wait_for_timeout(_TIME)
    assert (server.seen, page.tab.url.partition("#")[0], len(page.tab.context.pages)) == (
        [],
        address.partition("#")[0],
        1,
    )


@pytest.mark.parametrize("name", [*_BOTH, *_FROM_WORKER])
def test_nothing_leaves_the_worker(page: Page, server: Server, name: str) -> None:
    (worker,) = page.tab.workers
    _try(worker, (_BOTH | _FROM_WORKER)[name], f"{server.address}/x")
    page.tab.wait_for_timeout(_TIME)
    assert server.seen == []
