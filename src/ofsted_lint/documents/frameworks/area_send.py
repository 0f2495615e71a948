"""The fixed facts about reports of area SEND inspections: headings, outcomes, what follows from each outcome."""

from __future__ import annotations

from ofsted_lint.files.patterns import pattern

TEMPLATE = "area-send-2023"
# The sections by key, in the order of the form.
SECTIONS = {
    "outcome": "Inspection outcome",
    "partnership": "Information about the local area partnership",
    "experience": "What is it like to be a child or young person with SEND in this area?",
    "effective": "What is the area partnership doing that is effective?",
    "better": "What does the area partnership need to do better?",
    "priority": "Areas for priority action",
    "improvement": "Areas for improvement",
    "details": "Local area partnership details",
    "inspection": "Information about this inspection",
    "team": "Inspection team",
}
# The words by which a heading is known, in their order: a slip elsewhere in it is a finding, not a heading less.
_KEYS = (
    ("outcome", r"inspection outcome"),
    ("partnership", r"information about (?:the )?local"),
    ("experience", r"what is it like"),
    ("effective", r"what (?:is|are) the .*effective"),
    ("better", r"what does the .*better"),
    ("priority", r"areas?(?:\(s\))? for priority"),
    ("improvement", r"areas?(?:\(s\))? for improvement"),
    ("details", r"local area partnership details"),
    ("inspection", r"information about this"),
    ("team", r"inspection team"),
)
_HEADING = pattern("|".join(f"(?P<{key}>{words})" for key, words in _KEYS))
_SPELLED = pattern(r"special educational needs (?:and/or|and|or) disabilit(?:y|ies)(?: \(send\))?")

# The years to the next full inspection by outcome, and the months to the monitoring inspection.
NEXT_YEARS = {1: 5, 2: 3, 3: 3}
MONITORING_MONTHS = {3: 18}
# The plan that is asked for by outcome.
PLANS = {1: "strategic plan", 2: "strategic plan", 3: "priority action plan"}
# The fewest and the most areas for improvement by outcome, in 55 published reports.
IMPROVEMENTS = {1: (2, 3), 2: (3, 6), 3: (2, 6)}
# The sentences of the outcome: all that published reports write, with the abbreviation for what they spell out.
OUTCOMES = {
    1: "The local area partnership’s {send} arrangements typically lead to positive experiences and outcomes "
    "for children and young people with {send}.",
    2: "The local area partnership’s {send} arrangements lead to inconsistent experiences and outcomes "
    "for children and young people with {send}.",
    3: "There are widespread and/or systemic failings leading to significant concerns about the experiences and "
    "outcomes of children and young people with {send}, which the local area partnership must address urgently.",
}
# The sentence after it; the third outcome has none.
ACTIONS = {
    1: "The local area partnership is taking action where improvements are needed.",
    2: "The local area partnership must work jointly to make improvements.",
}


def section_of(heading: str) -> str | None:
    """Return the key of the section with this heading; None if it is none of the form."""
    match = _HEADING.match(heading.casefold())
    return match.lastgroup if match else None


def heading_words(heading: str) -> str:
    """Return a heading in lower case, without a mark at its end, with the abbreviation for what is spelled out."""
    return _SPELLED.sub("send", " ".join(heading.casefold().split())).rstrip(" ?:.*")
