"""The page as a whole: templates, style and script in one file that loads nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import printable
from ofsted_lint.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).resolve().parent / "templates"
# Private characters of a font, which other fonts cannot show; nearly all are bullets.
_OWN = re.compile("[\ue000-\uf8ff]")
_MISSING = "needs an extra: pip install 'ofsted-lint[html]'"


def ready(what: str = "the format html") -> None:
    """Raise `ConfigError` about what needs the template library, if that is not installed."""
    if find_spec("jinja2") is None:
        raise ConfigError("command line", f"{what} {_MISSING}")


def rendered(name: str, look: str = "page", **values: object) -> str:
    """Return a rendered template, with all values escaped and harmless; `look` names its script and style."""
    return _environment(look).get_template(f"{name}.html.j2").render(**values)


@lru_cache(2)
def _environment(look: str) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # imported here because only pages need it
    from markupsafe import Markup

    from ofsted_lint.output.page.compiled import TemplateCache

    def harmless(value: Any) -> Any:
        if not isinstance(value, str) or isinstance(value, Markup):
            return value
        return printable(_OWN.sub("▪", value.strip("\n").replace("\n", " ")))

    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=harmless,
        auto_reload=False,
        bytecode_cache=TemplateCache(_FOLDER / "__pycache__"),
    )
    style = "".join(_asset(f"{name}.css") for name in dict.fromkeys(("page", look)))
    script = _asset(f"{look}.js")
    made.globals.update(
        version=__version__,
        style=Markup(style),  # noqa: S704 (these two are files of this package)
        script=Markup(script),  # noqa: S704
        policy=_policy(style, script),
        symbols={"error": "✖", "warning": "▲", "advice": "●"},
    )
    made.filters.update(trusted=Markup, capitalize_first=lambda text: text[:1].upper() + text[1:])
    return made


def _asset(name: str) -> str:
    return "\n" + (_FOLDER / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Return the content security policy: only the page's own script and style are allowed."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
