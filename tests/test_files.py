"""Which files paths mean: folders in a stable order, each file once, what is skipped named."""

import inspect
import os
import socket
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from summarize.read.files import NAMED_PIPE, file_holding, find
from summarize.read.inputs import read_all
from tests.reading import ON_POSIX, STORY, names, read_all_error, texts


def with_text(path: Path) -> Path:
    path.write_text(STORY)
    return path


@pytest.fixture
def tree(tmp_path):
    for name in ["b.txt", "a/z.md", "a/b/c.TXT", "a.txt", "README", "B.text", "a-b/x.markdown"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Story of {name}.")
    return tmp_path


# ---------------------------------------------------------------- folders


def test_a_folder_is_read_recursively_in_the_order_of_the_parts_of_the_names(tree):
    expected = ["B.text", "README", "a/b/c.TXT", "a/z.md", "a-b/x.markdown", "a.txt", "b.txt"]
    files = [Path(file.name).relative_to(tree).as_posix() for file in find([tree]).files]
    assert files == sorted(expected, key=lambda name: name.split("/"))
    assert texts(read_all([tree])) == [f"Story of {name}." for name in files]


def test_the_order_does_not_depend_on_the_disk(tree, monkeypatch):
    iterdir, expected = Path.iterdir, find([tree])
    monkeypatch.setattr(Path, "iterdir", lambda self: iter(sorted(iterdir(self), reverse=True)))
    assert find([tree]) == expected


def test_hidden_files_and_folders_are_skipped_unless_named(tree):
    (tree / ".hidden.txt").write_text("Hidden.")
    (tree / ".git").mkdir()
    (tree / ".git/x.txt").write_text("Hidden.")
    reading = read_all([tree])
    assert "Hidden." not in texts(reading)
    assert reading.warnings == ()
    assert texts(read_all([tree / ".git"])) == ["Hidden."]
    assert texts(read_all([tree / ".hidden.txt"])) == ["Hidden."]


def test_files_that_no_reader_takes_are_named_up_to_five(tree):
    for number in range(8):
        (tree / f"{number}.png").write_bytes(b"\x89PNG")
    warnings = read_all([tree]).warnings
    assert list(warnings[:5]) == [f"{tree / f'{number}.png'}: left out, a picture" for number in range(5)]
    assert warnings[5:] == ("and 3 more files in folders left out",)


def test_one_more_file_is_one_file(tree):
    for number in range(6):
        (tree / f"{number}.xlsx").write_bytes(b"PK")
    assert read_all([tree]).warnings[5:] == ("and 1 more file in folders left out",)


@pytest.mark.parametrize("names_in_folder", [(), ("a.png", ".b.txt")], ids=["empty", "nothing to read"])
def test_a_folder_without_articles_is_an_error(tmp_path, names_in_folder):
    for name in names_in_folder:
        (tmp_path / name).write_text(STORY)
    assert read_all_error(tmp_path) == f"no articles in {tmp_path}: it has no files of a kind that is read"


def test_a_folder_without_articles_among_other_paths_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text(STORY)
    assert read_all([tmp_path / "empty", tmp_path / "a.txt"]).warnings == (
        f"no articles in {tmp_path / 'empty'}: it has no files of a kind that is read",
    )


@ON_POSIX
def test_folders_may_be_nested_deeper_than_calls(tmp_path, monkeypatch):
    depth = 200
    read_all([with_text(tmp_path / "b.txt")])  # imports what it needs before calls are limited
    for _ in range(depth):
        tmp_path /= "d"
    tmp_path.mkdir(parents=True)
    with_text(tmp_path / "a.txt")
    root = tmp_path.parents[depth - 1]
    calls, limit = len(inspect.stack(0)), sys.getrecursionlimit()
    sys.setrecursionlimit(calls + depth // 2)
    try:
        reading = read_all([root])
    finally:
        sys.setrecursionlimit(limit)
    assert texts(reading) == [STORY, STORY]


# ---------------------------------------------------------------- each file once


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


# ---------------------------------------------------------------- links, pipes, names of any bytes


@ON_POSIX
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


@ON_POSIX
def test_a_link_that_is_named_is_followed(tree):
    (tree / "link.txt").symlink_to(tree / "b.txt")
    (tree / "links").symlink_to(tree / "a")
    reading = read_all([tree / "link.txt", tree / "links"])
    assert texts(reading) == ["Story of b.txt.", "Story of a/b/c.TXT.", "Story of a/z.md."]
    assert names(reading)[0] == str(tree / "link.txt")


@ON_POSIX
def test_a_link_to_a_file_that_is_named_too_is_the_same_file(tree):
    (tree / "link.txt").symlink_to(tree / "b.txt")
    assert len(read_all([tree / "b.txt", tree / "link.txt"]).documents) == 1


@ON_POSIX
def test_a_link_to_itself_is_named(tmp_path):
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert read_all_error(tmp_path / "self.txt").startswith(f"{tmp_path / 'self.txt'}: cannot be read")


@ON_POSIX
def test_a_pipe_of_the_shell_that_is_named_twice_is_two_sources_and_a_named_pipe_is_refused(tmp_path):
    ours, theirs = os.pipe()
    assert len(find([f"/dev/fd/{ours}", f"/dev/fd/{ours}"]).files) == 2
    os.close(ours)
    os.close(theirs)
    os.mkfifo(tmp_path / "p.txt")
    assert find([tmp_path / "p.txt"]).failures == (f"{tmp_path / 'p.txt'}: {NAMED_PIPE}",)


@ON_POSIX
def test_pipes_and_sockets_in_folders_are_left_out_unopened(tree):
    os.mkfifo(tree / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(tree / "socket.txt"))
        reading = read_all([tree])
    assert len(reading.documents) == 7
    assert [line.split(": ")[1] for line in reading.warnings] == [
        "left out, not a regular file; name it to read it"
    ] * 2


@ON_POSIX
@pytest.mark.parametrize("raw", [b"two\nlines.txt", b"caf\xe9.txt", b"-w.txt", b"\x1b[31m.txt"], ids=repr)
def test_a_file_of_any_name_is_read_and_named(tmp_path, raw):
    name = os.path.join(os.fsencode(tmp_path), raw)  # Path takes no bytes
    with open(name, "wb") as file:
        file.write(STORY.encode())
    reading = read_all([tmp_path])
    assert texts(reading) == [STORY]
    assert [os.fsencode(shown or "") for shown in names(reading)] == [name]
    assert names(read_all([os.fsdecode(name)])) == names(reading)


@ON_POSIX
@pytest.mark.parametrize(("raw", "shown"), [(b"two\nlines.txt", "two\\nlines.txt"), (b"caf\xe9.txt", "caf\\xe9.txt")])
def test_a_file_of_any_name_fails_on_one_line(tmp_path, raw, shown):
    with open(os.path.join(os.fsencode(tmp_path), raw), "wb"):
        pass
    message = read_all_error(tmp_path)
    assert message == f"{tmp_path}/{shown}: is empty; leave it out"
    message.encode()


# ---------------------------------------------------------------- permissions


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


@ON_POSIX
def test_a_file_that_may_not_be_read_is_named(open_folder):
    (open_folder / "bad.txt").write_text("Secret.")
    (open_folder / "bad.txt").chmod(0)
    with unprivileged():
        reading = read_all([open_folder])
        assert texts(reading) == [STORY]
        assert reading.warnings == (f"{open_folder / 'bad.txt'}: may not be read; check its permissions",)


@ON_POSIX
def test_a_folder_that_may_not_be_read_is_named(open_folder):
    (open_folder / "bad").mkdir()
    (open_folder / "bad").chmod(0)
    with unprivileged():
        reading = read_all([open_folder])
        assert texts(reading) == [STORY]
        assert reading.warnings == (f"{open_folder / 'bad'}: may not be read; check its permissions",)
        assert read_all_error(open_folder / "bad") == f"{open_folder / 'bad'}: may not be read; check its permissions"
    (open_folder / "bad").chmod(0o755)


# ---------------------------------------------------------------- which file holds an article


@pytest.mark.parametrize("article", ["", "#2", "#2.1", "/b/c.csv#2"])
def test_the_file_that_holds_an_article_is_known_by_the_name_of_the_article(tmp_path, article):
    archive = str(with_text(tmp_path / "a.zip"))
    assert file_holding(archive + article) == archive


def test_an_article_without_a_file_keeps_its_name():
    assert file_holding("gone/a.zip/b.csv#2") == "gone/a.zip/b.csv#2"
    assert file_holding("a\0b#2") == "a\0b#2"
