"""joblib's backends: `workers` sets one for a while, `mend_backend` completes those for clusters of machines.

`call` is what runs in a worker, one item of work at a time, while a thread watches for the end of the process that
started the worker.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from threading import Thread
from typing import Any, NamedTuple

from summarize import __version__
from summarize.batch.limits import warm
from summarize.errors import OptionError, WorkersError
from summarize.text.stemmers import import_stemmers

CONNECT_SECONDS = 30  # for a Dask scheduler to answer, by judgement
START_SECONDS = 300  # for Dask workers that are being started, by judgement: a queue system takes minutes
# seconds of work that Dask and Ray are sent at a time; joblib's 0.2 to 2 keep a scheduler busy with 32 workers
# (benchmarks/batch.py --only scaling)
MIN_CHUNK_SECONDS, MAX_CHUNK_SECONDS = 1.0, 4.0
# open files of the command and of each worker it starts; measured with 2 workers: 21 in all, so this is ample
DESCRIPTORS, DESCRIPTORS_PER_WORKER = 20, 6
INTERRUPTS = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}


@contextmanager
def workers(backend: str, address: str | None = None, jobs: int | None = None, *, stems: bool = True) -> Iterator[None]:
    """Set joblib's backend while the context lasts, and connect to the cluster of machines if there is one.

    backend: one of `summarize.options.BACKENDS`. address: of a Dask scheduler, tcp://HOST:PORT; of a Ray cluster,
    `auto` or ray://HOST:PORT, None starts one on this machine. jobs: processes of this machine, or workers of Ray; all
    cores by default, and of this machine at least two, so that a cluster that brings a process down does not bring
    down the command. stems: whether processes of this machine import what stems words when they start; to cut articles
    they do not need it. Raises OptionError for an address or a number of jobs that does not go with the backend,
    WorkersError when the cluster of machines cannot be used.
    """
    from joblib import cpu_count, parallel_config

    if backend == "dask":
        with dask_client(address, jobs) as client, parallel_config("dask", client=client):
            yield
    elif backend == "ray":
        with ray_cluster(address, jobs), parallel_config("ray", n_jobs=jobs or -1):
            yield
    else:
        if address:
            raise OptionError("address belongs to a cluster of machines; name its backend as well: dask or ray")
        check_descriptors(jobs or max(2, cpu_count()))
        # joblib's processes take one thread each for linear algebra, of which a summary needs next to none
        start: dict[str, Any] = {"initializer": start_worker, "initargs": (os.getpid(), stems)}
        with parallel_config("loky", n_jobs=jobs or max(2, cpu_count()), inner_max_num_threads=1, **start):
            yield


def check_descriptors(jobs: int) -> None:
    """Raise WorkersError when this process may open too few files to start its workers; joblib would wait for ever."""
    if jobs == 1 or sys.platform == "win32":
        return
    import resource

    from joblib import effective_n_jobs

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    needed = DESCRIPTORS + DESCRIPTORS_PER_WORKER * effective_n_jobs(jobs)
    if most != resource.RLIM_INFINITY and most < needed:
        raise WorkersError(
            f"the workers need {needed} open files, and this process may have {most}; raise the limit (ulimit -n), or "
            "take one job"
        )


@contextmanager
def dask_client(address: str | None, jobs: int | None) -> Iterator[Any]:
    """Connect to a Dask scheduler."""
    if not address:
        raise OptionError("address: name the scheduler of the Dask cluster, as tcp://HOST:8786")
    if jobs is not None:
        raise OptionError("jobs counts processes of this machine; leave it out, Dask uses all the workers it has")
    try:
        from distributed import Client
    except ImportError as error:
        raise WorkersError("Dask is not installed; pip install 'summarize[dask]'") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # anything that matters is raised here
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError, TypeError) as error:
        raise WorkersError(f"{address}: no Dask scheduler answers there; check the address") from error
    try:
        yield client
    finally:
        client.close()


@contextmanager
def ray_cluster(address: str | None, jobs: int | None) -> Iterator[None]:
    """Connect to a Ray cluster, or start one on this machine."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent
    try:
        import ray
        from ray.util.joblib import register_ray
    except ImportError as error:
        raise WorkersError("Ray is not installed; pip install 'summarize[ray]'") from error
    cores = jobs if jobs and jobs > 0 else None  # Ray starts a process for each core that it is told of
    local: dict[str, Any] = {} if address else {"include_dashboard": False, "num_cpus": cores}
    try:
        ray.init(address=address or "local", logging_level=logging.ERROR, log_to_driver=False, **local)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise WorkersError(f"{address}: no Ray cluster answers there; check the address") from error
    register_ray()
    try:
        if min(jobs or 2, int(ray.cluster_resources().get("CPU", 0))) < 2:
            raise WorkersError("Ray needs two workers or more: with one, joblib does the work in the command itself")
        yield
    finally:
        ray.shutdown()


