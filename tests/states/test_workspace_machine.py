"""Any order of runs, interruptions, decisions and reopenings, against a model of lists."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from firstlight.store.layout import shard
from firstlight.store.workspace import Workspace
from tests.store import scene

OPERATIONS = ("op1", "op2", "op3")


class WorkspaceMachine(RuleBasedStateMachine):
    """A workspace, and what it should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="firstlight-states-"))
        self.workspace = Workspace.open(self.folder / "ws", create=True)
        self.runs: list = []
        self.decisions: list = []
        self.events: list[str] = []
        self.interrupted: tuple[str, str] | None = None
        self.count = 0

    def teardown(self) -> None:
        self.workspace.close()
        shutil.rmtree(self.folder)

    @rule(posts=st.integers(0, 4), ids=st.sets(st.sampled_from(OPERATIONS)))
    def run(self, posts: int, ids: set[str]) -> None:
        self.count += 1
        told = scene.commit(
            self.workspace, scene.posts(posts), f"key{self.count}", ids=tuple(sorted(ids))
        )
        self.runs.insert(0, told)
        self.events += ids
        self.interrupted = None

    @rule(
        reason=st.text(st.characters(codec="utf-8"), max_size=8), where=st.sampled_from(OPERATIONS)
    )
    def decide(self, reason: str, where: str) -> None:
        self.decisions.append(scene.decision(where, reason))
        self.workspace.decide(self.decisions[-1])

    @rule()
    def interrupt(self) -> None:
        self.count += 1
        key = f"key{self.count}"
        with self.workspace.begin(key, "made") as draft:
            draft.write_table(shard("posts", 0), scene.posts(2))
            self.interrupted = key, draft.run

    @precondition(lambda self: self.interrupted)
    @rule()
    def go_on(self) -> None:
        key, run = self.interrupted
        with self.workspace.begin(key, "made") as draft:
            assert draft.run == run
            assert draft.has(shard("posts", 0))
        told = scene.commit(self.workspace, scene.posts(2), key)
        assert told.run == run
        self.runs.insert(0, told)
        self.events.append("op1")
        self.interrupted = None

    @rule()
    def reopen(self) -> None:
        self.workspace.close()
        self.workspace = Workspace.open(self.folder / "ws")

    @invariant()
    def as_the_model_says(self) -> None:
        assert self.workspace.runs() == self.runs
        assert self.workspace.decisions() == self.decisions
        for one in OPERATIONS:
            assert len(self.workspace.events(one)) == self.events.count(one)
        snapshot = self.workspace.snapshot()
        assert (snapshot.summary if snapshot else None) == (self.runs[0] if self.runs else None)

    @invariant()
    def each_change_has_exactly_one_event(self) -> None:
        chain = self.workspace.verify()
        assert chain.faults == ()
        assert chain.events == 1 + len(self.runs) + len(self.decisions)


WorkspaceMachine.TestCase.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None
)
test_any_order_of_changes = WorkspaceMachine.TestCase
