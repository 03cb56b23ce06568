"""What joblib's backends for clusters of machines lack, for as long as they do."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple

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
