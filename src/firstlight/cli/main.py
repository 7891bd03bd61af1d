"""The command line: every verb of the plan that exists now."""

from firstlight.cli import detect, extract, train, simulate, operations, serve, check  # isort: skip
from firstlight.cli.app import app

__all__ = ["app", "check", "detect", "extract", "operations", "serve", "simulate", "train"]

if __name__ == "__main__":
    app()
