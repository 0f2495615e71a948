"""Patterns for the wording of grade claims and of the areas that they are about."""

from __future__ import annotations

import re

from ofsted_lint.documents.statement.phrases import pattern

# Marks that may surround a grade.
Q = r"[‘’“”'\"*]*"
GRADE = re.compile(
    r"\b(?:requires?[ -](?:improvement)(?:[ -]to[ -]be[ -]good)?|outstanding|inadequate|good)\b", re.IGNORECASE
)
_NOUNS = pattern("grades", "nouns", "loose nouns")
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "both": 2}
_PARTS = r"(?:categor(?:y|ies)|areas?|judge?ments?|aspects?|strands?|domains?|grades?|criteria|headings?|measures?)"
# “one of four grades” is not a number of judgements.
_COUNTED = _PARTS.replace("grades?|", "")
_KEY = r"(?: (?:key|main|inspected|judged|graded|separate|different|other|service|inspection))*"
_OF_THE = r"(?: of)?(?: the| its| our)?"
_SOME = r"(?: (?:two|three|four|five|[2-5]))?"
_WHOSE = r"(?:our |its |their |the )?(?:council[’']s )?"
_LOOKED_AFTER = r"(?:looked[- ]after children|children looked[- ]after)"
# The subjects of grades. “all other areas” are those that the sentence does not name.
AREAS = (
    ("others", rf"\b(?:all|every|each){_OF_THE} (?:other|remaining)(?: \w+)? {_PARTS}\b"),
    (
        "every",
        (
            rf"\b(?:(?:every|each)(?: (?:one|single))?{_OF_THE}|all{_OF_THE}){_SOME}{_KEY} {_PARTS}\b"
            r"|\bacross the board\b|\bon all counts\b"
        ),
    ),
    (
        "count",
        (
            rf"\b(?P<n>half|one|two|three|four|five|both|[1-5])(?: (?:out )?of(?: (?:the|its|our|their"
            rf"|all))?(?: (?P<of>two|three|four|five|[2-5]))?)?{_KEY}"
            rf" {_COUNTED}\b(?! (?:for|of) (?:improvement|development|concern|focus))"
        ),
    ),
    (
        "in-care-and-care-leavers",
        rf"\b(?:(?:children )?in {_WHOSE}care|{_LOOKED_AFTER}) and (?:young )?care[- ](?:leavers|experienced)",
    ),
    (
        "help-and-protection",
        (
            r"\bhelp (?:and|or|&) protection|\bneed(?:s|ing)? (?:of )?(?:help|protection)(?: (?:and|or|&) (?:help"
            r"|protection))?\b|\bchild protection\b"
            r"|\b(?:helped|help) and protected\b|\bprotect(?:ion|ing) (?:of )?children\b"
        ),
    ),
    (
        "care-leavers",
        r"\bcare[- ]leavers?\b|\bleaving care\b|\bcare[- ]experienced (?:young )?(?:people|adults|children)\b",
    ),
    (
        "in-care",
        (
            rf"\b(?:children|young people)(?: and young people)?,? (?:who are )?in {_WHOSE}care\b"
            rf"|\b{_LOOKED_AFTER}\b|\blooked[- ]after and\b"
        ),
    ),
    (
        "leaders",
        (
            r"\bimpact of (?:its |our |their )?(?:senior )?leader\w*"
            r"(?: on social work practice(?: with children and families)?)?"
            r"|\bleadership(?: (?:and|&) management)?\b|\bsocial work practice with children\b|\bleaders\b"
        ),
    ),
    ("overall", rf"\boverall(?: (?:effectiveness|{_NOUNS}))?\b"),
)
AREA = re.compile("|".join(f"(?P<a{at}>{pattern})" for at, (_, pattern) in enumerate(AREAS)), re.IGNORECASE)
RATING = re.compile(
    rf"\b(?:{pattern('grades', 'nouns')}|{pattern('grades', 'loose nouns')}(?= of\b)|"
    r"rat(?:e[sd]?|ing)|judg(?:e[sd]?|ing|e?ments?)|grad(?:e[sd]?|ing)|mark(?:s|ed)|assess(?:e[sd]|ing)?|deem(?:s|ed)|"
    r"rank(?:s|ed)|declar(?:es|ed)|scor(?:ed?|ing|es)|class(?:ed|ified)|award(?:s|ed)?|verdict|Ofsted status"
    r"|found\b[^.;]{0,60}? to be|(?:improved|moved|gone|went|risen|rose|progressed|jumped|up|dropped|fallen"
    r"|fell) from)\b",
    re.IGNORECASE,
)
# A grade in plain lower case counts if nothing follows it: “judged to be good.”, “good overall”.
ALONE = re.compile(
    rf"{Q}(?:[.,;:!?)]|\s*$|\s+(?:overall|for|in|across|and|with|by|on|to (?:our|the|its)|while|whilst|but|rating"
    rf"|grade|judgement|at|"
    r"again|throughout|following|after|standard|ofsted)\b)",
    re.IGNORECASE,
)
FORWARD = re.compile(
    rf"{Q},?(?: (?:ofsted )?{_NOUNS})?(?: {pattern('grades', 'handed')}\b|"
    r" ?(?:overall )?"
    r"(?:for|to|in|on|across|against|within|throughout|in relation to|when it (?:came|comes) to|with regard to"
    r"|regarding)"
    r"\b)[^.;:]{0,70}|{Q},? and so (?:is|are|was|were) (?:the |our )?".replace("{Q}", Q),
    re.IGNORECASE,
)
LINK = re.compile(
    rf"\b{pattern('grades', 'links')}\b|\A of\b|\bto\s*[‘“'\"]?\Z|\b{_NOUNS} of\b|[:\t|=–—]|-\s"
    r"|\A\s*[‘“'\"]\Z",
    re.IGNORECASE,
)
# The words between the areas of a list.
LISTED = re.compile(
    r"(?:[\s,’”'\"‘“*]|\b(?:and|for|to|the|of|as well as|both|experiences?|progress|services?|support|children|"
    r"young people|who|in)\b|&){0,40}"
)
# Grades of services that these reports are not about.
ELSEWHERE = re.compile(
    r"\b(?:[Ss]chools?|[Nn]urser(?:y|ies)|early years|[Cc]hild ?minders?|[Cc]olleges?|[Aa]cadem(?:y|ies)|CQC"
    r"|Care Quality Commission|"
    r"children[’']s homes?|residential homes?|adoption agency|fostering (?:agency|service)|SEND\b|special educational|"
    r"adult (?:social care|learning|services)|youth (?:justice|offending)|registered (?:home|provider)s?|providers?)\b"
)
WISHED = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|ambitions?|ambitious|journey|toward?s?|striv(?:e|es|ing)|aspir\w+|would|could|should|will|"
    r"if|never|none of|neither|nor|hop(?:e|es|ing)|becom(?:e|ing)|target|want(?:s|ed)?|determined to|committed to"
    r"|next|goal|path(?:way)?|"
    r"until|unless|whether|not|isn[’']t|wasn[’']t|aren[’']t|weren[’']t|cannot|can)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
