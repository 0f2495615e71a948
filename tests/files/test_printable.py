"""Characters that are not seen cannot deceive whoever reads a name or a message."""

from __future__ import annotations

import json
import sys
import unicodedata

from ofsted_lint.files.printable import escaped, printable


def test_every_character_that_is_not_seen_is_replaced_by_one_that_is() -> None:
    hidden = [chr(at) for at in range(sys.maxunicode + 1) if unicodedata.category(chr(at)) in ("Cc", "Cf", "Cs")]
    assert {printable(sign) for sign in hidden} == {" ", "\ufffd"}


def test_letters_stay_as_they_are() -> None:
    text = "Ünï’s “café” – £5 語 😀 ־ ‰"
    assert (printable(text), escaped(text)) == (text, text)


def test_escapes_in_json_mean_the_same() -> None:
    text = "a\u061cb\U000e0041c\xadd\ud800"
    made = escaped(f'"{text}"')
    assert made == '"a\\u061cb\\udb40\\udc41c\\u00add\\ud800"'
    assert json.loads(made) == text
