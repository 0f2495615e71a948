"""The speaker of a quotation, recognised by the words around it: the report and Ofsted, or a person."""

from __future__ import annotations

import re

from ofsted_lint.documents.statement.phrases import pattern

REPORT, PERSON, SAME, NOBODY = "report", "person", "same", ""
# How many characters are read before and after a quotation.
CHARACTERS_BEFORE, CHARACTERS_AFTER = 300, 120
_WHOSE = r"(?:[Tt]he |[Tt]heir |[Ii]ts |[Oo]ur |[Tt]his |[Tt]hat )"
# “a report published earlier”, but not one to a committee, or by somebody else.
_A_REPORT = (
    r"(?:[Aa]n? (?:[\w’'-]+ ){0,2}?report(?! (?:to|for|from|by) (?!Ofsted|inspectors|the (?:inspectorate|watchdog))))"
)
# “lead inspector Ann Lee” is an inspector, not Ann Lee.
_CALLED = (
    r"[Ii]nspectors?,? (?:led by )?(?:(?!Ofsted|Council|The\b)[A-Z][\w’'-]{1,30} ?){2,3}(?<! )"
    r"(?:(?:,| and) (?!Ofsted|Council|The\b)[A-Z][\w’'-]{1,30} [A-Z][\w’'-]{1,30}){0,4}"
)
_INSPECTORS = (
    rf"(?:{_WHOSE}?(?:[Ll]ead |[Ss]enior )?{_CALLED}|Ofsted(?:[’'`]s)?(?! and\b)(?: inspectors?)?"
    rf"|{_WHOSE}?(?:[Ll]ead |[Ss]enior )?[Ii]nspect(?:ors?|orate|ion team)(?:[’'`]s?)?"
    rf"|{_WHOSE}(?:[\w’'-]+ ){{0,3}}?(?:{pattern('speakers', 'sources')}"
    rf"|letter(?! (?:from|by) (?!Ofsted|inspectors)))(?:[’'`]s)?|{_A_REPORT}|HMI\b)"
)
_SPEAKING, _VERB = pattern("speakers", "verbs"), pattern("speakers", "verbs", "verbs of naming")
_TITLE = rf"{pattern('people', 'titles')}\.? "
_NAME = r"(?!Ofsted|Inspect|HMI|Council\b|Reports?\b)[A-Z][\w’'-]{1,30}"
_PERSON = rf"(?:{_TITLE}(?:{_NAME} ){{0,2}}{_NAME}|{_NAME}(?: {_NAME}){{1,3}})"
_NO_PERSON = rf"(?!{pattern('speakers', 'no names')}\b)"
# People without their names, right before a verb of speaking.
_SOMEBODY = pattern("speakers", "somebody")
_SUBJECTS = re.compile(
    rf"(?P<report>\b{_INSPECTORS})|(?P<same>\b(?:[Tt]hey|[Ii]t)\b)"
    rf"|(?P<person>\b{_NO_PERSON}{_PERSON}|\b(?:[Ss]he|[Hh]e)\b)|(?P<we>\b(?:I|[Ww]e|[Yy]ou)\b)"
    rf"|(?P<somebody>\b[Ss]omeone\b|\b(?i:{_SOMEBODY}),?(?= (?:ha[sd] |have |also |then )?{_SPEAKING}\b))"
)
_SOMEBODY_FIRST = re.compile(
    rf"\W*(?:(?:[Aa]n?|[Tt]he|[Oo]ne|{_NO_PERSON}{_PERSON},) )(?:[\w’'-]+ ){{0,3}}?(?i:{_SOMEBODY})\b"
)
# The words before a person who is not the subject of what follows: “to the council”.
_OBJECT = re.compile(
    r"\b(?:to|of|from|for|about|on|in|with|by|at) (?:(?:the|an?|our|its|their|this|that|all) )?(?:[\w’'-]+ )?\Z"
)
_KINDS = {"report": REPORT, "person": PERSON, "we": PERSON, "somebody": PERSON, "same": SAME}
_VERBS = re.compile(rf"\b{_VERB}\b")
_WORDS_OF = rf"(?:{_INSPECTORS}|(?:their|its)) {pattern('speakers', 'own words')}"
_OWNED = re.compile(
    rf"\b[Aa]ccording to {_INSPECTORS}|\b[Ii]n (?:the (?:\w+ )?words of {_INSPECTORS}|{_WORDS_OF})"
    rf"|\b[Aa]s {_INSPECTORS} (?:put|has it|have it)|\b(?:[Bb]y"
    rf"|[Ff]rom) {_INSPECTORS}(?:,? (?!who\b)\w+){{0,3}}[\s:,–—-]*\Z"
    rf"|\b{_INSPECTORS}(?: (?:that|as|of|on p(?:age|aragraph) \d{{1,3}}))?[\s:,–—-]*\Z"
    rf"|\b{pattern('speakers', 'passages')}\b[^.:]{{0,40}}:(?: \w+){{0,4}}\s*\Z"
    rf"|\b{pattern('speakers', 'comments')} (?:of|by|from) {_INSPECTORS}(?: (?:is|are|was|were))?(?: that)?[\s:,]*\Z"
    r"|\b(?:I|[Ww]e|[Tt]o|[Ll]et me|[Mm]ay I|[Aa]nd) quote\b|\b[Kk]ey quot(?:e|ation)s?\b|\b[Qq]uot(?:e"
    r"|ation)s?(?: \w+){0,3}:\s*\Z"
)
# “We also liked “…””: by the speaker quoted before.
_LIKED = re.compile(r"\b(?:I|[Ww]e) (?:also|particularly|especially) \w+(?: \w+){0,3}[\s:,]*\Z")
_SAID_AFTER = re.compile(
    rf"[\s,.–—-]{{0,4}}(?:\(?(?P<source>{_INSPECTORS})|{_VERB} (?:\w+ ){{0,2}}?(?P<late>(?:the "
    rf"|our )?[\w’'-]+(?: [\w’'-]+)?)"
    rf"|(?P<early>[^.;:“”\"]{{1,90}}?) {_VERB}\b)"
)
_ACCORDING = re.compile(rf"[\s,.–—-]{{0,4}}[Aa]ccording to {_INSPECTORS}")
_IS_REPORT = re.compile(rf"\b{_INSPECTORS}")
_STARTS_REPORT = re.compile(rf"(?:[Aa]s |[Tt]hat is what |so )?{_INSPECTORS}")
_HAS_NAME = re.compile(rf"\b{_NO_PERSON}{_PERSON}|\b(?:I|[Ww]e|[Ss]he|[Hh]e)\b|\b(?i:{_SOMEBODY})\b")
_SOURCE = re.compile(
    rf"[\s–—~-]*(?:[Ss]ource: ?)?\(?{_INSPECTORS}(?:[ ,(–-]+(?:reports?|inspection|letter|ILACS|of|on|in|for|the"
    rf"|lead|team|inspectors?|page|p\.|"
    rf"paragraph|[A-Z][\w’'-]+|\d{{1,4}})\)?){{0,9}}\.?"
)
_PERSON_LINE = re.compile(rf"[\s–—~-]*{_NO_PERSON}{_PERSON}(?:,|\Z)|[–—~-]\s?(?i:{_SOMEBODY})\b")
_SENTENCE_END = re.compile(r"[.!?][’”'\")]?\s+(?=[A-Z“‘\"'])")
# “Inspectors who came to see how we support care leavers have found that “…””: they speak, not those in the clause.
_WITH_CLAUSE = re.compile(rf"\W*{_INSPECTORS}(?: from Ofsted)?,? (?:who|which)\b")
# Words that only connect a quotation with the one before.
_AND = re.compile(
    r"[\s,;:.–—>•*…-]*(?:(?:and|And|also|Also|or|then|Then|further|Further|elsewhere|Elsewhere|another|later|finally|"
    r"[Ii]n another paragraph|[Aa]nd again|[Aa]gain|followed by|that|as well as)[\s,;:.–—-]*){0,4}"
)