EARLIER_BEFORE = re.compile(
    rf"\b{pattern('grades', 'years ago')}\b[^.;]{{0,100}}$|"
    r"\b(?:previous(?:ly)?|earlier|prior|formerly|had (?:been|previously)|used to be|compared (?:with|to)|before|"
    r"last (?:inspection|time|rated|inspected|judged))\b[^.;]{0,60}$"
    r"|\bfrom (?:being |an? |our |its |overall |rating |grade |judgement |of |rated |judged |[‘“'\"*]){0,6}$"
    r"|\bwhen (?:they|it|we|(?:the |our |its )?(?:council|services?|authority)) (?:was|were|had been) (?:\w+ )?"
    r"(?:rated|judged|graded|found|considered|deemed|assessed)\b[^.;,]{0,25}$",
    re.IGNORECASE,
)
EARLIER_AFTER = re.compile(rf"[^.;]{{0,40}}\b{pattern('grades', 'years ago')}\b", re.IGNORECASE)
YEAR = re.compile(r"\b(20[0-3]\d)\b")
GENERIC = re.compile(
    r"\b(?:services?|council|authority|department|borough|county|city|we|us|our|Ofsted|inspectors|inspection|it)\b",
    re.IGNORECASE,
)
PARTLY = re.compile(rf"\b{pattern('grades', 'partly')}\b", re.IGNORECASE)
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
CLAUSE = re.compile(r";|, with\b|\b(?:while|whilst|whereas|but|although|though)\b", re.IGNORECASE)
# “judged good in all areas” is a grade if the sentence mentions inspectors.
EVERYWHERE = re.compile(rf"{Q} (?:in|across|for|on) (?:{AREAS[1][1]})", re.IGNORECASE)
JUDGING = re.compile(r"\b(?:Ofsted|inspect(?:ors?|ion|ed)|report|judge?ments?)\b", re.IGNORECASE)
# The end of the introduction to a list of areas with the same grade.
BELOW = re.compile(
    rf"{Q},?(?: (?:ratings?|grades?|judgements?))? ?(?:for|in|on|across|against)\b"
    rf"(?: (?:both|all|each|these|the following|following|the|of|two|three|four|five|[2-5]|key|other|{_PARTS})){{0,6}}"
    rf"{Q}[ ]?[:–—-]?{Q}\s*",
    re.IGNORECASE,
)
