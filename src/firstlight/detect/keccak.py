"""Keccak-256 as Ethereum and Monero use it: the submission to the SHA-3 contest, padding 0x01.

The standard library's SHA3-256 pads differently and gives other digests. After the specification
by Bertoni, Daemen, Peeters and Van Assche, "The Keccak reference", version 3.0 (2011).
"""

_MASK = (1 << 64) - 1
_RATE = 136


def _tables() -> tuple[list[int], list[tuple[int, int, int]]]:
    """Return the 24 round constants, and per lane (source, rotation, target) of steps rho, pi."""
    constants, state = [], 1
    for _ in range(24):
        constant = 0
        for power in range(7):
            if state & 1:
                constant |= 1 << ((1 << power) - 1)
            state = (state << 1) ^ (0x171 if state & 0x80 else 0)
        constants.append(constant)
    moves, x, y = [(0, 0, 0)], 1, 0
    for step in range(24):
        rotation = (step + 1) * (step + 2) // 2 % 64
        target_x, target_y = y, (2 * x + 3 * y) % 5
        moves.append((x + 5 * y, rotation, target_x + 5 * target_y))
        x, y = target_x, target_y
    return constants, moves


_CONSTANTS, _MOVES = _tables()


def _permute(lanes: list[int]) -> list[int]:
    """Apply Keccak-f[1600] to 25 lanes of 64 bits."""
    for constant in _CONSTANTS:
        c = [
            lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]
            for x in range(5)
        ]
        d = [c[x - 1] ^ ((c[x - 4] << 1 | c[x - 4] >> 63) & _MASK) for x in range(5)]
        moved = [0] * 25
        for source, rotation, target in _MOVES:
            lane = lanes[source] ^ d[source % 5]
            moved[target] = (lane << rotation | lane >> (64 - rotation)) & _MASK
        lanes = [
            moved[i] ^ (~moved[i - i % 5 + (i + 1) % 5] & moved[i - i % 5 + (i + 2) % 5])
            for i in range(25)
        ]
        lanes[0] ^= constant
    return lanes


def keccak256(data: bytes) -> bytes:
    """Return the 32-byte Keccak-256 digest."""
    padded = bytearray(data) + b"\x01" + bytes(-(len(data) + 1) % _RATE)
    padded[-1] |= 0x80
    lanes = [0] * 25
    for start in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            at = start + 8 * lane
            lanes[lane] ^= int.from_bytes(padded[at : at + 8], "little")
        lanes = _permute(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])
