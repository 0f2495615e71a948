"""Patterns for the wording of grade claims and of the areas that they are about."""

from __future__ import annotations

import re

from ofsted_lint.documents.frameworks.grades import Grade, grade_of
from ofsted_lint.documents.statement.phrases import pattern

# Marks that may surround a grade.
Q = r"[‘’“”'\"*]*"
GRADE = re.compile(
    r"\b(?:requir(?:es?|ed|ing)[ -]improvement(?:[ -]to[ -]be[ -]good)?|outstanding|inadequate|good|(?-i:RI))\b",
    re.IGNORECASE,
)
_REQUIRES = re.compile(r"RI\Z|requir(?:es?|ed|ing)\b(?=[ -]improvement)", re.IGNORECASE)


def grade_named(words: str) -> Grade | None:
    """Return the grade that words of a statement name, which may be “RI” or “requiring improvement”."""
    words = "requires improvement" if words.strip(" .*|‘’“”'\"") == "RI" else words
    return grade_of(_REQUIRES.sub("requires", words).replace("-", " "))


_NOUNS = pattern("grades", "nouns")
_ANY_NOUN = pattern("grades", "nouns", "loose nouns")
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "both": 2}
# Shares of the judgements, in place of a number of them.
SHARES = {"half": 0, "most": -1, "three quarters": -2, "three-quarters": -2, "a quarter": -3, "one quarter": -3}
_OF_THEM = r"(?: (?:out )?of(?: (?:the|its|our|their|all))?(?: (?P<of>two|three|four|five|[2-5]))?)?"
_COUNT = (
    rf"\b(?P<n>{'|'.join(SHARES)}|one|two|three|four|five|both|[1-5]){_OF_THEM}"
    rf"(?: {pattern('areas', 'kinds of parts')})*"
    rf" {pattern('areas', 'parts')}\b(?! (?:for|of) (?:improvement|development|concern|focus))"
)
_AREAS_NAMED = ("in-care-and-care-leavers", "help-and-protection", "care-leavers", "in-care", "leaders")
# The subjects of grades. “all other areas” are those that the sentence does not name.
AREAS = (
    *((name, rf"\b{pattern('areas', name)}\b") for name in ("others", "every")),
    ("count", _COUNT),
    *((name, rf"\b{pattern('areas', name)}\b") for name in _AREAS_NAMED),
    ("overall", rf"\boverall(?: (?:effectiveness|{_ANY_NOUN}))?\b"),
)
AREA = re.compile("|".join(f"(?P<a{at}>{pattern})" for at, (_, pattern) in enumerate(AREAS)), re.IGNORECASE)
RATING = re.compile(
    rf"\b(?:{pattern('grades', 'nouns', 'rated')}|{pattern('grades', 'loose nouns')}(?= of\b)"
    rf"|{pattern('grades', 'opinions')}\b[^.;]{{0,60}}? to be)\b",
    re.IGNORECASE,
)
# A grade in plain lower case counts if nothing follows it: “judged to be good.”, “good overall”.
ALONE = re.compile(rf"{Q}(?:[.,;:!?)]|\s*$|\s+{pattern('grades', 'after a plain grade')}\b)", re.IGNORECASE)
FORWARD = re.compile(
    rf"{Q},?(?: (?:ofsted )?{_ANY_NOUN})?(?: {pattern('grades', 'handed')}\b"
    rf"| ?(?:overall )?{pattern('grades', 'before the areas')}\b)[^.;:]{{0,70}}"
    rf"|{Q},? and so (?:is|are|was|were) (?:the |our )?",
    re.IGNORECASE,
)
LINK = re.compile(
    rf"\b{pattern('grades', 'links')}\b|\A of\b|\bto\s*[‘“'\"]?\Z|\b{_ANY_NOUN} of\b|[:\t|=–—]|-\s"
    r"|\A\s*[‘“'\"]\Z|\A\s?\([‘“'\"]?\Z",
    re.IGNORECASE,
)
# The words between the areas of a list.
LISTED = re.compile(
    r"(?:[\s,’”'\"‘“*]|\b(?:and|for|to|the|of|as well as|both|experiences?|progress|services?|support|children|"
    r"young people|who|in|its|our|their|how|it|we|they|work(?:ing)?(?: with)?|care|looking after|caring|helping|"
    r"supporting|provision|those)\b|&){0,40}"
)
# Grades of services that these reports are not about.
ELSEWHERE = re.compile(rf"\b{pattern('grades', 'elsewhere')}\b")
WISHED = re.compile(rf"\b{pattern('grades', 'wished')}\b[^.;:]{{0,60}}$", re.IGNORECASE)
_FROM = r"(?:being |an? |our |its |overall |rating |grade |judgement |of |rated |judged |[‘“'\"*]){0,6}"
EARLIER_BEFORE = re.compile(
    rf"\b{pattern('grades', 'years ago')}\b[^.;]{{0,100}}$|\b{pattern('grades', 'before')}\b[^.;]{{0,60}}$"
    rf"|\bfrom {_FROM}$|\b{pattern('grades', 'when it was')} (?:\w+ )?{pattern('grades', 'rated')}\b[^.;,]{{0,25}}$",
    re.IGNORECASE,
)
# In minutes “had been” is of this inspection, if the sentence is about what was judged and not about a change.
HAD_BEEN = re.compile(rf"\b{pattern('grades', 'had been')}\b[^.;]{{0,60}}$", re.IGNORECASE)
REPORTED = re.compile(rf"\b{pattern('grades', 'reported')}\b", re.IGNORECASE)
NOT_NOW = re.compile(r"\b(?:now|since|today|previous(?:ly)?|last|earlier|ago|before|from)\b", re.IGNORECASE)
# “… had been found to be good, having previously been inadequate”: the rest is of an earlier inspection.
HAVING_BEEN = re.compile(r",? having (?:previously |last |earlier |formerly )?been\b", re.IGNORECASE)
# “We’re Outstanding!”
WE_ARE = re.compile(
    r"\b(?:we(?:[’']re| are| were)|(?:services|council|authority|department)(?: (?:in|at|of) [A-Z][\w’'-]+)? "
    rf"(?:is|are|was|were))(?: now| officially| still| all)?(?: an?)? ?{Q}\Z",
    re.IGNORECASE,
)
EARLIER_AFTER = re.compile(rf"[^.;]{{0,40}}\b{pattern('grades', 'years ago')}\b", re.IGNORECASE)
YEAR = re.compile(r"\b(20[0-3]\d)\b")
GENERIC = re.compile(rf"\b{pattern('grades', 'whole')}\b", re.IGNORECASE)
PARTLY = re.compile(rf"(?<!\bone of )(?<!\bof the )\b{pattern('grades', 'partly')}\b", re.IGNORECASE)
NONE = re.compile(
    rf"\b{pattern('grades', 'none')}\b[^.;:]{{0,90}}\b(?:{pattern('grades', 'links')})\s*{Q}\Z", re.IGNORECASE
)
# A grade and all that are better: “good or better”.
AT_LEAST = re.compile(rf"{Q}\s*or\s*{Q}(?:better|above|higher|outstanding)\b", re.IGNORECASE)
# A grade and its noun: “good marks”, “an outstanding rating”.
WITH_NOUN = re.compile(rf"{Q} (?:ofsted )?{pattern('grades', 'nouns after')}\b", re.IGNORECASE)
CHANGED_FROM = re.compile(
    rf"\b{pattern('grades', 'changes')} from (?:an? |the |being |its |our |rating |grade |of )*{Q}\Z", re.IGNORECASE
)
# The names of judgements as they are printed, before a plain grade: “the overall effectiveness of … is good”.
NAMED = re.compile(
    r"\b(?:overall effectiveness|experiences and progress of|impact of leaders on)\b[^.;:]{0,90}\Z", re.IGNORECASE
)
CLAUSE = re.compile(
    rf";|, with\b(?! an? (?:overall )?{_NOUNS} of\b)|\b(?:while|whilst|whereas|but|although|though)\b", re.IGNORECASE
)
# “We got good for children in care.”
GOT = re.compile(r"\b(?:got|get|received|given|awarded|earned|scored|gave us)(?: an?)? ?[‘“'\"]?\Z", re.IGNORECASE)
FOR_AREA = re.compile(rf"{Q} (?:for|in) (?:[\w’']+ ){{0,4}}?(?:{AREA.pattern})", re.IGNORECASE)
# “judged good in all areas” is a grade if the sentence mentions inspectors.
EVERYWHERE = re.compile(rf"{Q} (?:in|across|for|on) (?:{AREAS[1][1]})", re.IGNORECASE)
# “got good overall” is one as well.
OVERALL_NEXT = re.compile(rf"{Q},? overall\b(?=\s*(?:[.,;:!?]|\Z|for\b|by\b|in\b|and\b|with\b|after\b|from\b))")
JUDGING = re.compile(r"\b(?:Ofsted|inspect(?:ors?|ion|ed)|report|judge?ments?)\b", re.IGNORECASE)
# The end of the introduction to a list of areas with the same grade.
BELOW = re.compile(
    rf"{Q},?(?: (?:ratings?|grades?|judgements?))? ?(?:for|in|on|across|against)\b"
    r"(?: (?:both|all|each|these|the following|following|the|of|two|three|four|five|[2-5]|key|other"
    rf"|{pattern('areas', 'parts')})){{0,6}}"
    rf"{Q}[ ]?[:–—-]?{Q}\s*",
    re.IGNORECASE,
)
