"""The picture of a terminal in the README, made from what is really printed.

python -m benchmarks.picture
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "terminal.svg"
REPORT = "examples/northfell-2024-with-faults.txt"
_WIDTH = 80
_LINES = 26


def picture() -> str:
    """The first lines of a run on a report with faults, as an SVG that asks for nothing from elsewhere."""
    command = [sys.executable, "-m", "ofsted_lint", REPORT, "--color", "always"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    console = Console(file=io.StringIO(), record=True, width=_WIDTH, force_terminal=True, color_system="standard")
    console.print(Text(f"$ ofsted-lint {REPORT}", "bold"))
    for line in printed.split("\n")[:_LINES]:
        console.print(Text.from_ansi(line), soft_wrap=True)
    console.print(Text("…"))
    local = re.sub(r"@font-face \{\{.*?\}\}\n?", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    local = local.replace("Fira Code", "DejaVu Sans Mono")
    return console.export_svg(title="ofsted-lint", code_format=local, unique_id="ofsted-lint")


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
