"""The councils named in a text, and whether it is about a council other than a report's."""

from __future__ import annotations

import re
from collections import Counter

from ofsted_lint.documents.statement.phrases import pattern, words
from ofsted_lint.documents.values.council_names import FORMAL, key_of, words_of
from ofsted_lint.source.similar import one_slip

_NAME = r"[A-Z][\w’'-]{1,30}(?: (?:and|upon|on|of|the|in|[A-Z][\w’'-]{1,30})){0,4}"
_NAMED = re.compile(
    rf"\b({_NAME}?) (?:(?:County|City|Borough|Metropolitan|District) )*Council\b"
    rf"|\b(?:Council|Borough) of (?:the )?({_NAME})"
)
# In “Chairman of Council” and “Chief Executive of the Council” these words name people.
_OFFICES = words("councils", "offices")
# The places of services, where no council is named as such: “Northfell children's services”.
_SERVED = re.compile(
    rf"\b({_NAME}?)(?:[’'`]s)? [Cc]hildren(?:[’'`]s)? (?:[Ss]ervices|[Ss]ocial [Cc]are)\b"
    rf"|\b[Cc]hildren(?:[’'`]s)? (?:[Ss]ervices|[Ss]ocial [Cc]are) (?:in|at|for|of) (?:the )?({_NAME})"
    rf"|\b(?:[Cc]hildren|[Ff]amilies|[Yy]oung people) in (?:the )?({_NAME})"
    rf"|\b[Ii]nspectors {pattern('councils', 'came')} (?:the )?({_NAME})"
)
_NO_PLACE = words("councils", "no places")
_COMPARED = re.compile(rf"\b{pattern('councils', 'compared')}(?: (?:authority|council|borough))?,? (?:the )?{_NAME}")
_DOMAIN = re.compile(r"[@./]([a-z0-9-]{2,40})\.gov\.uk\b", re.IGNORECASE)
_NO_COUNCILS = frozenset(["ofsted", "www", "education", "service", "publishing", "assets", "dfe", "legislation"])
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(["and", "of", "upon", "on", "in", "with"])
_INITIALS = re.compile(r"\b[A-Z][A-Z&]{1,5}(?=\b|[’'`]s)")
_FEWEST = 3
_LONG_NAME, _SLIP = 5, 3


def names(name: str, text: str) -> bool:
    """True if a text names a council by the distinctive words of its name: “Isles of Scilly”."""
    if has_initials(name, text):
        return True
    there = set(words_of(text))
    wanted = [word for word in words_of(name) if word not in FORMAL]
    return bool(wanted) and all(word in there or _is_misspelt(word, text) for word in wanted)


def has_initials(name: str, text: str) -> bool:
    """True if a text has a council's initials, with the small words of its name or without: “BCP”, “RBWM”."""
    said = [word for word in words_of(name) if word not in ("the", "local", "authority")]
    long = "".join(word[0] for word in said if word not in _SMALL)
    short = "".join(word[0] for word in said if word not in _SMALL and word not in FORMAL)
    forms = {each.upper() for each in (long, short, "".join(word[0] for word in said)) if len(each) >= _FEWEST}
    return any(match[0].replace("&", "") in forms for match in _INITIALS.finditer(text))


def _is_misspelt(word: str, text: str) -> bool:
    """True if a text has a word of a council's name with a typing slip in it."""
    capital = {each for each in _WORD.findall(text) if each[:1].isupper() and abs(len(each) - len(word)) < _SLIP}
    return len(word) >= _LONG_NAME and any(one_slip(each.casefold(), word) for each in capital)


def named(text: str) -> set[tuple[str, ...]]:
    """Return the councils that a text names as such (“Northfell County Council”), each by its distinctive words."""
    found = {key_of(match[1] or match[2]) for match in _NAMED.finditer(text)}
    served = {key_of(_place(next(filter(None, match.groups())))) for match in _SERVED.finditer(text)}
    found |= {key for key in served if key and not _NO_PLACE & set(key)}
    return {key for key in found if not set(key) <= FORMAL and not _OFFICES & set(key)}


def is_about_another(name: str, text: str) -> bool:
    """True if a text is about another council: it names others, and this one not at all or only in passing.

    In passing means less often than another, and never as a council (“Devon and
    Cornwall Police”). If no council is named, the addresses in the text may decide.
    """
    if not names(name, text):
        # “the neighbouring authority, Saltmarsh Council” does not make a text one about Saltmarsh.
        return others(name, _COMPARED.sub("", text)) or foreign(name, text)
    if not others(name, text):
        return False
    there = Counter(words_of(text))
    most = max(min(there[word] for word in key) for key in named(text))
    return most > max(1, min(there[word] for word in key_of(name)))


def others(name: str, text: str) -> bool:
    """True if a text names councils, none of them by a part of this name (“Southend” for Southend-on-Sea)."""
    ours = set(key_of(name))
    there = named(text)
    return bool(there) and not has_initials(name, text) and not any(set(key) - _JOINING <= ours for key in there)


_JOINING = frozenset(["and", "on", "upon", "in"])


def _place(name: str) -> str:
    """Return the name of a place without trailing words: “Northfell of the” becomes “Northfell”."""
    return re.sub(r"(?: (?:and|upon|on|of|the|in))+\Z", "", name)


def foreign(name: str, text: str) -> bool:
    """True if a text has addresses of councils (“northfell.gov.uk”), none of which may be this council's.

    An address may be the council's if its letters occur in the name in the same
    order: “iow”, “rbwm”.
    """
    domains = {match[1].casefold() for match in _DOMAIN.finditer(text)} - _NO_COUNCILS
    letters = "".join(words_of(name))
    return bool(domains) and not any(_in_order(domain.replace("-", ""), letters) for domain in domains)


def _in_order(few: str, many: str) -> bool:
    """True if the letters of one word occur in another in the same order."""
    rest = iter(many)
    return all(letter in rest for letter in few)
