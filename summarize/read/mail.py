"""Mail (.eml) and web pages saved in the envelope of one (.mhtml), opened by the standard library."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from summarize.errors import ReadError, shown_name
from summarize.read import facts, plain, web_page
from summarize.read.decode import Decoded
from summarize.records import Reading

SIGNATURE = re.compile(r"^-- ?\r?$.*", re.MULTILINE | re.DOTALL)
MOST_PARTS = 1000
PAGES = ("text/html", "application/xhtml+xml")


def read(data: bytes, name: str) -> Reading:
    """Read a mail: its text is the plain text in it, else the prose of its HTML; attachments are named, not read."""
    message = opened(data)
    found = leaves(message)
    parts = [part for part in found if part.get_content_disposition() != "attachment"]
    filled = [part for part in parts if payload(part).strip()]
    texts = [part for part in filled if part.get_content_type() == "text/plain"]
    pages = [part for part in filled if part.get_content_type() == "text/html"]
    decoded = [body(part, name) for part in texts or pages]
    text = "\n\n".join(one.text if texts else web_page.prose(one.text) for one in decoded)
    text = SIGNATURE.sub("", text.replace("\r\n", "\n")).strip()
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
    attached = ", ".join(part.get_filename() or "one without a name" for part in found if part not in parts)
    left = [f"{shown_name(name)}: attachments are not read: {shown_name(attached)[:200]}"] if attached else []
    return Reading((document,), (*remarks(decoded, name), *left), (decoded[0].encoding,))


def read_page(data: bytes, name: str) -> Reading:
    """Read a page saved as MHTML: its first HTML part, and the address it was saved from; pictures stay closed."""
    message = opened(data)
    main = next((part for part in leaves(message) if part.get_content_type() in PAGES), None)
    if main is None:
        raise ReadError(f"{shown_name(name)}: has no web page in it; leave it out")
    address = header(message, "Snapshot-Content-Location") or header(main, "Content-Location")
    return web_page.read(payload(main), name, main.get_content_charset(), address if "://" in address else None)


def opened(data: bytes) -> EmailMessage:
    """Parse a mail; the parser of the standard library takes anything for one."""
    return message_from_bytes(data, policy=policy.default)


def leaves(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts that hold something; mails in mails are attachments."""
    found: list[EmailMessage] = []
    waiting = [message]
    while waiting and len(found) < MOST_PARTS:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart":
            waiting += reversed(cast(list[EmailMessage], part.get_payload())) if part.is_multipart() else []
        elif part.get_content_maintype() != "message":
            found.append(part)
    return found


def payload(part: EmailMessage) -> bytes:
    """Return the bytes of a part, its transfer encoding undone."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def body(part: EmailMessage, name: str) -> Decoded:
    """Return the text of a part, with lines that were broken for the way (format=flowed) left to the layout."""
    return plain.text_of(payload(part), name, part.get_content_charset())


def header(part: EmailMessage, name: str) -> str:
    """Return a header on one line; empty when it is missing or broken."""
    try:
        return " ".join(str(part.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError, KeyError, LookupError):  # what its parser may trip over
        return ""


def remarks(decoded: list[Decoded], name: str) -> list[str]:
    """Tell of every part what was guessed and replaced, each thing once."""
    return list(dict.fromkeys(line for one in decoded for line in plain.remarks(one, name)))
