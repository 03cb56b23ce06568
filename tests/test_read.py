"""Reading: every encoding, every kind of path, every way to fail, with real files."""

import codecs
import io
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import warnings
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import summarize.read.inputs
from summarize.errors import ReadError, shown_name
from summarize.read.decode import ALLOWED_CODECS, binary_kind, decode
from summarize.read.files import find
from summarize.read.inputs import read, read_all
from summarize.read.markdown import MAX_MARKDOWN_CHARACTERS, article
from summarize.read.readers import BY_SIGNATURE, READERS
from summarize.records import Reading

HERE = Path(__file__).parent
NEWS = json.loads((HERE / "data/encodings.json").read_text(encoding="utf-8"))
LEGACY = [(row["language"], codec, row["text"]) for row in NEWS for codec in row["encodings"]]
STRAIGHT = str.maketrans("“”„’", '"""\'')
POSIX = os.name == "posix"
STORY = "The dam broke on Monday. Two villages were flooded."


def legacy(text: str, codec: str) -> str:
    """The text as somebody would have written it in that encoding: straight quotes where it has no others."""
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return text.translate(STRAIGHT)
    return text


def texts(reading: Reading) -> list[str]:
    return [document.text for document in reading.documents]


def names(reading: Reading) -> list[str | None]:
    return [document.name for document in reading.documents]


