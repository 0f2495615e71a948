"""What programs by others make of the formats: they are fetched, in fixed versions, and read those of the examples.

    python -m benchmarks.consumers [--fetched FOLDER] [--only NAME,NAME]

Prints a line a program: what it counted or found, and whether that is right. A program that cannot be fetched or that
needs what is not installed (a browser) is left out, with a line that says so. Ends with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.packages import MissingError
from ofsted_lint.cli.main import main as run

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*-with-faults.txt"))
FILES = {
    "sarif": "found.sarif",
    "junit": "junit/found.xml",
    "checkstyle": "checkstyle.xml",
    "rdjson": "found.rdjson",
    "markdown": "found.md",
    "html": "page.html",
}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LONGEST = 300
_DANGER = """
const x = require('xml-js'), fs = require('fs');
const {parseCheckstyle} = require('danger-plugin-checkstyle/dist/scan/checkstyle_parser.js');
console.log(parseCheckstyle(x.xml2js(fs.readFileSync('checkstyle.xml', 'utf8')), process.cwd()).length);
"""


class Wrong(Exception):
    """What a program makes of a format that is not what was found."""


class Written(msgspec.Struct, frozen=True):
    """The examples' findings in each format, in a folder, and as plain values; `fetched` is where programs are kept."""

    folder: Path
    findings: list[dict[str, Any]]
    fetched: Path

    @classmethod
    def of(cls, folder: Path, fetched: Path) -> Written:
        """Write the examples' findings in each format to a folder."""
        (folder / "junit").mkdir(parents=True)
        for each in EXAMPLES:
            shutil.copy(each, folder)
        words = [f"--format={form}={file}" for form, file in FILES.items()]
        out = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            run(["--isolated", *(each.name for each in EXAMPLES), "--format", "json", *words])
        found = [finding for each in json.loads(out.getvalue())["documents"] for finding in each["findings"]]
        return cls(folder, found, fetched)

    def python(self, name: str, version: str, *words: str) -> str:
        """Return what a Python package says; it is fetched first if it is not there."""
        place = self.fetched / f"{name}-{version}"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(place), f"{name}=={version}"]
        _fetch(pip, place)
        return self._said([sys.executable, *words], {"PYTHONPATH": str(place)})

    def scripts(self, name: str, version: str, *others: str) -> Path:
        """Return the modules of a package of JavaScript; it is fetched first if it is not there."""
        place = self.fetched / f"{name.replace('/', '-')}-{version}"
        _fetch(["npm", "install", "--silent", "--no-audit", "--no-fund", f"{name}@{version}", *others], place)
        return place / "node_modules"

    def said(self, modules: Path, *words: str, **environment: str) -> str:
        """Return what a program of a package of JavaScript says."""
        program = modules / ".bin" / words[0]
        first = [str(program)] if program.exists() else [words[0]]
        return self._said([*first, *words[1:]], {"NODE_PATH": str(modules), **environment})

    def _said(self, command: list[str], environment: dict[str, str]) -> str:
        ran = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=_LONGEST,
            env={**os.environ, **environment},
        )  # fmt: skip
        if ran.returncode:
            raise Wrong(f"it ends with {ran.returncode}: {(ran.stdout + ran.stderr).strip()[-300:]}")
        return ran.stdout

    def cases(self) -> dict[str, int]:
        """Return how many tests are in the JUnit file, and how many of them failed and were skipped."""
        head = (self.folder / FILES["junit"]).read_text("utf-8")
        return {key: int(re.findall(rf' {key}="(\d+)"', head)[0]) for key in ("tests", "failures", "skipped")}


def _fetch(command: list[str], place: Path) -> None:
    if place.is_dir():
        return
    made = place.with_name(f"{place.name}.part")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    command = [str(made) if word == str(place) else word for word in command]
    try:
        subprocess.run(command, cwd=made, check=True, capture_output=True, timeout=_LONGEST)
    except (OSError, subprocess.SubprocessError) as error:
        raise MissingError(f"it could not be fetched ({type(error).__name__})") from None
    made.rename(place)


