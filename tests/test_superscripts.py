"""Superscripts in every format that has them: the mark of a note goes, a power stays one, no figure changes."""

import pytest

from summarize.read.markdown import article
from summarize.read.markup import prose
from summarize.read.superscripts import Piece, joined, shown
from summarize.text.sentences import split_sentences
from tests.reading import WITH_LIBRARIES, made, zipped
from tests.test_pdf import pdf

KINDS = {
    "a note behind a year": ("7", "opened in 1998", " and closed", ""),
    "a note behind a figure": ("12", "some 31,500", " people", ""),
    "a note behind a full stop": ("3", "it sank in 1954.", " Nobody", ""),
    "a note behind a word": ("2", "the ferry", " sank", ""),
    "two notes": ("4,5", "the ferry", " sank", ""),
    "a note in brackets": ("[9]", "the ferry", ".", ""),
    "a dagger": ("†", "the ferry", " sank", ""),
    "a square metre": ("2", "a hall of 450 m", " was", "²"),
    "a cubic kilometre": ("3", "a lake of 2 km", ",", "³"),
    "a power of ten": ("9", "3 × 10", " tonnes", "⁹"),
    "a negative power": ("-1", "9.8 m s", ".", "⁻¹"),
    "cents": ("49", "for $2", " each", "⁴⁹"),
    "an isotope": ("137", "traces of ", "Cs were", "¹³⁷"),
    "degrees": ("o", "rose to 31", " C on", "°"),
    "a fraction": ("1", "for 2", "/2 hours", " 1"),
    "a whole fraction": ("1/2", "rose by 3", " metres", " 1/2"),
    "a fraction alone": ("1/2", "rose by ", " a metre", "1/2"),
    "an ordinal": ("nd", "the 22", " of May", "nd"),
    "a French ordinal": ("er", "le 1", " mai", "er"),
    "a trade mark": ("TM", "the Lumo", " lamp", "™"),
}


@pytest.mark.parametrize(("raised", "before", "after", "text"), KINDS.values(), ids=KINDS)
def test_what_a_superscript_becomes(raised, before, after, text):
    assert shown(raised, before, after) == text


def test_what_a_file_calls_a_note_is_one_even_behind_a_unit():
    assert shown("2", "a hall of 450 m", " was", is_note=True) == ""


def test_a_superscript_in_pieces_is_one():
    pieces = [Piece("sold 310"), Piece("1", is_raised=True), Piece("2", is_raised=True), Piece(" boats")]
    assert joined(pieces) == "sold 310 boats"


HTML = (
    '<p>The mill was built in 1874<sup id="r1"><a href="#n1">1</a></sup> and sold in 1902.<sup>2</sup> It has 3,600 '
    'm<sup>2</sup> on the 2<sup>nd</sup> bank<a href="#n4" class="footnote-ref"><sup>a</sup></a>, and '
    '60<span style="vertical-align: super; font-size: 8px">5</span> workers.</p>'
)
TEXT = "The mill was built in 1874 and sold in 1902. It has 3,600 m² on the 2nd bank, and 60 workers."


def test_a_piece_of_html():
    assert prose(HTML) == TEXT


def test_a_number_set_low_makes_no_other_number_of_the_figure_before_it():
    assert prose("<p>It held 5<sub>1</sub> boats, 1<sup>1</sup>&frasl;<sub>2</sub> tons, H<sub>2</sub>O.</p>") == (
        "It held 5₁ boats, 1 1⁄2 tons, H2O."
    )


@WITH_LIBRARIES
def test_a_web_page():
    page = f"<html><head><title>Mill</title></head><body><article><h1>Mill</h1>{HTML * 2}</article></body></html>"
    assert TEXT in made(page, "a.html").documents[0].text


def test_markdown():
    assert article("Sold in 1902<sup>2</sup> and 1911[^a] and 1950^3^ for 4 m<sup>2</sup>.\n\n[^a]: A note.").text == (
        "Sold in 1902 and 1911 and 1950 for 4 m²."
    )


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RAISED_RUNS = (
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>',
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>{}</w:t></w:r>',
    '<w:r><w:rPr><w:position w:val="8"/><w:sz w:val="16"/></w:rPr><w:t>{}</w:t></w:r>',
)


@WITH_LIBRARIES
@pytest.mark.parametrize("raised", RAISED_RUNS)
def test_a_word_document(raised):
    runs = f"<w:r><w:t>sold in 1902</w:t></w:r>{raised.format(2)}<w:r><w:t> for 90 crowns.</w:t></w:r>"
    body = f"<w:document {W}><w:body><w:p>{runs}</w:p></w:body></w:document>"
    data = zipped({"word/document.xml": body.encode()})
    assert made(data, "a.docx").documents[0].text == "sold in 1902 for 90 crowns."


