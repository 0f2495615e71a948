"""A rule file to begin with: a rule that works, with notes on what each line is for."""

from __future__ import annotations

from pathlib import Path

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.rules.rule import ID

_TEXT = """\
# The rule. Lines that begin with “#” are notes for you: delete them when they have served.
# The name, for the fault that it finds. The file has the same name.
id: {id}
# The fault in one sentence.
summary: The words “going forward” stand in a finding.
# Why it matters to a reader.
why: They do not say when; a date or a name does.
# Where the rule comes from, and how sure that is.
source: House style.
# The kind of check: “existence” finds words that should not be there.
check: existence
# error: a contradiction of fact; warning: a slip; advice: something to judge.
severity: advice
# What a reader is told. {found} is what stands in the report.
message: "“{found}” does not say when. Give a date, or leave it out."
params:
  # What to look for: (a|b) is one or the other, (s) may be there or not, * is the rest of a word, # a number.
  terms:
    - (going|moving) forward(s)
  # Where to look: prose is all that inspectors wrote. Quotations are left alone.
  in: [prose]
  # Longer words in which it is right.
  except:
    - going forward to adoption
---
# The examples prove the rule: “ofsted-lint test” runs them. In them the rule must find what is
# marked with [[ ]], and nothing else. Write those in which it must stay quiet first.
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
    """Begin the rule file of an id, or of a path that ends in one; `ConfigError` where it cannot be."""
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = path.with_name(f"{path.name}.yaml") if path.name else path
    if not ID.fullmatch(path.stem):
        raise ConfigError(
            "command line",
            f"“{path.stem}” is no name for a rule: lower-case letters, digits and hyphens, as in “short-section”",
        )
    if path.exists():
        raise ConfigError(str(path), "this is there already; nothing was written")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(_TEXT.replace("{id}", path.stem))
    except OSError as error:
        raise ConfigError(str(path), f"cannot be written ({error.strerror})") from None
    return path
