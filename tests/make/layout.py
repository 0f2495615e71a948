"""JSON laid out for people to read: a value on one line where it fits, otherwise one part a line."""

from __future__ import annotations

import json
from typing import Any

_WIDTH = 120


def laid_out(value: Any, indent: str = "", key: str = "") -> str:
    """Return a value as JSON, in lines of at most 120 characters except where a single text is longer."""
    short = key + json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(indent + short) <= _WIDTH:
        return short
    inner = f"{indent}  "
    if isinstance(value, dict):
        parts = [laid_out(part, inner, f"{json.dumps(name, ensure_ascii=False)}: ") for name, part in value.items()]
    else:
        parts = [laid_out(part, inner) for part in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{key}{opening}\n" + ",\n".join(inner + part for part in parts) + f"\n{indent}{closing}"
