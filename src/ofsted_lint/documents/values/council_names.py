"""Names of councils, and the words in them that distinguish one authority from another."""

from __future__ import annotations

from ofsted_lint.files.patterns import pattern

# Words that make the name of the same council more or less formal.
FORMAL = frozenset(
    [
        *("the", "council", "councils", "county", "city", "borough", "metropolitan", "district"),
        *("royal", "london", "of", "unitary", "authority"),
    ]
)
_POSSESSIVE = pattern(r"[’'`]s\b")
_WORD = pattern(r"[^\W_]+")


# Words of the services of a council, or of the trust that runs them: “Saltmarsh Children First”.
OF_SERVICES = frozenset(
    [
        *("children", "childrens", "young", "people", "peoples", "families", "family", "social", "care", "services"),
        *("trust", "first", "together", "for", "futures", "achieving", "local"),
    ]
)
# “(BCP)”: its initials after a name.
_INITIALS = pattern(r"\((?:[A-Z]&?){2,8}\)")


def same_council(one: str, other: str) -> bool:
    """True if two names are of one authority: “Salford”, “Salford City Council”.

    Initials in brackets and words of its services do not count. A trust is named by its place,
    of which its name may have a part only, or none.
    """
    mine, theirs = key_of(_INITIALS.sub("", one)), key_of(_INITIALS.sub("", other))
    # Plain text of a PDF loses hyphens at line ends.
    if "".join(mine) == "".join(theirs):
        return True
    places = [frozenset(key) - OF_SERVICES for key in (mine, theirs)]
    serves = len(places[0]) < len(mine) or len(places[1]) < len(theirs)
    return serves and (places[0] <= places[1] or places[1] <= places[0])


def key_of(name: str) -> tuple[str, ...]:
    """Return the distinctive words of a council's name, such as “Isles of Scilly”."""
    words = words_of(name)
    return tuple(word for word in words if word not in FORMAL) or tuple(words)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without possessive endings."""
    text = _POSSESSIVE.sub("", text.casefold())
    return _WORD.findall(text.replace("&", " and ").replace("’", "").replace("'", ""))
