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
from summarize.batch.results import Results
from summarize.errors import WorkersError, WriteError
from tests.batches import PATIENCE, cluster, lines
from tests.command import COMMAND, ROOT
from tests.interrupts import LINE
from tests.test_files import unprivileged

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these limits nor these signals")
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
        with pytest.raises(WriteError, match=r"new.jsonl: .*Permission denied\); choose another file"):
            Results(closed_folder / "new.jsonl", resume=False, ordered=True)
        results = Results(closed_folder / "out.jsonl", resume=True, ordered=True)
        with pytest.raises(WriteError, match=r"Permission denied\); its results are kept"):
            results.finish()
        results.close()
    assert (closed_folder / "a.txt").read_text() == "old"
    assert (closed_folder / "out.jsonl").read_bytes() == OLD * 2
    assert sorted(os.listdir(closed_folder)) == ["a.txt", "out.jsonl"]


def interrupted_at_every_step(name, folder):
    """Run a check of tests/interrupts.py in a fresh interpreter: one that ran much else may hang where it is traced."""
    command = [sys.executable, "-m", "tests.interrupts", name, folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_interrupt_at_any_step_of_writing_leaves_the_old_file_or_the_new_one(tmp_path):
    interrupted_at_every_step("writing", tmp_path)


def test_an_interrupt_at_any_step_of_finishing_loses_no_result(tmp_path):
    interrupted_at_every_step("finishing", tmp_path)


def test_an_interrupt_at_any_step_of_publishing_leaves_the_old_results_or_the_new_ones(tmp_path):
    pytest.importorskip("fsspec", reason="fsspec is not installed")
    interrupted_at_every_step("publishing", tmp_path)


@pytest.mark.nightly
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


@pytest.mark.nightly
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
