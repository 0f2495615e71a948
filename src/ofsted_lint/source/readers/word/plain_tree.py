"""The trees of a Word file's XML, by Python's own parser, where lxml cannot be had: in a browser.

`Element` has those methods of lxml's elements that reading and copying use. What lxml refuses is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

_XML = "http://www.w3.org/XML/1998/namespace"
_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
# As lxml does.
_DEEPEST = 256
_LONGEST = 10_000_000
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_VALUE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


class _DeclaresTypeError(Exception):
    """XML with a document type."""


class Element(ElementTree.Element):
    """An element that knows its parent, its place there, and the prefixes that it declares."""

    __slots__ = ("_at", "_declared", "_parent")

    def __init__(self, tag: str, attrib: dict[str, str] | None = None) -> None:
        super().__init__(tag, attrib or {})
        self._parent: Element | None = None
        self._at = 0
        self._declared: list[tuple[str, str]] = []

    def __deepcopy__(self, memo: Any) -> Element:
        made = self.makeelement(self.tag, dict(self.attrib))
        made.text, made.tail = self.text, self.tail
        made.extend(each.__deepcopy__(memo) for each in self.iterchildren())
        return made

    def makeelement(  # type: ignore[override]  # of its own class
        self, tag: str, attrib: dict[str, str] | None = None, /
    ) -> Element:
        return Element(tag, attrib)

    def append(self, element: Any, /) -> None:
        self.insert(len(self), element)

    def extend(self, elements: Iterable[Any], /) -> None:
        for each in list(elements):
            self.append(each)

    def insert(self, at: int, element: Any, /) -> None:
        """Insert an element, which leaves its former parent."""
        if element._parent is not None:
            element._parent.remove(element)
        super().insert(min(at, len(self)), element)
        element._parent, element._at = self, at

    def remove(self, element: Any, /) -> None:
        super().remove(element)
        element._parent = None

    def getparent(self) -> Element | None:
        """Return the element that this one is in; None for a root."""
        return self._parent

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """Yield the element that this one is in, that which that is in, and so on, or those with one of these names."""
        above = self._parent
        while above is not None:
            if not tags or above.tag in tags:
                yield above
            above = above._parent

    def itersiblings(self, preceding: bool = False) -> Iterator[Any]:
        """Yield the elements after this one in its parent; those before it, the nearest first, with `preceding`."""
        parent: Any = self._parent if self._parent is not None else [self]
        at = parent.index(self)
        yield from reversed(parent[:at]) if preceding else parent[at + 1 :]

    def getroottree(self) -> Element:
        """Return the root, which is here also the tree."""
        *_, root = self, *self.iterancestors()
        return root

    def getroot(self) -> Element:
        """Return the root of the tree that this element is for."""
        return self

    def index(self, element: Any) -> int:
        """Return the place of an element among those in this one."""
        if not (element._at < len(self) and self[element._at] is element):
            element._at = next(at for at, each in enumerate(self) if each is element)
        return int(element._at)

    def getnext(self) -> Any:
        """Return the element after this one, or None."""
        if self._parent is None:
            return None
        at = self._parent.index(self) + 1
        return self._parent[at] if at < len(self._parent) else None

    def addnext(self, element: Element) -> None:
        """Put an element after this one, and after the text that follows it."""
        self._place(element, 1)

    def addprevious(self, element: Element) -> None:
        """Put an element before this one."""
        self._place(element, 0)

    def _place(self, element: Element, after: int) -> None:
        if element._parent is not None:
            element._parent.remove(element)
        parent: Any = self._parent
        parent.insert(parent.index(self) + after, element)

    def iterchildren(self, *tags: str) -> Iterator[Any]:
        """Yield the elements directly in this one, all or those with one of these names."""
        return (each for each in list(self) if not tags or each.tag in tags)

    def iter(self, *tags: str) -> Iterator[Any]:  # type: ignore[override]  # as lxml has it
        """Yield this element and all within it, or those with one of these names; `{*}` is any namespace."""
        if len(tags) == 1 and not tags[0].startswith("{*}"):
            return super().iter(*tags)
        anywhere = tuple(tag.removeprefix("{*}") for tag in tags if tag.startswith("{*}"))
        return (
            each
            for each in super().iter()
            if not tags or each.tag in tags or (anywhere and each.tag.rpartition("}")[2] in anywhere)
        )

    def itertext(self, *tags: str) -> Iterator[str]:  # type: ignore[override]  # as lxml has it
        """Yield the text within this element, all or that of elements with one of these names."""
        if not tags:
            return super().itertext()
        pieces = ((each.text, None if each is self else each.tail) for each in self.iter(*tags))
        return (piece for both in pieces for piece in both if piece)


class _Builder(ElementTree.TreeBuilder):
    """Builds a tree within limits, and keeps the prefixes that are declared."""

    def __init__(self) -> None:
        super().__init__(element_factory=Element)
        self._depth = 0
        self._declared: list[tuple[str, str]] = []

    def doctype(self, *declared: object) -> None:
        raise _DeclaresTypeError

    def start_ns(self, prefix: str, uri: str) -> None:
        self._declared.append((prefix or "", uri or ""))

    def start(self, tag: Any, attrs: dict[Any, Any], /) -> Any:
        self._depth += 1
        if self._depth > _DEEPEST or any(len(value) > _LONGEST for value in attrs.values()):
            raise ValueError("it is too deep, or a value is too long")
        made: Any = super().start(tag, attrs)
        made._declared, self._declared = self._declared, []
        return made

    def end(self, tag: str, /) -> Any:
        self._depth -= 1
        return super().end(tag)


def tree(data: bytes) -> Any:
    """Return the root element of XML, None if it declares a document type; `ValueError` if it is not valid."""
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314 (a document type is refused where it begins)
    try:
        parser.feed(data)
        root: Any = parser.close()
    except _DeclaresTypeError:
        return None
    except (ElementTree.ParseError, LookupError) as error:
        raise ValueError(str(error)) from None
    if any(len(each.text or "") > _LONGEST or len(each.tail or "") > _LONGEST for each in root.iter()):
        raise ValueError("a text is too long")
    return root


def serialised(root: Any) -> bytes:
    """Return the XML of a tree, as Word writes it: UTF-8 with its declaration."""
    return (_HEAD + "".join(_written(root, {_XML: "xml"}))).encode()


def _written(element: Any, above: Mapping[str, str]) -> Iterator[str]:
    """Yield the XML of an element; `above` has the prefixes that are declared around it, by namespace."""
    declared = list(element._declared)
    hidden = {prefix for prefix, _ in declared}
    known = {uri: prefix for uri, prefix in above.items() if prefix not in hidden}
    known |= {uri: prefix for prefix, uri in reversed(declared)}
    names = [_split(name) for name in (element.tag, *element.attrib)]
    for at, (uri, _) in enumerate(names):
        if uri and (uri not in known or (at and not known[uri])):
            prefix = next(name for number in range(len(known) + 1) if (name := f"ns{number}") not in known.values())
            declared.append((prefix, uri))
            known[uri] = prefix
    yield f"<{(name := _named(*names[0], known))}"
    for prefix, uri in declared:
        yield f' xmlns{":" if prefix else ""}{prefix}="{uri.translate(_IN_VALUE)}"'
    for (uri, local), value in zip(names[1:], element.attrib.values(), strict=True):
        yield f' {_named(uri, local, known)}="{value.translate(_IN_VALUE)}"'
    yield ">" if len(element) or element.text is not None else "/>"
    if len(element) or element.text is not None:
        yield (element.text or "").translate(_IN_TEXT)
        for each in element:
            yield from _written(each, known)
            yield (each.tail or "").translate(_IN_TEXT)
        yield f"</{name}>"


def _split(name: str) -> tuple[str, str]:
    """Return the namespace of a name, and the rest."""
    uri, brace, local = name.rpartition("}")
    return (uri[1:], local) if brace else ("", name)


def _named(uri: str, local: str, known: Mapping[str, str]) -> str:
    prefix = known[uri] if uri else ""
    return f"{prefix}:{local}" if prefix else local
