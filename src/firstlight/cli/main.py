"""The command line: every verb of the plan that exists now."""

# isort: off
from firstlight.cli import (
    detect,
    extract,
    train,
    trends,
    simulate,
    operations,
    worker,
    serve,
    check,
)

# isort: on
from firstlight.cli.app import app

__all__ = ["app", "check", "detect", "extract", "operations", "serve", "simulate", "train",
           "trends", "worker"]  # fmt: skip

if __name__ == "__main__":
    app()
