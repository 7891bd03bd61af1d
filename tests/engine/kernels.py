"""Kernels that workers can import."""

import os
import time
from collections.abc import Callable


def doubling() -> Callable[[int], tuple[int, int]]:
    owner = os.getpid()
    return lambda value: (value * 2, owner)


def slow_when_odd() -> Callable[[int], int]:
    def kernel(value: int) -> int:
        time.sleep(0.02 * (value % 2))
        return value

    return kernel


def failing() -> Callable[[int], int]:
    def kernel(value: int) -> int:
        if value == 5:
            raise ValueError("five")
        return value

    return kernel


def dying() -> Callable[[int], int]:
    def kernel(value: int) -> int:
        os._exit(9)

    return kernel


def threads() -> Callable[[int], str | None]:
    return lambda _: os.environ.get("OMP_NUM_THREADS")
