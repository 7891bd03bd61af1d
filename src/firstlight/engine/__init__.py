"""Runs Arrow kernels and SQL steps, embedded."""
