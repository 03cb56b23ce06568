"""The readers: for each suffix what the format is called, where its function is, and what its library comes with."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from summarize.errors import ReadError, shown_name
from summarize.read.decode import UNKNOWN, binary_kind
from summarize.records import Reading

SHOWN = 80  # code points of what a foreign library says
SNIFFED = 1000  # bytes
BLANK = b" \t\r\n\f\v\xef\xbb\xbf\xfe\xff"  # white space and the bytes of byte order marks


@dataclass(frozen=True, slots=True)
class Reader:
    """A format. Calling it makes articles of a file's bytes and its name; its module is imported only then."""

    kind: str
    module: str  # in this folder
    function: str = "read"  # from bytes and a name to a Reading
    extra: str | None = None  # of the package, which brings the library

    def __call__(self, data: bytes, name: str) -> Reading:
        """Read a file; whatever a foreign library raises is a ReadError of one line that names the file."""
        try:
            function = getattr(import_module(f"summarize.read.{self.module}"), self.function)
            reading: Reading = function(data, name)
        except ReadError:
            raise
        except ModuleNotFoundError as error:
            if not self.extra or (error.name or "").startswith("summarize."):
                raise
            remedy = f"pip install 'summarize[{self.extra}]'"
            raise ReadError(
                f"{shown_name(name)}: is {self.kind}; to read it, install what that takes: {remedy}"
            ) from error
        except RecursionError as error:
            raise ReadError(f"{shown_name(name)}: is nested too deep to be {self.kind}; leave it out") from error
        except MemoryError as error:
            raise ReadError(f"{shown_name(name)}: takes more memory to read than there is; leave it out") from error
        except Exception as error:
            said = shown_name(" ".join(f"{type(error).__name__}: {error}".split()))[:SHOWN].rstrip(": ")
            raise ReadError(f"{shown_name(name)}: cannot be read as {self.kind}, it may be damaged ({said})") from error
        if not reading.documents:
            raise ReadError(f"{shown_name(name)}: has no article in it; leave it out")
        return reading


PLAIN = Reader("a text", "plain")
MARKDOWN = Reader("Markdown", "markdown")
PAGE = Reader("a web page", "web_page", extra="html")
MHTML = Reader("a saved web page", "mail", "read_page", extra="html")
MAIL = Reader("a mail", "mail")
PDF = Reader("a PDF", "pdf", extra="pdf")
DOCX = Reader("a Word document", "office", "read_docx", extra="docx")
ODT = Reader("an OpenDocument text", "office", "read_odt", extra="docx")
RTF = Reader("an RTF document", "office", "read_rtf", extra="docx")
EPUB = Reader("an EPUB", "epub", extra="docx")
JSON = Reader("JSON", "structured", "read_json")
LINES = Reader("JSON Lines", "structured", "read_lines")
TABLE = Reader("a table", "structured", "read_table")
FEED = Reader("a feed", "feed", extra="feeds")
ZIP = Reader("a ZIP archive", "archive", "read_zip")
GZIP = Reader("a gzip archive", "archive", "read_gzip")

READERS: dict[str, Reader] = {
    **dict.fromkeys(("", ".txt", ".text"), PLAIN),
    **dict.fromkeys((".md", ".markdown"), MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), PAGE),
    **dict.fromkeys((".mhtml", ".mht"), MHTML),
    ".pdf": PDF,
    ".docx": DOCX,
    ".odt": ODT,
    ".rtf": RTF,
    ".epub": EPUB,
    ".json": JSON,
    **dict.fromkeys((".jsonl", ".ndjson"), LINES),
    **dict.fromkeys((".csv", ".tsv"), TABLE),
    **dict.fromkeys((".xml", ".rss", ".atom"), FEED),
    ".eml": MAIL,
    ".zip": ZIP,
    ".gz": GZIP,
}
BY_MARK = {  # what a file is whatever its suffix, by its first bytes
    "a PDF": PDF,
    "a Word document": DOCX,
    "an OpenDocument text": ODT,
    "an RTF document": RTF,
    "an EPUB": EPUB,
    "a ZIP archive": ZIP,
    "a gzip archive": GZIP,
}
OFFICE = (DOCX, ODT, EPUB)  # ZIP archives themselves
CONTAINERS = (PDF, *OFFICE, ZIP, GZIP)  # all of these have a mark, so that a file without it is none
BY_OPENING = (  # what a file of an unknown suffix, or standard input, may begin with
    (b"<!doctype html", PAGE),
    (b"<html", PAGE),
    (b"<?xml", FEED),
    (b"<rss", FEED),
    (b"<feed", FEED),
    (b'{"', JSON),
    (b"[{", JSON),
)
UNREAD = {  # what is passed over in folders by its name
    "a picture": "png jpg jpeg gif webp svg bmp tif tiff heic avif ico",
    "a recording": "mp3 wav ogg m4a flac mp4 mov avi mkv webm",
    "a spreadsheet; save it as CSV to read it": "xlsx xls xlsm ods numbers",
    "a presentation; save it as PDF to read it": "pptx ppt odp",
    "an old Word document; save it as .docx to read it": "doc dot wps pages",
    "an archive of another kind; unpack it to read it": "tar tgz 7z rar bz2 xz zst",
    "a part of a web page": "css js mjs woff woff2 ttf eot map",
}


def parse(data: bytes, name: str, *, unpacked: bool = False) -> Reading:
    """Make articles of a file's bytes: by what they are, else by the suffix; what else is tried as plain text.

    unpacked: whether the last suffix of the name was for the packing only, as in `a.html.gz`.
    """
    if len(data) <= SNIFFED and not data.strip(BLANK):
        raise ReadError(f"{shown_name(name)}: is empty; leave it out")
    return reader_for(data, name[: -len(PurePath(name).suffix)] if unpacked else name)(data, name)


def reader_for(data: bytes, name: str) -> Reader:
    """Return the reader for a file. A suffix may be wrong or missing; the marks of PDF, Office and ZIP are not.

    ReadError when the suffix promises one of those and the bytes are nothing that is known.
    """
    suffix = PurePath(name).suffix.lower()
    by_suffix = READERS.get(suffix, PLAIN)
    kind = binary_kind(data)
    by_mark = BY_MARK.get(kind or "")
    if by_mark is ZIP and by_suffix in OFFICE:
        return by_suffix
    if by_mark:
        return by_mark
    if by_suffix not in BY_MARK.values() and suffix in READERS and suffix:
        return by_suffix
    opening = data[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    found = next((reader for mark, reader in BY_OPENING if opening.startswith(mark)), None)
    if not found and by_suffix in CONTAINERS and kind in (None, UNKNOWN):
        raise ReadError(
            f"{shown_name(name)}: is damaged or not {by_suffix.kind}; save it anew, or rename it if it is a text"
        )
    return found or PLAIN


def unread(name: str) -> str | None:
    """Say why a file of a folder or archive is passed over by its name; None for one that is read."""
    suffix = PurePath(name).suffix.lower()
    if suffix in READERS:
        return None
    for reason, suffixes in UNREAD.items():
        if suffix[1:] in suffixes.split():
            return reason
    return f"no {suffix} files are read; name it to read it as plain text"
