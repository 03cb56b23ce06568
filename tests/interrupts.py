"""Checks that interrupt a call at every line of it, run by test_faults.py: `python -m tests.interrupts NAME FOLDER`."""

import os
import sys
from pathlib import Path

from summarize.atomic_write import write
from summarize.batch.addresses import AddressResults
from summarize.batch.results import Results

LINE = b'{"id": %d, "fingerprint": "%032d", "summary": {}}\n'
OLD = LINE % (1, 1)


class Interrupted(KeyboardInterrupt):
    """An interrupt that a check has caused."""


class Closed:
    """Close results whatever happens."""

    def __init__(self, results):
        self.results = results

    def __enter__(self):
        return self.results

    def __exit__(self, *error):
        self.results.file.close()


def interrupted_at_every_step(call, files):
    """Interrupt a call before each line of our own code that it comes to; yield after each time, and at the end."""
    step = 0
    while True:
        left = [step]

        def trace(frame, event, argument, left=left):
            if not frame.f_code.co_filename.endswith(files):
                return None
            if event == "line":
                left[0] -= 1
                if left[0] == -1:
                    raise Interrupted
            return trace

        sys.settrace(trace)
        try:
            call()
        except Interrupted:
            pass
        finally:
            sys.settrace(None)
        yield step
        if left[0] >= 0:
            return
        step += 1


def writing(folder):
    """Check that a file holds the old or the new text whenever writing is interrupted."""
    path = folder / "a.txt"
    path.write_text("old")
    found = set()
    for _ in interrupted_at_every_step(lambda: write(path, "new"), "atomic_write.py"):
        assert os.listdir(folder) == ["a.txt"]
        found.add(path.read_text())
        path.write_text("old")
    assert found == {"old", "new"}


def finishing(folder):
    """Check that no result is lost: the file has some in the wrong order, and one whose cluster is not in the input."""
    path = folder / "out.jsonl"
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
        held = {line for name in os.listdir(folder) for line in (folder / name).read_bytes().splitlines(True)}
        assert held == set(lines)
        assert path.read_bytes() in (b"".join(lines), lines[1] + lines[0])
        assert not [name for name in os.listdir(folder) if name.endswith(".part")]
        for name in os.listdir(folder):
            (folder / name).unlink()
        path.write_bytes(b"".join(lines))
    assert len(steps) > 20


def publishing(folder):
    """Check that an address holds the old results or the new ones."""
    store, here = folder / "store", folder / "here"
    store.mkdir()
    here.mkdir()
    os.chdir(here)
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


if __name__ == "__main__":
    {"writing": writing, "finishing": finishing, "publishing": publishing}[sys.argv[1]](Path(sys.argv[2]))
