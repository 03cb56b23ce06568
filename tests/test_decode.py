"""Encodings: news in every encoding is read, what is damaged is counted, what is no text is known by its bytes."""

import codecs
import json
import random
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.read.decode import ALLOWED_CODECS, binary_kind, decode
from summarize.read.inputs import read
from summarize.read.readers import BY_SIGNATURE
from summarize.text.repair import repair
from tests.reading import STORY, read_error, texts

HERE = Path(__file__).parent
NEWS = json.loads((HERE / "data/encodings.json").read_text(encoding="utf-8"))
LEGACY = [(news["language"], codec, news["text"]) for news in NEWS for codec in news["encodings"]]
STRAIGHT = str.maketrans("“”„’", '"""\'')

every_language = pytest.mark.parametrize("news", NEWS, ids=lambda news: news["language"])
every_legacy_encoding = pytest.mark.parametrize(
    ("codec", "text"), [row[1:] for row in LEGACY], ids=[f"{row[0]}-{row[1]}" for row in LEGACY]
)


def legacy(text: str, codec: str) -> str:
    """The text as somebody would have written it in that encoding: straight quotes where it has no others."""
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return text.translate(STRAIGHT)
    return text


# ---------------------------------------------------------------- Unicode


@every_language
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_without_a_warning(tmp_path, news, codec):
    path = tmp_path / "a.txt"
    path.write_bytes(news["text"].encode(codec))
    assert texts(read(path)) == [news["text"]]
    assert read(path).warnings == ()


@every_language
@pytest.mark.parametrize("width", ["utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["le", "be"])
def test_a_byte_order_mark_settles_the_encoding(news, width, end):
    mark = getattr(codecs, f"BOM_{width.replace('-', '').upper()}_{end.upper()}")
    decoded = decode(mark + news["text"].encode(f"{width}-{end}"))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (news["text"], f"{width}-{end}", False)


@every_language
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_is_recognised_without_a_mark(tmp_path, news, codec):
    path = tmp_path / "a.txt"
    path.write_bytes(news["text"].encode(codec))
    assert texts(read(path)) == [news["text"]]
    assert [line for line in read(path).warnings if codec in line and "guess" in line]


@pytest.mark.parametrize(("good", "is_utf8"), [("éèà", True), ("éè", False)])
def test_three_sequences_to_an_error_are_damaged_utf8(good, is_utf8):
    assert (decode(good.encode() + b" \xff ").encoding == "utf-8") is is_utf8


@pytest.mark.parametrize("data", [b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe0\x80\xaf"], ids=repr)
def test_overlong_forms_and_surrogates_are_not_utf8(data):
    decoded = decode(b"abc " + data)
    assert decoded.guessed
    decoded.text.encode()


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_utf8_is_read_as_it_is(text):
    data = text.encode()
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE)) and binary_kind(data) is None:
        decoded = decode(data)
        assert decoded.encoding.startswith("utf-16") or decoded.text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"], ids=ascii)
def test_line_ends_stay(tmp_path, end):
    path = tmp_path / "a.txt"
    path.write_bytes(f"one{end}two{end}{end}three{end}".encode())
    assert texts(read(path)) == [f"one{end}two{end}{end}three{end}"]


def test_a_byte_order_mark_in_the_middle_stays():
    assert decode("\ufeffone \ufeff two".encode()).text == "one \ufeff two"


def test_reading_utf8_loads_neither_the_detector_nor_a_parser():
    code = (
        "import sys, summarize.read.inputs; from summarize.read.decode import decode; decode('é'.encode());"
        "print('chardet' in sys.modules, 'markdown_it' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HERE.parent)
    assert done.stdout == "False False\n"


# ---------------------------------------------------------------- legacy encodings


@every_legacy_encoding
def test_legacy_encodings_are_detected(tmp_path, codec, text):
    path, text = tmp_path / "a.txt", legacy(text, codec)
    path.write_bytes(text.encode(codec))
    reading = read(path)
    assert texts(reading) == [text]
    guess = decode(path.read_bytes()).encoding
    assert reading.warnings == (f"{path}: read as {guess}, which is a guess; save it as UTF-8 to be sure",)


def test_a_text_with_the_line_ends_of_an_old_mac_has_its_encoding():
    text = "The café at the dam is Zoë Müller’s.\rShe pays 900 crowns, “a shame”.\r"
    assert decode(text.encode("mac_roman")).text == text
    assert decode(text.encode("cp1252")).text == text


@every_legacy_encoding
def test_a_codec_outside_the_list_is_never_used(codec, text):
    assert decode(legacy(text, codec).encode(codec)).encoding in ALLOWED_CODECS


@pytest.mark.parametrize(
    "declared",
    [
        "rot13",
        "rot_13",
        "zlib",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "utf-7",
        "punycode",
        "idna",
        "../a",
    ],
)
def test_a_codec_that_a_stranger_names_is_never_looked_up(declared):
    data = "The café on the quay opened in 1962.".encode("cp1252")
    assert decode(data, declared) == decode(data)
    assert decode(data, declared).encoding in ALLOWED_CODECS


@pytest.mark.parametrize(
    "text",
    [
        "It’s over",
        "naïve",
        "the café",
        "“No,” she said",
        "€5",
        "São Paulo",
        "Müller said",
        "the résumé was good",
    ],
)
def test_too_little_to_go_by_is_cp1252(text):
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, "cp1252", True)


def test_french_letters_in_words_are_not_cyrillic():
    text = "Il est déjà à la gare, près de l’école."
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("gb18030", "苹果公司宣布iPhone手机和iPad平板电脑降价，微软的Windows系统和Office软件也将降价。"),
        ("cp932", "政府はIT企業とAI開発について協議し、NHKニュースがその内容をTV番組で伝えた。"),
        ("cp1251", "Компания представила iPhone-приложение и SMS-сервис, сообщил PR-отдел на IT-форуме."),
    ],
)
def test_latin_names_among_other_letters_do_not_mislead(codec, text):
    assert decode(text.encode(codec)).text == text


