"""Rendering: drafts to templates with constant text and typed slots, and to rows of members."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

from firstlight.detect.layout import Fit, Layout
from firstlight.detect.slots import FILLERS_SHOWN, Mentioned, kind_of_slot
from firstlight.detect.template_class import CONTACTS, Sending, template_class
from firstlight.detect.wordings import Corpus
from firstlight.model.template import MEMBERS, Constant, Slot, Template

Span = dict[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A layout with its member posts (rows of the posts' table, rising) and the fit of each."""

    layout: Layout
    posts: list[int]
    fits: list[Fit]


@dataclass(slots=True)
class _Members:
    """The columns of MEMBERS, growing."""

    post: list[str] = field(default_factory=list)
    template: list[str] = field(default_factory=list)
    similarity: list[float] = field(default_factory=list)
    fillers: list[list[Span]] = field(default_factory=list)


class Renderer:
    """Renders drafts of one table of posts."""

    def __init__(self, corpus: Corpus, posts: pa.Table, mentions: pa.Table | None) -> None:
        self._corpus, self._posts = corpus, posts
        self._mentioned = Mentioned(posts.column("id"), mentions)

    def render(self, found: list[Found], ids: list[str]) -> tuple[list[Template], pa.Table]:
        """Return the templates under the given ids, and their members as MEMBERS."""
        rows = pa.array([post for each in found for post in each.posts], pa.int64())
        columns = {
            name: self._posts.column(name).take(rows).to_pylist()
            for name in ("id", "text", "author", "posted")
            if name in self._posts.column_names
        }
        members, templates, begin = _Members(), [], 0
        for each, name in zip(found, ids, strict=True):
            mine = slice(begin, begin := begin + len(each.posts))
            spans = [self._spans(*pair) for pair in zip(each.posts, each.fits, strict=True)]
            part = {column: values[mine] for column, values in columns.items()}
            templates.append(self._template(name, each, part, spans))
            members.post += part["id"]
            members.template += [name] * len(each.posts)
            members.similarity += [min(1.0, fit.explained) for fit in each.fits]
            members.fillers += spans
        table = [members.post, members.template, members.similarity, members.fillers]
        return templates, pa.table(table, schema=MEMBERS)

    def _spans(self, post: int, fit: Fit) -> list[Span]:
        """Return the fillers of a post with their spans in its original text, by slot."""
        at = int(self._corpus.words_at[post])
        spans: dict[int, Span] = {}
        for slot, begin, end in fit.fillers:
            start, stop = int(self._corpus.starts[at + begin]), int(self._corpus.ends[at + end - 1])
            spans.setdefault(slot, {"slot": slot, "start": start, "end": stop})["end"] = stop
        return list(spans.values())

    def _template(
        self, name: str, found: Found, columns: dict[str, list[object]], spans: list[list[Span]]
    ) -> Template:
        texts = [str(text) for text in columns["text"]]
        count = max(found.layout.slots) + 1
        fillers: list[Counter[str]] = [Counter() for _ in range(count)]
        kinds: list[list[str]] = [[] for _ in range(count)]
        for post, text, row in zip(found.posts, texts, spans, strict=True):
            for span in row:
                start, end = span["start"], span["end"]
                fillers[span["slot"]][text[start:end]] += 1
                if (kind := self._mentioned.kind(post, start, end)) is not None:
                    kinds[span["slot"]].append(kind)
        slots = [
            Slot(
                index=at,
                kind=kind_of_slot(known, kinds[at]),
                fillers=tuple(known.most_common(FILLERS_SHOWN)),
                empty=len(texts) - known.total(),
            )
            for at, known in enumerate(fillers)
        ]
        parts = self._parts(found, texts, slots)
        kind, reasons = template_class(parts, self._sending(found, columns, slots, fillers))
        return Template(
            id=name,
            parts=parts,
            support=len(texts),
            bits_saved=round(found.layout.bits_saved, 1),
            kind=kind,
            reasons=reasons,
        )

    def _parts(
        self, found: Found, texts: list[str], slots: list[Slot]
    ) -> tuple[Constant | Slot, ...]:
        """Return constants and slots in order; a slot that never varies is shown as a constant."""
        parts: list[Constant | Slot] = []
        for gap, slot in enumerate(found.layout.slots):
            if slot >= 0:
                parts.append(slots[slot])
            if gap < len(found.layout.constants):
                word = self._word(found, texts, gap)
                if parts and isinstance(before := parts[-1], Constant):
                    parts[-1] = Constant(f"{before.text} {word}")
                else:
                    parts.append(Constant(word))
        return tuple(parts)

    def _word(self, found: Found, texts: list[str], constant: int) -> str:
        """Return a constant word as the first member that has it undisguised wrote it."""
        for post, fit, text in zip(found.posts, found.fits, texts, strict=True):
            if fit.places and (place := fit.places[constant]) >= 0:
                at = int(self._corpus.words_at[post]) + place
                return text[int(self._corpus.starts[at]) : int(self._corpus.ends[at])]
        return ""

    def _sending(
        self,
        found: Found,
        columns: dict[str, list[object]],
        slots: list[Slot],
        fillers: list[Counter[str]],
    ) -> Sending:
        """Return how the posts were sent: contacts by mention where known, by filler otherwise."""
        contacts = self._mentioned.values(found.posts, CONTACTS)
        for slot in slots:
            if slot.kind in CONTACTS and not contacts.get(slot.kind):
                contacts[slot.kind] = fillers[slot.index]
        times = [at for at in columns.get("posted", ()) if isinstance(at, datetime)]
        return Sending(
            posts=len(found.posts),
            contacts=contacts,
            authors=Counter(str(name) for name in columns.get("author", ()) if name),
            span=max(times) - min(times) if times else None,
        )
