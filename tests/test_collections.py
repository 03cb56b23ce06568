"""Mailboxes, tar archives and lists of feeds: what holds many articles gives them, and nothing from outside."""

import gzip
import io
import os
import tarfile

import pytest

from summarize.read.files import find
from summarize.read.inputs import read_all
from tests.reading import OTHER, STORY, WITH_LIBRARIES, harmless, made, names, refused, texts, zipped

pytestmark = WITH_LIBRARIES
FEED = "<rss><channel><title>Star</title><item><title>{0}</title><description>{1}</description></item></channel></rss>"


def mail(subject, text):
    return f"From sender@example.org Mon Mar  2 09:00:00 2020\nFrom: a@b.example\nSubject: {subject}\n\n{text}\n"


def tarred(members, **kinds):
    """Return a tar archive of files and, by name, of members of another type."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, kind in kinds.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return out.getvalue()


# ------------------------------------------------------------ mailboxes


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_each_mail_of_a_mailbox_is_an_article(line_end):
    box = "\n".join([mail("One", STORY), mail("Two", f"{OTHER}\n>From here on it rained."), mail("Empty", "")])
    reading = made(box.replace("\n", line_end), "dir/a.mbox")
    assert names(reading) == ["dir/a.mbox#1", "dir/a.mbox#2"]
    assert [document.title for document in reading.documents] == ["One", "Two"]
    assert texts(reading) == [STORY, f"{OTHER}\nFrom here on it rained."]
    assert reading.warnings == ("dir/a.mbox: 1 of 3 mails have no text or are too many, left out",)


def test_a_sentence_that_begins_with_from_ends_no_mail():
    (document,) = made(mail("One", f"{STORY}\nFrom there the water ran on.\n{OTHER}"), "a.mbox").documents
    assert document.text.endswith(OTHER)


@pytest.mark.parametrize(("data", "reason"), [(STORY, "no line `From `"), (mail("a", ""), "no mail with a text")])
def test_a_mailbox_without_a_mail_is_refused(data, reason):
    assert reason in refused(data, "a.mbox")


# ------------------------------------------------------------ tar


@pytest.mark.parametrize(("pack", "name"), [(bytes, "x.tar"), (gzip.compress, "x.tar.gz"), (gzip.compress, "x.tgz")])
def test_files_of_a_tar_archive_are_read_like_those_of_a_folder(pack, name):
    members = {"./b.txt": STORY.encode(), "a/c.txt": OTHER.encode(), ".d.txt": b"x", "e.png": b"x"}
    reading = made(pack(tarred(members)), name)
    assert names(reading) == [f"{name}/a/c.txt", f"{name}/b.txt"]
    assert reading.warnings == (f"{name}/e.png: left out, a picture",)


def test_a_tar_archive_is_known_by_its_mark():
    assert names(made(tarred({"a.txt": STORY.encode()}), "download")) == ["download/a.txt"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_left_out_and_named(kind):
    reading = made(tarred({"a.txt": STORY.encode()}, **{"b.txt": kind}), "x.tar")
    assert names(reading) == ["x.tar/a.txt"]
    assert reading.warnings[0].startswith("x.tar/b.txt: left out, ")


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/a.txt", "a/../../b.txt"])
def test_a_member_whose_name_leads_out_is_left_out(name):
    reading = made(tarred({"a.txt": STORY.encode(), name: OTHER.encode()}), "x.tar")
    assert names(reading) == ["x.tar/a.txt"]
    assert "its name leads out of the archive" in reading.warnings[0]


def test_a_tar_archive_that_inflates_too_much_is_refused():
    assert "inflates to over 100 times" in refused(gzip.compress(tarred({"a.txt": b" " * 20_000_000})), "a.tgz")


@pytest.mark.parametrize("pack", [lambda inner: tarred({"a.tar": inner}), lambda inner: zipped({"a.tar": inner})])
def test_a_tar_archive_in_an_archive_is_not_opened(pack):
    data = pack(tarred({"a.txt": STORY.encode()}))
    assert "is a tar archive inside an archive" in refused(data, "x.tar" if data[257:262] == b"ustar" else "x.zip")


def test_a_damaged_tar_archive_is_harmless():
    data = tarred({"a.txt": STORY.encode(), "b.txt": OTHER.encode()})
    for start in range(0, len(data), 97):
        harmless(data[:start], "a.tar")
        harmless(data[:start] + bytes([data[start] ^ 0xFF]) + data[start + 1 :], "a.tar")


# ------------------------------------------------------------ lists of feeds


@pytest.fixture
def feeds(tmp_path):
    """A folder with a list of feeds, of which two are files beside it."""
    (tmp_path / "outside.rss").write_text(FEED.format("Secret", "Not to be read."))
    folder = tmp_path / "news"
    (folder / "far").mkdir(parents=True)
    (folder / "star.rss").write_text(FEED.format("Dam", STORY))
    (folder / "far" / "post office.rss").write_text(FEED.format("Rain", OTHER))
    os.symlink(tmp_path / "outside.rss", folder / "link.rss")
    places = ["star.rss", "far/post%20office.rss", "../outside.rss", str(tmp_path / "outside.rss"), "link.rss"]
    places += ["https://example.org/feed", "file:///etc/passwd", "gone.rss"]
    places += ["..%5C..%5Csecret.rss", "D%3A/x.rss"]  # paths to elsewhere on Windows, names of files on other systems
    (folder / ".hidden").mkdir()
    for name in (".env", ".hidden/k.rss", "key.pem"):
        (folder / name).write_text(FEED.format("Secret", "Not to be read."))
        places.append(name)
    outlines = "".join(f'<outline text="a" xmlUrl="{place}"/>' for place in places)
    (folder / "list.opml").write_text(f'<opml version="2.0"><body><outline>{outlines}</outline></body></opml>')
    return folder


def test_a_list_gives_the_feeds_beside_it_and_nothing_from_elsewhere(feeds):
    if os.name == "posix":
        (feeds / "D:").mkdir()
        for name in ("..\\..\\secret.rss", "D:/x.rss"):
            (feeds / name).write_text(FEED.format("Secret", "Not to be read."))
    reading = read_all([feeds / "list.opml"])
    assert texts(reading) == [STORY, OTHER]
    assert reading.warnings == (f"{feeds}/list.opml: 11 of 13 feeds are not files beside it; nothing is fetched",)


def test_a_feed_of_a_folder_that_its_list_names_is_read_once(feeds):
    assert sorted(texts(read_all([feeds]))) == sorted([STORY, OTHER])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<opml><body><outline xmlUrl="https://a.example/"/></body></opml>', "names no feed that is a file beside it"),
        ("no list", "it is damaged or no OPML"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><opml>&b;</opml>', "which is refused"),
    ],
)
def test_a_list_without_files_says_why(tmp_path, text, reason):
    (tmp_path / "a.opml").write_text(text)
    assert reason in find([tmp_path / "a.opml"]).failures[0]
