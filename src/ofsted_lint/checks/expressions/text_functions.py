"""The functions of expressions that are about texts."""

from __future__ import annotations

from ofsted_lint.checks.expressions import function_bodies as bodies
from ofsted_lint.checks.expressions.function import Function, Term
from ofsted_lint.checks.expressions.word_count import WordCount

TEXT_FUNCTIONS: dict[str, Function] = {
    "lower": Function((str,), str, str.lower, "lower(text)", "a text in lower case", "lower('Good') = 'good'"),
    "words": Function(
        (str,),
        WordCount,
        WordCount.of,
        "words(text)",
        "the number of words in a text; where a list is expected, its words",
        "words('Help is early.') = 3 and 'early' in words('Help is early.')",
    ),
    "starts": Function(
        (str, str),
        bool,
        str.startswith,
        "starts(text, beginning)",
        "true if a text starts with another",
        "starts('Help is early.', 'Help')",
    ),
    "ends": Function(
        (str, str),
        bool,
        str.endswith,
        "ends(text, ending)",
        "true if a text ends with another",
        "ends('Help is early.', 'early.')",
    ),
    "opens": Function(
        (str,),
        bool,
        bodies.opens,
        "opens(text)",
        "true if a text begins with a character that may begin a sentence, not with a stray mark",
        "opens('Help') and not opens('– help')",
    ),
    "beginning": Function(
        (str,),
        str,
        lambda text: text[:1],
        "beginning(text)",
        "the first character of a text",
        "beginning('Help') = 'H'",
    ),
    "capital": Function(
        (str,),
        bool,
        lambda text: text[:1].isupper(),
        "capital(text)",
        "true if a text begins with a capital",
        "capital('Help') and not capital('help')",
    ),
    "ending": Function(
        (str,), str, lambda text: text[-1:], "ending(text)", "the last character of a text", "ending('Help.') = '.'"
    ),
    "contains": Function(
        (str, str),
        bool,
        str.__contains__,
        "contains(text, other)",
        "true if a text contains another, letter by letter, with the same capitals",
        "contains('Help is early.', 'earl')",
    ),
    "says": Function(
        (str, Term),
        bool,
        bodies.says,
        "says(text, term)",
        "true if a text contains a term, written as terms are; capitals do not matter",
        "says('Help is early.', 'help (is|was)')",
    ),
    "mentions": Function(
        (str, str),
        bool,
        bodies.mentions,
        "mentions(text, other)",
        "true if a text contains another as whole words; capitals do not matter",
        "mentions('Help is early.', 'help')",
    ),
    "names": Function(
        (str, str),
        bool,
        bodies.names,
        "names(text, name)",
        "true if a text contains a name as whole words, with the same capitals",
        "names('In Reading, help is early.', 'Reading') and not names('They like reading.', 'Reading')",
    ),
    "nearly": Function(
        (str, str),
        bool,
        bodies.nearly,
        "nearly(text, other)",
        "true if two texts differ only by a few letters or a word",
        "nearly('Saltmarsh Council', 'Saltmarch Council')",
    ),
    "sentence_case": Function(
        (str,),
        str,
        lambda text: text[:1].upper() + text[1:].lower(),
        "sentence_case(text)",
        "a text with a capital at its start and no other",
        "sentence_case('very GOOD') = 'Very good'",
    ),
    "capital_of": Function(
        (str, str),
        str,
        bodies.capital_of,
        "capital_of(text, other)",
        "a text that begins with a capital if another does",
        "capital_of('help', 'Early') = 'Help'",
    ),
    "joined": Function(
        (str, str), str, str.__add__, "joined(text, other)", "two texts as one", "joined('Help', '.') = 'Help.'"
    ),
    "without_ending": Function(
        (str, str),
        str,
        str.removesuffix,
        "without_ending(text, ending)",
        "a text without another at its end",
        "without_ending('Help;', ';') = 'Help'",
    ),
    "without_beginning": Function(
        (str, str),
        str,
        str.removeprefix,
        "without_beginning(text, beginning)",
        "a text without another at its start",
        "without_beginning('– help', '– ') = 'help'",
    ),
    "replaced": Function(
        (str, str, str),
        str,
        str.replace,
        "replaced(text, old, new)",
        "a text in which each occurrence of a second text is replaced by a third",
        "replaced('14 %', ' %', '%') = '14%'",
        size=lambda text, old, new: len(text) + text.count(old) * len(new),
    ),
    "single_quoted": Function(
        (str,),
        str,
        bodies.single_quoted,
        "single_quoted(text)",
        "a quotation with its double marks replaced by single ones",
        "single_quoted('\"warm\"') = '‘warm’'",
    ),
    "form": Function(
        (str,),
        str,
        bodies.form,
        "form(text)",
        "a text with its numbers removed, for comparison",
        "form('3 of 12') = '# of #'",
    ),
}
