"""Mail (.eml, .mbox), and web pages saved in the envelope of a mail (.mhtml), opened by the standard library.

`read` takes the bytes of a mail and returns its text as one article; `read_page` returns the article of the web page
in an MHTML file. Attachments, mails inside mails and pictures are not opened.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from summarize.errors import ReadError, shown_name
from summarize.read import facts, markup, plain, web_page
from summarize.read.decode import Decoded
from summarize.read.facts import numbered_name
from summarize.records import Document, Reading

MAX_PARTS = 1000  # of a mail, by judgement; the rest is ignored
MAX_ATTACHMENT_CHARACTERS = 200  # of the names of attachments in a warning
MAX_MAILS = 10_000  # of a mailbox, by judgement
QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
SIGNATURE = re.compile(r"^-- ?\r?$.*", re.MULTILINE | re.DOTALL)
# the lines of a mail that another one quotes, and the line that says who wrote it: On Monday, Ana Ruz wrote:
QUOTED_MAIL = re.compile(r"^(?:[^\n>]{0,200}:[ \t]*\n\s{0,4})?(?:>[^\n]*(?:\n|\Z))+", re.MULTILINE)
PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read(data: bytes, name: str) -> Reading:
    """Read a mail as one article: its plain text, or the prose of its HTML where the plain text is blank.

    The signature below the line "-- " is left out, and a warning names the attachments. The title is the subject, the
    author the name of the sender or else the address. Raises ReadError when the mail has no text.
    """
    message = parsed_message(data)
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
    documents, warnings, encodings = list[Document](), list[str](), list[str | None]()
    for number, mail in enumerate(mails[:MAX_MAILS], start=1):
        try:
            reading = read(QUOTED_FROM.sub(rb"\1", mail), numbered_name(name, number))
        except ReadError:
            continue
        documents += reading.documents
        warnings += reading.warnings
        encodings += reading.encodings
    if not documents:
        what = "no mail with a text" if mails else "no line `From ` that begins a mail"
        raise ReadError(f"{shown_name(name)}: has {what}; leave it out")
    if without := len(mails) - len(documents):
        warnings.append(f"{shown_name(name)}: {without} of {len(mails)} mails have no text or are too many, left out")
    return Reading(tuple(documents), tuple(warnings), tuple(encodings))


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


def body_text(parts: list[EmailMessage], name: str) -> tuple[str, list[Decoded]]:
    """Return the text of a mail, and the decoded parts that it was taken from.

    Left out are its signature and the mails that it quotes, unless it has nothing else.
    """
    filled = [part for part in parts if payload(part).strip()]
    plain_parts = [part for part in filled if part.get_content_type() == "text/plain"]
    html_parts = [part for part in filled if part.get_content_type() == "text/html"]
    bodies = [plain.text_of(payload(part), name, part.get_content_charset()) for part in plain_parts or html_parts]
    text = "\n\n".join(body.text if plain_parts else markup.prose(body.text) for body in bodies)
    written = SIGNATURE.sub("", text.replace("\r\n", "\n"))
    return (QUOTED_MAIL.sub("", written) if plain_parts else written).strip() or written.strip(), bodies


def payload(part: EmailMessage) -> bytes:
    """Return the bytes of a part, with its transfer encoding undone."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def header(part: EmailMessage, name: str) -> str:
    """Return a header on one line; "" when it is missing or malformed."""
    try:
        return " ".join(str(part.get(name, "")).split())
    except (ValueError, AttributeError, TypeError, LookupError):  # what the parser of a malformed header may raise
        return ""
