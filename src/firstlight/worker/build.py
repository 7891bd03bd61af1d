"""Builds the app into a folder: pages per language, one pack a language, worker, manifest, icons.

index.html and LANG/*.html     the pages          packs/LANG.json   a language for offline use
app.css app.js … sw.js         style and scripts  data/*.json       law and phrases
app.webmanifest icon-*.png     to install it      single/LANG.html  the single-file edition
closer.js data/closer*.json    the closer look at an offer, fetched only when it is asked for
"""

import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from firstlight.model.run import Progress, Silent
from firstlight.rights.check_pack import check_pack
from firstlight.rights.offer import TOPICS
from firstlight.rights.pack import law_pack
from firstlight.rulebook.book import Rulebook
from firstlight.rulebook.matching.pack import phrase_pack
from firstlight.rulebook.matching.reader import Reader
from firstlight.worker.catalogue import Language, available
from firstlight.worker.closer import SCRIPT as CLOSER
from firstlight.worker.closer import closer_files, for_reader, packed, sizes
from firstlight.worker.pages import Pages, Settings, Shared, policy
from firstlight.worker.single import single

STATIC = Path(__file__).parent / "static"
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript",
         ".json": "application/json", ".svg": "image/svg+xml",
         ".webmanifest": "application/manifest+json"}  # fmt: skip
ICONS = (192, 512)
APART = frozenset({"sw.js", CLOSER})
"""Scripts that are in no pack."""
UNREAD = frozenset({"help", "names", "plain", "note", "quote", "link", "language"})
"""Fields of a law pack that no script of the app shows or reckons with."""
_STRING = re.compile(r'("(?:\\.|[^"\\])*")')
_OPEN = tuple(";,{(")
_UNSURE = frozenset("/`'")
_SIGNS = re.compile(r" ?([{}()\[\],;:=<>&|?!*]) ?")
_SUMS = re.compile(r"(?<![+-]) ([+-]) (?![+-])")
READ = frozenset({
    "minimum_wage", "allowance", "deduction", "deduction_limit", "fee", "holiday_pay", "housing",
    "holiday_premium", "hours_day", "hours_week", "night_premium", "overtime_premium",
    "pay_divisor", "rest_day_premium",
    *(topic for topics in TOPICS.values() for topic, _ in topics),
})  # fmt: skip
"""Topics of law that the sum or the offer check reads (law.js, wages.js); pages tell the others."""


