"""What decides whether the check of the benchmark of batches fails."""

import batch
import pytest


@pytest.mark.parametrize(
    ("ratios", "fails"),
    [
        ([1, 1, 1, 1, 1], False),
        ([1, 9, 1, 9, 1], False),  # a busy machine
        ([2.5, 2.5, 2.5, 0.1, 2.5], True),
    ],
)
def test_the_check_fails_when_most_rounds_cost_much_more_than_a_loop(tmp_path, monkeypatch, capsys, ratios, fails):
    cpu = iter([1.0, *ratios])  # the first round starts the workers
    monkeypatch.setattr(batch, "write_clusters", lambda *args: None)
    monkeypatch.setattr(batch, "CHECK_ROUNDS", len(ratios))
    monkeypatch.setattr(batch, "run_loop", lambda path: batch.Cost(0, 0, batch.CHECK_CLUSTERS))
    monkeypatch.setattr(batch, "run_batch", lambda path, out: batch.Cost(0, 0, next(cpu) * (batch.CHECK_CLUSTERS + 1)))
    if fails:
        with pytest.raises(SystemExit, match="times the CPU of a plain loop"):
            batch.check(tmp_path)
    else:
        batch.check(tmp_path)
    assert "at the median of" in capsys.readouterr().out
