"""Chromium on the pages of a real application over the seeds, and one hostile article."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from api import create_app
from search import Settings
from search.corpus import read_articles
from search.engines.registry import engine_named
from search.generations import Collection
from search.rebuild import Builder

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
RUN = "window.diretas=1;document.title='diretas'"
HOSTILE = {
    "id": "jahat",
    "title": f'Jahanam <script>{RUN}</script><img src=x onerror="{RUN}"> "kutip\' </mark></title><script>{RUN}</script>',
    "body": f'Jahanam <svg onload="{RUN}"></svg> <script>{RUN}</script>\n\n</p><iframe srcdoc="<script>{RUN}</script>"></iframe>',
    "outlet": f'<b onmouseover="{RUN}">Media</b>',
    "authors": [f"<script>{RUN}</script>"],
    "tags": [f'" onfocus="{RUN}" autofocus="'],
    "caption": f"<script>{RUN}</script>",
    "url": f"javascript:{RUN}",
    "published": "2025-02-03T04:05:00+07:00",
}


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a served application."""
    folder = tmp_path_factory.mktemp("situs")
    hostile = folder / "jahat.jsonl"
    hostile.write_text(json.dumps(HOSTILE) + "\n", "utf-8")
    builder = Builder(Collection(folder / "indexes", "berita"), engine_named("whoosh"))
    builder.rebuild(read_articles([str(root / "seeds"), str(hostile)]))
    server = make_server("127.0.0.1", 0, create_app(Settings(indexes=folder / "indexes")), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def desktop(browser: Browser, site: str) -> Iterator[Page]:
    """A page of 1280 x 900 without JavaScript, and what it complains of is an error."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A page 375 wide."""
    context = browser.new_context(base_url=site, viewport={"width": 375, "height": 800})
    yield context.new_page()
    context.close()
