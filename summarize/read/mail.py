"""Mail (.eml, .mbox), and web pages saved in the envelope of a mail (.mhtml), opened by the standard library.

`read` takes the bytes of a mail and returns its text as one article, and mails that are attached to it as others;
`read_page` returns the article of the web page in an MHTML file. Other attachments and pictures are not opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import islice
from typing import cast

from summarize.errors import ReadError, shown_name
from summarize.read import facts, markup, plain, web_page
from summarize.read.decode import Decoded
from summarize.read.facts import numbered_name
from summarize.records import Reading

MAX_PARTS = 1000  # of a mail, by judgement; the rest is ignored
MAX_ATTACHMENT_CHARACTERS = 200  # of the names of attachments in a warning
MAX_MAILS = 10_000  # of a mailbox, by judgement
QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
# A line and its break, where the text goes on in the next: neither is quoted, nor the sign of a signature.
SOFT_BREAK = re.compile(rb"^(?!>|-- \r?$)([^\n]*) \r?\n(?!>|-- ?\r?$)", re.MULTILINE)
SIGNATURE = re.compile(r"^-- ?\r?$.*", re.MULTILINE | re.DOTALL)
# the lines of a mail that another one quotes, and the line that says who wrote it: On Monday, Ana Ruz wrote:
QUOTED_MAIL = re.compile(r"^(?:(?!>)[^\n]{0,200}:[ \t]*\n\s{0,4})?(?:>[^\n]*(?:\n|\Z))+", re.MULTILINE)
MIN_FULLER = 2  # times the plain text, for the prose of the HTML to be taken; by judgement
MAIL_TYPE = "message/rfc822"
PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read(data: bytes, name: str) -> Reading:
    """Read a mail as one article: its plain text, or the prose of its HTML where the plain text is blank or a stub.

    Mails that are attached to it are further articles, named FILE#2 and so on. The signature below the line "-- " is
    left out, and a warning names the other attachments. The title is the subject, the author the name of the sender or
    else the address. Raises ReadError when no mail has a text.
    """
    message = parsed_message(data)
    attached = attached_mails(message)
    if not attached:
        return read_message(message, name)
    readings = []
    for number, mail in enumerate((message, *attached), start=1):
        with suppress(ReadError):
            readings.append(read_message(mail, numbered_name(name, number)))
    return together(readings) if readings else read_message(message, name)


def together(readings: Sequence[Reading]) -> Reading:
    """Return several readings as one."""
    return Reading(
        tuple(document for reading in readings for document in reading.documents),
        tuple(warning for reading in readings for warning in reading.warnings),
        tuple(encoding for reading in readings for encoding in reading.encodings),
    )


def read_message(message: EmailMessage, name: str) -> Reading:
    """Read one mail, without those attached to it; ReadError when it has no text."""
    parts = leaf_parts(message)
    attachments = [part for part in parts if part.get_content_disposition() == "attachment"]
    text, bodies = body_text([part for part in parts if part not in attachments], name)
    if not text:
        raise ReadError(f"{shown_name(name)}: is a mail without text; leave it out")
    sender, address = parseaddr(header(message, "From"))
    document = facts.article(
        text,
        name,
        title=header(message, "Subject"),
        date=header(message, "Date"),
        url=header(message, "Archived-At").strip("<> "),
        author=sender or address,
    )
    warnings = list(dict.fromkeys(remark for body in bodies for remark in plain.remarks(body, name)))
    if names := ", ".join(part.get_filename() or "one without a name" for part in attachments):
        shown = shown_name(names)[:MAX_ATTACHMENT_CHARACTERS]
        warnings.append(f"{shown_name(name)}: attachments are not read: {shown}")
    return Reading((document,), tuple(warnings), (bodies[0].encoding,))


def read_mailbox(data: bytes, name: str) -> Reading:
    """Read the mails of a mailbox (mbox), each an article, named FILE#N by its place N, from 1.

    A mail begins at a line `From ` after a blank one; `>From ` in a mail stands for `From `. Mails without a text are
    counted in a warning, and so are those above MAX_MAILS. Raises ReadError when no mail has a text.
    """
    mails = re.split(rb"(?:\A|(?<=\n)\r?\n)From [^\n]*\n", data)[1:]
    readings = []
    for number, mail in enumerate(mails[:MAX_MAILS], start=1):
        with suppress(ReadError):
            message = parsed_message(QUOTED_FROM.sub(rb"\1", mail))
            readings.append(read_message(message, numbered_name(name, number)))
    if not readings:
        what = "no mail with a text" if mails else "no line `From ` that begins a mail"
        raise ReadError(f"{shown_name(name)}: has {what}; leave it out")
    whole = together(readings)
    if without := len(mails) - len(readings):
        warning = f"{shown_name(name)}: {without} of {len(mails)} mails have no text or are too many, left out"
        return replace(whole, warnings=(*whole.warnings, warning))
    return whole


def read_page(data: bytes, name: str) -> Reading:
    """Read a web page saved as MHTML as one article: its first HTML part, with the address it was saved from.

    Raises ReadError when there is no HTML part, or no article in it.
    """
    message = parsed_message(data)
    page = next((part for part in leaf_parts(message) if part.get_content_type() in PAGE_TYPES), None)
    if page is None:
        raise ReadError(f"{shown_name(name)}: has no web page in it; leave it out")
    address = header(message, "Snapshot-Content-Location") or header(page, "Content-Location")
    return web_page.read(payload(page), name, page.get_content_charset(), address if "://" in address else None)


def parsed_message(data: bytes) -> EmailMessage:
    """Parse a mail; the standard library's parser accepts any bytes."""
    return message_from_bytes(data, policy=policy.default)


