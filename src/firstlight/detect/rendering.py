"""Rendering: drafts to templates with constant text and typed slots, and to rows of members."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from firstlight.detect.layout import Fit, Layout
from firstlight.detect.sending import Sent
from firstlight.detect.slots import FILLERS_SHOWN, Mentioned, kind_of_slot, looks_like_names
from firstlight.detect.template_class import CONTACTS, template_class
from firstlight.detect.wordings import Corpus
from firstlight.model.decision import Decision
from firstlight.model.template import MEMBERS, Constant, Slot, SlotKind, Template

Span = tuple[int, int, int]
"""(slot, start, end) in a post's original text."""
_TRIED, _APART = 8, 3


@dataclass(frozen=True, slots=True)
class Found:
    """A layout with its member posts (rows of the posts' table, rising) and the fit of each."""

    layout: Layout
    posts: list[int]
    fits: list[Fit]


@dataclass(frozen=True, slots=True)
class _Members:
    """The members of one template: their texts, fillers, and what is known of their sending."""

    found: Found
    columns: dict[str, list[object]]
    texts: list[str]
    spans: list[list[Span]]


@dataclass(frozen=True, slots=True)
class Known:
    """What else is known of posts: MENTIONS, SIGNALS, and the team's decisions."""

    mentions: pa.Table | None = None
    signals: pa.Table | None = None
    decisions: Sequence[Decision] = ()

    def of(self, posts: pa.Array | pa.ChunkedArray) -> "Known":
        """Return what is known of some posts."""
        mentions, signals = (
            table if table is None else table.filter(pc.is_in(table.column("post"), posts))
            for table in (self.mentions, self.signals)
        )
        return Known(mentions, signals, self.decisions)


