"""Mentions: every value of interest in a post, with the span of text it was read from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import re2

from firstlight.detect.amounts import Amounts
from firstlight.detect.apart import Closed, close_up
from firstlight.detect.dates import find_ages, find_dates
from firstlight.detect.emails import find_emails
from firstlight.detect.handle_judge import choose_handles, weigh_handles
from firstlight.detect.handles import Handle, find_at_handles, find_cues
from firstlight.detect.lexicon import Hit, WordFinder, word_entries
from firstlight.detect.phones import (
    Context,
    find_phones,
    find_written_out,
    hidden_figures,
    valid,
)
from firstlight.detect.places import country_of, fits_language, place_entries
from firstlight.detect.spelled_links import find_spelled_links
from firstlight.detect.urls import Link, find_links, is_bare_host
from firstlight.detect.wallets import find_wallets
from firstlight.model.mention import Mention
from firstlight.rulebook.matching.fold import fold

_LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which RE2 refuses."""
_WORDS = frozenset({"place", "document", "travel", "housing"})
_CHOSEN_NAME = re2.compile(r"/ti/p/(?:~|@|%40)")
_APOSTROPHES = frozenset({"'", "’", "ʼ"})
"""Two letters behind one are the rest of a shortened word ("they've" is no Vietnamese ticket)."""
_PLAIN = frozenset({"phone", "handle"})
_CASED_VALUES = ("whatsapp:", "discord:", "telegram:+")


@cache
def lexicon() -> WordFinder:
    """Return the automaton over all word lists and place names, built once per process."""
    return WordFinder([*word_entries(), *place_entries()])


def find_mentions(text: str, *, place: str | None = None, lang: str | None = None) -> list[Mention]:
    """Return the mentions of a text by start, offsets in its code points, end exclusive.

    `place` (an ISO 3166 code or "AE:Dubai") and `lang` (ISO 639) say where the post was made and
    in which language; both help to read numbers written without a country.
    """
    closed = close_up(fold(_LONE.sub("\ufffd", text)))
    hits = lexicon().find(closed.folded.text)
    finder = _Finder(closed, hits, country_of(place), lang)
    found = [*finder.contacts(), *finder.facts()]
    found.sort(key=lambda mention: (mention.start, mention.end, mention.kind))
    return found


