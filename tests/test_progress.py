"""Progress on a terminal: when it is shown, what it says, and that nothing of it is left."""

import io
import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from summarize.batch.runs import Tally
from summarize.cli import output
from summarize.cli.output import INTERVAL, PATIENCE, BatchProgress, Extent, StageBar
from tests.command import ROOT, Terminal, run

# shows the bar from the start, however fast the machine
IMPATIENT = """
from summarize.__main__ import main
from summarize.batch.runs import Tally
from summarize.cli import output

output.PATIENCE = 0
main()
"""


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until a test sets it."""
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(output, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


def replace_stderr(monkeypatch, stream):
    """Make standard error a stream of a class; return the file that it writes to."""
    file = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", stream(file, write_through=True))
    return file


def test_a_bar_waits_then_shows_each_stage_at_once_and_a_share_after_an_interval(clock, monkeypatch):
    file = replace_stderr(monkeypatch, Terminal)
    bar = StageBar(quiet=False)
    shown = []
    for seconds, stage, share in [
        (0.0, "reading", 0.5),
        (PATIENCE - 0.1, "ranking", 0.0),
        (PATIENCE, "ranking", 0.25),
        (PATIENCE + 0.01, "ranking", 0.3),
        (PATIENCE + 0.02, "citing", 0.0),
        (PATIENCE + 0.02 + INTERVAL, "citing", 1.0),
    ]:
        clock.now = 100.0 + seconds
        bar(stage, share)
        shown.append(file.getvalue().decode().rpartition("\r")[2].removesuffix("\x1b[K"))
    quarter, none, full = (f"[{'#' * done}{'.' * (24 - done)}]" for done in (6, 0, 24))
    assert shown == ["", "", f"{quarter} ranking", f"{quarter} ranking", f"{none} citing", f"{full} citing"]
    bar.clear()
    assert file.getvalue().endswith(b"\r\x1b[K")


def test_a_bar_that_was_never_shown_is_not_cleared(clock, monkeypatch):
    file = replace_stderr(monkeypatch, Terminal)
    bar = StageBar(quiet=False)
    bar("reading", 0.0)
    bar.clear()
    assert file.getvalue() == b""


@pytest.mark.parametrize("quiet", [True, False])
def test_progress_is_for_terminals_and_not_for_the_quiet(clock, monkeypatch, quiet):
    file = replace_stderr(monkeypatch, Terminal if quiet else io.TextIOWrapper)
    bar, batch = StageBar(quiet), BatchProgress(Extent(), quiet)
    clock.now += 10 * PATIENCE
    bar("ranking", 0.5)
    batch(Tally())
    bar.clear()
    batch.clear()
    assert file.getvalue() == b""


def test_a_summary_shows_its_stages_on_a_terminal_and_takes_them_away(monkeypatch):
    monkeypatch.setattr(output, "PATIENCE", 0.0)
    done = run("seeds", "-w", "50", "-f", "json", stream=Terminal)
    shown = done.stderr.decode()
    stages = ["reading", "cutting into sentences", "finding copies", "weighing", "ranking", "choosing", "citing"]
    assert [stage for stage in stages if f"] {stage}\x1b[K" not in shown] == []
    assert shown.endswith("\r\x1b[K")
    assert done.stdout == run("seeds", "-w", "50", "-f", "json").stdout
    assert run("seeds", "-w", "50", "--quiet", stream=Terminal).stderr == b""
    assert run("seeds", "-w", "50").stderr == b""


def test_a_batch_shows_its_counts_at_most_once_an_interval(clock, monkeypatch):
    file = replace_stderr(monkeypatch, Terminal)
    batch = BatchProgress(Extent(clusters=10), quiet=False)
    for seconds, done in [(0.0, 0), (INTERVAL / 2, 1), (1.0, 2), (1.0 + INTERVAL / 2, 3)]:
        clock.now = 100.0 + seconds
        batch(Tally(ok=done))
    batch.clear()
    lines = ["0 done, 0.0 a second, 0 failed", "2 done, 2.0 a second, 0 failed, 0:00:04 left", ""]
    assert file.getvalue().decode() == "".join(f"\r{line}\x1b[K" for line in lines)


def read_until(terminal, wanted=None):
    """Return what a terminal shows up to a stretch, or to its end."""
    shown = b""
    while wanted is None or wanted not in shown:
        try:
            if not (piece := os.read(terminal, 4096)):
                break
        except OSError:  # how Linux says that nobody writes there any more
            break
        shown += piece
    return shown


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_ctrl_c_takes_the_bar_away_and_leaves_quietly(tmp_path):
    import pty

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", IMPATIENT, str(pipe)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        with pipe.open("wb"):  # returns when the command has opened the other end
            shown = read_until(ours, b"] reading")
            process.send_signal(signal.SIGINT)
            shown += read_until(ours)
        out, _ = process.communicate()
    os.close(ours)
    assert process.returncode == 130
    assert shown.endswith(b"\r\x1b[K\r\n"), "the end of the line is click's"
    assert out == b""


@pytest.mark.parametrize("variable", [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_without_escapes_gets_none(clock, monkeypatch, variable):
    monkeypatch.setenv(*variable)
    file = replace_stderr(monkeypatch, Terminal)
    bar = StageBar(quiet=False)
    clock.now += PATIENCE
    bar("cutting into sentences", 0.5)
    bar("ranking", 0.0)
    bar.clear()
    shown = file.getvalue().decode()
    assert "\x1b" not in shown
    longest = len("[........................] cutting into sentences")
    assert shown.endswith("\r" + " " * len("[........................] ranking") + "\r")
    assert len(shown.split("\r")[2]) == longest
