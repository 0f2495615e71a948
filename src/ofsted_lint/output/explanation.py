"""A rule explained: what it finds, why, its source, how precise it is, and its examples."""

from __future__ import annotations

import textwrap

from ofsted_lint.documents import kinds
from ofsted_lint.rules.example import Example
from ofsted_lint.rules.precision import Figures, precision
from ofsted_lint.rules.rule import Loaded, Rule

_WIDTH = 78
# So few findings read say little about a rule.
_FEW = 3


def explained(loaded: Loaded, examples: list[Example]) -> str:
    """Return the explanation of a rule as lines of text."""
    rule = loaded.rule
    off = "" if rule.enabled else ", off"
    lines = [f"{rule.id} ({rule.severity.value}{off})", "", *_filled(rule.summary), "", *_filled(rule.why)]
    if rule.source:
        lines += ["", *_filled(f"Source: {rule.source}")]
    lines += ["", *_filled(f"Measured: {measured(loaded)}")]
    lines += ["", f"Applies to: {applies_to(rule)}"]
    if rule.fix:
        safe = "safe" if rule.fix.safe else f"not safe, because {rule.fix.because}"
        lines += ["", *_filled(f"Fix: {rule.fix.title} ({safe})")]
    for title, marked in (("Found:", True), ("Not found:", False)):
        for example in examples:
            if ("[[" in example.text) is marked:
                lines += ["", f"{title} {example.name}", "", textwrap.indent(example.text.rstrip(), "    ")]
                lines += _filled(f"Says: {example.says}", "    ") if example.says else []
                if example.fixed is not None:
                    lines += ["", "    Fixed:", "", textwrap.indent(example.fixed.rstrip(), "    ")]
    return "\n".join(lines)


def measured(loaded: Loaded) -> str:
    """Return the measured precision of a rule on published reports, in words."""
    known, reports = precision(loaded.ships, loaded.rule.id)
    if known is None:
        return "no."
    flagged, findings = known.reports + known.set_aside.reports, known.findings + known.set_aside.findings
    parts = [f"flags {flagged} of {reports} published reports, {findings} finding(s)"]
    both = ((known, "used to make the rule"), (known.set_aside, "set aside"))
    parts += (_reviewed(part, where) for part, where in both if part.read)
    if known.planted:
        parts.append(f"planted in {known.planted.reports} reports, found in {known.planted.found}")
    return "; ".join(parts) + "." + (f" {known.note}" if known.note else "")


def _reviewed(part: Figures, where: str) -> str:
    """Return the verdicts on the findings of a part of the corpus, with the interval of their precision."""
    low, high = part.between or (0.0, 1.0)
    few = f"; only {part.read} could be read" if part.read <= _FEW else ""
    said = f"{part.true} true, {part.false} false, {part.arguable} arguable"
    return f"of {part.read} read in reports {where}, {said} (right in {low:.0%} to {high:.0%}{few})"


def _filled(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(" ".join(text.split()), _WIDTH, initial_indent=indent, subsequent_indent=indent)


def applies_to(rule: Rule) -> str:
    what = kinds.in_words(rule.kinds)
    templates = f" of the templates {', '.join(rule.templates)}" if rule.templates else ""
    first = f" from {rule.from_}" if rule.from_ else ""
    last = f" to {rule.to}" if rule.to else ""
    return what + templates + (", inspections that begin" + first + last if first or last else "")


def markdown(loaded: Loaded) -> str:
    """Return the explanation of a rule without its examples as Markdown, for an editor or a page."""
    rule = loaded.rule
    parts = [f"**{rule.id}** ({rule.severity.value})", rule.summary, rule.why]
    if rule.source:
        parts.append(f"Source: {rule.source}")
    parts += [f"Measured: {measured(loaded)}", f"Applies to: {applies_to(rule)}"]
    if rule.fix:
        parts.append(f"Fix: {rule.fix.title} ({'safe' if rule.fix.safe else f'not safe, because {rule.fix.because}'})")
    return "\n\n".join(" ".join(part.split()) for part in parts)