def test_four_bytes_are_enough_for_a_guess():
    assert decode('Да, "no"'.encode("cp1251")).encoding == "cp1252"
    assert decode("Нет, он не пришёл".encode("cp1251")).text == "Нет, он не пришёл"
    assert decode("Путин".encode("cp1251")).text == "Путин"


def test_a_long_english_text_with_a_few_quotes_is_cp1252():
    text = (STORY + "\n") * 2000 + "“It’s over,” she said – at last, in São Paulo.\n"
    assert decode(text.encode("cp1252")).text == text


def test_a_quote_of_cp1252_is_not_a_control_of_latin_1():
    assert decode(b"he said \x93no\x94 and left \x97 again and again").text == "he said “no” and left — again and again"


def test_a_name_of_an_encoding_in_the_text_is_not_believed():
    text = "<meta charset=rot13> coding: utf-7 – déjà vu à la gare, près de l’école.\n"
    assert decode(text.encode("cp1252")).text == text


def test_detection_looks_beyond_a_long_start_without_accents():
    russian = next(news["text"] for news in NEWS if news["language"] == "ru")
    text = "plain words\n" * 100_000 + russian
    assert decode(text.encode("koi8-r")).text == text


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize(
    ("data", "text", "replaced"),
    [
        ("déjà vu à Genève".encode() + b"\xff", "déjà vu à Genève\ufffd", 1),
        ("déjà vu à Genève é".encode()[:-1], "déjà vu à Genève \ufffd", 1),
        (b"\xef\xbb\xbfabc\xff\xfedef", "abc\ufffd\ufffddef", 2),
        (codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\x00\xd8", "ab\ufffd", 1),
        (codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"c", "ab\ufffd", 1),
        ("déjà \ufffd vu à Genève".encode(), "déjà \ufffd vu à Genève", 0),
        ("déjà \ufffd vu à Genève".encode() + b"\xff", "déjà \ufffd vu à Genève\ufffd", 1),
    ],
    ids=[
        "stray byte",
        "cut",
        "after a mark",
        "half a pair",
        "half a character",
        "own U+FFFD",
        "own U+FFFD and one more",
    ],
)
def test_what_an_encoding_lacks_is_replaced_and_counted(data, text, replaced):
    decoded = decode(data)
    assert (decoded.text, decoded.replaced) == (text, replaced)


@pytest.mark.parametrize(("count", "characters"), [(1, "1 character could"), (3, "3 characters could")])
def test_replaced_characters_are_told(tmp_path, count, characters):
    path = tmp_path / "a.txt"
    path.write_bytes("déjà vu à Genève, près de l’école à côté".encode() + b"\xff " * count)
    (warning,) = read(path).warnings
    assert warning == f"{path}: {characters} not be read as utf-8 and became U+FFFD"


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_and_have_a_kind(data):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        decode(data).text.encode()
        binary_kind(data)


def test_a_stray_zero_byte_does_not_make_a_text_binary(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(STORY.encode() + b"\x00\n")
    assert texts(read(path)) == [STORY + "\x00\n"]


# ---------------------------------------------------------------- binary files

BINARY = {
    "a PDF": b"%PDF-1.7\n1 0 obj",
    "a ZIP archive": b"PK\x03\x04\x14\x00\x00\x00a.txt",
    "a Word document": b"PK\x03\x04\x14\x00\x00\x00[Content_Types].xml....word/document.xml",
    "an Excel workbook": b"PK\x03\x04\x14\x00\x00\x00[Content_Types].xml....xl/workbook.xml",
    "a PowerPoint presentation": b"PK\x03\x04\x14\x00\x00\x00[Content_Types].xml....ppt/slides",
    "an old Office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
    "an RTF document": b"{\\rtf1\\ansi}",
    "a PNG image": b"\x89PNG\r\n\x1a\n",
    "a JPEG image": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "a GIF image": b"GIF89a\x01\x00",
    "a GIF image ": b"GIF87a\x01\x00",
    "a program": b"\x7fELF\x02\x01\x01",
    "a gzip archive": b"\x1f\x8b\x08\x00abc",
    "a bzip2 archive": b"BZh91AY&SY",
    "an xz archive": b"\xfd7zXZ\x00\x00",
    "a 7-Zip archive": b"7z\xbc\xaf\x27\x1c\x00",
    "a RAR archive": b"Rar!\x1a\x07\x00",
    "a Zstandard archive": b"(\xb5/\xfd\x04",
    "an MP3 recording": b"ID3\x03\x00",
    "an MP3 recording ": b"ID3\x04\x00",
    "an MP3 recording  ": b"ID3\x02\x00",
    "an Ogg recording": b"OggS\x00\x02",
    "a FLAC recording": b"fLaC\x00\x00",
    "an SQLite database": b"SQLite format 3\x00",
    "binary data": bytes(range(32)) * 4,
}  # spaces at the end keep names apart


@pytest.mark.parametrize(("kind", "data"), BINARY.items(), ids=BINARY)
def test_a_binary_file_is_refused_by_name_with_the_remedy(tmp_path, kind, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    message = read_error(path)
    if kind in BY_SIGNATURE:  # its reader finds that it is damaged
        assert message.startswith(f"{path}: ")
    else:
        assert message.startswith(f"{path}: is {kind.strip()}, which is not read; ")


@pytest.mark.parametrize(("controls", "size", "kind"), [(2, 10, None), (3, 10, "binary data"), (20, 1001, None)])
def test_a_few_controls_do_not_make_a_text_binary(controls, size, kind):
    assert binary_kind(b"\x01" * controls + b"a" * (size - controls)) == kind


def test_many_controls_in_a_long_text_make_it_binary():
    assert binary_kind(b"\x01" * 21 + b"a" * 980) == "binary data"


STRUCK = {
    "every letter struck twice": "".join(f"{letter}\b{letter}" for letter in "The mill burned down."),
    "every letter underlined": "".join(f"_\b{letter}" for letter in "The mill burned down."),
    "a bell and shifts behind every sentence": "The mill burned down.\a\x0e\x0f\x01 " * 3,
    "marks around every line": "\x02The mill burned down.\x03\n" * 3,
    "colours": "\x1b[1mThe \x1b[31mmill\x1b[0m burned\x1b[0m down." * 3,
}


@pytest.mark.parametrize("text", STRUCK.values(), ids=STRUCK)
def test_a_text_for_a_printer_or_terminal_is_read(text):
    assert binary_kind(text.encode()) is None
    assert repair(text).startswith("The mill burned down.")


@pytest.mark.parametrize("size", [500, 501, 70_000])
def test_random_bytes_are_binary(size):
    noise = random.Random(7).randbytes(size)  # no secret
    assert binary_kind(noise) == "binary data"


@pytest.mark.parametrize("text", ["GIFs are fun", "PK is a name", "ID3 tags", "BZ", "%PDF", "MZ", "7z x", "{\\ r}"])
def test_a_text_that_begins_like_a_signature_is_text(text):
    assert binary_kind(text.encode()) is None


@every_language
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_no_text_is_taken_for_binary(news, codec):
    assert binary_kind(news["text"].encode(codec)) is None
