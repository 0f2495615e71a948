"""Where the portable program begins: PyInstaller makes a program of it that needs no Python."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support

# How the program starts the process that reads PDFs; here it is the program itself that is started so.
_READS_PDFS = ["-P", "-m", "ofsted_lint.source.readers.pdf.child"]


def run() -> int:
    """Run the command line, or read PDFs for the process that has started this one."""
    if sys.argv[1:] == _READS_PDFS:
        from ofsted_lint.source.readers.pdf import child

        child.main()
        return 0
    from ofsted_lint.cli.entry import entry_point

    return entry_point()


if __name__ == "__main__":
    freeze_support()  # the processes of --jobs
    sys.exit(run())