def mend_backend() -> None:
    """Let joblib's current backend report the death of its workers, and hand results on as they come.

    Can be called again and again. Mends one instance of a backend, never its class.
    """
    from joblib.parallel import get_active_backend

    backend, _ = get_active_backend()
    name = type(backend).__name__
    if name in ("DaskDistributedBackend", "RayBackend"):
        backend.MIN_IDEAL_BATCH_DURATION, backend.MAX_IDEAL_BATCH_DURATION = MIN_CHUNK_SECONDS, MAX_CHUNK_SECONDS
    if name == "RayBackend":
        backend.supports_return_generator = True  # it does, but its parent, a pool of forked processes, does not
    if name == "LokyBackend" and "submit" not in vars(backend):
        start_workers_whole(backend)
    if name == "DaskDistributedBackend" and "submit" not in vars(backend):  # not mended yet
        backend.wait_for_workers_timeout = START_SECONDS
        report_errors(backend)
        keep_work_outside(backend)


def start_workers_whole(backend: Any) -> None:
    """Let an interrupt wait while loky starts its workers in `submit`; one that is half started writes a traceback.

    The workers inherit that they are not interrupted: Ctrl-C is for the process that started them, which ends them.
    """
    if sys.platform == "win32":
        return
    submit = backend.submit

    def shielded_submit(*args: Any, **how: Any) -> Any:
        start_trackers()  # before signals are blocked: to start one lets them through again
        before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTS)
        try:
            return submit(*args, **how)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    backend.submit = shielded_submit


@cache
def start_trackers() -> None:
    """Start the two processes that clean up behind workers."""
    from multiprocessing import resource_tracker

    from joblib.externals.loky.backend import resource_tracker as tracker_of_loky

    resource_tracker.ensure_running()
    tracker_of_loky.ensure_running()


class FailedCall(NamedTuple):
    """In the place of the result of a call whose worker was killed."""

    error: BaseException


def report_errors(backend: Any) -> None:
    """Let Dask's backend call back on errors as well; otherwise joblib waits for ever for a worker that was killed."""
    submit, retrieve = backend.submit, backend.retrieve_result_callback

    def reporting_submit(call: Any, callback: Callable[[Any], Any]) -> Future[Any]:
        def report(future: Future[Any]) -> None:
            if error := future.exception():
                callback(FailedCall(error))

        future: Future[Any] = submit(call, callback)
        future.add_done_callback(report)
        return future

    def raising_retrieve(result: Any) -> Any:
        if isinstance(result, FailedCall):
            raise result.error
        return retrieve(result)

    backend.submit, backend.retrieve_result_callback = reporting_submit, raising_retrieve


def keep_work_outside(backend: Any) -> None:
    """Keep joblib from working in this process when one worker is left, or none for a moment.

    A cluster that kills its process would end the whole run.
    """
    from distributed import KilledWorker

    count: Callable[[int], int] = backend.effective_n_jobs

    def count_outside(n_jobs: int) -> int:
        try:
            return max(2, count(n_jobs))
        except KilledWorker:  # by another task, under the probe that waits for it; its successor is on the way
            backend.client.wait_for_workers(1, START_SECONDS)
            cores: dict[str, int] = backend.client.ncores()
            return max(2, sum(cores.values()))

    backend.effective_n_jobs = count_outside


PARENT_POLL_SECONDS = 1.0  # between two looks for the process that started this one; by judgement


class Home(NamedTuple):
    """The process that gives out the work."""

    version: str  # of this package
    process: int  # its id


def call(work: Callable[[Any], Any], home: Home, number: int, item: Any) -> tuple[int, Any]:
    """Return the number of a task and the result of the work on its item.

    From the first call on, the worker ends when the process that started it ends. Raises WorkersError when home has
    another version of this package, whose results would differ.
    """
    if home.version != __version__:
        raise WorkersError(f"summarize {home.version} must be installed on the workers, which have {__version__}")
    end_with(home.process)
    return number, work(item)


def prepare(_: object) -> None:
    """Import the libraries of a summary; a task without work."""
    warm()


def start_worker(process: int, stems: bool) -> None:
    """Begin a worker of this machine, which ends with the process that started it, also before its first call.

    stems: as in `workers`.
    """
    if os.getppid() != process:  # it has ended already
        os._exit(1)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM, signal.SIGHUP})
    end_with(process)
    if stems:
        import_stemmers()


@cache
def end_with(process: int) -> None:
    """End this process when the one that started it ends, however that one ends."""
    if os.getppid() == process:
        Thread(target=watch_parent, args=(process,), daemon=True).start()


def watch_parent(process: int) -> None:
    """End this process when it is no longer a child of `process`."""
    while os.getppid() == process:
        time.sleep(PARENT_POLL_SECONDS)
    os._exit(1)