def build(
    folder: Path,
    book: Rulebook,
    *,
    warnings: Iterable[Mapping[str, str]] = (),
    languages: Iterable[Language] | None = None,
    settings: Settings | None = None,
    on: datetime | None = None,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Write the app into `folder` and return counts: languages, pages, bytes of the largest pack.

    `on` is the instant for which law is stated (now); `warnings` are new tricks, each a sentence by
    language with English among them (`Indicator.said`).
    """
    told, settings = progress or Silent(), settings or Settings()
    chosen = tuple(languages or available())
    when = on or datetime.now(UTC)
    core = _core(book, when.date())
    phrases = _phrases(book, chosen)
    script = _lean(CLOSER, STATIC / CLOSER)
    closer = closer_files(script, ("en", *(language.tag for language in chosen)))
    told_of = tuple(warnings)
    version = _version(core | phrases | closer, book, when, told_of)
    shared = Shared(
        book=book, warnings=told_of, settings=settings,
        version=version, built=when.date(), languages=chosen, all_size="",
        closer={language.tag: sizes(closer, language.tag) for language in chosen},
    )  # fmt: skip
    told.stage("building pages", len(chosen))
    packs, count = [], 0
    for language in chosen:
        pages = Pages(language, shared)
        rendered = pages.all()
        files = {f"{language.tag}/{name}": text for name, text in rendered.items()}
        for name, text in files.items():
            _write(folder / name, text.encode())
        own = core | {
            f"data/phrases-{tag}.json": phrases[tag] for tag in sorted({"en", language.tag})
        }
        pack = _pack(files, own, version, settings)
        _write(folder / "packs" / f"{language.tag}.json", pack)
        held = own | for_reader(closer, language.tag)
        _write(
            folder / "single" / f"{language.tag}.html",
            single(
                language, pages.all(frame="frame.html"), held, version, pages.sentences()
            ).encode(),
        )
        packs.append(packed(pack))
        count += len(files)
        told.advance()
    core |= {f"data/phrases-{tag}.json": body for tag, body in phrases.items()}
    _shell(folder, core | closer, chosen, version, settings)
    return {"languages": len(chosen), "pages": count, "largest_pack": max(packs)}


def _core(book: Rulebook, on: date) -> dict[str, bytes]:
    """Return the files that all languages share: style, scripts, and the law for sums."""
    names = sorted(p.name for p in STATIC.iterdir() if p.suffix in {".css", ".js", ".svg"})
    core = {name: _lean(name, STATIC / name) for name in names if name not in APART}
    for country in sorted(book.law):
        core[f"data/law-{country}.json"] = msgspec.json.encode(
            for_sums(law_pack(book, country, on=on))
        )
    return core | {"data/check.json": msgspec.json.encode(check_pack())}


def for_sums(pack: dict[str, Any]) -> dict[str, Any]:
    """Return a law pack without what the phone's sums never read; the place's page says it.

    Its rules lie in columns, {field: [value]}, in the order of their ids, which are left out: a
    column has None where a rule has no such field and "" where it is as in the rule before. What
    stands by place is two texts, `places` and `values`, with "|" between the parts.
    """
    read = sorted((one for one in pack["rules"] if one["topic"] in READ), key=lambda one: one["id"])
    rules = [_row(rule) for rule in read]
    names = dict.fromkeys(name for rule in rules for name in rule)
    cited = {rule["instrument"] for rule in rules}
    instruments = [
        {name: value for name, value in text.items() if name not in UNREAD and number in cited}
        for number, text in enumerate(pack["instruments"])
    ]
    kept = {name: value for name, value in pack.items() if name not in UNREAD}
    columns = {name: _column([rule.get(name) for rule in rules]) for name in names}
    return kept | {"rules": columns, "instruments": instruments}


def _row(rule: dict[str, Any]) -> dict[str, Any]:
    row = {name: value for name, value in rule.items() if name not in UNREAD and name != "id"}
    if "by_place" in row:
        by_place = row.pop("by_place")
        row |= {"places": "|".join(by_place), "values": "|".join(map(str, by_place.values()))}
    return row


def _column(values: list[Any]) -> list[Any]:
    pairs = pairwise([None, *values])
    return ["" if one is not None and one == last else one for last, one in pairs]


def _lean(name: str, path: Path) -> bytes:
    """Return a file of ours; scripts without comments and spaces, which phones pay for."""
    if not name.endswith(".js"):
        return path.read_bytes()
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    kept = (squeeze(line) for line in lines if line and not line.startswith("//"))
    return joined(kept).encode()


def joined(lines: Iterable[str]) -> str:
    """Return a script of lines, without the breaks that cannot end a statement or a remark."""
    whole = ""
    for line in lines:
        glued = "//" not in whole[whole.rfind("\n") + 1 :] and (
            whole[-1:] in _OPEN or line[0] == "}"
        )
        whole += line if glued or not whole else "\n" + line
    return whole


def squeeze(line: str) -> str:
    """Return a line of a script without the spaces about its signs.

    Lines that may hold a pattern, a division, a template or an apostrophe stay as they are.
    """
    parts = _STRING.split(line)
    if any(_UNSURE & set(code) for code in parts[::2]):
        return line
    parts[::2] = (_SUMS.sub(r"\1", _SIGNS.sub(r"\1", code)) for code in parts[::2])
    return "".join(parts)


def _phrases(book: Rulebook, languages: Iterable[Language]) -> dict[str, bytes]:
    """Return the phrase packs by language; all are of one reader, so that they go together."""
    reader = Reader(book)
    tags = dict.fromkeys(("en", *(language.tag for language in languages)))
    return {tag: msgspec.json.encode(phrase_pack(book, tag, reader)) for tag in tags}


def _version(
    core: Mapping[str, bytes],
    book: Rulebook,
    when: datetime,
    warnings: Iterable[Mapping[str, str]],
) -> str:
    digest = sha256(when.date().isoformat().encode())
    for name, body in core.items():
        digest.update(name.encode() + b"\0" + body)
    digest.update(msgspec.json.encode(book.rules))
    digest.update(msgspec.json.encode(book.contacts, order="sorted"))
    digest.update(msgspec.json.encode([warnings, list(book.indicators.values())], order="sorted"))
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in {".html", ".po", ".yaml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _pack(
    pages: Mapping[str, str], core: Mapping[str, bytes], version: str, settings: Settings
) -> bytes:
    files = {name: body.decode() for name, body in core.items()}
    files |= {"calc.html": calculator_page(version, settings), "app.webmanifest": manifest()}
    files |= sorted(pages.items(), key=lambda page: len(page[1]))  # alike ones together: they pack
    return msgspec.json.encode(
        {name: (TYPES[Path(name).suffix], text) for name, text in files.items()}
    )


def calculator_page(version: str, settings: Settings) -> str:
    """Return the page that Close leads to."""
    from jinja2 import Environment, PackageLoader  # noqa: PLC0415  (one template, on its own)

    env = Environment(loader=PackageLoader("firstlight.worker"), autoescape=True)
    return env.get_template("calc.html").render(version=version, policy=policy(settings))


def manifest() -> str:
    """Return the web app manifest: a neutral name, icons of a plain notebook."""
    icons = [{"src": f"icon-{n}.png", "sizes": f"{n}x{n}", "type": "image/png"} for n in ICONS]
    told = {
        "name": "Daybook", "short_name": "Daybook", "id": "./", "start_url": "./index.html",
        "scope": "./", "display": "standalone", "background_color": "#fffdf8",
        "theme_color": "#0b5a54", "icons": icons,
    }  # fmt: skip
    return msgspec.json.encode(told).decode()


def _shell(
    folder: Path,
    core: Mapping[str, bytes],
    languages: tuple[Language, ...],
    version: str,
    settings: Settings,
) -> None:
    for name, body in core.items():
        _write(folder / name, body)
    worker = (STATIC / "sw.js").read_text(encoding="utf-8")
    tags = msgspec.json.encode([language.tag for language in languages]).decode()
    worker = worker.replace("{version}", version).replace("{packs}", tags)
    _write(folder / "sw.js", worker.encode())
    _write(folder / "app.webmanifest", manifest().encode())
    _write(folder / "calc.html", calculator_page(version, settings).encode())
    first = (folder / languages[0].tag / "l.html").read_text(encoding="utf-8")
    root = first.replace('"../', '"').replace('data-up=""', 'data-up="./"')
    for name in ("index", "i", "h"):
        root = root.replace(f'href="{name}.html"', f'href="{languages[0].tag}/{name}.html"')
    root = root.replace('href="l.html"', 'href="index.html"')
    _write(folder / "index.html", root.encode())
    for size in ICONS:
        _write(folder / f"icon-{size}.png", icon(size))


def icon(size: int) -> bytes:
    """Return the icon as PNG: a notebook page with lines on a dark ground."""
    ground, paper = b"\x0b\x5a\x54", b"\xff\xfd\xf8"
    scale = size / 48

    def pixel(x: float, y: float) -> bytes:
        on_paper = 13 <= x < 36 and 9 <= y < 39
        line = on_paper and 18 <= x < 31 and any(abs(y - at) < 1.3 for at in (17, 23, 29))
        return ground if line or not on_paper else paper

    rows = b"".join(
        b"\0" + b"".join(pixel(x / scale, y / scale) for x in range(size)) for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
