"""Word files of one shape of numbering each: forms, levels, starts, overrides, styles, and places of paragraphs."""

from __future__ import annotations

from typing import NamedTuple

from tests.make import word as made

WHO = 'w:id="9" w:author="Ann Lee" w:date="2026-01-01T00:00:00Z"'
THREE = "1.0 1.0 1.0"


class Shape(NamedTuple):
    """A way to number paragraphs: patterns and lists, the paragraphs, and styles besides the plain ones.

    A paragraph is `list.level`, `Style`, `Style@list.level`, `Style@.level` (a
    level of its own in the style's list), or XML with `{}` for its text.
    """

    numbering: str
    paragraphs: str | list[str]
    styles: str = ""


def file(shape: Shape) -> bytes:
    """A Word file of a shape, with the paragraphs `text0`, `text1` and so on."""
    given = shape.paragraphs.split() if isinstance(shape.paragraphs, str) else shape.paragraphs
    body = "".join(_paragraph(each, f"text{at}") for at, each in enumerate(given))
    return made.word(body + "<w:sectPr/>", styles=made.STYLES + shape.styles, numbering=shape.numbering)


def _paragraph(how: str, text: str) -> str:
    if how.startswith("<"):
        return how.replace("{}", made.run(text))
    style, _, own = how.rpartition("@") if not how[0].isalpha() or "@" in how else (how, "", "")
    list_, _, level = own.partition(".")
    numbers = f'<w:ilvl w:val="{level}"/>' * bool(level) + f'<w:numId w:val="{list_}"/>' * bool(list_)
    more = f"<w:numPr>{numbers}</w:numPr>" * bool(numbers)
    return made.paragraph(made.run(text), style=style, more=more)


def style(name: str, base: str = "Normal", list_: int | None = None, level: int | None = None) -> str:
    """A paragraph style with the list and level that it names."""
    numbers = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    numbers += "" if list_ is None else f'<w:numId w:val="{list_}"/>'
    inner = f"<w:pPr><w:numPr>{numbers}</w:numPr></w:pPr>" * bool(numbers)
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
        f"{inner}</w:style>"
    )


def one(*levels: str, more: str = "") -> str:
    """A pattern of these levels and a list of it."""
    return made.pattern(1, *levels) + made.list_(1, 1, more)


