"""Clusters of machines, as far as one machine can be one: a real Dask cluster and a real Ray, one of each for all."""

import json
import os
import signal
import subprocess
import sys

import joblib
import pytest

from summarize import OptionError
from summarize.batch import engine
from summarize.batch.backends import workers
from summarize.batch.engine import Died, Task
from summarize.cli.main import run as run_command
from summarize.errors import WorkersError
from tests.batches import COMMAND, PATIENCE, cluster, die_in_passing, lines, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
SETTINGS = ("--words", "20")
# a task fails when its worker dies; a cluster waits for a worker that starts again, however slow the machine is
LASTING = {"distributed.scheduler.allowed-failures": 0, "distributed.deploy.lost-worker-timeout": f"{PATIENCE}s"}


@pytest.fixture(scope="module")  # gone after these tests: its workers are never quite idle
def dask_cluster():
    """A cluster of two processes with one thread each; workers that are killed are started again."""
    dask = pytest.importorskip("dask", reason="Dask is not installed")
    from distributed import LocalCluster

    with (
        dask.config.set(LASTING),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
        ) as cluster_of_processes,
    ):
        yield cluster_of_processes


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    """Some clusters as a file, and what one process makes of them."""
    source = tmp_path_factory.mktemp("backends") / "in.jsonl"
    source.write_text(lines(cluster(number) for number in range(8)) + "nonsense\n")
    out = source.with_name("out.jsonl")
    assert run_command(["batch", str(source), *SETTINGS, "-o", str(out), "--jobs", "1"]) == 3
    return source, out.read_bytes()


def test_dask_gives_the_bytes_of_one_process(dask_cluster, given, tmp_path):
    out, address = tmp_path / "out.jsonl", dask_cluster.scheduler_address
    command = ["batch", str(given[0]), *SETTINGS, "-o", str(out), "--backend", "dask", "--address", address]
    assert run_command(command) == 3
    assert out.read_bytes() == given[1]


def test_a_dask_worker_that_dies_once_costs_nothing(dask_cluster, tmp_path):
    tasks = [Task(number, (number + 4, tmp_path / "mark")) for number in range(8)]
    with joblib.parallel_config("dask", client=dask_cluster.get_client()):
        outcomes = list(engine.run(die_in_passing, tasks))
    assert [outcome.result for outcome in outcomes] == [2 * (number + 4) for number in range(8)]
    assert (tmp_path / "mark").exists()


@pytest.mark.slow
def test_a_task_that_kills_every_dask_worker_costs_nothing_but_itself(dask_cluster, tmp_path):
    tasks = [Task(number, (number, tmp_path / "mark")) for number in range(9)]
    with joblib.parallel_config("dask", client=dask_cluster.get_client()):
        outcomes = list(engine.run(die_in_passing, tasks))
    assert [outcome.result for outcome in outcomes if outcome.task.number != 3] == [0, 2, 4, 8, 10, 12, 14, 16]
    assert isinstance(outcomes[3].result, Died)


def test_dask_workers_are_counted_while_other_work_kills_them(dask_cluster):
    client = dask_cluster.get_client()
    for worker in dask_cluster.workers.values():
        os.kill(worker.pid, signal.SIGKILL)
    wait_until(lambda: not client.ncores())
    killers = [client.submit(die_in_passing, (3, None), pure=False) for _ in range(3)]
    with joblib.parallel_config("dask", client=client):
        assert engine.worker_count(None) == 2
    del killers


@pytest.mark.slow
def test_dask_gives_the_same_bytes_when_its_workers_are_killed(dask_cluster, given, tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(given[0].read_bytes() * 10)
    args = [*COMMAND, source, *SETTINGS, "-o", out, "--backend", "dask", "--address", dask_cluster.scheduler_address]
    process = subprocess.Popen(args, stderr=subprocess.PIPE)
    wait_until(lambda: process.poll() is not None or (out.exists() and out.read_bytes().count(b"\n") >= 30))
    os.kill(next(iter(dask_cluster.workers.values())).pid, signal.SIGKILL)
    message = process.communicate()[1].decode()
    assert process.returncode == 3, message
    assert run_command(["batch", str(source), *SETTINGS, "-o", str(tmp_path / "whole.jsonl"), "--jobs", "1"]) == 3
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_ray_gives_the_bytes_of_one_process(given, tmp_path):
    pytest.importorskip("ray", reason="Ray is not installed")
    out = tmp_path / "out.jsonl"
    assert run_command(["batch", str(given[0]), *SETTINGS, "-o", str(out), "--backend", "ray"]) == 3
    assert out.read_bytes() == given[1]


@pytest.mark.parametrize(("jobs", "cores"), [(2, 2), (None, None), (-1, None)])
def test_ray_on_this_machine_starts_no_more_processes_than_it_is_told(monkeypatch, jobs, cores):
    ray = pytest.importorskip("ray", reason="Ray is not installed")
    given = {}

    def init(**how):
        given.update(how)
        raise ConnectionError

    monkeypatch.setattr(ray, "init", init)
    with pytest.raises(WorkersError, match="no Ray cluster"), workers("ray", None, jobs):
        pass
    assert given["num_cpus"] == cores


@pytest.mark.parametrize(
    ("backend", "address", "jobs", "message"),
    [
        ("dask", None, None, "name the scheduler of the Dask cluster"),
        ("dask", "tcp://127.0.0.1:9", 2, "jobs counts processes of this machine"),
        ("local", "tcp://127.0.0.1:9", None, "name its backend as well"),
    ],
)
def test_settings_that_do_not_go_together_are_named(backend, address, jobs, message):
    with pytest.raises(OptionError, match=message), workers(backend, address, jobs):
        pass


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Articles of several stories as a file, and the digest that one process makes of them."""
    source = tmp_path_factory.mktemp("mixed") / "in.jsonl"
    articles = [article for number in range(12) for article in cluster(number)["documents"]]
    source.write_text("".join(json.dumps(article) + "\n" for article in articles))
    out = source.with_name("out.json")
    assert run_command(["digest", str(source), *SETTINGS, "-o", str(out), "--jobs", "1"]) == 0
    return source, out.read_bytes()


def test_dask_tells_the_stories_of_one_process(dask_cluster, mixed, tmp_path):
    out, address = tmp_path / "out.json", dask_cluster.scheduler_address
    command = ["digest", str(mixed[0]), *SETTINGS, "-o", str(out), "--backend", "dask", "--address", address]
    assert run_command(command) == 0
    assert out.read_bytes() == mixed[1]


@pytest.mark.slow
def test_ray_tells_the_stories_of_one_process(mixed, tmp_path):
    pytest.importorskip("ray", reason="Ray is not installed")
    out = tmp_path / "out.json"
    assert run_command(["digest", str(mixed[0]), *SETTINGS, "-o", str(out), "--backend", "ray"]) == 0
    assert out.read_bytes() == mixed[1]