_JOINS = re.compile(rf"[\s,;]*{pattern('speakers', 'continues')}\b")
_ADDS = re.compile(r",? (?:adding|and added)(?: that)?[\s:,]*\Z")
# A sentence whose subject is a person, and Ofsted is only mentioned beside: “…, who was interviewed by Ofsted, said”.
_MENTIONED = re.compile(rf"\b{pattern('speakers', 'watched')} (?:[\w’'-]+ ){{0,4}}?{_INSPECTORS}")
# “I’m pleased to read that “…””: the words of somebody else.
_HAVE_READ = re.compile(
    r"\b(?:I|[Ww]e|[Yy]ou|to|[Cc]an) (?:all )?read (?:there |here )?(?:that|of|about|how)?[\s:,]*\Z"
)
_STATED = re.compile(rf"\b(?:told|said|says)\b[^.;:]{{0,60}}{_INSPECTORS}\s*\Z")
_OURS = re.compile(r"\b(?:I|[Ww]e|[Uu]s|[Oo]urs?|[Mm]y)\b")


def speaker_before(words: str) -> str:
    """Return the speaker whom the words before a quotation name; only their last sentence counts.

    `SAME` is the speaker before, `NOBODY` means that no speaker is named.
    """
    sentence = last_sentence(words)
    if _LIKED.search(sentence):
        return SAME
    if _HAVE_READ.search(sentence):
        return NOBODY
    verbs = list(_VERBS.finditer(sentence))
    found = _subjects(sentence, verbs[-1].start()) if verbs else []
    if found and found[-1].lastgroup == "report" and _person_speaks(sentence, found):
        return PERSON
    if found and found[-1].lastgroup == "somebody" and _WITH_CLAUSE.match(sentence):
        return REPORT
    if _owned(sentence, found):
        return REPORT
    if not verbs and sentence.rstrip().endswith(":"):
        found = list(_SUBJECTS.finditer(sentence))
        return REPORT if {each.lastgroup for each in found} == {"report"} else NOBODY
    return _KINDS[found[-1].lastgroup or ""] if found else NOBODY


