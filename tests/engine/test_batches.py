import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from firstlight.engine import map_batches
from firstlight.model.errors import FirstlightError
from tests.engine import kernels

ROOT = Path(__file__).parents[2]


def test_one_worker_runs_here_and_in_order():
    found = list(map_batches(kernels.doubling, range(5), workers=1))
    assert found == [(2 * n, os.getpid()) for n in range(5)]


def test_results_keep_their_order_and_each_worker_builds_one_kernel():
    found = list(map_batches(kernels.slow_when_odd, range(24), workers=2))
    assert found == list(range(24))
    owners = {owner for _, owner in map_batches(kernels.doubling, range(24), workers=2)}
    assert os.getpid() not in owners
    assert len(owners) <= 2


def test_no_more_batches_are_taken_than_are_needed():
    taken = 0

    def batches():
        nonlocal taken
        for value in range(1000):
            taken += 1
            yield value

    results = map_batches(kernels.doubling, batches(), workers=2)
    for count in range(10):
        next(results)
        assert taken <= count + 5
    results.close()


def test_an_error_of_a_kernel_is_raised_here():
    results = map_batches(kernels.failing, range(10), workers=2)
    with pytest.raises(ValueError, match="five"):
        list(results)


def test_a_dead_worker_is_a_clear_error():
    with pytest.raises(FirstlightError, match="fewer workers"):
        list(map_batches(kernels.dying, range(3), workers=2))


def test_workers_compute_on_one_thread_and_the_environment_is_given_back():
    # In a process of its own: workers have the environment in which the first one was started.
    script = (
        "import os\n"
        "from firstlight.engine import map_batches\n"
        "from tests.engine import kernels\n"
        "if __name__ == '__main__':\n"
        "    print(*map_batches(kernels.threads, range(2), workers=2))\n"
        "    print(os.environ.get('OMP_NUM_THREADS'))\n"
    )
    bare = {name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=bare, capture_output=True, check=True
    )
    assert done.stdout.split() == [b"1", b"1", b"None"]


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_their_parent(blow):
    script = (
        "from firstlight.engine import map_batches\n"
        "from tests.engine import kernels\n"
        "if __name__ == '__main__':\n"
        "    for _, owner in map_batches(kernels.doubling, iter(int, 1), workers=2):\n"
        "        print(owner, flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    owners = {int(process.stdout.readline()) for _ in range(40)}
    process.send_signal(blow)
    process.stdout.close()
    assert process.wait(60) != 0
    deadline = time.monotonic() + 60
    while any(_alive(owner) for owner in owners):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.05)


def _alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # the second: it ended while its file was read
        return False
