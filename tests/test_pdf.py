"""PDF: lines become paragraphs; a file without text is refused with the reason."""

import subprocess
import sys
from typing import NamedTuple

import pytest

from summarize.read import pdfium
from summarize.read.pdf import paragraphs
from summarize.read.pdf_lines import Line, Page, without_heads
from summarize.read.pdfium import in_logical_order
from tests.reading import DATA, SENTENCE, WITH_LIBRARIES, made, refused

pytestmark = WITH_LIBRARIES


def test_a_file_that_gives_no_text_is_refused_with_the_reason():
    assert "no text layer" in refused((DATA / "scan.pdf").read_bytes(), "a.pdf")
    assert "encrypted" in refused((DATA / "encrypted.pdf").read_bytes(), "a.pdf")
    assert "damaged" in refused(b"%PDF-1.7\n1 0 obj", "a.pdf")


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, whose table of references names itself as the one before."""
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data), len(data))
    return data + head + table + end


def test_a_pdf_that_leads_in_circles_is_read_or_refused():
    words = b"BT /F 12 Tf 50 700 Td (%b) Tj ET" % SENTENCE.encode()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    parts = (
        page,
        b"<</Length %d>>stream\n%b\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    assert made(pdf(catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", *parts), "a.pdf").documents[0].text == SENTENCE
    reading = made(pdf(catalogue, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", *parts), "a.pdf")
    assert reading.documents[0].text == SENTENCE
    assert reading.warnings == ("a.pdf: 1 of 2 pages are damaged",)


@pytest.mark.parametrize(
    ("limit", "most", "reason"),
    [("MAX_PAGES", 0, "has over 0 pages; split it"), ("MAX_CHARACTERS", 9, "has over 9 characters; split it")],
)
def test_a_pdf_of_too_much_is_refused(monkeypatch, limit, most, reason):
    monkeypatch.setattr(pdfium, limit, most)
    assert pdfium.contents((DATA / "one" / "a.pdf").read_bytes()) == {"error": reason}


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(pdfium, "MAX_SECONDS", 0)
    assert "takes over 0 seconds to read" in refused((DATA / "one" / "a.pdf").read_bytes(), "a.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_a_pdf_that_takes_too_much_memory_ends_its_own_process_only(monkeypatch):
    greedy = (
        "from summarize.read import pdfium\npdfium.contents = lambda data: len(bytes(3_000_000_000))\npdfium.main()"
    )
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda args, **how: run([sys.executable, "-c", greedy], **how))
    assert "it is damaged or takes too much memory" in refused((DATA / "one" / "a.pdf").read_bytes(), "a.pdf")


def rows(*texts: str, left: float = 50, top: float = 700, width: float = 200, height: float = 10) -> list[Line]:
    return [Line(text, left, left + width, top - 12 * index, height) for index, text in enumerate(texts)]


LEFT = rows("Left one,", "left two.", "Left three.", "Left four.")
RIGHT = rows("Right one,", "right two.", "Right three.", "Right four.", left=300)
COLUMNS = ["Left one, left two. Left three. Left four.", "Right one, right two. Right three. Right four."]
LAYOUTS: dict[str, tuple[list[Line], list[str]]] = {
    "lines": (rows("The words go on and", "on in the next line."), ["The words go on and on in the next line."]),
    "a broken word": (rows("A broken wo-", "rd is whole."), ["A broken word is whole."]),
    "a known hyphen": (rows("A well-known man met a well-", "known one."), ["A well-known man met a well-known one."]),
    "a word that PDFium joined": (
        rows("A broken wo\x02rd and a two\x02", "day wait."),
        ["A broken word and a twoday wait."],
    ),
    "capitals and figures": (
        rows("The Pan-", "Pelagia Press and Meridian-", "3 rise."),
        ["The Pan-Pelagia Press and Meridian-3 rise."],
    ),
    "a first letter cut off": (rows("It is wide. S", "ome 40 cars cross."), ["It is wide. Some 40 cars cross."]),
    "a word of a letter": (rows("Byla v S. S", "ohledem na to s ní."), ["Byla v S. S ohledem na to s ní."]),
    "an article": (rows("It is wide. A", "car crosses."), ["It is wide. A car crosses."]),
    "both parts are words": (rows("The two had a day, a two-", "day wait."), ["The two had a day, a two-day wait."]),
    "a gap": (rows("One paragraph.") + rows("Another one.", top=660), ["One paragraph.", "Another one."]),
    "columns": (LEFT + RIGHT, COLUMNS),
    "across columns": (
        rows("A sentence goes on") + rows("in the next column.", left=300),
        ["A sentence goes on in the next column."],
    ),
    "row by row": ([line for pair in zip(LEFT, RIGHT, strict=True) for line in pair], COLUMNS),
}


@pytest.mark.parametrize(("lines", "text"), LAYOUTS.values(), ids=LAYOUTS)
def test_lines_become_paragraphs(lines, text):
    assert [found.text for found in paragraphs([Page(800, tuple(lines))])] == text


def test_running_heads_and_page_numbers_go_and_the_first_line_of_the_text_stays():
    pages = [
        Page(
            800, (*rows("The Daily, 5 March", top=780), *rows(f"Text {number} stays."), *rows(f"Page {number}", top=20))
        )
        for number in range(3)
    ]
    assert [found.text for found in paragraphs(without_heads(pages))] == [
        "Text 0 stays.",
        "Text 1 stays.",
        "Text 2 stays.",
    ]
    (page,) = without_heads([Page(800, (*rows("An opening line.", top=780), *rows("1 / 1", top=20)))])
    assert [line.text for line in page.lines] == ["An opening line."]


class Box(NamedTuple):
    left: float
    right: float
    bottom: float = 0
    top: float = 10


def letters(text: str, *, from_right: bool) -> list[tuple[str, Box | None]]:
    places = range(len(text), 0, -1) if from_right else range(len(text))
    return [
        (letter, None if letter == " " else Box(place, place + 1)) for letter, place in zip(text, places, strict=True)
    ]


def test_hebrew_and_arabic_words_come_in_the_order_in_which_they_are_read():
    for word in ("שלום", "الجسر"):
        assert "".join(letter for letter, _ in in_logical_order(letters(word[::-1], from_right=False))) == word
        assert "".join(letter for letter, _ in in_logical_order(letters(word, from_right=True))) == word
    assert [letter for letter, _ in in_logical_order(letters("a dam, 1931", from_right=False))] == list("a dam, 1931")
