"""The pages in a real browser: usable without JavaScript, on a phone, by keyboard, by everybody; and nothing indexed runs."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/cari?q=presiden&leader=joko-widodo&from=2024-01-01&to=2024-12-31",
    "/cari?q=zzqqzz+wwqqww&outlet=sinpo",
    "/cari/leader?q=presiden",
    "/artikel/jahat",
    "/tokoh/vladimir-putin",
    "/docs",
    "/cari?page=x",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_fits_a_phone_and_passes_axe(phone: Page, address: str) -> None:
    """No sideways scrolling at 375 pixels, and no violation that axe knows, in light and in dark."""
    complaints: list[str] = []
    phone.on("console", lambda message: complaints.append(message.text))
    answer = phone.goto(address)
    assert answer is not None
    for summary in phone.locator("summary:visible").all():
        summary.click()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
    for scheme in ("light", "dark") if address != "/docs" else ("light",):  # a long page: once is slow enough
        phone.emulate_media(color_scheme=scheme)
        found = Axe().run(phone)
        assert found.violations_count == 0, found.generate_report()
    refused = [text for text in complaints if "Content Security Policy" in text]
    assert refused == []


@pytest.mark.parametrize("address", ADDRESSES[:3:2])
def test_passes_axe_on_a_desktop(browser: Browser, site: str, address: str) -> None:
    """The wide layout passes too, filters open."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()


def test_searching_without_javascript(desktop: Page) -> None:
    """Type, press Enter, choose a leader, choose a bar, read: all by plain links and forms."""
    desktop.goto("/")
    desktop.get_by_label("Cari berita").fill("putin")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("berita untuk “putin”")
    desktop.get_by_role("link", name="Xi Jinping Presiden China").first.click()
    expect(desktop.locator(".chips li")).to_have_count(1)
    bar = desktop.locator("svg.chart a").first
    label = bar.get_attribute("aria-label") or ""
    bar.click()
    expect(desktop.locator(".chips li")).to_have_count(3)
    count = label.rpartition(": ")[2]
    expect(desktop.get_by_role("heading", level=1)).to_contain_text(count)
    desktop.locator(".hit a[href^='/artikel']").first.click()
    expect(desktop.locator("article.story")).to_be_visible()


@pytest.mark.parametrize("query", ["xi jinping putin", '"kerja sama" virtual', 'tokoh:"Vladimir Putin" virtual'])
def test_the_seed_article_is_found(desktop: Page, query: str) -> None:
    """By words, by a phrase, and by a leader; with the three facets beside it."""
    desktop.goto("/cari")
    desktop.get_by_label("Cari berita").fill(query)
    desktop.get_by_role("button", name="Cari", exact=True).click()
    title = desktop.locator(".hit .title").first
    expect(title).to_have_text("Presiden Xi Jinping dan Vladimir Putin Bertemu Virtual")
    for facet in ("Waktu", "Media", "Tokoh"):
        expect(desktop.get_by_role("heading", name=facet, exact=True)).to_be_visible()


def test_filters_are_open_on_a_desktop_and_folded_on_a_phone(desktop: Page, phone: Page) -> None:
    """One markup, two layouts, no script."""
    for page in (desktop, phone):
        page.goto("/cari?q=presiden")
    expect(desktop.get_by_role("heading", name="Media", exact=True)).to_be_visible()
    expect(desktop.locator(".filters > summary")).not_to_be_visible()
    expect(phone.get_by_role("heading", name="Media", exact=True)).not_to_be_visible()
    phone.locator(".filters > summary").click()
    expect(phone.get_by_role("heading", name="Media", exact=True)).to_be_visible()


def test_keyboard(phone: Page) -> None:
    """The first stop skips to the content, and what has focus is visibly marked."""
    phone.goto("/cari?q=presiden")
    phone.keyboard.press("Tab")
    skip = phone.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert phone.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    phone.keyboard.press("Enter")
    assert phone.evaluate("location.hash") == "#isi"


def test_landmarks(phone: Page) -> None:
    """A search, a main part, named navigations, and the number of hits as the heading."""
    phone.goto("/cari?q=presiden")
    expect(phone.get_by_role("search")).to_have_count(1)
    expect(phone.get_by_role("main")).to_have_count(1)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("berita")
    expect(phone.get_by_role("navigation", name="Halaman")).to_have_count(1)


@pytest.mark.parametrize(
    "address",
    ["/cari?q=jahanam", "/artikel/jahat", "/cari/outlet?q=jahanam", "/cari?q=<script>window.diretas=1</script>"],
)
def test_nothing_indexed_runs(phone: Page, address: str) -> None:
    """Scripts, handlers and `javascript:` addresses of an article are text on every page that shows it."""
    loaded: list[str] = []
    phone.on("request", lambda request: loaded.append(request.url))
    phone.goto(address)
    phone.mouse.move(100, 300)
    for link in phone.locator(".hit .title a").all():
        link.hover()
    assert phone.evaluate("window.diretas") is None
    assert phone.title() != "diretas"
    assert phone.locator("a[href^='javascript' i]").count() == 0
    assert phone.locator("main script, main iframe, main img").count() == 0
    assert all("/static/page/" in url for url in loaded[1:])