def leaf_parts(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts that hold content, in order; mails inside the mail are skipped."""
    leaves: list[EmailMessage] = []
    stack = [message]
    while stack and len(leaves) < MAX_PARTS:
        part = stack.pop()
        if part.get_content_maintype() == "multipart":
            stack += reversed(cast(list[EmailMessage], part.get_payload())) if part.is_multipart() else []
        elif part.get_content_maintype() != "message":
            leaves.append(part)
    return leaves


def attached_mails(message: EmailMessage) -> list[EmailMessage]:
    """Return the mails that are attached to one, however deep, in order."""
    mails = [part.get_payload() for part in islice(message.walk(), MAX_PARTS) if part.get_content_type() == MAIL_TYPE]
    return [cast(EmailMessage, mail[0]) for mail in mails if isinstance(mail, list) and mail]


def body_text(parts: list[EmailMessage], name: str) -> tuple[str, list[Decoded]]:
    """Return the text of a mail, and the decoded parts that it was taken from.

    Left out are its signature and the mails that it quotes, unless it has nothing else.
    """
    filled = [part for part in parts if payload(part).strip()]
    plain_parts = [part for part in filled if part.get_content_type() == "text/plain"]
    html_parts = [part for part in filled if part.get_content_type() == "text/html"]
    bodies, text = decoded_parts(plain_parts or html_parts, name)
    if plain_parts and html_parts:
        pages, prose = decoded_parts(html_parts, name)
        if len(prose) > MIN_FULLER * len(text):
            plain_parts, bodies, text = [], pages, prose
    written = SIGNATURE.sub("", text.replace("\r\n", "\n"))
    return (QUOTED_MAIL.sub("", written) if plain_parts else written).strip() or written.strip(), bodies


def decoded_parts(parts: list[EmailMessage], name: str) -> tuple[list[Decoded], str]:
    """Return parts as decoded, and their text, of HTML its prose."""
    bodies = [plain.text_of(unbroken(part), name, part.get_content_charset()) for part in parts]
    texts = (
        markup.prose(body.text) if part.get_content_type() == "text/html" else body.text
        for part, body in zip(parts, bodies, strict=True)
    )
    return bodies, "\n\n".join(texts)


def unbroken(part: EmailMessage) -> bytes:
    """Return the bytes of a part, its lines joined where it says that blanks before line ends are none of the text.

    Such a line may end inside a word or a figure (RFC 3676, `DelSp`). Other lines are joined when they are cleaned.
    """
    flowed = str(part.get_param("format", "")).lower() == "flowed" and str(part.get_param("delsp", "")).lower() == "yes"
    return SOFT_BREAK.sub(rb"\1", payload(part)) if flowed else payload(part)


def payload(part: EmailMessage) -> bytes:
    """Return the bytes of a part, with its transfer encoding undone."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def header(part: EmailMessage, name: str) -> str:
    """Return a header on one line; "" when it is missing or malformed.

    Encoded words are decoded. name: of the header, whatever its case.
    """
    try:
        return " ".join(str(part.get(name, "")).split())
    except (ValueError, AttributeError, TypeError, LookupError):  # what the parser of a malformed header may raise
        return ""