def _owned(sentence: str, found: list[re.Match[str]]) -> bool:
    """True if a quotation is introduced as Ofsted’s, and not as the words of a person who speaks about the report."""
    if found and (found[-1].lastgroup == "somebody" or (found[-1].lastgroup == "person" and _STATED.search(sentence))):
        return False
    return bool(_OWNED.search(sentence))


def _subjects(sentence: str, verb: int) -> list[re.Match[str]]:
    """Return those who may be the subject of a verb; of “the letter to the council says” it is the letter."""
    found = [each for each in _SUBJECTS.finditer(sentence) if each.start() <= verb]
    if not any(each.lastgroup == "report" for each in found):
        return found
    return [each for each in found if each.lastgroup != "somebody" or not _OBJECT.search(sentence, 0, each.start())]


def _person_speaks(sentence: str, found: list[re.Match[str]]) -> bool:
    """True if a sentence begins with a person, and those who inspect are only mentioned in a clause about them."""
    first = found[0].lastgroup in ("person", "somebody") and not sentence[: found[0].start()].strip(" “”‘’\"'")
    return (first or bool(_SOMEBODY_FIRST.match(sentence))) and bool(_MENTIONED.search(sentence))


def last_sentence(words: str) -> str:
    """Return the last sentence of a text, of which at most `CHARACTERS_BEFORE` are read."""
    words = words[-CHARACTERS_BEFORE:]
    ends = list(_SENTENCE_END.finditer(words))
    return words[ends[-1].end() :] if ends else words


def speaker_after(words: str) -> str:
    """Return the speaker whom the words after a quotation name."""
    if _SOURCE.fullmatch(words[:CHARACTERS_AFTER].strip()):
        return REPORT
    if _ACCORDING.match(words):
        return REPORT
    match = _SAID_AFTER.match(words[:CHARACTERS_AFTER])
    if match is None:
        return NOBODY
    if match["source"]:
        rest = words[match.end("source") : CHARACTERS_AFTER]
        return REPORT if re.match(r"[\s,.)]*(?:\Z|\n)|,? \d{4}|(?:,? \w+){0,4} " + _VERB, rest) else NOBODY
    if match["late"]:
        rest = words[match.start("late") : CHARACTERS_AFTER]
        if _STARTS_REPORT.match(rest):
            return REPORT
        return PERSON if _HAS_NAME.match(rest) or _HAS_NAME.search(rest[:60]) else NOBODY
    early = match["early"].strip(" ,")
    if _STARTS_REPORT.match(early):
        return REPORT
    if early in ("it", "they", "It", "They"):
        return SAME
    if _HAS_NAME.search(early):
        return PERSON
    return REPORT if _IS_REPORT.search(early) else NOBODY


def speaker_introduced(words: str) -> str:
    """Return the speaker whom a paragraph or heading introduces for the paragraphs after it."""
    sentence = last_sentence(words)
    found = speaker_before(sentence)
    if found in (REPORT, PERSON):
        return found
    mentioned = _IS_REPORT.search(sentence) and not _HAS_NAME.search(sentence)
    return REPORT if mentioned and (sentence.rstrip().endswith(":") or _VERBS.search(sentence)) else NOBODY


def source_line(words: str) -> str:
    """Return the source that a line below a quotation gives: “Ofsted report, 2024”, “– Cllr A. Name, Leader”."""
    if len(words) > CHARACTERS_AFTER or words.rstrip().endswith((":", "?")):
        return NOBODY
    if _SOURCE.fullmatch(words):
        return REPORT
    return PERSON if _PERSON_LINE.match(words) else NOBODY


def only_connects(words: str) -> bool:
    """True if the words between two quotations only connect them."""
    return bool(_AND.fullmatch(words[-CHARACTERS_BEFORE:]))


def ends_sentence(words: str) -> bool:
    """True if a sentence ends among the words between two quotations, and the second begins another."""
    return words.lstrip().startswith((".", "!", "?"))


def continues_sentence(words: str) -> bool:
    """True if the words between two quotations continue the same speaker's sentence: “… and praises the city’s …”."""
    joined = _JOINS.match(words) or _ADDS.search(words)
    return bool(joined) and not _SENTENCE_END.search(words) and not _OURS.search(words)


def last_named(words: str) -> str:
    """Return the speaker whom a text names last."""
    last = NOBODY
    for match in _SUBJECTS.finditer(words[-CHARACTERS_BEFORE:]):
        if match.lastgroup not in ("same", "we"):
            last = _KINDS[match.lastgroup or ""]
    return last
