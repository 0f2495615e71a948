"""Answer messages about PDFs (`message`) with the library, in the process in which it runs."""

from __future__ import annotations

import json
from typing import Any

from ofsted_lint.source.readers.pdf import extract, places
from ofsted_lint.source.readers.pdf.message import FIND, LENGTH


def answered(message: bytes) -> dict[str, Any]:
    """Return `text`, `notes`, `raised` and `leftovers` of a file, or the `places` of words; or `error`, a reason."""
    try:
        if message.startswith(FIND):
            start = len(FIND) + LENGTH
            end = start + int.from_bytes(message[len(FIND) : start], "big")
            return {"places": places.find(message[end:], map(tuple, json.loads(message[start:end])))}
        return extract.read(message)._asdict()
    except ValueError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "reading it takes more memory than any report needs"}
