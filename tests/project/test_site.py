"""The documentation as a site: a page for every rule, links that lead somewhere, a search that works from a disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ofsted_lint.files.package_data import folder
from tests.conftest import ROOT
from tests.make.browser import launched
from web.site import sources

# What somebody may look for, and the page that must come first.
QUERIES = {
    "grade-mismatch": "rules/grades/grade-mismatch",
    "baseline": "docs/suppressions",
    "suppressions": "docs/suppressions",
    "tracked changes": "docs/word",
    "pre-commit": "docs/ci",
    "area SEND": "docs/area-send",
    "Neovim": "docs/editors",
    "JSON": "docs/json",
    "statements": "docs/statements",
    "doubled word": "rules/wording/doubled-word",
}


def test_every_rule_has_a_page(tmp_path: Path) -> None:
    sources.write(ROOT, tmp_path)
    shipped = {path.relative_to(folder("rules")).with_suffix("") for path in folder("rules").rglob("*.yaml")}
    made = {path.relative_to(tmp_path / "rules").with_suffix("") for path in (tmp_path / "rules").glob("*/*.md")}
    assert made == shipped


def test_every_guide_is_in_the_contents(tmp_path: Path) -> None:
    sources.write(ROOT, tmp_path)
    listed = set(re.findall(r"^(?:docs/)?[\w-]+$", (tmp_path / "index.md").read_text("utf-8"), re.MULTILINE))
    assert listed >= {f"docs/{path.stem}" for path in ROOT.glob("docs/*.md")}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("1. [[Plans is]] late.\n", "1. <mark>Plans is</mark> late.", id="what is found is marked"),
        pytest.param("[[a\nb]] <i>&", "<mark>a\nb</mark> &lt;i&gt;&amp;", id="a text cannot be HTML"),
    ],
)
def test_an_example_is_shown_as_it_is(text: str, html: str) -> None:
    assert sources.shown(text) == html


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:'myst_parser.*is deprecated")  # the parser's own use of Sphinx
def test_search_finds_the_right_page_first_and_asks_nobody(tmp_path: Path) -> None:
    site = pytest.importorskip("web.site.__main__", reason="the site is built by Sphinx (extra site)")
    playground = tmp_path / "the linter.html"
    playground.write_text("<title>The linter</title>", "utf-8")
    assert site.main(["--out", str(tmp_path / "site"), "--playground", str(playground)]) == 0
    found, asked = {}, set()
    with launched() as browser:
        page = browser.new_page()
        page.on("request", lambda request: asked.add(request.url.partition(":")[0]))
        for query in QUERIES:
            page.goto(f"{(tmp_path / 'site' / 'search.html').as_uri()}?q={query.replace(' ', '+')}")
            first = page.wait_for_selector("#search-results li a").get_attribute("href")
            found[query] = str(first).partition(".html")[0]
        page.goto((tmp_path / "site" / "index.html").as_uri())
        page.get_by_role("link", name="Try it in the browser").click()
        page.wait_for_function("document.title === 'The linter'")
    assert found == QUERIES
    assert asked == {"file"}
