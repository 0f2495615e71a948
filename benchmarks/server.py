"""What a change costs the language server: processor time for a draft of 30 KB, and memory after many changes.

python -m benchmarks.server [--changes 1000]
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from pathlib import Path

from pygls.workspace import PositionCodec

from ofsted_lint import api
from ofsted_lint.cli.server import answers
from ofsted_lint.cli.server.open_document import opened

ROOT = Path(__file__).resolve().parent.parent
_SIZE = 30_000


def draft() -> str:
    """Return an example made as long as a draft: its findings are repeated under further numbers."""
    text = (ROOT / "examples" / "northfell-2024.txt").read_text("utf-8")
    paragraph = "\nPlans are clear, and most children know them. Leaders see the weaknesses in visits in time.\n"
    return text + paragraph * ((_SIZE - len(text.encode())) // len(paragraph) + 1)


def memory() -> int:
    """Return the memory that the process has now, in KB."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=1000)
    changes = parser.parse_args().changes
    linter, codec, text = api.Linter(isolated=True), PositionCodec(), draft()
    took, kept = [], []
    for at in range(changes):
        changed = text.replace("Plans are clear", f"Plans number {at} are clear", 1)
        start = time.process_time()
        made = opened(linter, "file:///draft.txt", "draft.txt", at, changed, codec)
        answers.diagnostics(made)
        took.append(time.process_time() - start)
        if at % (changes // 10) == 0:
            kept.append(memory())
    print(f"a draft of {len(text.encode()) // 1000} KB, {changes} changes")
    print(f"first {took[0] * 1000:.0f} ms, then {statistics.median(took[1:]) * 1000:.1f} ms CPU (median)")
    print(f"memory after each tenth of them, in MB: {', '.join(f'{each / 1024:.0f}' for each in kept)}")


if __name__ == "__main__":
    main()
