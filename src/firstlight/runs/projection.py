"""The Natural Earth projection (Patterson 2011; polynomial form of Šavrič, Jenny et al. 2011)."""

from math import radians

SCALE = 1000 / 5.4540
"""The whole world is 1000 units wide."""


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return map coordinates (x to the right, y downwards, 0 at the centre) for degrees."""
    lam, phi = radians(longitude), radians(latitude)
    p2 = phi * phi
    p4 = p2 * p2
    along = 0.8707 + p2 * (-0.131979 + p2 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    up = 1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))
    return round(lam * along * SCALE, 2), round(-phi * up * SCALE, 2)