def failure(path: str | os.PathLike[str]) -> str:
    with pytest.raises(ReadError) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def nothing(*paths: str | os.PathLike[str]) -> str:
    with pytest.raises(ReadError) as caught:
        read_all(paths)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize("row", NEWS, ids=lambda row: row["language"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_without_a_word(tmp_path, row, codec):
    path = tmp_path / "a.txt"
    path.write_bytes(row["text"].encode(codec))
    assert texts(read(path)) == [row["text"]]
    assert read(path).warnings == ()


@pytest.mark.parametrize("row", NEWS, ids=lambda row: row["language"])
@pytest.mark.parametrize("width", ["utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["le", "be"])
def test_a_byte_order_mark_settles_the_encoding(row, width, end):
    mark = getattr(codecs, f"BOM_{width.replace('-', '').upper()}_{end.upper()}")
    decoded = decode(mark + row["text"].encode(f"{width}-{end}"))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (row["text"], f"{width}-{end}", False)


@pytest.mark.parametrize("row", NEWS, ids=lambda row: row["language"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_is_recognised_without_a_mark(tmp_path, row, codec):
    path = tmp_path / "a.txt"
    path.write_bytes(row["text"].encode(codec))
    assert texts(read(path)) == [row["text"]]
    assert [line for line in read(path).warnings if codec in line and "guess" in line]


@pytest.mark.parametrize(("language", "codec", "text"), LEGACY, ids=[f"{row[0]}-{row[1]}" for row in LEGACY])
def test_legacy_encodings_are_detected(tmp_path, language, codec, text):
    path, text = tmp_path / "a.txt", legacy(text, codec)
    path.write_bytes(text.encode(codec))
    reading = read(path)
    assert texts(reading) == [text]
    assert len(reading.warnings) == 1
    assert "a.txt: read as" in reading.warnings[0]
    codec = decode(path.read_bytes()).encoding
    assert reading.warnings == (f"{path}: read as {codec}, which is a guess; save it as UTF-8 to be sure",)


@pytest.mark.parametrize(("language", "codec", "text"), LEGACY, ids=[f"{row[0]}-{row[1]}" for row in LEGACY])
def test_a_codec_outside_the_list_is_never_used(language, codec, text):
    assert decode(legacy(text, codec).encode(codec)).encoding in ALLOWED_CODECS


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
    assert decode("Да, “no”".replace("“", '"').replace("”", '"').encode("cp1251")).encoding == "cp1252"
    assert decode("Нет, он не пришёл".encode("cp1251")).text == "Нет, он не пришёл"
    assert decode("Путин".encode("cp1251")).text == "Путин"


@pytest.mark.parametrize(("good", "is_utf8"), [("éèà", True), ("éè", False)])
def test_three_sequences_to_an_error_are_damaged_utf8(good, is_utf8):
    assert (decode(good.encode() + b" \xff ").encoding == "utf-8") is is_utf8


def test_a_long_english_text_with_a_few_quotes_is_cp1252():
    text = (STORY + "\n") * 5000 + "“It’s over,” she said – at last, in São Paulo.\n"
    assert decode(text.encode("cp1252")).text == text


def test_a_quote_of_cp1252_is_not_a_control_of_latin_1():
    assert decode(b"he said \x93no\x94 and left \x97 again and again").text == "he said “no” and left — again and again"


def test_a_name_of_an_encoding_in_the_text_is_not_believed():
    text = "<meta charset=rot13> coding: utf-7 – déjà vu à la gare, près de l’école.\n"
    assert decode(text.encode("cp1252")).text == text


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
        "own U+FFFD and one",
    ],
)
def test_what_an_encoding_lacks_is_replaced_and_counted(data, text, replaced):
    decoded = decode(data)
    assert (decoded.text, decoded.replaced) == (text, replaced)


@pytest.mark.parametrize(("count", "said"), [(1, "1 character could"), (3, "3 characters could")])
def test_replaced_characters_are_told(tmp_path, count, said):
    path = tmp_path / "a.txt"
    path.write_bytes("déjà vu à Genève, près de l’école à côté".encode() + b"\xff " * count)
    (warning,) = read(path).warnings
    assert warning == f"{path}: {said} not be read as utf-8 and became U+FFFD"


@pytest.mark.parametrize("data", [b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe0\x80\xaf"], ids=repr)
def test_overlong_forms_and_surrogates_are_not_utf8(data):
    decoded = decode(b"abc " + data)
    assert decoded.guessed
    decoded.text.encode()


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_and_have_a_kind(data):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        decode(data).text.encode()
        binary_kind(data)


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_utf8_is_read_as_it_is(text):
    data = text.encode()
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE)) and binary_kind(data) is None:
        wide = decode(data).encoding.startswith("utf-16")
        assert wide or decode(data).text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"], ids=ascii)
def test_line_ends_stay(tmp_path, end):
    path = tmp_path / "a.txt"
    path.write_bytes(f"one{end}two{end}{end}three{end}".encode())
    assert texts(read(path)) == [f"one{end}two{end}{end}three{end}"]


def test_a_byte_order_mark_in_the_middle_stays():
    assert decode("\ufeffone \ufeff two".encode()).text == "one \ufeff two"


def test_a_stray_zero_byte_does_not_make_a_text_binary(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(STORY.encode() + b"\x00\n")
    assert texts(read(path)) == [STORY + "\x00\n"]


def test_detection_does_not_load_the_detector_for_utf8():
    code = (
        "import sys; import summarize.read.inputs as r; r.decode('é'.encode());"
        "print('chardet' in sys.modules, 'markdown_it' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HERE.parent)
    assert done.stdout == "False False\n"


def test_detection_looks_beyond_a_long_start_without_accents():
    russian = next(row["text"] for row in NEWS if row["language"] == "ru")
    text = "plain words\n" * 100_000 + russian
    assert decode(text.encode("koi8-r")).text == text


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
}


@pytest.mark.parametrize(("kind", "data"), BINARY.items(), ids=BINARY)
def test_a_binary_file_is_refused_by_name_with_the_remedy(tmp_path, kind, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    said = failure(path)
    if kind.strip() in BY_SIGNATURE:
        assert said.startswith(f"{path}: ")
    else:
        assert said.startswith(f"{path}: is {kind.strip()}, which is not read; ")


@pytest.mark.parametrize(("controls", "size", "kind"), [(2, 10, None), (3, 10, "binary data"), (20, 1001, None)])
def test_a_few_controls_do_not_make_a_text_binary(controls, size, kind):
    assert binary_kind(b"\x01" * controls + b"a" * (size - controls)) == kind


def test_many_controls_in_a_long_text_make_it_binary():
    assert binary_kind(b"\x01" * 21 + b"a" * 980) == "binary data"


@pytest.mark.parametrize("size", [500, 501, 70_000])
def test_random_bytes_are_binary(size):
    noise = random.Random(7).randbytes(size)  # no secret
    assert binary_kind(noise) == "binary data"


@pytest.mark.parametrize("text", ["GIFs are fun", "PK is a name", "ID3 tags", "BZ", "%PDF", "MZ", "7z x", "{\\ r}"])
def test_a_text_that_begins_like_a_magic_number_is_text(text):
    assert binary_kind(text.encode()) is None


@pytest.mark.parametrize("row", NEWS, ids=lambda row: row["language"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_no_text_is_taken_for_binary(row, codec):
    assert binary_kind(row["text"].encode(codec)) is None


# ---------------------------------------------------------------- one file


def test_every_reader_gives_articles_that_know_their_name():
    for suffix in (".txt", ".text", ".md", ".markdown", ""):
        reading = READERS[suffix](STORY.encode(), f"dir/a{suffix}")
        assert texts(reading) == [STORY]
        assert names(reading) == [f"dir/a{suffix}"]
        assert reading.warnings == ()
        assert reading.encodings == ("utf-8",)


@pytest.mark.parametrize("suffix", [".txt", "", ".md", ".TXT", ".log", ".2020", ".rtf"])
def test_a_file_that_is_named_is_read_whatever_its_suffix(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_text(STORY)
    assert texts(read(path)) == [STORY]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_BE], ids=repr)
@pytest.mark.parametrize("suffix", READERS)
def test_an_empty_file_is_named(tmp_path, data, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    assert failure(path).startswith(f"{path}: is empty")


def test_a_missing_file_is_named(tmp_path):
    assert failure(tmp_path / "no.txt").startswith(f"{tmp_path / 'no.txt'}: there is no such file")


def test_a_folder_is_no_file(tmp_path):
    assert failure(tmp_path).startswith(f"{tmp_path}: is a folder")


def test_a_path_through_a_file_cannot_be_read(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    said = failure(tmp_path / "a.txt" / "b.txt")
    assert said.startswith(f"{tmp_path / 'a.txt' / 'b.txt'}: ")


def test_a_name_with_a_zero_byte_cannot_be_read():
    assert "a\\x00b.txt: cannot be read" in failure("a\0b.txt")
    assert "a\\x00b.txt: cannot be read" in nothing("a\0b.txt")


def test_a_name_that_is_too_long_cannot_be_read():
    said = failure("a" * 5000)
    assert said.startswith("a" * 5000 + ": cannot be read (")
    assert said.endswith("); check the name or leave it out")
    assert "too long" in said


def test_the_name_is_the_path_as_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STORY)
    assert names(read("./a.txt")) == ["./a.txt"]
    assert names(read_all(["./a.txt"])) == ["./a.txt"]
    assert names(read_all(["."])) == ["a.txt"]


def test_the_size_of_a_file_is_bounded(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"x" * 2_000_001)
    monkeypatch.setattr(summarize.read.inputs, "MAX_FILE_BYTES", 2_000_000)
    assert failure(tmp_path / "a.txt") == f"{tmp_path / 'a.txt'}: is larger than 2 MB; split it or leave it out"
    (tmp_path / "a.txt").write_bytes(b"x" * 2_000_000)
    assert texts(read(tmp_path / "a.txt")) == ["x" * 2_000_000]


def test_the_size_of_all_files_is_bounded(tmp_path, monkeypatch):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_bytes(b"x" * 1_500_000)
    (tmp_path / "d.txt").write_bytes(b"small")
    monkeypatch.setattr(summarize.read.inputs, "MAX_TOTAL_BYTES", 3_000_004)
    reading = read_all([tmp_path])
    assert [Path(name or "").name for name in names(reading)] == ["a.txt", "b.txt"]
    assert all(len(text) == 1_500_000 for text in texts(reading))  # never a part of a file
    assert len(reading.warnings) == 2
    assert reading.warnings[0].startswith(f"{tmp_path / 'c.txt'}: with it the input is larger than 3 MB")


@pytest.mark.parametrize(("limit", "count"), [("MAX_FILE_BYTES", 50_000_000), ("MAX_TOTAL_BYTES", 500_000_000)])
def test_the_limits(limit, count):
    assert getattr(summarize.read.inputs, limit) == count


def test_reading_stops_at_the_limit(monkeypatch):
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1) -> bytes:
            self.taken += size
            return b"x" * size

    endless = Endless()
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": endless}))
    assert failure("-").startswith("-: is larger than 50 MB")
    assert endless.taken < 60_000_000


def test_standard_input_is_a_dash(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode() + b"\r\n")))
    reading = read_all(["-", "-"])
    assert (texts(reading), names(reading)) == ([STORY + "\r\n"], ["-"])
    assert reading.warnings == ("-: the same file as -, read once",)
    assert not sys.stdin.closed


def test_no_standard_input_is_an_error(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert "standard input is closed" in nothing("-")


# ---------------------------------------------------------------- many files


@pytest.fixture
def tree(tmp_path):
    for name in ["b.txt", "a/z.md", "a/b/c.TXT", "a.txt", "README", "B.text", "a-b/x.markdown"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Story of {name}.")
    return tmp_path


def test_a_folder_is_read_recursively_in_the_order_of_the_parts_of_the_names(tree):
    expected = ["B.text", "README", "a/b/c.TXT", "a/z.md", "a-b/x.markdown", "a.txt", "b.txt"]
    found = [Path(source.name).relative_to(tree).as_posix() for source in find([tree]).sources]
    assert found == sorted(expected, key=lambda name: name.split("/"))
    assert texts(read_all([tree])) == [f"Story of {name}." for name in found]


def test_the_order_does_not_depend_on_the_disk(tree, monkeypatch):
    inner, expected = Path.iterdir, find([tree])
    monkeypatch.setattr(Path, "iterdir", lambda self: iter(sorted(inner(self), reverse=True)))
    assert find([tree]) == expected


def test_paths_are_read_in_the_order_given(tree):
    assert texts(read_all([tree / "b.txt", tree / "a", str(tree / "a.txt")])) == [
        *("Story of b.txt.", "Story of a/b/c.TXT.", "Story of a/z.md.", "Story of a.txt.")
    ]


def test_any_iterable_of_paths_will_do(tree):
    assert len(texts(read_all(path for path in [tree / "b.txt", tree / "a.txt"]))) == 2


def test_hidden_files_and_folders_are_passed_over_unless_named(tree):
    (tree / ".hidden.txt").write_text("Hidden.")
    (tree / ".git").mkdir()
    (tree / ".git/x.txt").write_text("Hidden.")
    reading = read_all([tree])
    assert "Hidden." not in texts(reading)
    assert reading.warnings == ()
    assert texts(read_all([tree / ".git"])) == ["Hidden."]
    assert texts(read_all([tree / ".hidden.txt"])) == ["Hidden."]


def test_files_that_no_reader_is_for_are_named_up_to_five(tree):
    for number in range(8):
        (tree / f"{number}.png").write_bytes(b"\x89PNG")
    warnings = read_all([tree]).warnings
    assert list(warnings[:5]) == [f"{tree / f'{number}.png'}: left out, a picture" for number in range(5)]
    assert warnings[5:] == ("and 3 more files in folders left out",)


def test_one_more_file_is_one_file(tree):
    for number in range(6):
        (tree / f"{number}.xlsx").write_bytes(b"PK")
    assert read_all([tree]).warnings[5:] == ("and 1 more file in folders left out",)


def test_one_bad_file_among_good_ones_is_named_and_skipped(tree):
    (tree / "b.txt").write_bytes(b"")
    (tree / "README").write_bytes(b"\x89PNG\r\n")
    reading = read_all([tree, tree / "gone.txt"])
    assert len(reading.documents) == 5
    assert [line.split(": ")[0] for line in reading.warnings] == [
        *(str(tree / "gone.txt"), str(tree / "README"), str(tree / "b.txt"))
    ]


def test_a_warning_of_a_reader_is_handed_on(tmp_path):
    (tmp_path / "a.txt").write_bytes("Il est déjà à la gare, près de l’école.".encode("cp1252"))
    (tmp_path / "b.txt").write_text(STORY)
    assert [line.split(": ")[0] for line in read_all([tmp_path]).warnings] == [str(tmp_path / "a.txt")]


def test_a_file_named_twice_is_read_once(tree):
    reading = read_all([tree / "a.txt", tree / "a", tree / "a" / ".." / "a.txt", tree / "a/z.md"])
    assert len(reading.documents) == 3
    assert [line.split(": ")[0] for line in reading.warnings] == [
        *(str(tree / "a" / ".." / "a.txt"), str(tree / "a/z.md"))
    ]
    assert "read once" in reading.warnings[0]


def test_a_hard_link_is_the_same_file(tree):
    os.link(tree / "a.txt", tree / "z.txt")
    reading = read_all([tree])
    assert texts(reading).count("Story of a.txt.") == 1
    assert reading.warnings == (f"{tree / 'z.txt'}: the same file as {tree / 'a.txt'}, read once",)


def test_equal_files_are_two_articles(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    assert texts(read_all([tmp_path])) == [STORY, STORY]


# ---------------------------------------------------------------- nothing to read


def test_no_paths():
    assert nothing().startswith("no files were given")


def test_an_empty_path():
    assert nothing("").startswith("a path is empty")


def test_an_empty_folder(tmp_path):
    assert nothing(tmp_path) == f"no articles in {tmp_path}: it has no files of a kind that is read"


def test_a_folder_with_nothing_to_read(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / ".b.txt").write_text(STORY)
    assert nothing(tmp_path) == f"no articles in {tmp_path}: it has no files of a kind that is read"


def test_a_folder_without_articles_among_others_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text(STORY)
    assert read_all([tmp_path / "empty", tmp_path / "a.txt"]).warnings == (
        f"no articles in {tmp_path / 'empty'}: it has no files of a kind that is read",
    )


def test_a_missing_path_is_named(tmp_path):
    said = f"{tmp_path / 'gone'}: there is no such file or folder; check the name"
    assert nothing(tmp_path / "gone") == said


def test_a_single_failure_is_told_as_it_is(tmp_path):
    (tmp_path / "a.txt").write_text("")
    assert nothing(tmp_path) == nothing(tmp_path / "a.txt") == f"{tmp_path / 'a.txt'}: is empty; leave it out"


def test_of_several_failures_the_first_few_are_told(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("")
    said = nothing(tmp_path)
    assert said.startswith("nothing could be read: ")
    assert [f"{number}.txt" in said for number in range(5)] == [True, True, True, False, False]
    assert said.endswith("; and 2 more")


def test_three_failures_are_all_told(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("")
    assert nothing(tmp_path).count("is empty") == 3
    assert "more" not in nothing(tmp_path)


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain name – é.txt", "plain name – é.txt"),
        ("two\nlines\r.txt", "two\\nlines\\r.txt"),
        ("bell\x1b[31m\x07\x9b.txt", "bell\\x1b[31m\\x07\\x9b.txt"),
        ("caf\udce9.txt", "caf\\xe9.txt"),
        ("\ud800\u2028", "\\ud800\\u2028"),
        ("\udc7f\udc80\udcff\udd00", "\\udc7f\\x80\\xff\\udd00"),
    ],
    ids=ascii,
)
def test_names_are_shown_on_one_line(name, shown):
    assert shown_name(name) == shown


if POSIX:  # what other systems' file systems do not have

    @pytest.mark.parametrize("raw", [b"two\nlines.txt", b"caf\xe9.txt", b"-w.txt", b"\x1b[31m.txt"], ids=repr)
    def test_a_file_of_any_name_is_read_and_named(tmp_path, raw):
        name = os.path.join(os.fsencode(tmp_path), raw)  # Path takes no bytes
        with open(name, "wb") as file:
            file.write(STORY.encode())
        reading = read_all([tmp_path])
        assert texts(reading) == [STORY]
        assert [os.fsencode(shown or "") for shown in names(reading)] == [name]
        assert names(read_all([os.fsdecode(name)])) == names(reading)

    @pytest.mark.parametrize(
        ("raw", "shown"), [(b"two\nlines.txt", "two\\nlines.txt"), (b"caf\xe9.txt", "caf\\xe9.txt")]
    )
    def test_a_file_of_any_name_fails_on_one_line(tmp_path, raw, shown):
        name = os.path.join(os.fsencode(tmp_path), raw)
        with open(name, "wb"):
            pass
        said = nothing(tmp_path)
        assert said == f"{tmp_path}/{shown}: is empty; leave it out"
        said.encode()

    # ------------------------------------------------------------ links, pipes, devices

    def test_links_in_folders_are_not_followed_but_named(tree, tmp_path_factory):
        outside = tmp_path_factory.mktemp("outside")
        (outside / "secret.txt").write_text("Secret.")
        (tree / "link.txt").symlink_to(outside / "secret.txt")
        (tree / "links").symlink_to(outside)
        (tree / "a" / "loop").symlink_to(tree)
        (tree / "broken.txt").symlink_to(tree / "gone")
        (tree / "self.txt").symlink_to(tree / "self.txt")
        reading = read_all([tree])
        assert len(reading.documents) == 7
        assert "Secret." not in texts(reading)
        assert len(reading.warnings) == 5
        assert all("links in folders are not followed" in line for line in reading.warnings)

    def test_a_link_that_is_named_is_followed(tree, tmp_path):
        (tree / "link.txt").symlink_to(tree / "b.txt")
        (tree / "links").symlink_to(tree / "a")
        reading = read_all([tree / "link.txt", tree / "links"])
        assert texts(reading) == ["Story of b.txt.", "Story of a/b/c.TXT.", "Story of a/z.md."]
        assert names(reading)[0] == str(tree / "link.txt")

    def test_a_link_to_a_file_that_is_named_too_is_the_same_file(tree):
        (tree / "link.txt").symlink_to(tree / "b.txt")
        assert len(read_all([tree / "b.txt", tree / "link.txt"]).documents) == 1

    def test_a_link_to_itself_is_named(tmp_path):
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
        assert nothing(tmp_path / "self.txt").startswith(f"{tmp_path / 'self.txt'}: cannot be read")

    def test_a_pipe_that_is_named_is_read(tmp_path):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_bytes, args=(STORY.encode() * 5000,))
        writer.start()
        reading = read_all([pipe])
        writer.join(timeout=10)
        assert texts(reading) == [STORY * 5000]

    def test_two_pipes_are_two_sources(tmp_path):
        os.mkfifo(tmp_path / "one")
        assert len(find([tmp_path / "one", tmp_path / "one"]).sources) == 2

    def test_pipes_and_sockets_in_folders_are_left_out_unopened(tree):
        os.mkfifo(tree / "pipe.txt")
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(os.path.relpath(tree / "socket.txt"))
            reading = read_all([tree])
        assert len(reading.documents) == 7
        assert [line.split(": ")[1] for line in reading.warnings] == [
            "left out, not a regular file; name it to read it"
        ] * 2

    def test_a_device_without_an_end_is_stopped(monkeypatch):
        monkeypatch.setattr(summarize.read.inputs, "MAX_FILE_BYTES", 3_000_000)
        assert failure("/dev/zero") == "/dev/zero: is larger than 3 MB; split it or leave it out"

    def test_an_empty_device_is_empty():
        assert failure("/dev/null") == "/dev/null: is empty; leave it out"

    def test_process_substitution_is_read():
        reader, writer = os.pipe()
        os.write(writer, STORY.encode())
        os.close(writer)
        try:
            assert texts(read_all([f"/dev/fd/{reader}"])) == [STORY]
        finally:
            os.close(reader)

    # ------------------------------------------------------------ permissions

    @contextmanager
    def unprivileged():
        """Be nobody for a while when tests run as root, whom no permission stops."""
        if os.geteuid():
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    @pytest.fixture
    def open_folder():
        with tempfile.TemporaryDirectory() as name:
            Path(name).chmod(0o755)
            (Path(name) / "good.txt").write_text(STORY)
            (Path(name) / "good.txt").chmod(0o644)
            yield Path(name)

    def test_a_file_that_may_not_be_read_is_named(open_folder):
        (open_folder / "bad.txt").write_text("Secret.")
        (open_folder / "bad.txt").chmod(0)
        with unprivileged():
            reading = read_all([open_folder])
            assert texts(reading) == [STORY]
            assert reading.warnings == (f"{open_folder / 'bad.txt'}: may not be read; check its permissions",)

    def test_a_folder_that_may_not_be_read_is_named(open_folder):
        (open_folder / "bad").mkdir()
        (open_folder / "bad").chmod(0)
        with unprivileged():
            reading = read_all([open_folder])
            assert texts(reading) == [STORY]
            assert reading.warnings == (f"{open_folder / 'bad'}: may not be read; check its permissions",)
            assert nothing(open_folder / "bad") == f"{open_folder / 'bad'}: may not be read; check its permissions"
        (open_folder / "bad").chmod(0o755)

    def test_folders_deeper_than_calls_can_be(tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "b.txt").write_text(STORY)
        depth = 1100  # above the limit of recursion
        for _ in range(depth):
            Path("d").mkdir()
            os.chdir("d")
        try:
            Path("a.txt").write_text(STORY)
            monkeypatch.chdir(tmp_path)
            assert texts(read_all(["."])) == [STORY, STORY]
        finally:  # pytest's own cleaning up calls itself for each folder
            os.chdir(tmp_path)
            for _ in range(depth):
                os.chdir("d")
            Path("a.txt").unlink()
            for _ in range(depth):
                os.chdir("..")
                Path("d").rmdir()


# ---------------------------------------------------------------- Markdown

MARKDOWN = {
    "paragraphs": ("One line\nand two.\n\n\nNext.", "One line\nand two.\n\nNext."),
    "line ends of Windows": ("One\r\ntwo.\r\n\r\nNext.\r\n", "One\ntwo.\n\nNext."),
    "hard breaks": ("One  \ntwo\\\nthree", "One\ntwo\nthree"),
    "a break as a tag": ("One<br>two<br />three", "One\ntwo\nthree"),
    "emphasis": ("A *b* **c** ***d*** _e_ __f__ g_h_i 2*3*4", "A b c d e f g_h_i 234"),
    "code in the line": ("Run `ls -l` now", "Run ls -l now"),
    "links": ("See [the *plan*](http://x.y 'title') and [it][1].\n\n[1]: http://x.y", "See the plan and it."),
    "links without a target": ("As shown [1] and [sic].", "As shown [1] and [sic]."),
    "addresses": ("See <http://x.y/a?b=1>.", "See http://x.y/a?b=1."),
    "images": ("A ![picture](a.png) here.\n\n![only](b.png)\n\n[![linked](c.png)](http://x.y)", "A  here."),
    "code blocks": ("A\n\n```py\nx = 1\n```\n\n    y = 2\n\n~~~\nz\n~~~\n\nB", "A\n\nB"),
    "an open fence": ("A\n\n```\nB\n\nC", "A"),
    "tables": ("A\n\n| b | c |\n|---|---|\n| d | e |\n\nF", "A\n\nF"),
    "raw HTML": ("A\n\n<div>\nB\n</div>\n\nC <span class='x'>d</span> <!-- e --> f", "A\n\nC d  f"),
    "a script": ("A\n\n<script>\nalert(1)\n\n</script>\n\nB", "A\n\nB"),
    "headings": (
        "Intro\n\n## Two\n\nA\n\nThree\n---\n\nB\n\n# Late title\n\n# One more",
        "Intro\n\nTwo\n\nA\n\nThree\n\nB\n\nOne more",
    ),
    "lists": ("- a\n- b\n  c\n\n1. d\n2. e\n   - f", "a\n\nb\nc\n\nd\n\ne\n\nf"),
    "quotations": ("> a\n> b\n>\n> c\n\nd", "a\nb\n\nc\n\nd"),
    "rules": ("A\n\n---\n\nB\n\n***\n\nC", "A\n\nB\n\nC"),
    "entities and escapes": ("AT&amp;T &copy; \\*not\\* 1 < 2", "AT&T © *not* 1 < 2"),
    "quotes are not made curly": ("\"It's\" -- well...", "\"It's\" -- well..."),
    "a table cell in a list": ("- a\n\n  | b |\n  |---|\n  | c |\n- d", "a\n\nd"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "text"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_becomes_plain_paragraphs(source, text):
    assert article(source).text == text


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".MD"])
def test_markdown_is_read_by_its_suffix(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_text(f"# The *dam* breaks\n\n**{STORY}**\n", encoding="utf-8")
    (document,) = read(path).documents
    assert (document.title, document.text, document.name) == ("The dam breaks", STORY, str(path))


def test_markdown_in_a_text_file_is_text(tmp_path):
    (tmp_path / "a.txt").write_text("# One *two*")
    assert texts(read(tmp_path / "a.txt")) == ["# One *two*"]


def test_markdown_in_a_legacy_encoding_is_told(tmp_path):
    (tmp_path / "a.md").write_bytes("Il est déjà à la *gare*, près de l’école.".encode("cp1252"))
    reading = read(tmp_path / "a.md")
    assert texts(reading) == ["Il est déjà à la gare, près de l’école."]
    assert "read as cp1252" in reading.warnings[0]


def test_markdown_without_prose_is_an_error(tmp_path):
    (tmp_path / "a.md").write_text("# Title\n\n```\ncode\n```\n\n![x](y.png)\n")
    assert failure(tmp_path / "a.md").startswith(f"{tmp_path / 'a.md'}: has no text besides")


FRONT = """---
# a comment
title: "The day: it came"
Date: 2020-03-04T09:30:15+01:00
link: https://x.y/link
authors: [Ana, 'Bo']
tags:
  - a
nested:
  title: not this
title: nor this
---
# Heading

Text.
"""


def test_front_matter_is_left_out_and_gives_the_facts():
    (found,) = READERS[".md"](FRONT.encode(), "a.md").documents
    assert (found.text, found.title, found.date, found.url, found.author, found.outlet) == (
        *("Text.", "The day: it came", "2020-03-04T09:30", "https://x.y/link", "Ana, Bo", "x.y"),
    )


def test_front_matter_with_the_line_ends_of_windows():
    found = article(FRONT.replace("\n", "\r\n"))
    assert (found.text, found.title) == ("Text.", "The day: it came")


def test_an_url_comes_before_a_link_and_a_heading_stands_in_for_a_title():
    (found,) = READERS[".md"](b"---\nlink: b\nurl: a\n...\n# Heading\n\nText.", "a.md").documents
    assert (found.text, found.title, found.date, found.url) == ("Text.", "Heading", None, "a")


@pytest.mark.parametrize(
    "source",
    [
        "---\nNo facts here.\n---\n\nText.",
        "Text before\n---\ntitle: a\n---\n",
        "---\ntitle: never closed\n\nText.",
        " ---\ntitle: indented\n---\nText.",
        "---\n" + "a: b\n" * 300 + "---\nText.",
        "----\ntitle: a\n----\nText.",
    ],
    ids=["a rule", "not at the top", "open", "indented", "too long", "four dashes"],
)
def test_what_is_no_front_matter_is_text(source):
    found = article(source)
    assert found.title is None
    assert len(found.text) > 8


@pytest.mark.parametrize(("lines", "title"), [(199, "a"), (200, None)])
def test_front_matter_is_no_longer_than_a_page(lines, title):
    assert article("---\n" + "title: a\n" * lines + "---\nText.").title == title


@pytest.mark.parametrize(
    ("value", "title"), [("'a", "'a"), ("'a\"", "'a\""), ("'", "'"), ("'a'", "a"), ('"a: b"', "a: b"), ("aba", "aba")]
)
def test_a_title_loses_its_quotation_marks_in_pairs(value, title):
    assert article(f"---\ntitle: {value}\n---\nText.").title == title


def test_empty_front_matter_is_left_out():
    assert article("---\n---\nText.").text == "Text."


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2020-03-04", "2020-03-04"),
        ("'2020-03-04'", "2020-03-04"),
        ("2020-03-04 09:30", "2020-03-04T09:30"),
        ("2020-03-04T09:30:00Z", "2020-03-04T09:30"),
        ("2020-02-30", None),
        ("2020-03-04T25:00", None),
        ("4 March 2020", "2020-03-04"),
        ("March", None),
        ("~", None),
        ("", None),
    ],
)
def test_dates_are_taken_when_they_are_sure(value, date):
    (found,) = READERS[".md"](f"---\ndate: {value}\n---\nText.".encode(), "a.md").documents
    assert found.date == date


@pytest.mark.parametrize("value", ["|", ">", "|-", ">-", "null", "''", "", "~"])
def test_a_title_without_a_value_on_its_line_is_none(value):
    assert article(f"---\ntitle: {value}\n---\nText.").title is None


def test_yaml_objects_are_but_text():
    assert article("---\ntitle: !!python/object/apply:os.system ['x']\n---\nText.").title == (
        "!!python/object/apply:os.system ['x']"
    )


@pytest.mark.parametrize(
    "piece", ["[", "![", ">", "- ", "*a ", "`", "<!-- ", "| a ", "# ", "[a]: b\n", "\\", "  "], ids=repr
)
def test_deep_or_endless_markdown_ends(piece):
    article("Text.\n\n" + piece * 5000)


@given(st.text())
def test_markdown_never_raises_and_leaves_no_empty_paragraph(source):
    text = article(source).text
    assert text == text.strip()
    assert "\n\n\n" not in text


def test_more_markdown_than_an_article_has_is_refused_with_the_remedy(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("[" * (MAX_MARKDOWN_CHARACTERS + 1))
    with pytest.raises(ReadError, match=r"page\.md: is over 1,000,000 characters of Markdown; save it as plain text"):
        read(page)
