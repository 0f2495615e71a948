"""Turn Markdown into a site by Sphinx: a theme without anything from elsewhere, and a search that works from a disk."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from ofsted_lint.version import __version__

_HERE = Path(__file__).resolve().parent

SETTINGS: dict[str, Any] = {
    "project": "ofsted-lint",
    "author": "The ofsted-lint authors",
    "copyright": "the ofsted-lint authors",
    "release": __version__,
    "language": "en",
    "extensions": ["myst_parser"],
    "source_suffix": {".md": "markdown"},
    "myst_heading_anchors": 4,
    "html_theme": "furo",
    "html_title": f"ofsted-lint {__version__}",
    "html_static_path": [str(_HERE / "static")],
    "html_css_files": ["rules.css"],
    "html_copy_source": False,
    "html_show_sourcelink": False,
    # A browser refuses to fetch the summaries of results when a page is opened from a disk.
    "html_show_search_summary": False,
    "smartquotes": False,
    # JSON and TOML of the guides are shown in part, with “…” for what is left out.
    "suppress_warnings": ["misc.highlighting_failure"],
}


def build(source: Path, out: Path) -> bool:
    """Build the site; what is not in order, such as a link to nothing, is printed, and the result is then false."""
    if (out / "searchindex.js").exists():  # an earlier build, and nothing else
        shutil.rmtree(out)
    app = Sphinx(
        str(source), None, str(out), str(source / ".doctrees"), "html",
        confoverrides=SETTINGS, status=None, warningiserror=True,
    )  # fmt: skip
    app.build(force_all=True)
    (out / ".buildinfo").unlink(missing_ok=True)
    return app.statuscode == 0
