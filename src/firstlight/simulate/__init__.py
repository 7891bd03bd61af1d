"""Worlds with known truth, for the demo, tests and benchmarks."""