def _same(what: str, got: object, wanted: object) -> str:
    """Return what was counted; `Wrong` if it is not what was found."""
    if got != wanted:
        raise Wrong(f"{what}: {got}, not {wanted}")
    return f"{what}: {got}"


def junitparser(there: Written) -> str:
    """Read JUnit."""
    code = (
        f"import junitparser as j; r = j.JUnitXml.fromfile('{FILES['junit']}'); print(r.tests, r.failures, r.skipped)"
    )
    counts = there.python("junitparser", "5.0.3", "-c", code).split()
    return _same("tests, failed, skipped", [*map(int, counts)], [*there.cases().values()])


def junit2html(there: Written) -> str:
    """Read JUnit."""
    out = there.python("junit2html", "31.1.4", "-m", "junit2htmlreport", FILES["junit"], "--summary-matrix")
    rules = {each["rule"] for each in there.findings}
    return _same("rules with findings", sum(rule in out for rule in rules), len(rules))


def xunit_viewer(there: Written) -> str:
    """Read JUnit."""
    modules = there.scripts("xunit-viewer", "10.6.1")
    out = there.said(modules, "xunit-viewer", "-r", FILES["junit"], "-o", "xunit.html", "-c")
    passed, skipped, failed = map(int, re.findall(r"(\d+) passed, (\d+) skipped, (\d+) failure", out)[-1])
    counts = [passed + skipped + failed, failed, skipped]
    return _same("tests, failed, skipped", counts, [*there.cases().values()])


def allure(there: Written) -> str:
    """Read JUnit."""
    modules = there.scripts("allure", "3.18.0")
    there.said(modules, "allure", "generate", "junit", "-o", "allure-report")
    stats = json.loads((there.folder / "allure-report" / "summary.json").read_text("utf-8"))["stats"]
    counts = [stats.get(key, 0) for key in ("total", "failed", "skipped")]
    return _same("tests, failed, skipped", counts, [*there.cases().values()])


def junit_to_ctrf(there: Written) -> str:
    """Read JUnit."""
    modules = there.scripts("junit-to-ctrf", "0.0.14")
    there.said(modules, "junit-to-ctrf", FILES["junit"], "-o", "ctrf.json")
    summary = json.loads((there.folder / "ctrf.json").read_text("utf-8"))["results"]["summary"]
    counts = [summary[key] for key in ("tests", "failed", "skipped")]
    return _same("tests, failed, skipped", counts, [*there.cases().values()])


def sarif_tools(there: Written) -> str:
    """Read SARIF."""
    out = there.python("sarif-tools", "3.0.5", "-m", "sarif", "summary", FILES["sarif"])
    counts = [int(re.findall(rf"{level}: (\d+)", out)[0]) for level in ("error", "warning", "note")]
    wanted = [sum(each["severity"] == level for each in there.findings) for level in ("error", "warning", "advice")]
    return _same("errors, warnings, notes", counts, wanted)


