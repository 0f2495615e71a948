"""Write the bill of materials of the page, in CycloneDX: what it carries, in which versions, with their hashes.

    python -m web.page.materials --out FILE

It is made of the pinned versions only, so the same sources make the same file.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from web.page import build

_WHEEL = re.compile(r"^([a-z0-9-]+)==(\S+) --hash=sha256:([0-9a-f]{64})$", re.MULTILINE)


def main() -> int:
    """Write the bill and say where it is."""
    parser = argparse.ArgumentParser(description="write what the page carries, as CycloneDX")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    args = parser.parse_args()
    args.out.write_text(json.dumps(bill(), indent=2) + "\n", "utf-8")
    print(args.out)
    return 0


def bill() -> dict[str, Any]:
    """Return the bill of materials."""
    page = _component("application", "ofsted-lint.html", build.version()) | {"licenses": [{"license": {"id": "MIT"}}]}
    parts = [*_packages(), *_wheels()]
    known = [page["bom-ref"], *(each["bom-ref"] for each in parts)]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": page},
        "components": parts,
        "dependencies": [{"ref": known[0], "dependsOn": known[1:]}, *({"ref": each} for each in known[1:])],
    }


def _component(kind: str, name: str, version: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "bom-ref": f"{name}@{version}", "name": name, "version": version, **more}


def _packages() -> Iterator[dict[str, Any]]:
    """Yield the packages of npm that the page carries: others are only there to build and to test it."""
    wanted = json.loads((build.HERE / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((build.HERE / "package-lock.json").read_text("utf-8"))["packages"]
    for name in sorted(wanted):
        found = locked[f"node_modules/{name}"]
        digest = base64.b64decode(found["integrity"].removeprefix("sha512-")).hex()
        yield _component(
            "framework",
            name,
            found["version"],
            purl=f"pkg:npm/{name}@{found['version']}",
            hashes=[{"alg": "SHA-512", "content": digest}],
            licenses=[{"license": {"id": found["license"]}}],
        )


def _wheels() -> Iterator[dict[str, Any]]:
    """Yield the packages of PyPI that the page carries."""
    for name, version, digest in _WHEEL.findall((build.HERE / "wheels.txt").read_text("utf-8")):
        hashes = [{"alg": "SHA-256", "content": digest}]
        yield _component("library", name, version, purl=f"pkg:pypi/{name}@{version}", hashes=hashes)


if __name__ == "__main__":
    raise SystemExit(main())