class _Finder:
    """Finds the values of one folded text, each character given to one value only."""

    def __init__(
        self, closed: Closed, hits: Sequence[Hit], country: str | None, lang: str | None
    ) -> None:
        self._closed = closed
        self._folded = folded = closed.folded
        self._hits = hits
        self._country = country
        self._lang = lang or _language_of_script(folded.text)
        self._taken = bytearray(len(folded.text))
        self._hosts: list[Link] = []

    def contacts(self) -> Iterator[Mention]:
        """Yield wallets, e-mails, links, phones and handles.

        What weighs as a handle is kept from the phones, and chosen anew when these are known.
        """
        yield from self._wallets_and_emails()
        yield from self._links()
        cues = find_cues(self._folded, self._hits)
        weighed = weigh_handles(self._closed, cues, self._taken)
        with self._lent([*choose_handles(weighed, self._taken), *self._hosts]):
            phones = list(self._phones())
        yield from phones
        for handle in choose_handles(weighed, self._taken):
            yield self._take("handle", handle.value, handle.start, handle.end)
        for host in self._hosts:
            if self._free(host.start, host.end):
                yield from self._link(host)
        for handle in find_at_handles(self._folded, self._taken, cues):
            yield self._take("handle", handle.value, handle.start, handle.end)

    @contextmanager
    def _lent(self, doubtful: Sequence[Handle | Link]) -> Iterator[None]:
        """Keep characters from others for a while."""
        kept = [one for one in doubtful if self._free(one.start, one.end)]
        for one in kept:
            self._taken[one.start : one.end] = b"\1" * (one.end - one.start)
        yield
        for one in kept:
            self._taken[one.start : one.end] = bytes(one.end - one.start)

    def _phones(self) -> Iterator[Mention]:
        text = self._folded.text
        hidden = hidden_figures(self._folded)
        context = Context(self._hits, self._country, self._lang, hidden)
        sure = find_written_out(text, self._taken, context) if "+" in text else []
        for phone in sure:
            yield self._take("phone", phone.value, phone.start, phone.end, phone.detail)
        self._amounts = list(self._money())
        for phone in find_phones(text, self._taken, context):
            yield self._take("phone", phone.value, phone.start, phone.end, phone.detail)

    def _wallets_and_emails(self) -> Iterator[Mention]:
        text = self._folded.text
        for wallet in find_wallets(self._folded):
            plain = text[wallet.start : wallet.end].lower() == wallet.value.lower()
            yield self._take("wallet", wallet.value, wallet.start, wallet.end,
                             wallet.coin if plain else f"{wallet.coin} obfuscated")  # fmt: skip
        for email in find_emails(self._folded):
            if self._free(email.start, email.end):
                detail = "obfuscated" if email.disguised else None
                yield self._take("email", email.value, email.start, email.end, detail)

    def _links(self) -> Iterator[Mention]:
        """Yield the links; bare hosts are put aside: beside a network they may be names."""
        for spelled in find_spelled_links(self._folded.text):
            if self._free(spelled.start, spelled.end):
                yield from self._link(spelled)
        for link in find_links(self._folded):
            if self._free(link.start, link.end):
                if is_bare_host(self._folded.text[link.start : link.end]):
                    self._hosts.append(link)
                else:
                    yield from self._link(link)

    def _money(self) -> Iterator[Mention]:
        reader = Amounts(self._folded.text, self._hits, self._country, self._lang)
        found = list(reader.find(self._taken))
        for amount in found:
            yield self._take(amount.kind, amount.value, amount.start, amount.end)

    def facts(self) -> Iterator[Mention]:
        """Yield money, dates, ages, places, documents, travel and housing."""
        yield from self._amounts
        text = self._folded.text
        for date in find_dates(text, self._country):
            if self._free(date.start, date.end):
                yield self._take("date", date.value, date.start, date.end)
        for age in find_ages(text, self._taken, self._hits):
            yield self._take("age", age.value, age.start, age.end)
        for hit in self._hits:
            word = text[hit.start : hit.end]
            usable = hit.kind in _WORDS and fits_language(word, self._lang)
            shortened = len(word) < 3 and text[hit.start - 1 : hit.start] in _APOSTROPHES
            if usable and not shortened and self._free(hit.start, hit.end):
                yield self._mention(hit.kind, hit.value, hit.start, hit.end, None)

    def _link(self, link: Link) -> Iterable[Mention]:
        """Return a link, or the phone or handle that it leads to."""
        if link.kind == "phone":
            digits = "".join(char for char in link.value if char.isdigit()).removeprefix("00")
            value = valid(f"+{digits}", None) or valid(digits, self._country)
            if value:
                yield self._take("phone", value, link.start, link.end, "link")
            return
        value, text = link.value, self._folded.text[link.start : link.end]
        coded = value.startswith(_CASED_VALUES) or (
            "/ti/p/" in text and not _CHOSEN_NAME.search(text)
        )
        if link.kind == "handle" and not coded:
            value = value.lower()
        yield self._take(link.kind, value, link.start, link.end, link.detail)

    def _free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def _take(
        self, kind: str, value: str, start: int, end: int, detail: str | None = None
    ) -> Mention:
        self._taken[start:end] = b"\1" * (end - start)
        return self._mention(kind, value, start, end, detail)

    def _mention(self, kind: str, value: str, start: int, end: int, detail: str | None) -> Mention:
        first, last = self._folded.span(start, end)
        if kind in _PLAIN and detail != "link":
            written = self._folded.original[first:last].casefold()
            disguised = (
                not all(char.isdecimal() or char in "+-./() " for char in written)
                if kind == "phone"
                else written.lstrip("@") != value.partition(":")[2].casefold()
            )
            if disguised and "/" not in written:
                detail = " ".join(filter(None, [detail, "obfuscated"]))
        return Mention(kind, value, first, last, detail)


def _language_of_script(text: str) -> str | None:
    """Return the language that a script all but decides, or None."""
    if text.isascii():
        return None
    characters = set(text)
    for low, high, language in (
        ("\u0e00", "\u0e7f", "th"), ("\u0900", "\u097f", "hi"), ("\u0600", "\u06ff", "ar"),
        ("\u0400", "\u04ff", "ru"), ("\u4e00", "\u9fff", "zh"), ("\u1780", "\u17ff", "km"),
    ):  # fmt: skip
        if sum(low <= char <= high for char in characters) >= 3:
            return language
    return None