class Renderer:
    """Renders drafts of one table of posts."""

    def __init__(self, corpus: Corpus, posts: pa.Table, known: Known) -> None:
        # Taking rows from a column of many chunks would join them anew each time.
        self._corpus, self._posts = corpus, posts.combine_chunks()
        ids = posts.column("id")
        self._mentioned = Mentioned(ids, known.mentions)
        self._sent = Sent(ids, self._mentioned, known.signals, known.decisions)

    def render(self, found: Sequence[Found]) -> tuple[list[Template], pa.Table]:
        """Return the templates, without ids, and their members as MEMBERS.

        The column `template` holds each template's place in the list, as a string.
        """
        rows = pa.array([post for each in found for post in each.posts], pa.int64())
        columns = {name: self._posts.column(name).take(rows) for name in self._posts.column_names}
        values = {name: column.to_pylist() for name, column in columns.items()}
        templates, places, similarity, spans, begin = [], [], [], [], 0
        for at, each in enumerate(found):
            mine = slice(begin, begin := begin + len(each.posts))
            part = {name: column[mine] for name, column in values.items()}
            fillers = [self._spans(*pair) for pair in zip(each.posts, each.fits, strict=True)]
            templates.append(self._template(_Members(each, part, part["text"], fillers)))
            places += [str(at)] * len(each.posts)
            similarity += [min(1.0, fit.explained) for fit in each.fits]
            spans += fillers
        table = [columns["id"], places, pa.array(similarity, pa.float32()), _fillers(spans)]
        return templates, pa.table(table, schema=MEMBERS)

    def _spans(self, post: int, fit: Fit) -> list[Span]:
        """Return the fillers of a post with their spans in its original text, one per slot."""
        at = int(self._corpus.words_at[post])
        spans: dict[int, Span] = {}
        for slot, begin, end in fit.fillers:
            start, stop = int(self._corpus.starts[at + begin]), int(self._corpus.ends[at + end - 1])
            spans[slot] = (slot, spans[slot][1] if slot in spans else start, stop)
        return list(spans.values())

    def _template(self, members: _Members) -> Template:
        layout, posts = members.found.layout, members.found.posts
        count = max(layout.slots) + 1
        fillers: list[Counter[str]] = [Counter() for _ in range(count)]
        kinds: list[list[str]] = [[] for _ in range(count)]
        for post, text, row in zip(posts, members.texts, members.spans, strict=True):
            for slot, start, end in row:
                fillers[slot][text[start:end]] += 1
                if (kind := self._mentioned.kind(post, start, end)) is not None:
                    kinds[slot].append(kind)
        slots = [
            Slot(
                index=at,
                kind=self._kind(members, at, known, kinds[at]),
                fillers=tuple(known.most_common(FILLERS_SHOWN)),
                empty=len(posts) - known.total(),
            )
            for at, known in enumerate(fillers)
        ]
        parts = self._parts(members, slots)
        alike = sum(fit.explained for fit in members.found.fits) / len(posts)
        sending = self._sent.sending(posts, members.columns, slots, fillers, alike)
        kind, reasons = template_class(parts, sending)
        return Template(
            id="",
            parts=parts,
            support=len(posts),
            bits_saved=round(layout.bits_saved, 1),
            kind=kind,
            reasons=reasons,
        )

    def _kind(
        self, members: _Members, slot: int, fillers: Counter[str], mentioned: list[str]
    ) -> SlotKind:
        """Return a slot's kind; words before it may tell that its fillers are names."""
        kind = kind_of_slot(fillers, mentioned)
        gap = members.found.layout.slots.index(slot)
        if kind != "text" or not gap or not next(iter(fillers), " ")[0].isupper():
            return kind
        before = self._words(members, max(0, gap - 2), gap)
        return "name" if looks_like_names(fillers, before) else kind

    def _parts(self, members: _Members, slots: list[Slot]) -> tuple[Constant | Slot, ...]:
        """Return constants and slots in order; words that never vary are constant."""
        parts: list[Constant | Slot] = []
        layout = members.found.layout
        begin = 0
        for gap in range(1, len(layout.slots)):
            if gap == len(layout.constants) or layout.slots[gap] >= 0:
                parts.extend(_shown(slots, layout.slots[begin]))
                parts.append(Constant(self._words(members, begin, gap)))
                begin = gap
        parts.extend(_shown(slots, layout.slots[begin]))
        joined: list[Constant | Slot] = []
        for part in parts:
            if isinstance(part, Constant) and joined and isinstance(last := joined[-1], Constant):
                joined[-1] = Constant(_together(last.text, part.text, members.texts[:_TRIED]))
            else:
                joined.append(part)
        return tuple(joined)

    def _words(self, members: _Members, begin: int, end: int) -> str:
        """Return constants begin:end as a member wrote them in a row, else one by one."""
        found = members.found
        for post, fit, text in list(zip(found.posts, found.fits, members.texts, strict=True))[
            :_TRIED
        ]:
            places = fit.places[begin:end]
            if places and places[0] >= 0 and places[-1] - places[0] == len(places) - 1:
                at = int(self._corpus.words_at[post])
                if -1 not in places:
                    first, last = at + places[0], at + places[-1]
                    return text[int(self._corpus.starts[first]) : int(self._corpus.ends[last])]
        return " ".join(self._word(members, constant) for constant in range(begin, end))

    def _word(self, members: _Members, constant: int) -> str:
        """Return a constant word as the first member that has it undisguised wrote it."""
        found = members.found
        for post, fit, text in zip(found.posts, found.fits, members.texts, strict=True):
            if fit.places and (place := fit.places[constant]) >= 0:
                at = int(self._corpus.words_at[post]) + place
                return text[int(self._corpus.starts[at]) : int(self._corpus.ends[at])]
        return ""


def _shown(slots: list[Slot], slot: int) -> list[Constant | Slot]:
    """Return a slot as it is shown: as constant text where every member fills it alike.

    A contact stays a slot: that all posts give one number is what an analyst asks for.
    """
    if slot < 0:
        return []
    shown = slots[slot]
    if len(shown.fillers) == 1 and not shown.empty and shown.kind not in CONTACTS:
        return [Constant(shown.fillers[0][0])]
    return [shown]


def _together(one: str, two: str, texts: list[str]) -> str:
    """Return two constants in a row as one of the texts writes them."""
    for text in texts:
        begin = text.find(one)
        end = text.find(two, begin + len(one))
        if begin >= 0 and 0 <= end - begin - len(one) <= _APART:
            return text[begin : end + len(two)]
    return f"{one} {two}"


def _fillers(spans: list[list[Span]]) -> pa.Array:
    """Return spans as the column `fillers` of MEMBERS."""
    flat = [span for row in spans for span in row]
    ends = [0]
    for row in spans:
        ends.append(ends[-1] + len(row))
    columns = zip(*flat, strict=True) if flat else ((), (), ())
    kind = MEMBERS.field("fillers").type.value_type
    arrays = [pa.array(column, kind[at].type) for at, column in enumerate(columns)]
    struct = pa.StructArray.from_arrays(arrays, fields=list(kind))
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), struct)