def linked(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def inside(how: str, text: str = "{}") -> str:
    """The XML of a paragraph for a place within other XML."""
    return _paragraph(how, "X").replace(made.run("X"), text)


def _override(level: int, inner: str) -> str:
    return f'<w:lvlOverride w:ilvl="{level}">{inner}</w:lvlOverride>'


def _table(*cells: str) -> str:
    grid = "<w:tblGrid>" + '<w:gridCol w:w="3000"/>' * len(cells) + "</w:tblGrid>"
    return f"<w:tbl><w:tblPr/>{grid}<w:tr>{''.join(f'<w:tc><w:tcPr/>{each}</w:tc>' for each in cells)}</w:tr></w:tbl>"


def _section(how: str, inner: str = "") -> str:
    """A paragraph that ends a section."""
    return inside(how, inner).replace("</w:pPr>", "<w:sectPr/></w:pPr>")


def _custom(form: str) -> str:
    """A level in a form of a newer Word, with the form for older ones."""
    old = '<w:numFmt w:val="decimal"/>'
    new = f'<w:numFmt w:val="custom" w:format="{form}"/>'
    both = f'<mc:Choice Requires="w14">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return made.level(0).replace(old, f"<mc:AlternateContent>{both}</mc:AlternateContent>")


level = made.level
LEGAL = one(level(0), level(1, text="%1.%2."), level(2, text="%1.%2.%3."))
MIXED = one(level(0), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "(%3)"))
TREE = "1.0 1.1 1.1 1.2 1.2 1.0 1.1 1.2"
DEEP = [level(at, text="".join(f"%{each + 1}." for each in range(at + 1))) for at in range(9)]
CHAIN = [
    level(0, more=linked("Top")),
    level(1, "lowerLetter", "%2)", more=linked("Sub")),
    level(2, "lowerRoman", "%3."),
]
TOP = style("Top", list_=1)
FORMS = ("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "decimalZero", "none")
ENCLOSED = ("decimalEnclosedCircle", "decimalEnclosedParen", "decimalEnclosedFullstop")
TEXTS = ("%1)", "(%1)", "%1", "%1:", "Part %1", "%1 –", "[%1]")

SHAPES: dict[str, Shape] = {
    **{f"the form {form}": Shape(one(level(0, form)), "1.0 " * 12) for form in (*FORMS, *ENCLOSED)},
    **{f"the text {text}": Shape(one(level(0, text=text)), THREE) for text in TEXTS},
    **{f"a start of {at}": Shape(one(level(0, start=at)), THREE) for at in (0, 5, 99)},
    "no start": Shape(one(level(0, start=None)), THREE),
    "letters after z": Shape(one(level(0, "lowerLetter", start=25)), THREE),
    "roman numbers beyond forty": Shape(one(level(0, "lowerRoman", start=39)), THREE),
    "several levels": Shape(LEGAL, TREE),
    "levels of several forms": Shape(MIXED, TREE),
    "nine levels": Shape(one(*DEEP), [f"1.{at}" for at in (*range(9), 8, 4, 5, 0, 1)]),
    "a level that is left out": Shape(LEGAL, "1.0 1.2 1.2 1.0 1.2"),
    "a lower level first": Shape(LEGAL, "1.1 1.1 1.0 1.1"),
    "the lowest level first": Shape(LEGAL, "1.2 1.2 1.1 1.0"),
    "a lower level from 3": Shape(one(level(0), level(1, text="%1.%2.", start=3)), "1.0 1.1 1.1 1.0 1.1"),
    "the number of the level above last": Shape(one(level(0), level(1, text="%2.%1.")), TREE.replace("1.2", "1.1")),
    "the level above alone": Shape(one(level(0), level(1, text="%1-")), "1.0 1.1 1.1 1.0"),
    "no text on a level": Shape(one(level(0), level(1, "none", " ")), "1.0 1.1 1.0"),
    "letters of a level within figures": Shape(
        one(level(0, "upperLetter"), level(1, text="%1%2.")), "1.0 1.1 1.1 1.0 1.1"
    ),
    "two lists of a pattern": Shape(one(level(0)) + made.list_(2, 1), "1.0 2.0 1.0 2.0"),
    "two patterns": Shape(
        one(level(0)) + made.pattern(2, level(0, "upperLetter")) + made.list_(2, 2), "1.0 2.0 1.0 2.0"
    ),
    "a list that starts anew": Shape(one(level(0)) + made.list_(2, 1, made.starts(0, 1)), "1.0 1.0 2.0 2.0"),
    "a list that starts at 7": Shape(one(level(0)) + made.list_(2, 1, made.starts(0, 7)), "1.0 2.0 2.0"),
    "the first list goes on after another started anew": Shape(
        one(level(0)) + made.list_(2, 1, made.starts(0, 1)), "1.0 2.0 1.0 2.0"
    ),
    "two lists that start anew": Shape(
        one(level(0)) + made.list_(2, 1, made.starts(0, 1)) + made.list_(3, 1, made.starts(0, 1)), "1.0 2.0 2.0 3.0 3.0"
    ),
    "a lower level that starts anew": Shape(LEGAL + made.list_(2, 1, made.starts(1, 4)), "1.0 1.1 2.1 2.1 2.0 2.1"),
    "a level of its own": Shape(
        one(level(0)) + made.list_(2, 1, _override(0, level(0, "upperLetter", "%1:"))), "1.0 2.0 2.0"
    ),
    "a level of its own from 4": Shape(
        one(level(0))
        + made.list_(2, 1, _override(0, f'<w:startOverride w:val="4"/>{level(0, "upperLetter", "%1:", 4)}')),
        "2.0 2.0",
    ),
    "a list that is not there": Shape(one(level(0)), "1.0 9.0 1.0"),
    "the list 0": Shape(one(level(0)), "1.0 0.0 1.0"),
    "a style with a list": Shape(one(level(0)), "Top Top Normal Top", TOP),
    "a style based on it": Shape(one(level(0)), "Top Child Child Top", TOP + style("Child", "Top")),
    "a style based on that": Shape(
        one(level(0)), "Top Grandchild Top", TOP + style("Child", "Top") + style("Grandchild", "Child")
    ),
    "a based style that names a level": Shape(MIXED, "Top Sub Sub Top Sub", TOP + style("Sub", "Top", level=1)),
    "a based style that a level names": Shape(one(*CHAIN), "Top Sub Sub Top Sub", TOP + style("Sub", "Top", 1, 1)),
    "a style based on one that a level names": Shape(
        one(*CHAIN), "Top Sub Under Top Under", TOP + style("Sub", "Top", 1, 1) + style("Under", "Sub")
    ),
    "a style below one that a level names, with a level of its own": Shape(
        one(*CHAIN), "Top Sub Under Under Top", TOP + style("Sub", "Top", 1, 1) + style("Under", "Sub", level=2)
    ),
    "a style that is not numbered, based on one that is": Shape(
        one(level(0)), "Top Off Top", TOP + style("Off", "Top", list_=0)
    ),
    "a style based on one that is not numbered": Shape(
        one(level(0)), "Top Again Top", TOP + style("Off", "Top", list_=0) + style("Again", "Off", list_=1)
    ),
    "a paragraph without its style's number": Shape(one(level(0)), "Top Top@0.0 Top", TOP),
    "a paragraph with a list of its own": Shape(
        one(level(0)) + made.pattern(2, level(0, "upperLetter")) + made.list_(2, 2), "Top Top@2.0 Top Top@2.0", TOP
    ),
    "a paragraph with a level of its own": Shape(MIXED, "Top Top@.1 Top@.1 Top", TOP),
    "headings as levels": Shape(
        one(level(0, more=linked("Top")), level(1, text="%1.%2", more=linked("Sub"))),
        "Top Sub Sub Normal Top Sub",
        TOP + style("Sub", list_=1, level=1),
    ),
    "a numbering style": Shape(
        made.pattern(1, '<w:styleLink w:val="Kept"/>', level(0, "upperLetter"))
        + made.pattern(2, '<w:numStyleLink w:val="Kept"/>')
        + made.list_(1, 1)
        + made.list_(2, 2),
        "2.0 2.0 2.0",
        '<w:style w:type="numbering" w:styleId="Kept"><w:name w:val="Kept"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>",
    ),
    "a numbering style that is not there": Shape(
        made.pattern(1, '<w:styleLink w:val="Kept"/>', level(0, "upperLetter"))
        + made.pattern(2, '<w:numStyleLink w:val="Kept"/>')
        + made.list_(2, 2),
        "2.0 2.0 2.0",
    ),
    "a list of its own at the level of its style": Shape(
        one(level(0), level(1, "lowerLetter", "%2)")) + made.list_(2, 1),
        "1.0 Sub@2. Sub",
        style("Sub", list_=1, level=1),
    ),
    "an empty paragraph that ends a section": Shape(one(level(0)), ["1.0", _section("1.0"), "1.0"]),
    "a numbered paragraph that ends a section": Shape(one(level(0)), ["1.0", _section("1.0", "{}"), "1.0"]),
    **{
        f"the form {form}": Shape(one(_custom(form)), THREE) for form in ("001, 002, 003, ...", "0001, 0002, 0003, ...")
    },
    "cells of a table": Shape(
        one(level(0)), ["1.0", _table(inside("1.0", made.run("cell")), inside("1.0", made.run("cell"))), "1.0"]
    ),
    "a content control": Shape(
        one(level(0)), ["1.0", f"<w:sdt><w:sdtContent>{inside('1.0')}</w:sdtContent></w:sdt>", "1.0"]
    ),
    "a paragraph that was inserted": Shape(one(level(0)), ["1.0", inside("1.0", f"<w:ins {WHO}>{{}}</w:ins>"), "1.0"]),
    "plain paragraphs between": Shape(one(level(0)), "1.0 Normal Normal 1.0 Normal 1.0"),
    "headings between": Shape(one(level(0)), "Heading1 1.0 1.0 Heading1 1.0"),
    "line breaks and tabs within": Shape(one(level(0)), ["1.0", inside("1.0", "{}<w:r><w:tab/></w:r>"), "1.0"]),
    "a link within": Shape(one(level(0)), ["1.0", inside("1.0", '<w:hyperlink w:anchor="x">{}</w:hyperlink>'), "1.0"]),
    "a bookmark within": Shape(
        one(level(0)), ["1.0", inside("1.0", '<w:bookmarkStart w:id="1" w:name="x"/>{}'), "1.0"]
    ),
    "suffixes": Shape(
        one(level(0, more='<w:suff w:val="space"/>'), level(1, text="%2)", more='<w:suff w:val="nothing"/>')),
        "1.0 1.1 1.0",
    ),
}
