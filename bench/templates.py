"""Measure the template engine: campaigns, logs, near-duplicates, cost.

    python bench/templates.py [campaigns] [heldout] [logs] [near] [cost] [memory]

Campaign sets are semi-synthetic. "dev" sets were used in development; "held out" ones are made here
with seeds and disguises that were not. CPU is user and system seconds of this process.
"""

import csv
import re
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, islice
from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_array
from sklearn.metrics import adjusted_rand_score

from campaigns import DATA, DEVELOPMENT, DISGUISES, campaign_bench
from firstlight.detect.near_duplicates import near_duplicates
from firstlight.detect.readings import READINGS
from firstlight.detect.templates import Templates, find_templates
from firstlight.model.template import Constant
from firstlight.simulate.world import simulate
from minhash import minhash_clusters

NEW = tuple(name for name in DISGUISES if name not in DEVELOPMENT)


def table(texts: Sequence[str]) -> pa.Table:
    """Return posts with running ids."""
    return pa.table({"id": [str(at) for at in range(len(texts))], "text": texts})


def clusters(found: Templates, size: int) -> list[str | None]:
    """Return the template of each post of `table`."""
    names: list[str | None] = [None] * size
    for post, name in zip(
        found.members["post"].to_pylist(), found.members["template"].to_pylist(), strict=True
    ):
        names[int(post)] = name
    return names


def timed(work: Callable[[], object]) -> tuple[object, float]:
    """Return a result and the CPU seconds that it took."""
    begin = time.process_time()
    result = work()
    return result, time.process_time() - begin


def scores(names: Sequence[object], gold: Sequence[str]) -> tuple[float, float, float, float]:
    """Return precision, recall and F1 of being in a campaign, and ARI with singletons."""
    inside = np.array([name is not None for name in names])
    truth = np.array([name.startswith("c") for name in gold])
    both = (inside & truth).sum()
    precision, recall = both / max(inside.sum(), 1), both / max(truth.sum(), 1)
    alone = [name if name is not None else f"alone {at}" for at, name in enumerate(names)]
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return precision, recall, f1, adjusted_rand_score(gold, [str(name) for name in alone])


def report_campaign(title: str, texts: list[str], gold: list[str]) -> None:
    """Print a line for the engine and one for the peer."""
    found, cpu = timed(lambda: find_templates(table(texts)))
    peers, peer_cpu = timed(lambda: minhash_clusters(texts))
    for who, names, seconds in (
        ("firstlight", clusters(found, len(texts)), cpu),
        ("MinHash", peers, peer_cpu),
    ):
        figures = " ".join(f"{value:.4f}" for value in scores(names, gold))
        print(f"{title:34} {who:10} {figures}  {1000 * seconds / len(texts):.3f}", flush=True)


