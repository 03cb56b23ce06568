"""Reading paths: named files of every kind, limits, and every way to fail, with real files."""

import codecs
import io
import os
import socket
import sys
import threading
from pathlib import Path

import pytest

import summarize.read.files
import summarize.read.inputs
from summarize.errors import ReadError
from summarize.read.inputs import gather, read, read_all
from summarize.read.readers import READERS
from summarize.records import Document, Reading
from tests.reading import ON_POSIX, STORY, names, read_all_error, read_error, texts

# ---------------------------------------------------------------- one file


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
    assert read_error(path).startswith(f"{path}: is empty")


def test_a_missing_file_is_named(tmp_path):
    message = f"{tmp_path / 'gone'}: there is no such file or folder; check the name"
    assert read_error(tmp_path / "gone") == read_all_error(tmp_path / "gone") == message


def test_a_folder_is_no_file(tmp_path):
    assert read_error(tmp_path).startswith(f"{tmp_path}: is a folder")


def test_a_path_through_a_file_cannot_be_read(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    assert read_error(tmp_path / "a.txt" / "b.txt").startswith(f"{tmp_path / 'a.txt' / 'b.txt'}: ")


def test_a_name_with_a_zero_byte_cannot_be_read():
    assert "a\\x00b.txt: cannot be read" in read_error("a\0b.txt")
    assert "a\\x00b.txt: cannot be read" in read_all_error("a\0b.txt")


def test_a_name_that_is_too_long_cannot_be_read():
    message = read_error("a" * 5000)
    assert message.startswith("a" * 5000 + ": cannot be read (")
    assert message.endswith("); check the name or leave it out")
    assert "too long" in message


def test_the_name_is_the_path_as_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STORY)
    assert names(read("./a.txt")) == ["./a.txt"]
    assert names(read_all(["./a.txt"])) == ["./a.txt"]
    assert names(read_all(["."])) == ["a.txt"]


# ---------------------------------------------------------------- limits


def test_the_size_of_a_file_is_bounded(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"x" * 2_000_001)
    monkeypatch.setattr(summarize.read.inputs, "MAX_FILE_BYTES", 2_000_000)
    assert read_error(tmp_path / "a.txt") == f"{tmp_path / 'a.txt'}: is larger than 2 MB; split it or leave it out"
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


def test_a_text_too_long_to_wait_for_is_refused_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(summarize.read.inputs, "MAX_TEXT_LENGTH", 100)
    long, short = tmp_path / "long.txt", tmp_path / "short.txt"
    long.write_text(STORY * 100)
    short.write_text("The dam broke.")
    reading = gather([long, short])
    assert [document.text for document in reading.documents] == ["The dam broke."]
    assert reading.warnings == (f"{long}: is longer than 100 characters; split it or leave it out",)
    for given in (STORY * 100, Document(STORY * 100)):
        with pytest.raises(ReadError, match="a document: is longer than 100 characters"):
            gather(["The dam broke.", given])


@pytest.mark.parametrize(
    ("limit", "count"),
    [("MAX_FILE_BYTES", 50_000_000), ("MAX_TOTAL_BYTES", 500_000_000), ("MAX_TEXT_LENGTH", 30_000_000)],
)
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
    assert read_error("-").startswith("-: is larger than 50 MB")
    assert endless.taken < 60_000_000


@ON_POSIX
def test_a_device_without_an_end_is_stopped(monkeypatch):
    monkeypatch.setattr(summarize.read.inputs, "MAX_FILE_BYTES", 3_000_000)
    assert read_error("/dev/zero") == "/dev/zero: is larger than 3 MB; split it or leave it out"


# ---------------------------------------------------------------- what is no regular file


def test_standard_input_is_a_dash(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode() + b"\r\n")))
    reading = read_all(["-", "-"])
    assert (texts(reading), names(reading)) == ([STORY + "\r\n"], ["-"])
    assert reading.warnings == ("-: the same file as -, read once",)
    assert not sys.stdin.closed


