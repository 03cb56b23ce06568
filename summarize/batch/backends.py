"""What joblib's backends for clusters of machines lack, for as long as they do."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, NamedTuple

from summarize.errors import OptionError, WorkersError

REMOTE = ("DaskDistributedBackend", "RayBackend")
WAIT_SECONDS = 300  # for workers that are being started
CHUNK_SECONDS = (1.0, 4.0)  # of work that is sent at a time; joblib's 0.2 keep a scheduler busy with 32 workers


class Failed(NamedTuple):
    """What came of a call that has no result, because its worker was killed."""

    error: BaseException


def mend_backend() -> None:
    """Let joblib's current backend tell of its workers' death, and hand results on as they come."""
    from joblib.parallel import get_active_backend

    backend, _ = get_active_backend()
    name = type(backend).__name__
    if name in REMOTE:
        backend.MIN_IDEAL_BATCH_DURATION, backend.MAX_IDEAL_BATCH_DURATION = CHUNK_SECONDS
    if name == "RayBackend":
        backend.supports_return_generator = True  # it does, but its parent, a pool of forked processes, does not
    if name == "DaskDistributedBackend" and "submit" not in vars(backend):
        tell_errors(backend)
        stay_away(backend)


def tell_errors(backend: Any) -> None:
    """Let a backend call back on an error, too: of a worker that was killed Dask's tells nobody, who then wait on."""
    submit, retrieve = backend.submit, backend.retrieve_result_callback

    def telling_submit(call: Any, callback: Callable[[Any], Any]) -> Future[Any]:
        def tell(future: Future[Any]) -> None:
            if error := future.exception():
                callback(Failed(error))

        future: Future[Any] = submit(call, callback)
        future.add_done_callback(tell)
        return future

    def raising_retrieve(result: Any) -> Any:
        if isinstance(result, Failed):
            raise result.error
        return retrieve(result)

    backend.submit, backend.retrieve_result_callback = telling_submit, raising_retrieve


def stay_away(backend: Any) -> None:
    """Keep work out of this process: with one worker left joblib does it here, where it can bring down all the rest."""
    count = backend.effective_n_jobs
    backend.wait_for_workers_timeout = WAIT_SECONDS
    backend.effective_n_jobs = lambda n_jobs: max(2, count(n_jobs))


CONNECT_SECONDS = 30


@contextmanager
def workers(backend: str, address: str | None = None, jobs: int | None = None) -> Iterator[None]:
    """Set joblib's backend, connected to a cluster of machines if it is to be one, for as long as the context lasts.

    address: of a Dask scheduler, tcp://HOST:PORT; of a Ray cluster, `auto` or ray://HOST:PORT, None starts one on this
    machine. jobs: processes of this machine, or workers of Ray; all by default, and of this machine at least two, so
    that a cluster that brings a process down does not bring down the command. Raises WorkersError.
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
            raise OptionError("address is that of a cluster of machines; give a backend, too")
        # joblib's processes take one thread each for linear algebra, of which a summary needs next to none
        with parallel_config("loky", n_jobs=jobs or max(2, cpu_count()), inner_max_num_threads=1):
            yield


@contextmanager
def dask_client(address: str | None, jobs: int | None) -> Iterator[Any]:
    """Connect to a Dask scheduler."""
    if not address:
        raise OptionError("address: name the scheduler of the Dask cluster, as tcp://HOST:8786")
    if jobs is not None:
        raise OptionError("jobs counts processes of this machine; a Dask cluster uses all the workers it has")
    try:
        from distributed import Client
    except ImportError as error:
        raise WorkersError("Dask is not installed; pip install 'summarize[dask]'") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters comes back as an error
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
    started: dict[str, Any] = {} if address else {"include_dashboard": False}
    try:
        ray.init(address=address or "local", logging_level=logging.ERROR, log_to_driver=False, **started)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise WorkersError(f"{address}: no Ray cluster answers there; check the address") from error
    register_ray()
    try:
        if min(jobs or 2, int(ray.cluster_resources().get("CPU", 0))) < 2:
            raise WorkersError("Ray needs two workers or more: with one, joblib does the work in the command itself")
        yield
    finally:
        ray.shutdown()
