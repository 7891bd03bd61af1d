"""Writes a world to files."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from firstlight.model.run import Progress, Silent
from firstlight.simulate.world import simulate

_BATCH = 2000
_README = """\
Everything in this folder is simulated. No person, firm, number, address or wallet is real:
telephone numbers come from ranges that regulators keep for fiction, hosts end in .example, .test,
.invalid or are example.com/.net/.org, wallets are hashes that nobody holds a key of.

posts.jsonl    one post per line: id, source, author, title, text, lang, posted, place, media
truth.csv      id,operation,template (empty: none). An operation is a trafficking operation;
               honest agencies have none. A template is any text made from a shared script.
mentions.csv   id,kind,value,start,end,obfuscated for phone, email, handle, link, wallet, wage, fee,
               deposit, debt, fine, money and place; offsets in Unicode code points, end exclusive.
               Documents, dates, ages, travel and housing are not listed.

Made with: {made}
"""


def write(
    folder: Path | str, *, posts: int, seed: int, difficulty: str | float = "default",
    languages: Sequence[str] = (), progress: Progress | None = None,
) -> dict[str, int]:  # fmt: skip
    """Write posts.jsonl, truth.csv, mentions.csv and README into a folder, streaming.

    The same arguments give the same bytes. Returns counts: posts, operation_posts, mentions. A
    wrong difficulty or language is an InputError.
    """
    told = progress or Silent()
    told.stage("simulate", posts)
    world = simulate(posts, seed, level=difficulty, languages=languages)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    made = f"posts={posts} seed={seed} difficulty={difficulty} languages={','.join(languages)}"
    counts = {"posts": 0, "operation_posts": 0, "mentions": 0}
    with (
        (target / "posts.jsonl").open("wb") as lines,
        (target / "truth.csv").open("w", encoding="utf-8", newline="\n") as truths,
        (target / "mentions.csv").open("w", encoding="utf-8", newline="\n") as spans,
    ):
        truths.write("id,operation,template\n")
        spans.write("id,kind,value,start,end,obfuscated\n")
        encode = msgspec.json.Encoder().encode
        for truth in world:
            lines.write(encode(truth.post) + b"\n")
            post = truth.post.id
            truths.write(f"{post},{truth.operation},{truth.template}\n")
            for m in truth.mentions:
                spans.write(f"{post},{m.kind},{m.value},{m.start},{m.end},{m.obfuscated:d}\n")
            counts["posts"] += 1
            counts["mentions"] += len(truth.mentions)
            counts["operation_posts"] += bool(truth.operation)
            if counts["posts"] % _BATCH == 0:
                told.advance(_BATCH)
    told.advance(counts["posts"] % _BATCH)
    (target / "README").write_text(_README.format(made=made), encoding="utf-8")
    return counts
