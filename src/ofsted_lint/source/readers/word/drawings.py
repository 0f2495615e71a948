"""What is drawn in a Word file: text boxes, which are read, diagrams and charts, which are not, and watermarks."""

from __future__ import annotations

from typing import Any

from ofsted_lint.source.readers.word.xml_names import local

_V = "{urn:schemas-microsoft-com:vml}"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_DATA = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
# The beginning of the name that Word gives to a picture behind the text.
_PICTURE = "WordPictureWatermark"
_WORDS = "PowerPlusWaterMarkObject"
_UNREAD = {"diagram": "diagram", "chart": "chart", "chartex": "chart"}
_FORMULA = "Equation"


def preferred(alternate: Any) -> Any:
    """Return the one of several alternative forms that current programs use, so that it counts once."""
    found = list(alternate.iterchildren())
    return next((each for each in found if local(each) == "Choice"), found[0] if found else alternate)


def boxes(element: Any) -> list[Any]:
    """Return the text boxes in a picture, except those nested in other text boxes."""
    found: list[Any] = []
    waiting = [element]
    while waiting:
        each = waiting.pop()
        name = local(each)
        if name == "txbxContent":
            found.append(each)
        elif name == "AlternateContent":
            waiting.append(preferred(each)) if len(each) else None
        else:
            waiting += reversed(each)
    return found


def unread(element: Any) -> list[str]:
    """Return the names of what in an element has its words in other parts of the file: diagrams, charts, objects."""
    kinds = (each.get("uri", "").rpartition("/")[2] for each in element.iter(_DATA))
    objects = (each.get("ProgID", "") for each in element.iter(_OBJECT))
    return [
        *(_UNREAD[kind] for kind in kinds if kind in _UNREAD),
        *("object" for program in objects if not program.startswith(_FORMULA)),
    ]


def watermarks(element: Any) -> list[str]:
    """Return the words drawn in a picture, as Word draws watermarks in the headers of pages; pictures have none."""
    found = [words for each in element.iter(f"{_V}textpath") if (words := " ".join(each.get("string", "").split()))]
    if any(each.get("name", "").startswith(_WORDS) for each in element.iter("{*}docPr")):
        found += [words for box in boxes(element) if (words := " ".join("".join(box.itertext()).split()))]
    pictures = (each.get("id", "").startswith(_PICTURE) for each in element.iter(f"{_V}shape"))
    return [*found, *("a picture" for drawn in pictures if drawn)]
