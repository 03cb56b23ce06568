"""The table of formats: which function reads a file, by the file's first bytes, by its suffix, or as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from summarize.errors import ReadError, shown_name
from summarize.read.decode import UNKNOWN_BINARY, binary_kind
from summarize.records import Reading

MAX_ERROR_SHOWN = 80  # code points of the error of a library that a message repeats
SNIFFED_BYTES = 1000  # looked at for the opening of a file and for whether it is blank
TAR_SIGNATURE, TAR_OFFSET = b"ustar", 257  # of the header of the first member
BLANK_BYTES = b" \t\r\n\f\v\xef\xbb\xbf\xfe\xff"  # white space and the bytes of byte order marks


@dataclass(frozen=True, slots=True)
class Reader:
    """A format. Calling it with a file's bytes and name returns its articles. Its module is imported only then."""

    kind: str  # what the format is called in messages
    module: str  # in this folder
    function: str = "read"  # from bytes and a name to a Reading
    extra: str | None = None  # of the package, which brings the library that the format takes

    def __call__(self, data: bytes, name: str, **settings: str) -> Reading:
        """Read a file. Raises ReadError, one line that names the file, for whatever the library behind it raises."""
        try:
            function = getattr(import_module(f"summarize.read.{self.module}"), self.function)
            reading: Reading = function(data, name, **settings)
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
            reason = shown_name(" ".join(f"{type(error).__name__}: {error}".split()))[:MAX_ERROR_SHOWN].rstrip(": ")
            message = f"{shown_name(name)}: cannot be read as {self.kind}, it may be damaged ({reason})"
            raise ReadError(message) from error
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
TABLE = Reader("a table", "table")
FEED = Reader("a feed", "feed", extra="feeds")
ZIP = Reader("a ZIP archive", "archive", "read_zip")
GZIP = Reader("a gzip archive", "archive", "read_gzip")
TAR = Reader("a tar archive", "archive", "read_tar")
SUBTITLES = Reader("subtitles", "subtitles")
MAILBOX = Reader("a mailbox", "mail", "read_mailbox")

READERS: dict[str, Reader] = {  # by the suffix, in lower case
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
    **dict.fromkeys((".srt", ".vtt"), SUBTITLES),
    ".eml": MAIL,
    ".mbox": MAILBOX,
    ".zip": ZIP,
    **dict.fromkeys((".gz", ".tgz"), GZIP),
    ".tar": TAR,
}
HOLDING_SUFFIXES = tuple(  # of files whose articles are files themselves, named `holder/file`
    suffix for suffix, reader in READERS.items() if reader in (ZIP, GZIP, TAR, MAILBOX)
)
BY_SIGNATURE = {  # by what `binary_kind` says of the first bytes; these count more than the suffix
    "a PDF": PDF,
    "a Word document": DOCX,
    "an OpenDocument text": ODT,
    "an RTF document": RTF,
    "an EPUB": EPUB,
    "a ZIP archive": ZIP,
    "a gzip archive": GZIP,
}
ZIPPED_FORMATS = (DOCX, ODT, EPUB)  # each file is a ZIP archive
BINARY_FORMATS = (PDF, *ZIPPED_FORMATS, ZIP, GZIP, TAR)  # each file has a signature; RTF without one may be a text
BY_OPENING = (  # how a file of unknown suffix, or standard input, may begin; in lower case
    (b"<!doctype html", PAGE),
    (b"<html", PAGE),
    (b"<?xml", FEED),
    (b"<rss", FEED),
    (b"<feed", FEED),
    (b"webvtt", SUBTITLES),
    (b'{"', JSON),
    (b"[{", JSON),
)
UNREAD_SUFFIXES = {  # of files in folders and archives that are skipped, by the reason
    "a picture": "png jpg jpeg gif webp svg bmp tif tiff heic avif ico",
    "a recording": "mp3 wav ogg m4a flac mp4 mov avi mkv webm",
    "a spreadsheet; save it as CSV to read it": "xlsx xls xlsm ods numbers",
    "a presentation; save it as PDF to read it": "pptx ppt odp",
    "an old Word document; save it as .docx to read it": "doc dot wps pages",
    "an archive of another kind; unpack it to read it": "7z rar bz2 xz zst",
    "a part of a web page": "css js mjs woff woff2 ttf eot map",
}


def parse(data: bytes, name: str, *, unpacked: bool = False, text_column: str | None = None) -> Reading:
    """Return the articles in a file's bytes, with a warning for all that was left out, guessed or replaced.

    unpacked: whether the last suffix of the name tells of the packing only, as in `a.html.gz`. text_column: the column
    of a table that holds the texts; other formats have none.
    Raises ReadError, one line that names the file, when the file is empty, damaged, of a kind that is not read, or
    holds no article.
    """
    if len(data) <= SNIFFED_BYTES and not data.strip(BLANK_BYTES):
        raise ReadError(f"{shown_name(name)}: is empty; leave it out")
    reader = _reader_for(data, name[: -len(PurePath(name).suffix)] if unpacked else name)
    return reader(data, name, text_column=text_column) if reader is TABLE and text_column else reader(data, name)


def _reader_for(data: bytes, name: str) -> Reader:
    """Return the reader of a file: by its signature, else by its suffix, else by how it opens, else plain text.

    A suffix may be wrong or missing; the signatures of PDF, office files and archives are not. Raises ReadError when
    the suffix promises one of these formats and the bytes are of no kind that is known.
    """
    suffix = PurePath(name).suffix.lower()
    by_suffix = READERS.get(suffix, PLAIN)
    kind = binary_kind(data)
    by_signature = BY_SIGNATURE.get(kind or "")
    if by_signature is ZIP and by_suffix in ZIPPED_FORMATS:
        return by_suffix
    if by_signature or is_tar(data):
        return by_signature or TAR
    if suffix and suffix in READERS and by_suffix not in BY_SIGNATURE.values():
        return by_suffix
    opening = data[:SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    by_opening = next((reader for start, reader in BY_OPENING if opening.startswith(start)), None)
    if not by_opening and by_suffix in BINARY_FORMATS and kind in (None, UNKNOWN_BINARY):
        raise ReadError(
            f"{shown_name(name)}: is damaged or not {by_suffix.kind}; save it anew, or rename it if it is a text"
        )
    return by_opening or PLAIN


def is_tar(data: bytes) -> bool:
    """Whether bytes are a tar archive, by the mark that all but the oldest have.

    >>> is_tar(b"The dam broke.")
    False
    """
    return data[TAR_OFFSET : TAR_OFFSET + len(TAR_SIGNATURE)] == TAR_SIGNATURE


def unread_reason(name: str) -> str | None:
    """Return why a file of a folder or archive is skipped for its name; None for one that is read.

    >>> unread_reason("a.txt"), unread_reason("a.xyz")
    (None, 'no .xyz files are read; name it to read it as plain text')
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in READERS:
        return None
    for reason, suffixes in UNREAD_SUFFIXES.items():
        if suffix[1:] in suffixes.split():
            return reason
    return f"no {suffix} files are read; name it to read it as plain text"
