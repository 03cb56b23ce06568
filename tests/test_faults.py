"""Faults of the machine: whatever fails, what was there is whole afterwards, and nothing else lies about."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from summarize.atomic_write import write
from summarize.batch import backends
from summarize.batch.addresses import AddressResults
from summarize.batch.results import Results
from summarize.errors import WorkersError, WriteError
from tests.batches import PATIENCE, cluster, lines
from tests.command import COMMAND, ROOT
from tests.test_files import unprivileged

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these limits nor these signals")
LINE = b'{"id": %d, "fingerprint": "%032d", "summary": {}}\n'
OLD = LINE % (1, 1)


def in_a_process(program):
    """Run a program that lowers what it may use, which cannot be raised again, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.stdout.decode()


CATCH = "import resource, sys\nfrom pathlib import Path\nfrom summarize.errors import SummarizeError\n"


def test_when_the_disk_fills_the_old_file_is_whole_and_nothing_lies_about(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    said = in_a_process(
        f"{CATCH}from summarize.atomic_write import write\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"try:\n    write(Path({str(path)!r}), 'x' * 5000)\nexcept SummarizeError as error:\n    print(error)"
    )
    assert "a.txt: cannot be written (File too large)" in said
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_when_the_disk_fills_a_file_of_results_keeps_whole_lines_only(tmp_path):
    path = tmp_path / "out.jsonl"
    said = in_a_process(
        f"{CATCH}from summarize.batch.results import Results\n"
        f"results = Results(Path({str(path)!r}), resume=False, ordered=True)\n"
        "results.starts.extend([-1] * 100)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"try:\n    for number in range(100):\n        results.add(number, {LINE!r} % (number, number))\n"
        "except SummarizeError as error:\n    print(error)\nresults.close()"
    )
    assert "out.jsonl: cannot be written (File too large); its results are kept" in said
    written = path.read_bytes()
    assert written == b"".join(LINE % (number, number) for number in range(written.count(b"\n")))
    assert len(written) > 900


def test_without_file_descriptors_nothing_is_read_or_written_and_that_is_said(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The dam broke at dawn.")
    said = in_a_process(
        f"{CATCH}import os\nfrom summarize.atomic_write import write\nfrom summarize.read.inputs import read_all\n"
        f"path = Path({str(path)!r})\nread_all([path])\n"
        "most = len(os.listdir('/dev/fd'))\nresource.setrlimit(resource.RLIMIT_NOFILE, (most - 1, most - 1))\n"
        "for step in (lambda: read_all([path]), lambda: read_all([path.parent]), lambda: write(path, 'new')):\n"
        "    try:\n        step()\n    except SummarizeError as error:\n        print(error)"
    )
    assert said.count("Too many open files") == 3
    assert path.read_text() == "The dam broke at dawn."
    assert os.listdir(tmp_path) == ["a.txt"]


def test_too_few_file_descriptors_for_workers_are_said_before_they_are_waited_for(monkeypatch):
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda kind: (24, 4096))
    with pytest.raises(WorkersError, match=r"may have 24; raise the limit \(ulimit -n\), or take one job"):
        backends.check_descriptors(2)
    backends.check_descriptors(1)


@pytest.fixture
def closed_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("closed")
    folder.parent.parent.chmod(0o755)
    folder.parent.chmod(0o755)
    (folder / "a.txt").write_text("old")
    (folder / "out.jsonl").write_bytes(OLD * 2)
    for name in ("a.txt", "out.jsonl"):
        (folder / name).chmod(0o666)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


def test_in_a_read_only_folder_an_old_file_stays_as_it_is(closed_folder):
    with unprivileged():
        for name in ("a.txt", "new.txt"):
            with pytest.raises(WriteError, match="Permission denied"):
                write(closed_folder / name, "new")
        with pytest.raises(WriteError, match="Permission denied"):
            Results(closed_folder / "new.jsonl", resume=False, ordered=True)
        results = Results(closed_folder / "out.jsonl", resume=True, ordered=True)
        with pytest.raises(WriteError, match="Permission denied"):
            results.finish()
        results.close()
    assert (closed_folder / "a.txt").read_text() == "old"
    assert (closed_folder / "out.jsonl").read_bytes() == OLD * 2
    assert sorted(os.listdir(closed_folder)) == ["a.txt", "out.jsonl"]


# a file that is open when the interrupt comes is closed when Python comes to it
AS_INTERRUPTED = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


class Interrupted(KeyboardInterrupt):
    """An interrupt that a test has caused."""


def interrupted_at_every_step(call, files):
    """Interrupt a call at each line of our own code that it comes to; yield after each time, and at the end.

    The interrupt is a signal: an exception that a trace function raises can keep the interpreter from going on.
    """

    def interrupt(number, frame):
        raise Interrupted

    handler = signal.signal(signal.SIGINT, interrupt)
    try:
        yield from interrupted_by_signal(call, files)
    finally:
        signal.signal(signal.SIGINT, handler)


def interrupted_by_signal(call, files):
    """Send the signal at one line after the other."""
    step = 0
    while True:
        left = [step]

        def trace(frame, event, argument, left=left):
            if not frame.f_code.co_filename.endswith(files):
                return None
            if event == "line":
                left[0] -= 1
                if left[0] == -1:
                    signal.raise_signal(signal.SIGINT)
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            call()
        except Interrupted:
            pass
        finally:
            sys.settrace(before)
        yield step
        if left[0] >= 0:
            return
        step += 1


@AS_INTERRUPTED
def test_an_interrupt_at_any_step_of_writing_leaves_the_old_file_or_the_new_one(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    found = set()
    for _ in interrupted_at_every_step(lambda: write(path, "new"), "atomic_write.py"):
        assert os.listdir(tmp_path) == ["a.txt"]
        found.add(path.read_text())
        path.write_text("old")
    assert found == {"old", "new"}


@AS_INTERRUPTED
def test_an_interrupt_at_any_step_of_finishing_loses_no_result(tmp_path):
    """The file has results in the wrong order, and one whose cluster is not in the input."""
    path = tmp_path / "out.jsonl"
    lines = [LINE % (number, number) for number in (2, 1, 3)]

    def finish():
        results = Results(path, resume=True, ordered=True)
        results.starts.extend([len(lines[0]), 0])
        results.unused = len(lines[2])
        with Closed(results):
            results.finish()

    steps = []
    path.write_bytes(b"".join(lines))
    for step in interrupted_at_every_step(finish, ("batch/results.py", "batch/locked_file.py")):
        steps.append(step)
        held = {line for name in os.listdir(tmp_path) for line in (tmp_path / name).read_bytes().splitlines(True)}
        assert held == set(lines)
        assert path.read_bytes() in (b"".join(lines), lines[1] + lines[0])
        assert not [name for name in os.listdir(tmp_path) if name.endswith(".part")]
        for name in os.listdir(tmp_path):
            (tmp_path / name).unlink()
        path.write_bytes(b"".join(lines))
    assert len(steps) > 20


class Closed:
    """Close results whatever happens."""

    def __init__(self, results):
        self.results = results

    def __enter__(self):
        return self.results

    def __exit__(self, *error):
        self.results.file.close()


@AS_INTERRUPTED
def test_an_interrupt_at_any_step_of_publishing_leaves_the_old_results_or_the_new_ones(tmp_path, monkeypatch):
    pytest.importorskip("fsspec", reason="fsspec is not installed")
    store, here = tmp_path / "store", tmp_path / "here"
    store.mkdir()
    here.mkdir()
    monkeypatch.chdir(here)
    (store / "out.jsonl").write_bytes(OLD)
    new = OLD + LINE % (2, 2)
    found = set()

    def publish():
        with Closed(AddressResults(f"file://{store}/out.jsonl", resume=True, ordered=False)) as results:
            results.starts.extend([0, -1])
            results.unused = 0
            results.add(1, LINE % (2, 2))
            results.finish()

    for _ in interrupted_at_every_step(publish, ("batch/addresses.py", "batch/locked_file.py")):
        held = (store / "out.jsonl").read_bytes()
        found.add(held)
        assert os.listdir(store) == ["out.jsonl"]
        kept = b"".join((here / name).read_bytes() for name in os.listdir(here))
        assert held == new or kept == b"" or kept.startswith(OLD)
        (store / "out.jsonl").write_bytes(OLD)
        for name in os.listdir(here):
            (here / name).unlink()
    assert found == {OLD, new}


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_any_moment_ends_the_command_quietly_and_leaves_the_old_file_or_the_new_one(tmp_path, sent):
    path = tmp_path / "out.json"
    dice = random.Random(sent)
    for _ in range(8):
        path.write_text("old")
        process = subprocess.Popen([*COMMAND, "seeds", "-o", str(path)], cwd=ROOT, stderr=subprocess.PIPE)
        time.sleep(dice.uniform(0.3, 3))
        with suppress(ProcessLookupError):
            process.send_signal(sent)
        message = process.communicate()[1].decode()
        assert process.returncode in (0, 130, -sent), message
        assert message.strip() == ""
        assert path.read_text() == "old" or path.read_text().endswith("}\n")
        assert os.listdir(tmp_path) == ["out.json"]


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_batch_that_is_ended_while_its_workers_start_is_quiet_and_leaves_no_process(tmp_path, sent):
    """An interrupt goes to the workers as well, as from a terminal. Whoever holds standard error is still there."""
    (tmp_path / "in.jsonl").write_text(lines(cluster(number) for number in range(200)))
    dice = random.Random(sent)
    for _ in range(8):
        args = [*COMMAND, "batch", "in.jsonl", "-o", "out.jsonl", "--resume", "--jobs", "2"]
        process = subprocess.Popen(args, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True)
        time.sleep(dice.uniform(0.5, 4))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sent) if sent == signal.SIGINT else process.send_signal(sent)
        message = process.communicate(timeout=PATIENCE)[1].decode()
        assert "Traceback" not in message
        assert process.returncode in (0, 130, -sent)
