"""Makes Markdown of a report."""

from __future__ import annotations

import re

from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.prose import reflow
from tests.make.word import NOTE_MARK, printed_lines

_MARKS = re.compile(r"([*_\[\]`\\|])")


def markdown_of(report: Report) -> str:
    """A report in Markdown: headings, a table with bars, lists, notes, emphasis, front matter and a comment."""
    lines = ["---", "status: draft", "---", "", "<!-- for the team: do not publish -->", ""]
    lines += _front(report)
    if report.judgements:
        lines += ["| Judgement | Grade |", "|:---|---|"] if report.table else []
        lines += [
            f"| {row.label.text} | **{row.grade.prose.text}** |" if row.grade else f"| {row.label.text} | |"
            for row in report.judgements
        ]
        lines.append("")
    for paragraph in (*report.summary, *report.improvements_prose):
        lines += [_emphasised(paragraph.prose.text), ""]
    if report.improvements_heading:
        lines += ["## " + report.improvements_heading.text, ""]
    for point in report.improvements:
        lines += [f"* {_escaped(point.prose.text)}", *(f"    * {_escaped(item.text)}" for item in point.items)]
    for section in report.sections:
        lines += ["", f"## {section.heading.prose.text} ##" if section.heading else "", ""]
        for paragraph in section.paragraphs:
            number = f"{paragraph.number.value}. " if paragraph.number else ""
            lines += [number + _emphasised(paragraph.prose.text), ""]
    return "\n".join(_cited(lines, report) + _end(report)) + "\n"


def _front(report: Report) -> list[str]:
    source, lines = report.source, []
    for region in report.regions:
        if region.role in ("title", "dates", "inspectors"):
            texts = [reflow(source, [line]).text for line in source.lines(region.span)]
            shown = [text for text in texts if text]
            if region.role == "title":
                lines += ["# " + " ".join(shown), ""]
            else:
                label, colon, rest = "\\\n".join(shown).partition(":")
                lines += [f"**{label}{colon}**{rest}", ""]
    return lines


def _end(report: Report) -> list[str]:
    lines = [text for part in report.closing for text in (_linked("\\\n".join(printed_lines(part))), "")]
    lines += [text for stray in report.unrecognised for text in (stray.text, "")]
    for note in report.footnotes:
        lines += [f"[^{note.mark}]: {note.prose.text}", ""]
    for foot in report.footers:
        lines += [foot.prose.text, ""]
    return lines


def _linked(text: str) -> str:
    """A text in which an address is a link."""
    return re.sub(r"https?://[^ ]+?(?=\.?$|\.? )", lambda match: f"<{match[0]}>", text)


def _cited(lines: list[str], report: Report) -> list[str]:
    """Lines in which the first mark of each note is one of Markdown."""
    made = list(lines)
    for note in report.footnotes:
        mark = re.compile(NOTE_MARK.format(re.escape(note.mark)))
        at = next((at for at, line in enumerate(made) if mark.search(line)), None)
        if at is not None:
            made[at] = mark.sub(f"[^{note.mark}]", made[at], count=1)
    return made


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _emphasised(text: str) -> str:
    """A text with a word of it in bold and one in italics."""
    words = _escaped(text).split(" ")
    for at, mark in ((1, "**"), (3, "_")):
        if at < len(words) and words[at].isalpha():
            words[at] = f"{mark}{words[at]}{mark}"
    return " ".join(words)