@WITH_LIBRARIES
def test_a_word_document_keeps_subscripts():
    low = RAISED_RUNS[0].replace("superscript", "subscript").format(2)
    runs = f"<w:r><w:t>CO</w:t></w:r>{low}<w:r><w:t> fell.</w:t></w:r>"
    data = zipped({"word/document.xml": f"<w:document {W}><w:body><w:p>{runs}</w:p></w:body></w:document>".encode()})
    assert made(data, "a.docx").documents[0].text == "CO2 fell."


ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>
<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
</office:automatic-styles><office:body><office:text><text:p>sold in 1902<text:span text:style-name="T1">2</text:span>
 for 90 crowns.</text:p></office:text></office:body></office:document-content>"""


@WITH_LIBRARIES
def test_an_open_document_text():
    mimetype = b"application/vnd.oasis.opendocument.text"
    data = zipped({"mimetype": mimetype, "content.xml": ODT.encode()})
    assert " ".join(made(data, "a.odt").documents[0].text.split()) == "sold in 1902 for 90 crowns."


@WITH_LIBRARIES
@pytest.mark.parametrize("raised", [r"{\super 2}", r"\super 2\nosupersub ", r"{\cs16\super\insrsid77 2}"])
def test_rich_text(raised):
    data = r"{\rtf1\ansi sold in 1902" + raised + r" for 90 crowns" + raised + r".\par}"
    assert " ".join(made(data, "a.rtf").documents[0].text.split()) == "sold in 1902 for 90 crowns."


def one_page(content: str) -> bytes:
    """Return a PDF of one page that shows this content."""
    stream = content.encode("latin-1")
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


RISEN = "/F 7 Tf 5 Ts ({}) Tj 0 Ts /F 12 Tf "


@WITH_LIBRARIES
def test_a_pdf():
    line = f"BT /F 12 Tf 50 600 Td (The mill was sold in 1902) Tj {RISEN.format(2)}( for 90 crowns, and has 3,600 m) Tj"
    page = f"{line} {RISEN.format(2)}( of floor.) Tj {RISEN.format(3)}( Nobody lives there.) Tj ET"
    (document,) = made(one_page(page), "a.pdf").documents
    assert document.text == "The mill was sold in 1902 for 90 crowns, and has 3,600 m² of floor. Nobody lives there."
    assert len(split_sentences(document.text)) == 2


@WITH_LIBRARIES
def test_a_note_at_the_foot_of_a_pdf_with_its_number_raised_is_no_text():
    note = "BT /F 5 Tf 3 Ts 50 100 Td (1) Tj 0 Ts /F 7 Tf (City archive, file 88.) Tj ET"
    page = f"BT /F 12 Tf 50 600 Td (The mill was sold in 1902) Tj {RISEN.format(1)}( for 90 crowns.) Tj ET {note}"
    assert made(one_page(page), "a.pdf").documents[0].text == "The mill was sold in 1902 for 90 crowns."


@WITH_LIBRARIES
def test_the_large_first_letter_of_a_pdf_goes_to_its_word():
    page = (
        "BT /F 40 Tf 50 580 Td (D) Tj ET BT /F 12 Tf 82 604 Td (ivers found the mill in the river on Monday,) Tj ET "
        "BT /F 12 Tf 82 590 Td (and it was closed the same day, a clerk of the) Tj ET "
        "BT /F 12 Tf 50 576 Td (county said, and will be shut until the end of May.) Tj ET"
    )
    assert (
        made(one_page(page), "a.pdf").documents[0].text.startswith("Divers found the mill in the river on Monday, and")
    )


@WITH_LIBRARIES
def test_struck_out_figures_of_a_document_are_no_text():
    runs = (
        "<w:r><w:t>It hurt </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>16</w:t></w:r><w:r><w:t>61 men.</w:t></w:r>"
    )
    word = f"<w:document {W}><w:body><w:p>{runs}</w:p></w:body></w:document>"
    assert made(zipped({"word/document.xml": word.encode()}), "a.docx").documents[0].text == "It hurt 61 men."
    assert made(r"{\rtf1\ansi It hurt {\strike 16}61 men.\par}", "a.rtf").documents[0].text == "It hurt 61 men."
    struck = ODT.replace('style:text-position="super 58%"', 'style:text-line-through-style="solid"')
    odt = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": struck.encode()}
    assert " ".join(made(zipped(odt), "a.odt").documents[0].text.split()) == "sold in 1902 for 90 crowns."
