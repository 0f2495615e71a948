"""Measure the layout of the program, and draw it.

    python -m benchmarks.house [--picture FILE]

Prints the rooms (the folders of `src/ofsted_lint` and its top modules) with
their modules and lines, the floors that their imports make, the number of
arrows between rooms, circles of modules, functions over 25 lines and files
over 250. With `--picture` the rooms and their imports are drawn as SVG.
Imports for type checking count as well.
"""

from __future__ import annotations

import argparse
import ast
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ofsted_lint"
PACKAGE = "ofsted_lint"
# From the ground up: a room imports from those on lower floors only; rooms on one floor do not import each other.
FLOORS = (
    ("files",),
    ("source",),
    ("documents",),
    ("findings", "comparison"),
    ("checks",),
    ("rules",),
    ("configuration", "linting", "output"),
    ("api",),
    ("cli",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
LONG_FUNCTION = 25
LONG_FILE = 250
_BOX, _GAP, _STEP = 150, 40, 84

Graph = dict[str, set[str]]


class Sizes(Struct, frozen=True):
    """Measure functions and files: their number, and those that are longer than they should be."""

    functions: int
    long_functions: list[tuple[int, str]]
    files: int
    long_files: list[tuple[int, str]]


def module_name(path: Path) -> str:
    """Return the name of a module below the package; empty for the package itself."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> dict[str, Path]:
    """Return all modules of the program by name."""
    return {module_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


def imported(path: Path, known: dict[str, Path]) -> set[str]:
    """Return the modules of the program that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == PACKAGE:
            base = node.module[len(PACKAGE) :].lstrip(".")
            names = (f"{base}.{alias.name}".lstrip(".") for alias in node.names)
            found |= {name if name in known else base for name in names}
    return found - {module_name(path)}


def graph() -> Graph:
    """Return the modules with those that each imports."""
    known = modules()
    return {name: imported(path, known) for name, path in known.items()}


def room(module: str) -> str:
    """Return the room that a module lies in."""
    return module.split(".")[0]


def upwards(found: Graph) -> list[str]:
    """Return the imports that go up, or across a floor, as “one imports other”."""
    return [
        f"{one} imports {other}"
        for one, others in sorted(found.items())
        for other in sorted(others)
        if room(one) in FLOOR and room(other) in FLOOR and room(one) != room(other)
        if FLOOR[room(other)] >= FLOOR[room(one)]
    ]


def circles(found: Graph) -> list[list[str]]:
    """Return the groups of modules that import each other in a circle (Tarjan's algorithm)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    made: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in found[name] & found.keys():
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            at = stack.index(name)
            group = stack[at:]
            del stack[at:]
            if len(group) > 1:
                made.append(sorted(group))

    for name in found:
        if name not in order:
            visit(name)
    return made


def arrows(found: Graph) -> Counter[tuple[str, str]]:
    """Return how many imports there are from one room to another."""
    pairs = ((room(one), room(other)) for one, others in found.items() for other in others)
    return Counter(
        (one, other) for one, other in pairs if one != other and one in FLOOR and other in FLOOR and other != "version"
    )


def direct(pairs: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the arrows that no chain of others says as well, so that a picture of them can be read."""
    reached: dict[str, set[str]] = {}
    for one in sorted({one for one, _ in pairs}, key=FLOOR.__getitem__):
        reached[one] = {far for start, other in pairs if start == one for far in (other, *reached.get(other, ()))}
    return {
        (one, other)
        for one, other in pairs
        if not any(other in reached.get(between, ()) for start, between in pairs if start == one and between != other)
    }


def sizes() -> Sizes:
    """Measure functions and files in lines."""
    functions = 0
    long_functions, long_files = [], []
    for name, path in modules().items():
        text = path.read_text("utf-8")
        lines = text.count("\n")
        if lines > LONG_FILE:
            long_files.append((lines, name))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions += 1
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONG_FUNCTION:
                    long_functions.append((length, f"{name}.{node.name}"))
    return Sizes(functions, sorted(long_functions)[::-1], len(modules()), sorted(long_files)[::-1])


def picture() -> str:
    """Draw the rooms on their floors, the ground at the bottom, each joined to those that it imports from directly."""
    used = {room(name) for name in modules()}
    floors = [[name for name in rooms if name in used] for rooms in FLOORS]
    floors = [rooms for rooms in floors if rooms]
    width = max(len(rooms) for rooms in floors) * (_BOX + _GAP) + 3 * _GAP
    places = {}
    for number, rooms in enumerate(floors):
        left = (width - len(rooms) * (_BOX + _GAP) + _GAP) // 2
        for at, name in enumerate(rooms):
            places[name] = (left + at * (_BOX + _GAP), (len(floors) - 1 - number) * _STEP + 12)
    size = f'viewBox="0 0 {width} {len(floors) * _STEP}" width="{width}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" role="img">',
        "<title>The rooms of the program: each imports from rooms below it only</title>",
        f'<rect width="{width}" height="{len(floors) * _STEP}" fill="#ffffff"/>',
    ]
    for one, other in sorted(direct(arrows(graph()))):
        (x1, y1), (x2, y2) = places[one], places[other]
        ends = f'x1="{x1 + _BOX // 2}" y1="{y1 + 44}" x2="{x2 + _BOX // 2}" y2="{y2}"'
        lines.append(f'<line {ends} stroke="#5a6b7b"/>')
    for name, (x, y) in places.items():
        lines.append(f'<rect x="{x}" y="{y}" width="{_BOX}" height="44" rx="6" fill="#eef3f8" stroke="#35506b"/>')
        lines.append(f'<text x="{x + _BOX // 2}" y="{y + 27}" text-anchor="middle" font-size="15">{name}</text>')
    return "\n".join([*lines, "</svg>", ""])


def report() -> None:
    """Print all measures."""
    found = graph()
    lines = Counter[str]()
    for name, path in modules().items():
        lines[room(name)] += path.read_text("utf-8").count("\n")
    for number, rooms in enumerate(FLOORS):
        for name in rooms:
            count = sum(room(each) == name for each in found)
            if count:
                print(f"  floor {number + 1}  {name:<14} {count:>4} modules {lines[name]:>7,} lines")
    folders = sorted(path.name for path in SOURCE.iterdir() if path.is_dir() and not path.name.startswith("_"))
    print(
        f"{len(folders)} folders (at most 12), {len(FLOORS)} floors (at most 9), {len(arrows(found))} arrows of rooms"
    )
    print(f"{len(upwards(found))} imports upwards, {len(circles(found))} circles of modules (both 0)")
    measured = sizes()
    share = 100 * len(measured.long_functions) / measured.functions
    print(
        f"{len(measured.long_functions)} of {measured.functions:,} functions over 25 lines: {share:.1f}% (at most 1.5%)"
    )
    print(f"{len(measured.long_files)} of {measured.files} files over 250 lines (at most 8)")
    for length, name in [*measured.long_functions[:10], *measured.long_files]:
        print(f"    {length:>4}  {name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw the rooms to this file")
    args = parser.parse_args()
    if args.picture:
        args.picture.write_text(picture(), "utf-8")
    else:
        report()


if __name__ == "__main__":
    main()
