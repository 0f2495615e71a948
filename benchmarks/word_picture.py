"""The picture in docs/word.md: the first page of a copy of an example, with comments and tracked changes.

    python -m benchmarks.word_picture docs/word-copy.png

The copy is made by the command line from a Word file of the example, printed by LibreOffice with a sign at each
comment, and turned into a picture by poppler (`pdftoppm`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.readers import read_file
from tests.make.word import word_of

_EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "saltmarsh-2019-with-faults.txt"
_NOTED = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
# The dots an inch, and the part of the first page that is shown.
_CUT = ("-r", "90", "-f", "1", "-l", "1", "-x", "60", "-y", "80", "-W", "640", "-H", "600")


def picture(target: Path) -> None:
    """Write the picture."""
    report = documents.read(read_file(_EXAMPLE))
    assert isinstance(report, Report)
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        (place / "draft.docx").write_bytes(word_of(report))
        options = ["--isolated", "draft.docx", "--format", "docx=copy.docx", "--tracked-changes", "--unsafe-fixes"]
        subprocess.run([sys.executable, "-m", "ofsted_lint", *options], cwd=place, check=False, capture_output=True)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        for command in (
            ["soffice", profile, "--headless", "--convert-to", _NOTED, "copy.docx"],
            ["pdftoppm", "-png", "-singlefile", *_CUT, "copy.pdf", "copy"],
        ):
            subprocess.run(command, cwd=place, check=True, capture_output=True)
        target.write_bytes((place / "copy.png").read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path, help="the file that is written")
    picture(parser.parse_args().target)


if __name__ == "__main__":
    main()
