"""Build the documentation as a site that is opened from a disk, with a search that works there.

    python -m web.site [--out FOLDER] [--playground PAGE.html]

Needs the extra `site`. Writes to the folder `site` if none is given; what an
earlier build wrote there is replaced. `--playground` puts the linter as a page
beside the documentation and links it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from web.site.builder import build
from web.site.sources import write

ROOT = Path(__file__).resolve().parent.parent.parent


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m web.site",
        description=str(__doc__),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=Path, default=ROOT / "site", help="the folder to write (default: site)")
    parser.add_argument("--playground", type=Path, metavar="PAGE", help="the linter as a page, to be put beside it")
    args = parser.parse_args(words)
    if args.playground and not args.playground.is_file():
        parser.error(f"--playground: there is no file {args.playground}; build the page first")
    with tempfile.TemporaryDirectory() as place:
        pages = write(ROOT, Path(place), args.playground)
        if not build(Path(place), args.out):
            return 1
    if args.playground:
        shutil.copy(args.playground, args.out)
    print(f"{pages} pages are in {args.out}; open {args.out / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
