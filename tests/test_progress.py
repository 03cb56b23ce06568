import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "summarize"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Text that takes more than two seconds: 70,000 sentences of the words of the seeds."""
    dice = random.Random(3)
    words = " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").iterdir())).split()
    folder = tmp_path_factory.mktemp("large")
    for at in range(70):
        told = (" ".join(dice.sample(words, 16)).strip(".").capitalize() + "." for _ in range(1000))
        (folder / f"{at}.txt").write_text("\n\n".join(told), encoding="utf-8")
    return folder


def started(*args, stderr):
    return subprocess.Popen([*COMMAND, *map(str, args)], cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr)


def read_until(terminal, wanted, seconds=120):
    """Return what a terminal shows up to a stretch; b"" stands for its end."""
    shown, end = b"", time.monotonic() + seconds
    while not wanted or wanted not in shown:
        assert time.monotonic() < end, shown
        try:
            if not (piece := os.read(terminal, 4096)):
                break
        except OSError:  # how Linux says that nobody writes there any more
            break
        shown += piece
    return shown


def test_a_long_run_shows_a_bar_for_each_stage_on_a_terminal_and_takes_it_away(large):
    import pty

    ours, theirs = pty.openpty()
    process = started(large, "--words", "50", stderr=theirs)
    os.close(theirs)
    shown = read_until(ours, b"").decode()
    out, _ = process.communicate()
    os.close(ours)
    assert process.returncode == 0
    assert "[###" in shown
    assert "] cutting into sentences\x1b[K" in shown
    assert "] ranking" in shown
    assert shown.replace("\r\n", "\n").split("\n")[0].endswith("\r\x1b[K"), "nothing of it is left"
    assert b"\x1b" not in out
    assert b"###" not in out


def test_ctrl_c_takes_the_bar_away_and_leaves_quietly(large):
    import pty

    ours, theirs = pty.openpty()
    process = started(large, stderr=theirs)
    os.close(theirs)
    shown = read_until(ours, b"] cutting")
    process.send_signal(signal.SIGINT)
    shown += read_until(ours, b"")
    out, _ = process.communicate()
    os.close(ours)
    assert process.returncode == 130
    assert shown.endswith(b"\r\x1b[K\r\n"), "the end of the line is click's"
    assert out == b""


def test_a_pipe_gets_no_bar(large):
    process = started(large, stderr=subprocess.PIPE)
    _, err = process.communicate()
    assert process.returncode == 0
    assert b"\x1b" not in err
    assert b"\r" not in err


def test_quiet_shows_no_bar_on_a_terminal(large):
    import pty

    ours, theirs = pty.openpty()
    process = started(large, "--quiet", stderr=theirs)
    os.close(theirs)
    assert read_until(ours, b"") == b""
    process.communicate()
    os.close(ours)
    assert process.returncode == 0
