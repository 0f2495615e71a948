"""print the JSON Schema of a kind of file, or of a command's output

An editor that has the schema of rule files completes keys and underlines
mistakes while the file is written. A program can check the JSON that it reads.
"""

from __future__ import annotations

import argparse
import json
import sys

from ofsted_lint.configuration import json_schema
from ofsted_lint.files.errors import known
from ofsted_lint.output import json_schemas

_SCHEMAS = {
    "rule": json_schema.rule_file,
    "config": json_schema.config_file,
    "register": json_schema.register_file,
    **json_schemas.SCHEMAS,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "of", nargs="?", default="rule", metavar="WHAT", help=f"what it describes: {', '.join(_SCHEMAS)} (default rule)"
    )


def run(args: argparse.Namespace) -> int:
    known("schema", args.of, _SCHEMAS)
    sys.stdout.write(json.dumps(_SCHEMAS[args.of](), indent=2, ensure_ascii=False) + "\n")
    return 0
