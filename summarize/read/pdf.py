"""PDF: characters and their places by PDFium in a process of its own (`pdfium`), put into paragraphs by `flow`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from summarize.errors import ReadError
from summarize.read import facts, pdfium
from summarize.read.names import shown_name
from summarize.read.pdf_layout import Line, Page, paragraphs, without_heads
from summarize.records import Reading

SECONDS = 60  # for a file; a page takes some milliseconds
FEWEST = 10  # characters on all pages; fewer are a stamp on a scan
FILE_NAME = re.compile(r"\.(?:html?|docx?|odt|rtf|txt|indd|qxd|pdf|tex|dvi)$", re.IGNORECASE)
WRITER = re.compile(r"^Microsoft Word - ")


def read(data: bytes, name: str) -> Reading:
    """Read a PDF: its text in reading order, a paragraph each with a blank line between.

    Columns, words broken at line ends and running heads are undone. ReadError says "encrypted", "no text layer".
    """
    told = opened(data, name)
    pages = [Page(page["height"], tuple(Line(*line) for line in page["lines"])) for page in told["pages"]]
    if sum(len(line.text) for page in pages for line in page.lines) < FEWEST:
        raise ReadError(
            f"{shown_name(name)}: has no text layer, it may be a scan; let a program recognise its text first"
        )
    text = "\n\n".join(paragraphs(without_heads(pages)))
    title = WRITER.sub("", told["facts"].get("Title", ""))
    article = facts.article(
        text,
        name,
        title=None if FILE_NAME.search(title) else title,
        date=told["facts"].get("CreationDate") or told["facts"].get("ModDate"),
        author=told["facts"].get("Author"),
    )
    empty = [page for page, lines in zip(told["pages"], pages, strict=True) if not lines.lines]
    damaged = sum(page["damaged"] for page in empty)
    counts = ((len(empty) - damaged, "have no text layer"), (damaged, "are damaged"))
    left = [f"{shown_name(name)}: {count} of {len(pages)} pages {what}" for count, what in counts if count]
    return Reading((article,), tuple(left))


def opened(data: bytes, name: str) -> dict[str, Any]:
    """Return what `pdfium` answers for a PDF; ReadError when that is nothing, an error, or takes too long."""
    if find_spec("pypdfium2") is None:
        raise ModuleNotFoundError("pypdfium2")
    paths = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, "-P", str(Path(pdfium.__file__))]
    try:
        done = subprocess.run(  # noqa: S603  # this interpreter, a file of this package
            command,
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "PYTHONPATH": paths},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"{shown_name(name)}: takes over {SECONDS} seconds to read; split it or save it anew"
        ) from error
    if done.returncode:
        raise ReadError(f"{shown_name(name)}: cannot be read, it is damaged or takes too much memory; save it anew")
    told: dict[str, Any] = json.loads(done.stdout)
    if told.get("error") == "encrypted":
        raise ReadError(f"{shown_name(name)}: is encrypted; save it without a password")
    if told.get("error") == "damaged":
        raise ReadError(f"{shown_name(name)}: is a damaged PDF; leave it out, or save it anew")
    if "error" in told:
        raise ReadError(f"{shown_name(name)}: {told['error']}")
    return told
