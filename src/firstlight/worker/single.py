"""The single-file edition: one HTML file a language, which opens from a memory card.

Pages lie in a template element, scripts and style are inline, and the content-security policy
allows just these scripts by their digests. It makes no request at all.
"""

import base64
import html
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec

from firstlight.worker.catalogue import Language
from firstlight.worker.pages import ASKS_OF, months
from firstlight.worker.say import Say, inert

ORDER = (
    "app.js",
    "calc.js",
    "law.js",
    "wages.js",
    "check.js",
    "closer.js",
    "offer.js",
    "place.js",
    "owed.js",
    "notes.js",
    "qr.js",
    "pass.js",
)
_MAIN = re.compile(r'<main id="main".*?</main>', re.DOTALL)


def single(
    language: Language,
    frames: Mapping[str, str],
    core: Mapping[str, bytes],
    version: str,
    sentences: Mapping[str, str],
) -> str:
    """Return the file; `frames` are the pages' bodies (header, main, footer) by address.

    `sentences` are those of the indicators, English to this language.
    """
    scripts = [core[name].decode() for name in ORDER if name in core]
    style = core["app.css"].decode()
    rule = (
        f"default-src 'none'; script-src {' '.join(map(_digest, scripts))}; "
        f"style-src {_digest(style)}; base-uri 'none'; form-action 'none'"
    )
    say = Say(language.tag)
    data = {
        f"data-{name.removeprefix('data/').removesuffix('.json')}": body.decode()
        for name, body in core.items()
        if name.startswith("data/")
    }
    words: dict[str, Any] = {**say.words, "sentences": sentences, "asks": ASKS_OF}
    words |= months(language.tag)
    if "closer.js" in core:
        words["closer"] = {}  # there, and no size to tell: nothing is fetched
    data["words"] = msgspec.json.encode(words).decode()
    blocks = [
        f'<script type="application/json" id="{name}">{inert(body)}</script>'
        for name, body in data.items()
    ]
    pages = "".join(_main(address, frame) for address, frame in frames.items())
    home = frames["index.html"]
    opened = home.replace('<main id="main"', '<main id="main" data-path="index.html"', 1)
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{language.tag}" dir="{language.direction}">\n<head>',
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{rule}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{html.escape(say.plain('app'))}</title>",
            f"<style>{style}</style>\n</head>",
            f'<body data-up="" data-version="{version}" data-lang="{language.tag}">',
            opened,
            f'<template id="pages">{pages}</template>',
            *blocks,
            *(f"<script>{script}</script>" for script in scripts),
            "</body>\n</html>\n",
        ]
    )


def _main(address: str, frame: str) -> str:
    found = _MAIN.search(frame)
    assert found is not None  # noqa: S101  (every frame has one)
    return found.group(0).replace('<main id="main"', f'<main id="main" data-path="{address}"', 1)


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
