"""Errors, by whose fault they are.

FirstlightError
├── InputError        the input is at fault: file, row and remedy (exit 1)
│   └── HostileInput  the guard refused it
├── RulebookError     a rule pack is at fault: file, line and remedy (exit 1)
└── WorkspaceError    the workspace is locked, damaged, full or from another version (exit 1)
"""


class FirstlightError(Exception):
    """Any error that has a sentence for the user."""


class InputError(FirstlightError):
    """The input cannot be used; the message names file, row (where there is one) and remedy."""

    def __init__(self, what: str, *, file: str, row: int | None = None, remedy: str) -> None:
        where = file if row is None else f"{file}, row {row}"
        super().__init__(f"{where}: {what}. {remedy}")
        self.file, self.row, self.remedy = file, row, remedy


class HostileInput(InputError):
    """The guard refused the input: a bomb, a traversal, a limit passed."""


class RulebookError(FirstlightError):
    """A rule pack is wrong; the message names file, line and remedy."""

    def __init__(self, what: str, *, file: str, line: int | None = None, remedy: str) -> None:
        where = file if line is None else f"{file}, line {line}"
        super().__init__(f"{where}: {what}. {remedy}")
        self.file, self.line, self.remedy = file, line, remedy


class WorkspaceError(FirstlightError):
    """The workspace cannot be opened, read or written; the message names it and the remedy."""

    def __init__(self, what: str, *, workspace: str, remedy: str) -> None:
        super().__init__(f"{workspace}: {what}. {remedy}")
        self.workspace, self.remedy = workspace, remedy
