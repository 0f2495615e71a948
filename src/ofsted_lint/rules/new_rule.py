"""Write a new rule file: a rule that works, with notes on each line."""

from __future__ import annotations

from pathlib import Path

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.rules.rule import ID

_TEXT = """\
# The rule. Lines that begin with “#” are notes for you: delete them when you no longer need them.
# The name of the rule, after the fault that it finds. The file has the same name.
id: {id}
# The fault in one sentence.
summary: A finding contains the words “going forward”.
# Why it matters to a reader.
why: They do not say when; a date or a name does.
# The source of the rule, and how reliable it is.
source: House style.
# The kind of check: “existence” finds words that should not be there.
check: existence
# error: a contradiction of fact; warning: a slip; advice: something to consider.
severity: advice
# The message to the reader. {found} is the text in the report.
message: "“{found}” does not say when. Give a date, or leave it out."
params:
  # The terms to look for: (a|b) is one or the other, (s) is optional, * is the rest of a word, # a number.
  terms:
    - (going|moving) forward(s)
  # Where to look: prose is all that inspectors wrote. Quotations are ignored.
  in: [prose]
  # Longer phrases in which the term is correct.
  except:
    - going forward to adoption
---
# The examples are the tests of the rule: “ofsted-lint test” runs them. The rule must find the text that
# is marked with [[ ]], and nothing else. Begin with examples in which it must find nothing.
examples:
  - name: a child’s plan that goes forward to a panel
    text: |
      The experiences and progress of care leavers: good
      1. Plans that are going forward to adoption panels are clear.
  - name: words that do not say when
    text: |
      The experiences and progress of care leavers: good
      1. Advisers will meet young people more often [[going forward]].
    says: "“going forward” does not say when. Give a date, or leave it out."
"""


def write(name: str) -> Path:
    """Write a new rule file for an id, or for a path that ends in one; raise `ConfigError` if that is not possible."""
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = path.with_name(f"{path.name}.yaml") if path.name else path
    if not ID.fullmatch(path.stem):
        raise ConfigError(
            "command line",
            f"“{path.stem}” is not a rule name: use lower-case letters, digits and hyphens, as in “short-section”",
        )
    if path.exists():
        raise ConfigError(str(path), "this file already exists; nothing was written")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(_TEXT.replace("{id}", path.stem))
    except OSError as error:
        raise ConfigError(str(path), f"cannot be written ({error.strerror})") from None
    return path
