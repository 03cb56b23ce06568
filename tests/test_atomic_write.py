import os
import stat
import threading

import pytest

from summarize.atomic_write import write
from summarize.errors import WriteError
from tests.command import full_device


def test_a_new_file_holds_the_text_in_utf8(tmp_path):
    write(tmp_path / "a.txt", "Zürich\n")
    assert (tmp_path / "a.txt").read_bytes() == "Zürich\n".encode()
    assert os.listdir(tmp_path) == ["a.txt"]


def test_an_old_file_is_replaced_and_keeps_its_mode(tmp_path):
    old = tmp_path / "a.txt"
    old.write_text("old")
    old.chmod(0o640)
    write(old, "new")
    assert old.read_text() == "new"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_that_the_system_gives(tmp_path):
    (tmp_path / "other.txt").touch()
    write(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "other.txt").stat().st_mode


def test_what_a_killed_run_left_is_in_nobodys_way(tmp_path):
    left = tmp_path / f".a.txt.{os.getpid()}.part"
    left.write_text("half")
    write(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").read_text() == "new"
    assert left.read_text() == "half"


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_full_disk_is_said_and_the_device_stays_a_device(tmp_path):
    device = full_device(tmp_path)
    with pytest.raises(WriteError, match=r"/full: cannot be written .*No space left.*--output"):
        write(device, "x" * 100_000)
    assert device.is_char_device()


def test_a_pipe_is_written_to_directly(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    write(pipe, "through")
    reader.join(10)
    assert got == ["through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_when_the_disk_fills_half_way_the_old_file_is_whole_and_nothing_is_left(tmp_path, monkeypatch):
    old = tmp_path / "a.txt"
    old.write_text("old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left"):
        write(old, "new")
    assert old.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("place", ["missing/a.txt", "file.txt/a.txt", "."])
def test_a_place_that_cannot_be_written_is_named(tmp_path, place):
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(WriteError, match="cannot be written"):
        write(tmp_path / place, "text")


def test_a_loop_of_links_is_named(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(WriteError, match="cannot be written"):
        write(tmp_path / "a", "text")
