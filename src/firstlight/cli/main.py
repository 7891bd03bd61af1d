"""The command line: every verb of the plan that exists now."""

from firstlight.cli import check, detect, operations, serve, simulate
from firstlight.cli.app import app

__all__ = ["app", "check", "detect", "operations", "serve", "simulate"]

if __name__ == "__main__":
    app()
