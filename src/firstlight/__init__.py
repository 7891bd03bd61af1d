"""Firstlight: from a heap of posts to explained trafficking operations, with a human deciding."""

__version__ = "0.1.0"