def test_no_standard_input_is_an_error(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert "standard input is closed" in read_all_error("-")


@ON_POSIX
def test_a_pipe_that_is_named_is_read(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(STORY.encode() * 5000,))
    writer.start()
    reading = read_all([pipe])
    writer.join()
    assert texts(reading) == [STORY * 5000]


@ON_POSIX
def test_a_named_pipe_that_nothing_writes_to_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(summarize.read.files, "WRITER_PATIENCE", 0.01)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reason = "it is not a file but a pipe, and nothing writes to it"
    assert read_all_error(pipe) == f"{pipe}: cannot be read ({reason}); check the name or leave it out"


@ON_POSIX
def test_a_named_pipe_waits_for_a_slow_writer(tmp_path, monkeypatch):
    monkeypatch.setattr(summarize.read.files, "WRITER_PATIENCE", 0.01)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # so that the writer's end opens at once
    with pipe.open("wb") as writer:
        writing = threading.Timer(0.1, lambda: (writer.write(STORY.encode()), writer.close()))
        writing.start()
        assert texts(read_all([pipe])) == [STORY]
        writing.join()
    os.close(reader)


@ON_POSIX
def test_a_socket_or_device_is_not_a_file(tmp_path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(tmp_path / "s"))
        assert read_all_error(tmp_path / "s") == f"{tmp_path / 's'}: {summarize.read.files.NO_FILE}"
    assert read_all_error("/dev/zero") == f"/dev/zero: {summarize.read.files.NO_FILE}"


@ON_POSIX
def test_an_empty_device_is_empty():
    assert read_error("/dev/null") == "/dev/null: is empty; leave it out"


@ON_POSIX
def test_process_substitution_is_read():
    reader, writer = os.pipe()
    os.write(writer, STORY.encode())
    os.close(writer)
    try:
        assert texts(read_all([f"/dev/fd/{reader}"])) == [STORY]
    finally:
        os.close(reader)


# ---------------------------------------------------------------- many files


@pytest.fixture
def folder(tmp_path):
    for name in ("a.txt", "b.txt", "c/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Story of {name}.")
    return tmp_path


def test_paths_are_read_in_the_order_given(folder):
    reading = read_all([folder / "b.txt", folder / "c", str(folder / "a.txt")])
    assert texts(reading) == ["Story of b.txt.", "Story of c/d.txt.", "Story of a.txt."]


def test_any_iterable_of_paths_will_do(folder):
    assert len(texts(read_all(path for path in [folder / "b.txt", folder / "a.txt"]))) == 2


def test_a_bad_file_among_good_ones_is_named_and_skipped(folder):
    (folder / "a.txt").write_bytes(b"\x89PNG\r\n")
    (folder / "b.txt").write_bytes(b"")
    reading = read_all([folder, folder / "gone.txt"])
    assert texts(reading) == ["Story of c/d.txt."]
    assert [line.split(": ")[0] for line in reading.warnings] == [
        *(str(folder / "gone.txt"), str(folder / "a.txt"), str(folder / "b.txt"))
    ]


def test_a_warning_of_a_reader_is_handed_on(folder):
    (folder / "a.txt").write_bytes("Il est déjà à la gare, près de l’école.".encode("cp1252"))
    assert [line.split(": ")[0] for line in read_all([folder]).warnings] == [str(folder / "a.txt")]


# ---------------------------------------------------------------- what a call of the library takes


def test_what_cannot_be_read_is_named_and_skipped_by_the_library_as_by_the_command(folder):
    gone = folder / "gone.txt"
    given = [folder / "b.txt", gone, "A text.", folder / "c"]
    reading = gather(given)
    assert texts(reading) == ["Story of b.txt.", "A text.", "Story of c/d.txt."]
    assert reading.warnings == read_all([item for item in given if isinstance(item, Path)]).warnings
    assert gather(["A text.", gone]).warnings == reading.warnings
    (folder / "e.txt").write_bytes(bytes(range(9)) * 9)
    assert (
        gather(["A text.", folder / "e.txt"]).warnings == read_all([folder / "b.txt", folder / "e.txt"]).warnings != ()
    )
    with pytest.raises(ReadError, match=r"gone\.txt: there is no such file"):
        gather([gone])
    with pytest.raises(ReadError, match=r"nothing could be read: .*; and 2 more"):
        gather([folder / f"gone{number}" for number in range(5)])
    assert gather([]) == Reading(())


def test_a_file_that_is_given_twice_to_the_library_is_read_once(folder):
    reading = gather([folder / "b.txt", "A text.", folder, folder / "c" / ".." / "b.txt"])
    assert texts(reading) == ["Story of b.txt.", "A text.", "Story of a.txt.", "Story of c/d.txt."]
    assert [line.split(": ")[1] for line in reading.warnings] == [f"the same file as {folder / 'b.txt'}, read once"] * 2


def test_the_limit_of_a_call_counts_all_its_paths(folder, monkeypatch):
    monkeypatch.setattr("summarize.read.inputs.MAX_TOTAL_BYTES", 32)
    for read_paths in (gather, read_all):
        reading = read_paths([folder / "a.txt", folder / "b.txt", folder / "c"])
        assert texts(reading) == ["Story of a.txt.", "Story of b.txt."]
        assert "with it the input is larger than" in reading.warnings[0]


# ---------------------------------------------------------------- nothing to read


def test_no_paths_are_an_error():
    assert read_all_error().startswith("no files were given")


def test_an_empty_path_is_an_error():
    assert read_all_error("").startswith("a path is empty")


def test_a_single_failure_is_told_as_it_is(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("")
    assert read_all_error(tmp_path) == read_all_error(path) == f"{path}: is empty; leave it out"


def test_of_several_failures_the_first_three_are_told(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("")
    message = read_all_error(tmp_path)
    assert message.startswith("nothing could be read: ")
    assert [f"{number}.txt" in message for number in range(5)] == [True, True, True, False, False]
    assert message.endswith("; and 2 more")


def test_three_failures_are_all_told(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("")
    message = read_all_error(tmp_path)
    assert message.count("is empty") == 3
    assert "more" not in message


def test_a_text_that_names_a_file_is_a_text_with_a_warning(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The mill burned down on Sunday.")
    reading = gather(["a.txt", "The mill burned down.", "b.txt"])
    assert [document.text for document in reading.documents] == ["a.txt", "The mill burned down.", "b.txt"]
    (warning,) = reading.warnings
    assert "a.txt" in warning
    assert "pathlib.Path" in warning
