"""Seeded 64-bit mixing of numpy arrays (splitmix64, Steele, Lea and Flood 2014)."""

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]


def mix(values: npt.NDArray[np.generic], seed: int) -> Hashes:
    """Return well-mixed 64-bit values; without the seed, collisions cannot be prepared."""
    state = values.astype(np.uint64)
    state += np.uint64((seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF)
    state ^= state >> np.uint64(30)
    state *= np.uint64(0xBF58476D1CE4E5B9)
    state ^= state >> np.uint64(27)
    state *= np.uint64(0x94D049BB133111EB)
    state ^= state >> np.uint64(31)
    return state


def rotate(values: Hashes, bits: int) -> Hashes:
    """Return the values rotated left."""
    return (values << np.uint64(bits)) | (values >> np.uint64(64 - bits))
