"""make tables and a page of a whole archive of documents

Reads every document below FOLDER with many processes and writes to the folder
OUT: tables (CSV) of documents, findings, points to improve, changes between
successive reports, texts that councils share, and files; their descriptions
for programs; and index.html, a page with the whole picture. A run that was
ended goes on where it was; what has changed is read again. A document that
cannot be read is a row that says why. Files with the same bytes are read once.

exit status: 0 when the tables are written, whatever was found; 2 if they are
not.

examples:
  ofsted-lint archive reports/ --out tables/ --jobs auto
  ofsted-lint archive reports/ --out tables/ --authorities authorities.csv
  ofsted-lint archive reports/ --out tables/ --format parquet=tables/
  ofsted-lint archive reports/ --out tables/ --executor dask=tcp://10.0.0.1:8786
"""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from ofsted_lint.cli import inputs, more_options, table_options
from ofsted_lint.cli.archive import place, summary, tables
from ofsted_lint.cli.archive import run as runs
from ofsted_lint.cli.archive.plan import plan
from ofsted_lint.cli.archive.repeated import shared
from ofsted_lint.cli.archive.run import Known
from ofsted_lint.cli.archive.work import Linting, Setting, know
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import PARQUET, CheckOptions, options
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.files.atomic_write import remove_drafts
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.linting.executors import pool
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.output.page import national, shell
from ofsted_lint.output.page.national import National
from ofsted_lint.output.tables import parquet
from ofsted_lint.rules.rule import Rule

_PAGE = "index.html"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="the folder with the documents")
    parser.add_argument("--out", required=True, metavar="OUT", help="the folder to write to: new, or of an earlier run")
    inputs.config_arguments(parser)
    inputs.max_size_argument(parser)
    inputs.rule_arguments(parser)
    inputs.authorities_argument(parser)
    parser.add_argument(
        "--format", action="append", default=[], metavar="parquet=DIR", help="write the tables as Parquet too"
    )
    more_options.jobs_argument(parser)
    parser.add_argument(
        "--executor", metavar="dask=ADDRESS", help="have the work done by the workers of a cluster of dask instead"
    )


def run(args: argparse.Namespace) -> int:
    chosen = options(args)
    targets = _targets(args.folder, args.out, chosen.format)
    shell.ready("archive")
    known_authorities = table_options.authorities(chosen)
    console = Console()
    with ExitStack() as stack:
        store = stack.enter_context(place.opened(args.folder, args.out))
        for each in targets:
            parquet.make(each)
            remove_drafts(each)
        here = _linting(args.folder, chosen, console)
        if not (files := _files(args.folder, here, console)):
            return 2
        workers = stack.enter_context(closing(pool(args.executor, chosen.jobs)))
        texts = stack.enter_context(shared(store, Path(args.out)))
        known, new = runs.read_all(Known(here.setting, store), workers, plan(here, files), len(files), texts.add)
        known = runs.compare_all(known, workers)
        made = summary.Summary(new)
        page = National(_rules(here), national.base(here.setting.folder, args.out), _title(args.folder))
        tables.write(known, texts, targets, known_authorities, (made, page), partial(_page, page))
        store.keep_only({each.key for each in known.files} | {each.key for each in known.pairs})
    for line in made.lines(args.out):
        print(line)
    return 2 if console.failures else 0


def _targets(source: str, out: str, formats: tuple[str, ...]) -> dict[Path, list[str]]:
    """Return the folders to write to, each with its forms, that of the option --out first."""
    made = {Path(out): ["csv"]}
    for each in formats:
        form, _, folder = each.partition("=")
        if form != PARQUET or not folder:
            wrong = f"--format {each}: archive has --format parquet=DIR besides its tables in CSV"
            raise ConfigError("command line", wrong)
        parquet.ready()
        place.apart(source, folder, f"--format {form}")
        same = next((known for known in made if os.path.realpath(known) == os.path.realpath(folder)), Path(folder))
        made.setdefault(same, []).append(form)
    return made


def _linting(folder: str, chosen: CheckOptions, console: Console) -> Linting:
    """Return the linter of the run; its paths hold on any machine that sees the folder."""
    asked = chosen.asked()
    setting = Setting(os.path.realpath(folder), _absolute(asked), chosen.choices())
    made = Linting(setting, DocumentLinter(Setups(asked, console.fail), setting.choices, console.hear))
    know(made)
    return made


def _rules(here: Linting) -> dict[str, Rule]:
    return {each.rule.id: each.rule for each in here.linter.rules(here.setting.folder)}


def _title(folder: str) -> str:
    return os.path.basename(os.path.realpath(folder)) or "Documents"


def _page(page: National, draft: Path) -> None:
    with (draft / _PAGE).open("w", encoding="utf-8", newline="\n") as stream:
        page.write(stream)


def _absolute(asked: Asked) -> Asked:
    folders = tuple(os.path.abspath(each) if os.path.isdir(each) else each for each in asked.rules)
    return replace(asked, config=asked.config and os.path.abspath(asked.config), rules=folders)


def _files(folder: str, here: Linting, console: Console) -> list[str]:
    """Return the paths of the files of the archive; if there are none, that is said."""
    found = here.linter.left(console.files([here.setting.folder]))
    if not found and not console.failures:
        console.fail(ConfigError("command line", f"{folder}: there is nothing to read in this folder"))
    return [each.name for each in found]