def sarif_multitool(there: Written) -> str:
    """Read SARIF."""
    modules = there.scripts("@microsoft/sarif-multitool", "5.7.0")
    # The wrapper of the package loses what comes after a semicolon.
    tool = modules / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
    if not tool.is_file():
        raise MissingError("it is for Linux")
    tool.chmod(0o755)
    options = ("--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "-o", "log.sarif", "--log", "ForceOverwrite")
    there.said(modules, str(tool), "validate", FILES["sarif"], *options)
    log = json.loads((there.folder / "log.sarif").read_text("utf-8-sig"))
    return _same("errors, warnings", [each["ruleId"] for run in log["runs"] for each in run.get("results", ())], [])


def rdformat(there: Written) -> str:
    """Read reviewdog’s format."""
    there.said(
        there.scripts("@umbrelladocs/rdformat-validator", "1.0.1"), "rdformat-validator", "--strict", "found.rdjson"
    )
    count = len(json.loads((there.folder / FILES["rdjson"]).read_text("utf-8"))["diagnostics"])
    return _same("valid findings", count, len(there.findings))


def danger(there: Written) -> str:
    """Read Checkstyle’s format."""
    modules = there.scripts("danger-plugin-checkstyle", "0.1.1", "xml-js@1.6.11")
    return _same("findings", int(there.said(modules, "node", "-e", _DANGER)), len(there.findings))


def cmarkgfm(there: Written) -> str:
    """Read Markdown."""
    code = f"import cmarkgfm as c; print(c.github_flavored_markdown_to_html(open('{FILES['markdown']}').read()))"
    out = there.python("cmarkgfm", "2025.10.22", "-X", "utf8", "-c", code)
    rows = [row for row in out.split("<tr>") if "<td>" in row]
    named = [each for each in there.findings if any(f"{each['rule']}<" in row for row in rows)]
    return _same("findings in rows of tables", len(named), len(there.findings))


def axe(there: Written) -> str:
    """Read the page."""
    script = (there.scripts("axe-core", "4.14.1") / "axe-core" / "axe.min.js").read_text("utf-8")
    with _browser() as launched:
        page = launched.new_page(bypass_csp=True, reduced_motion="reduce")
        page.goto((there.folder / FILES["html"]).as_uri())
        page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
        page.evaluate(script)
        found = page.evaluate("axe.run(document)")
    return f"{len(found['passes'])} checks pass, {_same('violations', [e['id'] for e in found['violations']], [])}"


def lighthouse(there: Written) -> str:
    """Read the page."""
    modules = there.scripts("lighthouse", "13.5.0")
    options = ("--chrome-flags=--headless --no-sandbox", "--only-categories=accessibility,best-practices", "--quiet")
    with _served(there.folder) as address:
        page = f"{address}/{FILES['html']}"
        out = there.said(modules, "lighthouse", page, *options, "--output=json", CHROME_PATH=_program())
    scores = {key: round(each["score"] * 100) for key, each in json.loads(out)["categories"].items()}
    return _same("accessibility, best practices", [*scores.values()], [100, 100])


def _program() -> str:
    """Return the browser that is installed."""
    program = os.environ.get("OFSTED_LINT_CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        raise MissingError("no browser is installed")
    return program


@contextlib.contextmanager
def _browser() -> Iterator[Any]:
    program = _program()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise MissingError("playwright is not installed") from None
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield launched
        launched.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_request(self, *args: object) -> None:
        """Print nothing."""


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder to programs of this machine; the value is its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


CONSUMERS: dict[str, Callable[[Written], str]] = {
    "junitparser": junitparser,
    "junit2html": junit2html,
    "xunit-viewer": xunit_viewer,
    "Allure": allure,
    "junit-to-ctrf": junit_to_ctrf,
    "sarif-tools": sarif_tools,
    "SARIF multitool": sarif_multitool,
    "rdformat-validator": rdformat,
    "danger-plugin-checkstyle": danger,
    "cmarkgfm": cmarkgfm,
    "axe": axe,
    "Lighthouse": lighthouse,
}


def main() -> int:
    """Print a line a program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fetched", type=Path, help="where fetched programs are kept (default: a temporary folder)")
    parser.add_argument("--only", default=",".join(CONSUMERS), help="the programs, with commas")
    args, wrong = parser.parse_args(), 0
    with tempfile.TemporaryDirectory() as place:
        there = Written.of(Path(place, "found"), (args.fetched or Path(place, "fetched")).resolve())
        for name in args.only.split(","):
            try:
                print(f"{name}: {CONSUMERS[name](there)}", flush=True)
            except MissingError as error:
                print(f"{name}: left out: {error}", flush=True)
            except Wrong as error:
                wrong += 1
                print(f"{name}: WRONG: {error}", flush=True)
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
