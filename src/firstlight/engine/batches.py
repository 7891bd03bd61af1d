"""Kernels over batches: one kernel per worker process, results in order, memory bounded."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from firstlight.model.errors import FirstlightError

In = TypeVar("In")
Out = TypeVar("Out")
Kernel = Callable[[In], Out]

AHEAD = 2
"""Batches per worker that are under way or finished and not yet taken."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def workers_available() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_batches(
    kernel_factory: Callable[[], Kernel[In, Out]], batches: Iterable[In], workers: int | None = None
) -> Iterator[Out]:
    """Yield `kernel(batch)` for every batch, in the order of the batches.

    `kernel_factory` is called once per worker and must be importable there (a function of a module
    or a `functools.partial` of one). At most `AHEAD` batches per worker are held at a time. One
    worker (`workers=1`) runs in this process; None means one per processor. An error of a kernel
    is raised here; closing the iterator, Ctrl-C or the death of this process ends the workers.
    """
    count = workers_available() if workers is None else workers
    if count <= 1:
        kernel = kernel_factory()
        yield from map(kernel, batches)
        return
    with _pool(kernel_factory, count) as pool:
        pending: deque[Future[Out]] = deque()
        try:
            for batch in batches:
                pending.append(pool.submit(_apply, batch))
                if len(pending) >= AHEAD * count:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool as fault:
            raise FirstlightError(
                "A worker process ended unexpectedly, perhaps for want of memory. "
                "Run again with fewer workers; finished work is kept."
            ) from fault


@contextmanager
def _pool(factory: Callable[[], Any], count: int) -> Iterator[ProcessPoolExecutor]:
    """Make a pool whose workers compute on one thread each; end them at once on an error."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    method = "forkserver" if os.name == "posix" else "spawn"
    pool = ProcessPoolExecutor(
        count, mp_context=get_context(method), initializer=_begin, initargs=(factory,)
    )
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):  # noqa: SLF001  (no public way)
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


_kernel: Callable[[Any], Any] | None = None


def _begin(factory: Callable[[], Callable[[Any], Any]]) -> None:
    """Build this worker's kernel; leave Ctrl-C to the parent and die with it."""
    global _kernel  # noqa: PLW0603  (one kernel per process is the point)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_die_with_parent, daemon=True).start()
    _kernel = factory()


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _apply(batch: Any) -> Any:
    assert _kernel is not None  # noqa: S101  (the initializer ran)
    return _kernel(batch)
