"""Archives: members are read like the files of a folder, and what is hostile is refused."""

import gzip

import pytest

from summarize.read import archive
from tests.reading import DATA, FACTS, OTHER, STORY, WITH_LIBRARIES, made, names, refused, zipped

pytestmark = WITH_LIBRARIES


def test_members_are_read_like_the_files_of_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    members = {
        "b.txt": STORY,
        "a/c.html": f"<article><p>{STORY}</p></article>",
        "__MACOSX/b.txt": "x",
        ".d.txt": "x",
        "e.png": "x",
        "../f.txt": OTHER,
    }
    reading = made(zipped({name: data.encode() for name, data in members.items()}), "x.zip")
    assert names(reading) == ["x.zip/a/c.html", "x.zip/b.txt"]
    leads_out = "x.zip/../f.txt: left out, its name leads out of the archive"
    assert reading.warnings == (leads_out, "x.zip/e.png: left out, a picture")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a/../b.txt", "../../evil.txt", "/etc/a.txt", "..\\a.txt", "c:/a.txt", "a/.."])
def test_a_member_whose_name_leads_out_of_the_archive_is_left_out_and_named(name):
    reading = made(zipped({"a.txt": STORY.encode(), name: OTHER.encode()}), "x.zip")
    assert names(reading) == ["x.zip/a.txt"]
    assert [line.split(": ")[1] for line in reading.warnings] == ["left out, its name leads out of the archive"]


BOMB = b" " * 20_000_000


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (gzip.compress(BOMB), "a.txt.gz"),
        (zipped({"a.txt": BOMB}), "a.zip"),
        (zipped({"word/document.xml": BOMB}), "a.docx"),
    ],
    ids=["gzip", "ZIP", "a Word document"],
)
def test_what_inflates_too_much_is_refused(data, name):
    assert "inflates to over 100 times its size" in refused(data, name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped({"a.zip": zipped({"a.txt": STORY.encode()})}), "a.zip"),
        (gzip.compress(gzip.compress(STORY.encode())), "a.txt.gz"),
    ],
    ids=["ZIP", "gzip"],
)
def test_an_archive_in_an_archive_is_not_opened(data, name):
    assert "not opened" in refused(data, name)


def test_an_archive_of_too_many_members_is_refused():
    assert "over 10,000 members" in refused(zipped(dict.fromkeys(map(str, range(10_001)), b"")), "a.zip")


def test_the_members_of_an_archive_share_one_limit(monkeypatch):
    monkeypatch.setattr(archive, "MAX_INFLATED_BYTES", 1_000)
    texts = {f"{number}.txt": (STORY * 5)[:600].encode() for number in range(3)}
    reading = made(zipped(texts), "a.zip")
    assert names(reading) == ["a.zip/0.txt"]
    assert "inflates to over" in reading.warnings[0]


def test_members_that_are_packed_themselves_are_bounded_together(monkeypatch):
    pdf = (DATA / "one" / "a.pdf").read_bytes()
    monkeypatch.setattr(archive, "MAX_PACKED_BYTES", len(pdf))
    reading = made(zipped({"a.pdf": pdf, "b.pdf": pdf}), "a.zip")
    assert names(reading) == ["a.zip/a.pdf"]
    assert reading.warnings == ("a.zip/b.pdf: is too much in one archive; unpack it and give the folder",)


def test_what_gzip_packed_is_read_by_the_suffix_before():
    page = (DATA / "one" / "a.html").read_bytes()
    (document,) = made(gzip.compress(page), "a.html.gz").documents
    assert (document.title, document.name) == (FACTS["title"], "a.html.gz")


def test_a_bad_member_is_named_and_the_others_are_read():
    reading = made(zipped({"a.txt": STORY.encode(), "b.txt": b"", "c.json": b"{"}), "x.zip")
    assert len(reading.documents) == 1
    assert [line.split(":")[0] for line in reading.warnings] == ["x.zip/b.txt", "x.zip/c.json"]


@pytest.mark.parametrize("of_member", range(0, 150, 7))
def test_a_damaged_member_is_named_and_the_others_are_read(of_member):
    whole = zipped({"a.txt": STORY.encode(), "b.txt": OTHER.encode()})
    start = whole.index(b"PK\x03\x04", 1)  # of the header of the second
    data = bytearray(whole)
    data[start + of_member % (whole.index(b"PK\x01\x02") - start)] ^= 0xFF
    reading = made(bytes(data), "x.zip")
    assert names(reading)[0] == "x.zip/a.txt"
    assert len(reading.documents) == 2 or reading.warnings[0].startswith("x.zip/b.txt: ")
