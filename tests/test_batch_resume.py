"""A batch that is begun, ended, torn and resumed in any order, beside a second one: a machine that tries sequences."""

import io
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from summarize import Options
from summarize.batch import inputs
from summarize.batch.results import Results
from summarize.batch.runs import json_line
from summarize.errors import WriteError
from tests.batches import cluster, lines

pytest.importorskip("fcntl", reason="this system has no locks on files")
CLUSTERS = [cluster(number) for number in range(5)]
ITEMS = list(inputs.lines(io.BytesIO(lines(CLUSTERS).encode()), Options()))


def line_of(item):
    return json_line({"id": item.name(), "fingerprint": item.fingerprint, "summary": "..."})


class Batch(RuleBasedStateMachine):
    """`written` is what a user may rely on: lines that `add` has returned for, of clusters that are still wanted."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "out.jsonl"
        self.run: Any = None
        self.todo = []
        self.written = set()

    def teardown(self):
        if self.run:
            self.run.close()
        shutil.rmtree(self.folder)

    @precondition(lambda self: self.run is None)
    @rule(rows=st.lists(st.sampled_from(range(len(ITEMS))), min_size=1, unique=True))
    def begin(self, rows):
        self.items = [ITEMS[row] for row in rows]
        self.run = Results(self.path, resume=True, ordered=True)
        self.todo = [
            (at, item) for at, item in enumerate(self.items) if self.run.find(item.fingerprint, item.line) is None
        ]
        assert {line_of(item) for _, item in self.todo}.isdisjoint(self.written)

    @precondition(lambda self: self.todo)
    @rule()
    def add(self):
        position, item = self.todo.pop(0)
        self.run.add(position, line_of(item))
        self.written.add(line_of(item))

    @precondition(lambda self: self.run is not None)
    @rule(resume=st.booleans())
    def begin_a_second_run(self, resume):
        before = self.path.read_bytes()
        with pytest.raises(WriteError, match="another run is writing"):
            Results(self.path, resume=resume, ordered=True)
        assert self.path.read_bytes() == before

    @precondition(lambda self: self.run is not None)
    @rule(torn=st.integers(0, 40))
    def be_killed(self, torn):
        self.run.close()
        self.run, self.todo = None, []
        if self.path.exists():
            with self.path.open("ab") as file:
                file.write(line_of(ITEMS[0])[:torn])

    @precondition(lambda self: self.run is not None and not self.todo)
    @rule()
    def finish(self):
        left_out = self.run.finish()
        self.run.close()
        self.run = None
        wanted = [line_of(item) for item in self.items]
        assert self.path.read_bytes() == b"".join(wanted)
        gone = self.written - set(wanted)
        assert left_out.number >= len(gone)
        assert not gone or gone <= set(left_out.path.read_bytes().splitlines(keepends=True))
        self.written &= set(wanted)

    @precondition(lambda self: self.run is None and self.written)
    @rule()
    def begin_without_resume(self):
        with pytest.raises(WriteError, match="holds results already"):
            Results(self.path, resume=False, ordered=True)

    @invariant()
    def nothing_that_was_written_is_lost(self):
        held = self.path.read_bytes() if self.path.exists() else b""
        assert self.written <= set(held.splitlines(keepends=True))
        assert not list(self.folder.glob(".*.part"))


Batch.TestCase.settings = settings(stateful_step_count=20)
test_a_batch_in_any_sequence_loses_nothing = Batch.TestCase
