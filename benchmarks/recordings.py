"""Record everything that the linter prints of known documents, and compare two recordings.

    python -m benchmarks.recordings write FOLDER [--sample N]
    python -m benchmarks.recordings compare OLD NEW [--reworded FILE]

A recording holds the JSON of all rules (fingerprints, addresses, places,
messages) and the outlines of the examples, of the examples in rule files and
of the corpus as layout text, plain text and PDF; and of the project's own
examples every format, and the fixes as a difference. It is made by the command
line alone, so that recordings of any two versions can be compared.

`compare` prints what differs and exits with 1 if anything does. Messages that
are listed in FILE (a line each: old text, tab, new text) count as equal.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import msgspec
import yaml

from benchmarks.accuracy import corpus

ROOT = Path(__file__).resolve().parent.parent
FORMATS = (
    "console",
    "concise",
    "json",
    "sarif",
    "github",
    "gitlab",
    "csv",
    "accuracy",
    "junit",
    "checkstyle",
    "rdjson",
    "html",
    "markdown",
)
FORMS = {"layout": "*.layout.txt", "plain": "*.txt", "pdf": "*.pdf"}
COLLECTIONS = ("ilacs", "letters", "area-send", "jtai", "sif")
# The safe loader of libyaml where it is there.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARKS = re.compile(r"\[\[|\]\]")
# The day on which a run takes place is fixed, so that what expires does not change a recording.
_ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1700000000", "PYTHONHASHSEED": "0", "NO_COLOR": "1"}


def command(words: list[str], cwd: Path, target: Path) -> None:
    """Run a command line and write its standard output and exit status to a file."""
    done = subprocess.run(
        [sys.executable, "-m", "ofsted_lint", *words],
        cwd=cwd,
        capture_output=True,
        env=os.environ | _ENVIRONMENT,
        check=False,
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(done.stdout + b"\nstatus %d\n" % done.returncode + done.stderr)


def both(name: str, paths: Iterable[str], cwd: Path, folder: Path, *options: str) -> None:
    """Record the findings of all rules and the outlines of documents."""
    named = sorted(paths)
    if named:
        common = ["--isolated", *options, "--", *named]
        command(["check", "--select", "all", "--format", "json", *common], cwd, folder / f"{name}.check.json")
        command(["outline", "--format", "json", *common], cwd, folder / f"{name}.outline.json")


def corpus_files(found: Path, sample: int) -> Iterator[tuple[str, list[str]]]:
    """The documents of the corpus by collection and form, as paths from its folder; every n-th of a sample."""
    for collection in COLLECTIONS:
        for form, pattern in FORMS.items():
            files = sorted((found / "corpus" / collection).rglob(pattern))
            if form == "plain":
                files = [each for each in files if not each.name.endswith(".layout.txt")]
            step = max(1, len(files) // sample) if sample else 1
            yield f"{collection}.{form}", [each.relative_to(found).as_posix() for each in files[::step]]


def rule_examples(folder: Path) -> dict[str, list[str]]:
    """Write the texts of the examples in rule files to a folder; their names by kind of document."""
    names: dict[str, list[str]] = {}
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        rule, rest = yaml.load_all(path.read_text("utf-8"), Loader=LOADER)
        for number, example in enumerate(rest["examples"]):
            kind = example.get("kind") or (rule.get("kinds") or ["ilacs"])[0]
            name = f"{path.stem}-{number}.txt"
            (folder / name).write_text(_MARKS.sub("", example["text"]), "utf-8")
            kind = {"letters": "letter", "statements": "statement"}.get(kind, kind)
            names.setdefault(kind if kind in ("letter", "jtai", "statement") else "ilacs", []).append(name)
    return names


def write(folder: Path, sample: int) -> None:
    """Record into a folder."""
    with tempfile.TemporaryDirectory() as place:
        for kind, names in rule_examples(Path(place)).items():
            both(f"rules.{kind}", names, Path(place), folder, "--kind", kind)
    examples = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").rglob("*") if path.is_file())
    both("examples", examples, ROOT, folder)
    for form in FORMATS:
        command(["check", "--isolated", "--format", form, *examples], ROOT, folder / f"examples.{form}")
    command(["check", "--isolated", "--diff", "--unsafe-fixes", *examples], ROOT, folder / "examples.diff")
    found = corpus()
    for name, paths in corpus_files(found, sample):
        both(name, paths, found, folder)


def findings(text: str) -> Counter[str]:
    """The findings of a recorded check, each as one line without its message; empty if it is not JSON."""
    try:
        record = msgspec.json.decode(text.rpartition("\nstatus ")[0])
    except msgspec.DecodeError:
        return Counter()
    made: Counter[str] = Counter()
    if not isinstance(record, dict):
        return made
    for document in record.get("documents", ()):
        for finding in document.get("findings", ()):
            made[f"{document['path']}\t{_identity(finding)}"] += 1
    return made


def _identity(finding: dict[str, Any]) -> str:
    keys = ("rule", "severity", "line", "column", "end_line", "end_column", "address", "fingerprint")
    return "\t".join(str(finding.get(key)) for key in keys)


def compare(old: Path, new: Path, reworded: Path | None, identities: bool = False) -> int:
    """Print what differs between two recordings; 1 if anything does."""
    words = [line.split("\t") for line in reworded.read_text("utf-8").splitlines()] if reworded else []
    names = sorted({each.name for folder in (old, new) for each in folder.iterdir()})
    different = 0
    for name in names:
        one, two = (_text(folder / name) for folder in (old, new))
        for before, after in words:
            one = one.replace(before, after)
        if one != two and not (identities and findings(one) == findings(two)):
            different += 1
            print(f"{name}: {_difference(one, two)}")
    print(f"{len(names) - different} of {len(names)} recordings are equal")
    return int(bool(different))


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.is_file() else ""


def _difference(one: str, two: str) -> str:
    """The differences of two recorded outputs, in a few lines."""
    before, after = findings(one), findings(two)
    if before != after:
        gone, new = before - after, after - before
        lines = [*(f"  - {line}" for line in list(gone)[:10]), *(f"  + {line}" for line in list(new)[:10])]
        return f"{gone.total()} finding(s) gone, {new.total()} new\n" + "\n".join(lines)
    pieces = (re.sub(r'(?=[{}\[\]]|"[a-z_]+":)', "\n", text).split("\n") for text in (one, two))
    changed = [(old, new) for old, new in zip_longest(*pieces) if old != new]
    lines = [f"  - {str(old)[:300]}\n  + {str(new)[:300]}" for old, new in changed[:6]]
    return f"{len(changed)} line(s) differ by place\n" + "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    recording = actions.add_parser("write")
    recording.add_argument("folder", type=Path)
    recording.add_argument("--sample", type=int, default=0, metavar="N", help="about so many documents of each form")
    comparing = actions.add_parser("compare")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    comparing.add_argument("--reworded", type=Path)
    comparing.add_argument("--identities", action="store_true", help="compare rules, places and fingerprints only")
    args = parser.parse_args()
    if args.action == "compare":
        return compare(args.old, args.new, args.reworded, args.identities)
    write(args.folder.resolve(), args.sample)
    return 0


if __name__ == "__main__":
    sys.exit(main())
