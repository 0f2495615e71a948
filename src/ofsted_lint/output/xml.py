"""XML elements as text, without characters that XML 1.0 does not allow and without invisible ones."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from ofsted_lint.files.printable import printable


def opened(tag: str, /, **attributes: object) -> str:
    """Return the opening tag of an element; an attribute that is None is left out."""
    return f"<{tag}{_attributes(attributes)}>"


def element(tag: str, text: str | None = None, /, **attributes: object) -> str:
    """Return an element with a text in it, or an empty one."""
    if text is None:
        return f"<{tag}{_attributes(attributes)}/>"
    return f"<{tag}{_attributes(attributes)}>{escape(_harmless(text))}</{tag}>"


def _attributes(attributes: dict[str, object]) -> str:
    given = {name: value for name, value in attributes.items() if value is not None}
    return "".join(f" {name}={quoteattr(_harmless(str(value)))}" for name, value in given.items())


def _harmless(text: str) -> str:
    lines = (printable(line) for line in text.split("\n"))
    return "\n".join(lines).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
