"""print the JSON Schema of rule files or other files, for editors

An editor that has the schema completes keys and underlines mistakes while the
file is written.
"""

from __future__ import annotations

import argparse
import json
import sys

from ofsted_lint.configuration import json_schema
from ofsted_lint.files.errors import known

_SCHEMAS = {"rule": json_schema.rule_file, "config": json_schema.config_file, "register": json_schema.register_file}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "of", nargs="?", default="rule", metavar="WHAT", help=f"what it describes: {', '.join(_SCHEMAS)} (default rule)"
    )


def run(args: argparse.Namespace) -> int:
    known("schema", args.of, _SCHEMAS)
    sys.stdout.write(json.dumps(_SCHEMAS[args.of](), indent=2, ensure_ascii=False) + "\n")
    return 0