def campaigns() -> None:
    """Report the development sets."""
    print("set, method: P R F1 ARI, CPU s per 1,000 posts")
    for path in sorted((DATA / "detect/campaigns_dev").glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        report_campaign(f"dev {path.stem}", [r["text"] for r in rows], [r["gold"] for r in rows])


def heldout() -> None:
    """Report benches with other seeds, and with disguises that were not developed on."""
    for seed in (7001, 7002, 7003):
        for title, noise, disguises in (
            ("5 %", 0.05, ()), ("15 %", 0.15, ()), ("5 % disguised as in dev", 0.05, DEVELOPMENT),
            ("5 % new disguises", 0.05, NEW),
        ):  # fmt: skip
            rows = campaign_bench(seed=seed, noise=noise, disguises=disguises)
            report_campaign(
                f"held out {seed} {title}", [r.text for r in rows], [r.gold for r in rows]
            )
        rows = campaign_bench(seed=seed, posts=900, share=0.43, words=(150, 200))
        report_campaign(f"held out {seed} long", [r.text for r in rows], [r.gold for r in rows])


def _shape(parts: Iterable[str]) -> str:
    """Return constants and slots in a comparable form: words in lower case, slots as one star."""
    words = " ".join(re.sub(r"[\W_]+", " ", p).strip().lower() if p != "*" else "*" for p in parts)
    return re.sub(r"\*(?: \*)+", "*", re.sub(r"\s+", " ", words)).strip()


def logs() -> None:
    """Report grouping accuracy and template accuracy (words and slot places equal to gold)."""
    print("system: grouping accuracy, ARI, template accuracy, CPU s")
    totals = []
    for folder in sorted((DATA / "detect/loghub_2k").iterdir()):
        with next(folder.glob("*_structured.csv")).open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        texts, gold = [r["Content"] for r in rows], [r["EventId"] for r in rows]
        found, cpu = timed(lambda texts=texts: find_templates(table(texts)))
        names = [name or f"alone {at}" for at, name in enumerate(clusters(found, len(texts)))]
        shapes = {
            t.id: _shape(p.text if isinstance(p, Constant) else "*" for p in t.parts)
            for t in found.templates
        }
        true = [_shape(re.split(r"(\*)", r["EventTemplate"].replace("<*>", "*"))) for r in rows]
        right = [
            shapes.get(name, _shape([text])) == shape
            for name, text, shape in zip(names, texts, true, strict=True)
        ]
        accuracy = grouping_accuracy(gold, names)
        totals.append((accuracy, np.mean(right)))
        ari = adjusted_rand_score(gold, names)
        print(f"{folder.name:12} {accuracy:.3f} {ari:.3f} {np.mean(right):.3f} {cpu:.2f}")
    print("mean         {:.3f}       {:.3f}".format(*np.mean(totals, axis=0)), flush=True)


def grouping_accuracy(gold: Sequence[str], names: Sequence[str]) -> float:
    """Return the share of lines whose group is exactly the gold group."""
    groups: tuple[dict[str, set[int]], dict[str, set[int]]] = defaultdict(set), defaultdict(set)
    for at, pair in enumerate(zip(gold, names, strict=True)):
        for side, name in zip(groups, pair, strict=True):
            side[name].add(at)
    truth = {frozenset(group) for group in groups[0].values()}
    return sum(len(g) for g in groups[1].values() if frozenset(g) in truth) / len(gold)


def real_texts() -> Iterable[tuple[str, list[str]]]:
    """Yield the real sets: EMSCAD title and description, SMS, Thai SMS, YouTube comments."""
    with (DATA / "detect/emscad_partial/emscad_partial.csv").open(encoding="utf-8") as file:
        yield "EMSCAD", [f"{r['title']} {r['description']}" for r in csv.DictReader(file)]
    sms = (DATA / "detect/sms_spam_collection/SMSSpamCollection.tsv").read_text("utf-8", "replace")
    yield "SMS", [line.split("\t", 1)[1] for line in sms.splitlines() if "\t" in line]
    thai = [
        line.split("|", 1)[-1]
        for name in ("ok", "otp", "scam", "spam")
        for line in (DATA / f"detect/thai_sms/{name}.txt").read_text("utf-8").splitlines()
        if line.strip()
    ]
    yield "Thai SMS", thai
    comments = []
    for path in sorted((DATA / "detect/youtube_spam").glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            comments += [r["CONTENT"] for r in csv.DictReader(file)]
    yield "YouTube", comments


def gold_pairs(texts: Sequence[str], least: float = 0.6) -> set[tuple[int, int]]:
    """Return by brute force the pairs of texts with that Jaccard similarity of 5-grams."""
    plain = [" ".join(text.lower().split()) for text in texts]
    known: dict[str, int] = {}
    sets = [
        sorted({known.setdefault(t[i : i + 5], len(known)) for i in range(len(t) - 4)})
        for t in plain
    ]
    sizes = np.array([len(grams) for grams in sets])
    ends = np.cumsum([0, *sizes])
    index = np.array([at for grams in sets for at in grams], np.int32)
    grams = csr_array((np.ones(len(index), np.int32), index, ends), shape=(len(sets), len(known)))
    pairs = set()
    for begin in range(0, len(sets), 500):
        met = (grams[begin : begin + 500] @ grams.T).tocoo()
        i, j, shared = met.row + begin, met.col, met.data
        like = (i < j) & (shared >= least * (sizes[i] + sizes[j] - shared))
        pairs |= set(zip(i[like].tolist(), j[like].tolist(), strict=True))
    return pairs


def near() -> None:
    """Report near-duplicates against brute force: the plain join, and posts in templates."""
    print("set: join pairs R P | templates: pairs R, same-template pairs that are gold | posts R P")
    for title, texts in real_texts():
        gold = gold_pairs(texts)
        join, cpu = timed(lambda texts=texts: near_duplicates(table(texts)))
        lead = list(range(len(texts)))
        linked = set()
        for row in join.to_pylist():
            if row["similarity"] == 1 and int(row["other"]) < int(row["post"]):
                lead[int(row["post"])] = lead[int(row["other"])]
            linked.add(frozenset((int(row["post"]), int(row["other"]))))
        copies = defaultdict(list)
        for at, first in enumerate(lead):
            copies[first].append(at)
        joined = {
            (min(a, b), max(a, b))
            for pair in linked
            for a in copies[lead[min(pair)]]
            for b in copies[lead[max(pair)]]
            if a != b
        } | {pair for same in copies.values() if len(texts[same[0]].strip()) >= 5
             for pair in combinations(same, 2)}  # fmt: skip
        found = find_templates(table(texts))
        members = defaultdict(list)
        for at, name in enumerate(clusters(found, len(texts))):
            if name is not None:
                members[name].append(at)
        together = {pair for posts in members.values() for pair in combinations(posts, 2)}
        like = {at for pair in gold for at in pair}
        inside = {at for posts in members.values() for at in posts}
        print(
            f"{title:9} {len(joined & gold) / len(gold):.4f} {len(joined & gold) / len(joined):.4f}"
            f" | {len(together & gold) / len(gold):.4f} {len(together & gold) / len(together):.4f}"
            f" | {len(inside & like) / len(like):.4f} {len(inside & like) / len(inside):.4f}"
            f"  join CPU s per 1,000 {1000 * cpu / len(texts):.3f}",
            flush=True,
        )


def cost() -> None:
    """Report CPU and memory at growing sizes, and the exponent of growth."""
    sizes, seconds = [], []
    for posts in (5_000, 10_000, 20_000, 50_000):
        rows = campaign_bench(seed=7004, posts=posts, share=0.4)
        posts_table = table([r.text for r in rows])
        found, cpu = timed(lambda posts_table=posts_table: find_templates(posts_table))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sizes.append(len(rows))
        seconds.append(cpu)
        _, recall, f1, ari = scores(clusters(found, len(rows)), [r.gold for r in rows])
        per = 1000 * cpu / len(rows)
        told = f"{len(rows)} posts: {per:.3f} CPU s per 1,000, peak {peak:.0f} MB"
        print(f"{told}, R {recall:.4f} F1 {f1:.4f} ARI {ari:.4f}", flush=True)
    slope = np.polyfit(np.log(sizes), np.log(seconds), 1)[0]
    print(f"growth exponent {slope:.2f}")


def world(posts: int) -> pa.Table:
    """Return a simulated world's posts, made in parts so that no list of them is held."""
    fields = [("id", pa.string()), ("text", pa.string()), ("author", pa.string())]
    parts, truths = [], simulate(posts, 7005)
    while some := list(islice(truths, 10_000)):
        rows = [(one.post.id, one.post.text, one.post.author) for one in some]
        columns = list(zip(*rows, strict=True))
        parts.append(pa.table([list(column) for column in columns], schema=pa.schema(fields)))
    return pa.concat_tables(parts)


class Filed:
    """A shelf in a file of a folder that goes with it, as a run keeps it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._path = f"{self._folder.name}/readings.arrow"

    def put(self, batches: Iterable[pa.RecordBatch]) -> None:
        """Write READINGS."""
        options = pa.ipc.IpcWriteOptions(compression="zstd")
        with pa.ipc.new_file(self._path, READINGS, options=options) as file:
            for batch in batches:
                file.write_batch(batch)

    def take(self, names: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Yield some columns."""
        fields = [READINGS.get_field_index(name) for name in names]
        with pa.memory_map(self._path) as file:
            options = pa.ipc.IpcReadOptions(included_fields=fields)
            reader = pa.ipc.open_file(file, options=options)
            for number in range(reader.num_record_batches):
                yield reader.get_batch(number).select(names)

    def megabytes(self) -> float:
        """Return the size of the file."""
        return Path(self._path).stat().st_size / 2**20


def memory() -> None:
    """Report CPU and the growth of memory on simulated worlds, and the exponent of growth."""
    sizes, seconds = [], []
    for posts in (30_000, 100_000, 300_000):
        posts_table = world(posts)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        shelf = Filed()
        found, cpu = timed(
            lambda posts=posts_table, shelf=shelf: find_templates(posts, shelf=shelf)
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sizes.append(posts)
        seconds.append(cpu)
        told = f"{posts} posts, {posts_table.nbytes / 2**20:.0f} MB: {1000 * cpu / posts:.3f} CPU s"
        size = f"{before:.0f} MB before, peak {peak:.0f} MB, {len(found.templates)} templates"
        size += f", readings {shelf.megabytes():.0f} MB on the disk"
        print(f"{told} per 1,000, {size}", flush=True)
    slope = np.polyfit(np.log(sizes), np.log(seconds), 1)[0]
    print(f"growth exponent {slope:.2f}")


def main() -> None:
    """Run the parts named on the command line, or all."""
    parts = {part.__name__: part for part in (campaigns, heldout, logs, near, cost, memory)}
    for name in sys.argv[1:] or parts:
        print(f"# {name}")
        parts[name]()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main()
