"""Odd documents of any size, in which one thing comes again and again; and odd files of other kinds beside a report.

`SHAPES` has the contents of a document of about so many bytes; `FILES` writes other files and returns the command line
that reads them. Both by names that say what is odd; the extension of a document follows a full stop.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.make.pdfs import tagged, untagged
from tests.make.word import paragraph, run, text_paragraph, word

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "examples" / "northfell-2024.txt"
_REPORT = REPORT.read_text("utf-8")
_STATEMENT = (ROOT / "examples" / "statements" / "northfell-2024-statement.txt").read_text("utf-8")
_RULE = """\
id: odd-terms
summary: a.
why: b.
check: existence
severity: advice
message: "Write something else than “{found}”."
params:
  terms: [x]
---
examples:
"""
_KNOWN = '{{"path": "r{}.txt", "findings": []}}'
_RAISED = run("1", '<w:vertAlign w:val="superscript"/>')
_PAGE = "A page\n\n1. Leaders know their services well.\n\f"
_PARAGRAPH = _REPORT.index("2.     The integrated")


def _inside(text: str) -> str:
    """Return the report with a text before its second paragraph."""
    return f"{_REPORT[:_PARAGRAPH]}{text}\n\n{_REPORT[_PARAGRAPH:]}"


def _before_points(text: str) -> str:
    """Return the report with a text before its points to improve."""
    return _REPORT.replace("◼", text + "◼", 1)


def _times(unit: str, size: int) -> str:
    return unit * (size // len(unit) + 1)


def _numbered(unit: str, size: int) -> str:
    """Return a unit again and again, each with its number in the place of `{}`."""
    made = [unit.format(number) for number in range(size // len(unit) + 1)]
    return "".join(made)


def _word_runs(count: int) -> str:
    return "".join(run(f"word {at} ") for at in range(count))


def _with_notes(count: int) -> bytes:
    """Return a file of Word with a paragraph of so many footnotes."""
    cited = (f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in range(1, count + 1))
    notes = (f'<w:footnote w:id="{at}">{text_paragraph(f"Note {at}")}</w:footnote>' for at in range(1, count + 1))
    return word(paragraph(run("a") + run(" b").join(cited)), footnotes="".join(notes))


def _nested(depth: int) -> str:
    """Return tables of Word in each other."""
    made = text_paragraph("a")
    for _ in range(depth):
        made = f"<w:tbl><w:tr><w:tc>{made}</w:tc></w:tr></w:tbl>"
    return made


SHAPES: dict[str, Callable[[int], str | bytes]] = {
    "equal lines.txt": lambda size: _REPORT + _times("a\n", size),
    "one long word.txt": lambda size: _inside("2. " + "x" * size),
    "a long word in a point.txt": lambda size: _before_points("◼ " + "x" * size + " plans\n\n"),
    "short points.txt": lambda size: _before_points(_times("◼ x\n\n◼ y\n\n", size)),
    "long points.txt": lambda size: _before_points(_numbered("◼ the quality of plans {} for care\n\n", size)),
    "findings on one line.txt": lambda size: _inside("2. " + _times("Children saw the the worker again. ", size)),
    "findings on many lines.txt": lambda size: _inside("2. " + _times("Children saw the the\nworker again. ", size)),
    "comments that ignore.txt": lambda size: _inside(
        _numbered("\n<!-- ofsted-lint: ignore doubled-word because {} -->\nthe the word\n", size)
    ),
    "one long sentence.txt": lambda size: _inside("2. " + _times("and in May 2024 it was good, ", size)),
    "full stops.txt": lambda size: _inside("2. " + "." * size),
    "brackets.txt": lambda size: _inside("2. " + "(" * size),
    "opened quotations.txt": lambda size: _inside("2. " + _times("‘a ", size)),
    "numbered paragraphs.txt": lambda size: _inside(_numbered("{}.   A.\n\n", size)),
    "numbers again.txt": lambda size: _inside(_times("2.   Plans are good.\n\n", size)),
    "headings.txt": lambda size: _inside(_times("The impact of leaders: good\n\n", size)),
    "rows of grades.txt": lambda size: _before_points(_times("Overall effectiveness   Good\n", size)),
    "blank lines.txt": lambda size: _inside("\n" * size),
    "page breaks.txt": lambda size: _inside(_times("a\n\f", size)),
    "spaces.txt": lambda size: _inside("2. a" + " " * size + "b"),
    "hyphens at line ends.txt": lambda size: _inside("2. " + _times("multi-\nagency ", size)),
    "abbreviations.txt": lambda size: _inside("2. " + _numbered("The Abc Def {0} (AD{0}) is. ", size)),
    "references to paragraphs.txt": lambda size: _inside("2. " + _numbered("see paragraph {}, ", size)),
    "names.txt": lambda size: _inside("2. " + _numbered("Northfell Council and Ann Bcd{} ", size)),
    "equal paragraphs.txt": lambda size: _inside(_times("2.   Leaders know their services well and act.\n\n", size)),
    "quoted as in a mail.txt": lambda size: _inside(_times("> > a\n", size)),
    "a row of a table.md": lambda size: "# A\n\n" + "|a" * (size // 2) + "|\n|-|\n",
    "rows of a table.md": lambda size: "# A\n\n|a|b|\n|-|-|\n" + _times("|a|b|\n", size),
    "marks of emphasis.md": lambda size: _inside(_times("**a_", size)),
    "lists in lists.md": lambda size: _inside("\n".join("  " * (at % 40) + "- a" for at in range(size // 40))),
    "links.md": lambda size: _inside(_times("[a](", size)),
    "elements in each other.html": lambda size: "<html><body>" + "<div>" * (size // 5) + "a",
    "paragraphs without end.html": lambda size: "<html><body>" + _times("<p>a <b>b", size),
    "attributes.html": lambda size: "<html><body><p " + _times("a=b ", size) + ">a",
    "parts.eml": lambda size: (
        "Content-Type: multipart/mixed; boundary=b\n\n" + _times("--b\nContent-Type: text/plain\n\na\n", size)
    ),
    "quotations of a statement.txt": lambda size: _STATEMENT + _times(" Inspectors said ‘leaders know us’.", size),
    "raised figures.docx": lambda size: word(paragraph((run("a") + _RAISED) * (size // 40))),
    "runs of a paragraph.docx": lambda size: word(paragraph(_word_runs(size // 40))),
    "headers.docx": lambda size: word(
        text_paragraph("a"), **{f"header{at}": text_paragraph(f"A header {at}") for at in range(size // 400)}
    ),
    "footnotes.docx": lambda size: _with_notes(size // 100),
    "tables in tables.docx": lambda size: word(_nested(min(size // 400, 200))),
    "pages.pdf": lambda size: untagged(_PAGE * (size // len(_PAGE) + 1)),
    "pages with tags.pdf": lambda size: tagged(_PAGE * (size // len(_PAGE) + 1)),
    "claims of a statement.txt": lambda size: _STATEMENT + _times(" We were rated good for leadership in 2024.", size),
}  # fmt: skip


def _diff_base(lines: str) -> Callable[[Path, int], list[str]]:
    """Return what makes a repository in which a report with such lines is changed, at each of its ends."""

    def made(folder: Path, size: int) -> list[str]:
        path = folder / "report.txt"
        path.write_text(_REPORT + _times(lines, size), "utf-8")
        who = ["-c", "user.name=Q", "-c", "user.email=q@example.org"]
        for words in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "1"]):
            subprocess.run(["git", *words], cwd=folder, check=True)
        path.write_text(_REPORT.replace("Families", "Families Families") + _times(f"b\n{lines}", 2 * size), "utf-8")
        return ["check", str(path), "--diff-base", "HEAD"]

    return made


def _beside(option: str, name: str, text: Callable[[int], str]) -> Callable[[Path, int], list[str]]:
    """Return what writes a file, and hands it to a check of a report by an option."""

    def made(folder: Path, size: int) -> list[str]:
        (folder / name).write_text(text(size), "utf-8")
        return ["check", str(REPORT), option, str(folder / name)]

    return made


def _registered(folder: Path, size: int) -> list[str]:
    """Write a report with a file of suppressions beside it."""
    shutil.copy(REPORT, folder / "report.txt")
    entry = "- {{document: report.txt, rule: doubled-word, address: paragraph/{}, reason: it is meant}}\n"
    (folder / ".ofsted-lint-ignore.yaml").write_text(_numbered(entry, size), "utf-8")
    return ["check", str(folder / "report.txt")]


def _links(folder: Path, size: int) -> list[str]:
    """Make links to the folder that they are in."""
    shutil.copy(REPORT, folder / "report.txt")
    for at in range(size // 1000):
        (folder / f"link{at}").symlink_to(".")
    return ["check", f"{folder}/**/*.txt"]


def _deep(folder: Path, size: int) -> list[str]:
    """Make folders in each other, with a report in the last."""
    deepest = folder / "/".join("d" for _ in range(min(size // 100, 1000)))
    deepest.mkdir(parents=True)
    shutil.copy(REPORT, deepest / "report.txt")
    return ["check", str(folder)]


def _many(folder: Path, size: int) -> list[str]:
    """Write a folder of reports that are nearly the same."""
    for at in range(size // 2000):
        (folder / f"{at}.txt").write_text(_REPORT.replace("Families", f"Families{at}"), "utf-8")
    return ["check", str(folder), "--record", str(folder / "record.yaml"), "--write-baseline", str(folder / "known")]


FILES: dict[str, Callable[[Path, int], list[str]]] = {
    "--diff-base, equal lines": _diff_base("a\n"),
    "--diff-base, equal paragraphs": _diff_base("2.   Leaders know their services well.\n\n"),
    "a configuration of quotes": _beside("--config", "a.toml", lambda size: "#\n" + _times('\\"""\n', size)),
    "a configuration of tables": _beside("--config", "b.toml", lambda size: _numbered("[rule.t{}]\n", size)),
    "a configuration of one key": _beside("--config", "c.toml", lambda size: "a." * (size // 2) + "b = 1\n"),
    "rules in one file": _beside(
        "--rules", "odd-terms.yaml", lambda size: _RULE + _numbered("  - name: n{}\n    text: An [[x]]\n", size)
    ),
    "a rule of many terms": _beside(
        "--rules", "odd-terms.yaml", lambda size: _RULE.replace("[x]", "[" + _numbered("term{}, ", size) + "x]")
    ),
    "a baseline of many documents": _beside(
        "--baseline",
        "known.json",
        lambda size: f'{{"schema": 1, "documents": [{_numbered(_KNOWN + ", ", size)}{_KNOWN.format("")}]}}',
    ),
    "brackets in a baseline": _beside("--baseline", "b.json", lambda size: '{"schema": 1, "documents": ' + "[" * size),
    "suppressions in a file": _registered,
    "links to their own folder": _links,
    "folders in each other": _deep,
    "many reports": _many,
}
