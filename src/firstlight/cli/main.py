"""The command line: every verb of the plan that exists now."""

# isort: off
from firstlight.cli import (
    detect,
    imports,
    extract,
    train,
    link,
    trends,
    simulate,
    operations,
    rights,
    worker,
    serve,
    check,
)

# isort: on
from firstlight.cli.app import app

__all__ = [
    "app",
    "check",
    "detect",
    "extract",
    "imports",
    "link",
    "operations",
    "rights",
    "serve",
    "simulate",
    "train",
    "trends",
    "worker",
]

if __name__ == "__main__":
    app()
