"""All benchmarks, one after the other: `make bench`. Each prints its figures as it goes.

python -m bench [NAME ...]      only these (see the list); figures are kept in docs/benchmarks
"""

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
NOT_BENCHMARKS = {"__main__", "campaigns", "minhash", "ordinary", "plant"}
MAKERS = {path.stem for path in HERE.glob("make_*.py")}
LONG = {"scale", "hostile_links", "hostile_templates", "incremental", "incremental_operations"}
"""Minutes to hours each; run when named."""


def names() -> list[str]:
    """Return the benchmarks by name."""
    return sorted(
        path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS | MAKERS
    )


def main() -> int:
    """Run the benchmarks asked for and return how many failed."""
    known = names()
    asked = sys.argv[1:] or [name for name in known if name not in LONG]
    if unknown := set(asked) - set(known):
        print(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(known)}")
        return 2
    failed = 0
    for name in asked:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        done = subprocess.run([sys.executable, HERE / f"{name}.py"], check=False)
        failed += done.returncode != 0
        print(f"== {name}: {time.monotonic() - began:.0f} s", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
