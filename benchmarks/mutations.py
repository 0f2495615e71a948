"""Whether the tests would notice: small changes of a module, each of which its tests should fail for.

    python -m benchmarks.mutations [MODULE ...] [--each 12] [--seed 1] [--list]

A mutant has one comparison, condition, constant, operator or call changed. Of each module some are taken at random and
its own tests run on each in a copy of this process; tests that start other processes do not see the mutant there. A
mutant that ends no test in time counts as noticed. Survivors are printed with their line, to be read. The exit status
is 1 if more than a tenth survive.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib.abc
import importlib.machinery
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import hypothesis  # noqa: F401 (loaded once for all mutants)
import msgspec
import pytest

ROOT = Path(__file__).resolve().parent.parent
# The modules whose mistakes would be silent, and the tests of each.
MODULES = {
    "files.atomic_write": ["files/test_atomic_write.py"],
    "files.path_patterns": ["files/test_path_patterns.py"],
    "findings.suppressions": ["findings/test_suppressions.py"],
    "findings.baseline": ["findings/test_baseline.py"],
    "linting.fixes": ["linting/test_fixes.py", "cli/test_fix_options.py"],
    "documents.structure.paragraph_numbers": ["documents/structure/test_paragraph_numbers.py"],
    "checks.expressions.evaluate": ["checks/expressions"],
}
_MOST_SURVIVE = 0.1
_SECONDS = 120
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


class Mutant(msgspec.Struct, frozen=True):
    """A changed tree, and where and how it was changed."""

    tree: ast.Module
    line: int
    was: str
    now: str


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that could take the place of one."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARED:
        made = deepcopy(node)
        made.ops[0] = _COMPARED[type(node.ops[0])]()
        yield made
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        made_if = deepcopy(node)
        made_if.test = ast.UnaryOp(ast.Not(), node.test)
        yield made_if
    elif isinstance(node, ast.BinOp) and type(node.op) in _COUNTED:
        yield ast.BinOp(node.left, _COUNTED[type(node.op)](), node.right)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield ast.Pass()
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) not in ("None", "False"):
        yield ast.Return(ast.Constant(None))


class _Replaced(ast.NodeTransformer):
    """Puts another node in the place of the one with a number, in the order of a walk."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        if node is self.old:
            return ast.copy_location(self.new, node)
        # Annotations are not run.
        if isinstance(node, ast.AnnAssign):
            node.value = self.visit(node.value) if node.value else None
            return node
        return self.generic_visit(node)


def _without_effect(tree: ast.Module) -> set[int]:
    """Return the ids of nodes that change nothing in a sound program.

    They are parts of annotations, which are never run, and flags that only refuse what a program never does: keywords
    of a class (that it is frozen), and `strict` of two lists that are equally long.
    """
    found: set[int] = set()
    for node in ast.walk(tree):
        hints = [node.annotation] if isinstance(node, (ast.AnnAssign, ast.arg)) else []
        hints += [node.returns] if isinstance(node, ast.FunctionDef) else []
        hints += [each.value for each in node.keywords] if isinstance(node, ast.ClassDef) else []
        hints += [node.value] if isinstance(node, ast.keyword) and node.arg == "strict" else []
        found |= {id(each) for hint in hints if hint for each in ast.walk(hint)}
    return found


def mutants(path: Path) -> list[Mutant]:
    """Return all mutants of a module."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    hints, found = _without_effect(tree), []
    for at, node in enumerate(ast.walk(tree)):
        if id(node) in hints:
            continue
        for number in range(len(list(changes(node)))):
            copy = ast.parse(text)
            old = next(each for place, each in enumerate(ast.walk(copy)) if place == at)
            new = list(changes(old))[number]
            was, now = ast.unparse(old).split("\n")[0], ast.unparse(ast.fix_missing_locations(deepcopy(new)))
            made = ast.fix_missing_locations(_Replaced(old, new).visit(copy))
            found.append(Mutant(made, getattr(node, "lineno", 0), was[:100], now.split("\n")[0][:100]))
    return found


class _Importer(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports a mutant in the place of its module."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> Any:
        if name != self.name:
            return None
        return importlib.machinery.ModuleSpec(name, self, origin=str(self.path))

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.path)
        exec(self.code, module.__dict__)  # noqa: S102 (our own module, with one change)


def survives(name: str, mutant: Mutant | None, tests: list[str]) -> bool:
    """Return whether the tests pass with a mutant, or with the module itself."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os.setpgid(0, 0)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (1, 2):
                os.dup2(nowhere, stream)
            if mutant:
                path = ROOT / "src" / "ofsted_lint" / (name.replace(".", "/") + ".py")
                code = compile(mutant.tree, str(path), "exec", dont_inherit=True)
                sys.meta_path.insert(0, _Importer(f"ofsted_lint.{name}", path, code))
            words = ["-x", "-q", "-p", "no:cacheprovider", *(str(ROOT / "tests" / each) for each in tests)]
            os._exit(int(pytest.main(words)))
        os._exit(9)
    until = time.monotonic() + _SECONDS * 4
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.05)
    os.killpg(child, 9)
    os.waitpid(child, 0)
    return False


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("modules", nargs="*", default=list(MODULES), metavar="MODULE", help=", ".join(MODULES))
    parser.add_argument("--each", type=int, default=12, help="how many mutants of each module")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print the mutants, and run none")
    args = parser.parse_args()
    chance = random.Random(args.seed)  # noqa: S311 (the same every time)
    total = left = 0
    for name in args.modules:
        known = mutants(ROOT / "src" / "ofsted_lint" / (name.replace(".", "/") + ".py"))
        taken = sorted(chance.sample(range(len(known)), min(args.each, len(known))))
        if not args.list and not survives(name, None, MODULES[name]):
            raise SystemExit(f"{name}: its tests fail as it is")
        alive = [known[at] for at in taken if args.list or survives(name, known[at], MODULES[name])]
        total, left = total + len(taken), left + len(alive)
        print(f"{name:<38} {len(alive):>3} of {len(taken):>3} survive; there are {len(known)}", flush=True)
        for each in alive:
            print(f"    line {each.line}: {each.was}  ->  {each.now}", flush=True)
    if not args.list:
        print(f"{left} of {total} survive ({left / max(total, 1):.0%})")
    return 0 if args.list or left <= _MOST_SURVIVE * total else 1


if __name__ == "__main__":
    raise SystemExit(main())
