"""A process that commits runs and takes decisions, telling each as it is acknowledged."""

import multiprocessing
import os
from multiprocessing.connection import Connection
from pathlib import Path

from firstlight.store.workspace import Workspace
from tests.store import scene


def work(path: Path, tell: Connection, first: int) -> None:
    """Change the workspace until killed."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 2)
    workspace = Workspace.open(path, create=True)
    tell.send(("open", 0))
    for count in range(first, first + 1000):
        scene.commit(workspace, scene.posts(count % 7 + 1), f"k{count}")
        tell.send(("run", count))
        workspace.decide(scene.decision(reason=str(count)))
        tell.send(("decision", count))


def start(path: Path, first: int) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    """Start such a process from a server that has the modules loaded, so that it is quick."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.writer"])
    hear, tell = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(path, tell, first), daemon=True)
    process.start()
    tell.close()
    return process, hear


def heard(hear: Connection) -> list[tuple[str, int]]:
    """Return what was acknowledged before the process died."""
    said = []
    while True:
        try:
            said.append(hear.recv())
        except (EOFError, OSError):
            return said
