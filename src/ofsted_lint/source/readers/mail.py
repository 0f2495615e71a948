"""Read mails (.eml): the subject and the text part, decoded; of a mail with HTML alone the text of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint.files.hashes import sha256
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.readers import html, text
from ofsted_lint.source.source import Source

if TYPE_CHECKING:
    import email.message

ENDINGS = (".eml",)
_HEADER = pattern(rb"(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])")
_FIELDS = pattern(rb"^(?:From|Subject|Received|Return-Path|Message-ID|To):", re.M | re.I)
_MIME = pattern(rb"^MIME-Version:\s*1", re.M | re.I)
_MOST_PARTS = 500
_UNREAD = "{} attachment(s) of this mail were not read; save them, and name them."


def takes(head: bytes) -> bool:
    """Return True if a file begins with the headers of a mail."""
    return bool(_HEADER.match(head) and _MIME.search(head) and _FIELDS.search(head))


def decode(name: str, data: bytes) -> Source:
    """Return the source of a mail; `ValueError` with a one-line reason if it has no text."""
    import email.errors  # imported here because only mails need it

    try:
        return _decode(name, data)
    except RecursionError:
        raise ValueError("it is refused, since its parts are nested too deeply") from None
    except (email.errors.MessageError, LookupError, AttributeError, TypeError):  # what the parser of mails lets through
        raise ValueError("this mail is damaged") from None


def _decode(name: str, data: bytes) -> Source:
    import email.policy  # few runs read a mail

    mail = email.message_from_bytes(data, policy=email.policy.compat32)
    digest = sha256(data).hexdigest()
    parts = [part for part in _parts(mail) if not part.is_multipart()]
    shown = [part for part in parts if not _attached(part)]
    attached = len(parts) - len(shown)
    notes = (_UNREAD.format(attached),) if attached else ()
    plain = next((made for part in shown if _kind(part) == "text/plain" and (made := _plain(name, part))), None)
    made = plain or next((made for part in shown if _kind(part) == "text/html" and (made := _page(name, part))), None)
    if made is None:
        raise ValueError("this mail has no text" + (", only attachments: save them, and name them" if attached else ""))
    subject = _subject(mail)
    headings = made.headings
    body = made.text.lstrip("\r\n")
    if subject and not body.lstrip().startswith(subject):
        body, headings = f"{subject}\n\n{body}", ()
    return replace(made, text=body, notes=(*made.notes, *notes), sha256=digest, form="mail", headings=headings)


def _parts(mail: email.message.Message) -> Iterator[email.message.Message]:
    """Yield the parts of a mail, at most so many."""
    for number, part in enumerate(mail.walk()):
        if number == _MOST_PARTS:
            return
        yield part


def _kind(part: email.message.Message) -> str:
    return part.get_content_type()


def _attached(part: email.message.Message) -> bool:
    """True if a part is a file that goes with the mail."""
    named = str(part.get("Content-Disposition", "")).casefold()
    return named.lstrip().startswith("attachment") or not _kind(part).startswith("text/")


def _content(part: email.message.Message) -> tuple[bytes, str]:
    """Return the bytes of a part, decoded from their transfer encoding, and the name of their character set."""
    payload = part.get_payload(decode=True)
    charset = part.get_param("charset") or ""
    return payload if isinstance(payload, bytes) else b"", charset if isinstance(charset, str) else ""


def _plain(name: str, part: email.message.Message) -> Source | None:
    data, charset = _content(part)
    if not data.strip():
        return None
    try:
        made = Source(name, data.decode(charset or "ascii"), charset or "utf-8")
    except (UnicodeDecodeError, LookupError, ValueError):
        made = text.plain(name, data)
    return replace(made, text=made.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))


def _page(name: str, part: email.message.Message) -> Source | None:
    data, charset = _content(part)
    notes: tuple[str, ...] = ()
    try:
        markup, encoding = data.decode(charset or "ascii"), charset
    except (UnicodeDecodeError, LookupError, ValueError):
        markup, encoding, notes = html.decoded(data) if data.strip() else ("", "utf-8", ())
    try:
        return html.page(name, markup, encoding or "utf-8", notes, "")
    except ValueError:
        return None


def _subject(mail: email.message.Message) -> str:
    """Return the subject of a mail as people read it."""
    import email.errors
    import email.header

    raw = str(mail.get("Subject", ""))[:1000]
    try:
        decoded = str(email.header.make_header(email.header.decode_header(raw)))
    except (ValueError, LookupError, email.errors.MessageError):
        decoded = raw
    return " ".join(decoded.encode("utf-8", "replace").decode("utf-8").replace("\x00", "").split())
