"""Telephone numbers: from every disguise to E.164, the country inferred where it is not written.

A country comes from the number itself ("+", "00"), else from a place named right before it, the
post's place, the places and nations named in the text (nearest first), the language's usual
countries; where several fit or none, a number beside a contact word is kept as national digits.
Numbers reserved for fiction count as valid.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec
import phonenumbers
import re2

from firstlight.detect.lexicon import Hit, around, is_spaceless
from firstlight.detect.numerals import table
from firstlight.detect.places import country_of
from firstlight.detect.spelled import figures_for_look_alikes, spell_out
from firstlight.detect.spoken import find_rows
from firstlight.rulebook.matching.characters import REGIONAL_A
from firstlight.rulebook.matching.fold import Folded

FICTION = (
    "+447700900", "+441632960", "+442079460", "+441134960", "+441144960", "+441154960",
    "+441164960", "+441174960", "+441184960", "+441214960", "+441314960", "+441414960",
    "+441514960", "+441614960", "+441914980", "+442896496", "+442920180", "+448081570",
    "+449098790", "+443069990", "+353209", "+3363998", "+493023125",
    "+496990009", "+494066969", "+492214710", "+498999998", "+4917139200", "+4917604069",
)  # fmt: skip
"""Prefixes that numbering authorities keep for drama and that the library may call invalid."""

USUAL = {
    "en": ("US", "GB", "AU", "IN", "PH", "KE", "NG", "ZA", "AE", "SG", "IE", "NZ"),
    "es": ("ES", "MX", "CO", "AR", "PE", "VE", "CL", "EC", "US"),
    "fr": ("FR", "BE", "SN", "CI", "CM", "MA", "DZ", "TN"),
    "pt": ("BR", "PT", "AO", "MZ"),
    "ar": ("SA", "AE", "EG", "JO", "LB", "IQ", "KW", "QA", "MA", "SD"),
    "hi": ("IN",), "id": ("ID",), "fil": ("PH",), "tl": ("PH",), "vi": ("VN",), "zh": ("CN",),
    "sw": ("KE", "TZ", "UG"), "ru": ("RU", "KZ"), "th": ("TH",), "de": ("DE", "AT"), "sv": ("SE",),
    "uk": ("UA",), "tr": ("TR",), "it": ("IT",), "ro": ("RO", "MD"), "pl": ("PL",), "ja": ("JP",),
    "ko": ("KR",), "my": ("MM",), "km": ("KH",), "lo": ("LA",), "bn": ("BD",), "ur": ("PK",),
    "ne": ("NP",), "uz": ("UZ",), "nl": ("NL", "BE"), "ms": ("MY",), "am": ("ET",), "fa": ("IR",),
}  # fmt: skip
"""A language's usual countries, for numbers written without one."""

_MOBILE_FICTION = ("+447700900", "+3363998", "+4917139200", "+4917604069")
_WEAK = frozenset({"nr", "no", "number", "nummer", "numero", "numer", "num", "номер", "номера", "№",
    "رقم", "号", "番号", "번호", "nomor", "nomer", "namba", "nambari", "numara", "szam", "nro",
    "numarul", "numar", "שמספר", "מספר", "नंबर", "নম্বর", "நம்பர்", "எண்", "หมายเลข", "ቁጥር", "號碼",
    "号码", "шумар", "шифр", "lambar", "شماره", "نمبر", "номері", "номір", "αριθμος", "αριθμός",
    "નંબર", "ਨੰਬਰ", "నంబర్", "నెంబర్", "ನಂಬರ್", "നമ്പർ", "අංකය", "නම්බර්", "नम्बर", "ନମ୍ବର",
    "နံပါတ်", "លេខ"})  # fmt: skip
"""Words for "number": behind "order" they number an order."""
_SIGNS = frozenset("☎📞📱📲🤙✆🕿")
_COMMAS = "،、\u1363\u1362\u104a\u104b\u17d4\u0964"
"""Commas and full stops of other scripts."""
_BETWEEN = (
    rf"[{_COMMAS}"
    r"\s\p{Pd}\p{Ps}\p{Pe}\p{Pc}\p{Pi}\p{Pf}\p{So}\p{Sk}.*·ー~'\"/,|\\:;=†‡※!^<>\x{FE0F}\x{20E3}]"
)
_RUN = re2.compile(rf"(?:[+(]{{1,3}} {{0,2}})?[0-9](?:{_BETWEEN}{{0,9}}[0-9])+")
_WRITTEN_OUT = re2.compile(r"\+[0-9]{1,4}(?:[ ().\-*_~·\p{So}\x{FE0F}]{1,3}[0-9]{1,11}){2,12}")
_SAID_NEXT = re2.compile(r"^[ ,\-]{1,2}([\p{L}\p{M}']{2,20})")
_GROUP = re2.compile(r"[0-9]+")
_FIGURE = re.compile(r"[0-9]")
_MASKED = re2.compile(
    r"\b(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[0-2]?\d|3[01])(?:[ t]\d{1,2}:\d\d)?\b"
    r"|\b(?:[0-2]?[0-9]|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20|25)\d\d\b"
    r"|\b\d{3,6}/(?:0?[1-9]|1[0-2])/(?:19|20)\d\d\b"
    r"|\b\d{1,2}:\d\d(?::\d\d)?\b|-?\b\d{1,3}\.\d{5,}\b|\b(?:[01]?\d{1,2}|2[0-5]\d)(?:\.(?:[01]?\d{1,2}|2[0-5]\d)){3}\b"
)
_BESIDE_CONTACT = re2.compile(
    r"^\s?(?:or|o|ou|oder|или|/|\||ou|of|atau|veya|或|或者|または|또는)\s?#{8}"
)
_FROM_RIGHT = re2.compile(r"[\p{Arabic}\p{Hebrew}]")
_PLUS_BEHIND = re2.compile(r"(^|[^0-9+])([0-9]{1,3})\+( ?[0-9])")
_DASHES = frozenset("-–—·_*")
_TRUNK = re2.compile(r"^\(?\+[0-9]{1,3}[) ]{0,2}\(0\)")
_ENDS = re2.compile(r"[.!?;|]\s|\n")
_PASSED = re2.compile(r"^\s?\p{L}{4,}[^,]*,\s[^,]*,\s?[^\p{L}]{0,3}$|^\s?\p{L}{4,}\s?,\s$")
"""Other words and a comma between "order" and the number."""
_HARD = frozenset(_COMMAS + '/,|\\\n\r:;="!^<>†‡※')
_HARDER = _HARD - {",", *_COMMAS}  # numbers spelled out are read with pauses
_WIDE = 4
_ANY = frozenset[str]()
_NANP = re2.compile(rf"\(?[2-9]\d\d{_BETWEEN}{{1,9}}[2-9]\d\d{_BETWEEN}{{1,9}}\d{{4}}")
_STAND_INS = re2.compile(r"[oо○l|iszзіо]")
_FLAGS = re2.compile(r"[\x{1F1E6}-\x{1F1FF}]{2}")
_FLAG = 6
_NEAR, _AFTER, _SAME_POST = 45, 20, 1500
_MOST_GROUPS, _MOST_FIGURES = 17, 60
_MOST_TRIES = 14
_COUNTED = "0123456789" * 3
_FEWEST_FIGURES = 4  # the rest of a number may be look-alike letters
_FEWEST_JOINED = 9
_FEWEST_WHOLE = 9
_FEWEST_HIDDEN = 9
_FEWEST_HOME, _FEWEST_ABROAD = 8, 12
_TOUCHING, _RIGHT_BEFORE = 2, 6
_FEWEST_REST, _FEWEST_ALONE = 3, 7


class Phone(msgspec.Struct, frozen=True):
    """A telephone number with its span in folded text; detail "inferred:XX", "national", None."""

    value: str
    start: int
    end: int
    detail: str | None = None


class Context(msgspec.Struct, frozen=True):
    """What helps to place a number: hits of the word lists, the post's country, its language.

    `hidden` marks the characters of the folded text that are figures in disguise.
    """

    hits: Sequence[Hit]
    country: str | None
    lang: str | None
    hidden: bytes = b""


class _Run(msgspec.Struct, frozen=True):
    """Neighbouring groups of figures with the text between them, in a view of the folded text."""

    text: str
    groups: list[tuple[int, int]]

    def digits(self, first: int, last: int) -> str:
        return "".join(self.text[start:end] for start, end in self.groups[first:last])

    def start(self, group: int) -> int:
        place = self.groups[group][0]
        while place and self.text[place - 1] in "+(":
            place -= 1
        spaced = place
        while spaced > place - 2 and spaced and self.text[spaced - 1] == " ":
            spaced -= 1
        if (
            spaced
            and self.text[spaced - 1] == "+"
            and not self.text[spaced - 2 : spaced - 1].isalnum()
        ):
            return spaced - 1
        return place

    def written(self, first: int, last: int) -> str:
        end = self.groups[last - 1][1]
        return self.text[self.start(first) : end]


def find_phones(folded: str, taken: bytearray, context: Context) -> list[Phone]:
    """Return the numbers in folded text. `taken` marks characters that belong to other values.

    The text is read as it stands and with its number words as figures; where a number word stands
    between figures the second reading goes first.
    """
    free = _free(folded, taken)
    rows = find_rows(free, context.lang)
    figures = sum(map(folded.count, "0123456789"))
    if figures + sum(len(one.figures) for row in rows for one in row.said) < _FEWEST_FIGURES:
        return []
    found = _read_view(Folded(free, range(len(free) + 1), free), context)
    if not rows:
        return found
    spoken = [row.start for row in rows if row.spoken]
    hits = [*context.hits, *(Hit("phone", "", start, start) for start in spoken)]
    hits.sort(key=lambda hit: hit.start)
    context = msgspec.structs.replace(context, hits=hits)
    more = _read_view(spell_out(free, rows), context)
    kept = [phone for phone in found if not any(_inside(phone, other) for other in more)]
    more = [phone for phone in more if not _overlaps(phone, kept)]
    return sorted([*kept, *more], key=lambda phone: phone.start)


def find_written_out(folded: str, taken: bytearray, context: Context) -> list[Phone]:
    """Return the numbers that stand with "+" and signs inside, before sums claim a part of them."""
    text = _free(folded, taken)
    found: list[Phone] = []
    for match in _WRITTEN_OUT.finditer(text):
        view = Folded(text, range(len(text) + 1), text)
        numbers = _read_run(_whole_run(text, *match.span()), view, context)
        whole = [one for one in numbers if one.end == match.end() and not one.detail]
        if _goes_on(text, match.end()):
            continue
        found.extend(one for one in whole if len(one.value) > _FEWEST_WHOLE)
    return found


def _goes_on(text: str, end: int) -> bool:
    """Tell whether number words follow, which are the rest of the number."""
    said = _SAID_NEXT.match(text[end : end + 24])
    return said is not None and said.group(1) in table().words


def _whole_run(text: str, start: int, end: int) -> _Run:
    return _Run(
        text,
        [(start + a, start + b) for a, b in (m.span() for m in _GROUP.finditer(text[start:end]))],
    )


def _free(folded: str, taken: bytearray) -> str:
    """Return the text with "#" for the characters that belong to other values."""
    parts, end = [], 0
    while (start := taken.find(1, end)) >= 0:
        parts.append(folded[end:start])
        end = taken.find(0, start)
        end = len(folded) if end < 0 else end
        parts.append("#" * (end - start))
    return "".join(parts) + folded[end:] if parts else folded


def _overlaps(phone: Phone, others: Sequence[Phone]) -> bool:
    return any(phone.start < other.end and other.start < phone.end for other in others)


def _inside(phone: Phone, other: Phone) -> bool:
    """Tell whether a number is a part of what another reading has as one number."""
    within = other.start <= phone.start and phone.end <= other.end
    return within and len(other.value) > len(phone.value) - (phone.detail == "national")


def _read_view(view: Folded, context: Context) -> list[Phone]:
    """Return the numbers of one view of the text, spans in folded text."""
    text = _masked(_turned(figures_for_look_alikes(view.text)))
    hard = _HARD if view.text == view.original else _HARDER
    found: list[Phone] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        failed: list[_Run] = []
        parts = list(_runs(text, start, end, hard))
        while parts:
            run = parts.pop(0)
            whole = _with_rest(run, parts, view, context)
            if whole is not None:
                found.append(whole)
                parts, failed = [], []
                continue
            numbers = _read_run(run, view, context)
            if numbers:
                found.extend(_read_joined(failed, view, context))
                found.extend(numbers)
                failed = []
            else:
                failed.append(run)
        found.extend(_read_joined(failed, view, context))
    return found


def _with_rest(run: _Run, parts: Sequence[_Run], view: Folded, context: Context) -> Phone | None:
    """Return the number that a run and the few figures behind its last slash make, or None.

    "040/66969/573": where the plan of the country knows the whole, its beginning is no number.
    """
    if len(parts) != 1 or run.text[run.groups[-1][1] : parts[0].groups[0][0]] not in {"/", "|"}:
        return None
    rest = parts[0].digits(0, len(parts[0].groups))
    if not _FEWEST_REST <= len(rest) < _FEWEST_ALONE:
        return None
    whole = _Run(run.text, [*run.groups, *parts[0].groups])
    if _refused(whole, view, context):
        return None
    phone = _resolve(whole, 0, len(whole.groups), view, context, sure=True)
    return phone if phone is not None and phone.detail != "national" else None


def _read_joined(parts: Sequence[_Run], view: Folded, context: Context) -> list[Phone]:
    """Return the numbers that neighbouring parts make together, over slashes and line breaks.

    Only numbers that the numbering plan knows, and no figure of the parts left over.
    """
    if len(parts) < 2 or sum(len(run.digits(0, len(run.groups))) for run in parts) < _FEWEST_JOINED:
        return []
    found: list[Phone] = []
    first, tries = 0, 0
    while first < len(parts) - 1:
        for last in range(min(len(parts), first + _MOST_GROUPS), first + 1, -1):
            run = _Run(parts[0].text, [one for part in parts[first:last] for one in part.groups])
            digits = run.digits(0, len(run.groups))
            if not _FEWEST_JOINED <= len(digits) <= 16:
                continue
            if tries >= _MOST_TRIES:
                return found
            tries += 1
            phone = None
            if not _mixes(parts[first:last]) and not _refused(run, view, context):
                phone = _resolve(run, 0, len(run.groups), view, context, sure=True)
            if phone is not None and phone.detail != "national":
                found.append(phone)
                first = last - 1
                break
        first += 1
    return found


def _mixes(parts: Sequence[_Run]) -> bool:
    """Tell whether figures one by one stand beside others, such as an age: "18-55", "0 7 7 0 0"."""
    singles = [max(end - start for start, end in run.groups) == 1 for run in parts]
    spelled = sum(len(run.groups) for run, one in zip(parts, singles, strict=True) if one)
    written = parts[0].text[parts[0].groups[0][0] : parts[-1].groups[-1][1]]
    return "\n" in written and spelled >= _FEWEST_FIGURES and not all(singles)


def _turned(text: str) -> str:
    """Return the text with "44+ 7700", as writing from the right leaves it, as "+44 7700"."""
    if text.isascii() or "+" not in text or not _FROM_RIGHT.search(text):
        return text
    return str(_PLUS_BEHIND.sub(r"\1+\2\3", text))


def _masked(text: str) -> str:
    """Return the text with dates, times, coordinates and network addresses crossed out."""
    chars: list[str] | None = None
    for match in _MASKED.finditer(text):
        start, end = match.span()
        longer = "." in (text[start - 1 : start], text[end : end + 1])
        longer = longer or text[start - 1 : start] in _DASHES or text[start] == "0"
        if not (match.group().count(".") == 3 and longer):
            chars = chars or list(text)
            chars[start:end] = "#" * (end - start)
    return text if chars is None else "".join(chars)


def _runs(text: str, start: int, end: int, hard: frozenset[str]) -> Iterator[_Run]:
    """Yield the runs of a span: whole, or cut at slashes and commas where whole fails."""
    groups = [
        (start + a, start + b) for a, b in (m.span() for m in _GROUP.finditer(text[start:end]))
    ]
    if len(groups) > 1 and _touches_word(text[groups[0][0] - 1 : groups[0][0]]):
        del groups[0]
    if len(groups) > 1 and _touches_word(text[groups[-1][1] : groups[-1][1] + 1]):
        del groups[-1]
    parts, figures = [[groups[0]]], groups[0][1] - groups[0][0]
    whole = 10 if text[groups[0][0] - 1 : groups[0][0]] == "+" else 7
    for before, after in pairwise(groups):
        between = text[before[1] : after[0]]
        soft = hard.isdisjoint(between) and len(between) <= _WIDE
        if soft or (between == "/" and figures < whole):
            parts[-1].append(after)
        else:
            parts.append([after])
            figures = 0
        figures += after[1] - after[0]
    for part in parts:
        yield _Run(text, part)


def _touches_word(char: str) -> bool:
    """Tell whether a neighbouring character makes figures part of a word ("ph0n3 0770")."""
    return char.isalpha() and char.isascii()


def _read_run(run: _Run, view: Folded, context: Context) -> list[Phone]:
    """Return the numbers of a run: longest first from the left, little left over."""
    if _refused(run, view, context):
        return []
    return _segments(run, view, context, sure=True) or _segments(run, view, context, sure=False)


def _segments(run: _Run, view: Folded, context: Context, *, sure: bool) -> list[Phone]:
    """Return a run's numbers; not `sure`: also with a country code that holds no such number."""
    found: list[Phone] = []
    home = f"inferred:{context.country}"
    first, rest, tries = 0, 0, 0
    while first < len(run.groups):
        best: tuple[Phone, int] | None = None
        for last in range(min(len(run.groups), first + _MOST_GROUPS), first, -1):
            digits = run.digits(first, last)
            if not 7 <= len(digits) <= 17 or tries >= _MOST_TRIES:
                continue
            tries += 1
            phone = _resolve(run, first, last, view, context, sure=sure)
            if phone is not None and (best is None or phone.detail == home):
                best = phone, last
                if phone.detail != "national":
                    break
        if best is not None:
            found.append(best[0])
            first = best[1]
        else:
            rest += run.groups[first][1] - run.groups[first][0]
            first += 1
    return (
        found
        if rest <= 4 or any(phone.value[0] == "+" and not phone.detail for phone in found)
        else []
    )


def _refused(run: _Run, view: Folded, context: Context) -> bool:
    """Tell whether a run is something else by its shape or the words before it."""
    start, end = run.start(0), run.groups[-1][1]
    digits = run.digits(0, len(run.groups))
    round_sum = digits.endswith("00000") and digits[0] != "0"
    if not 7 <= len(digits) <= _MOST_FIGURES or round_sum or digits in _COUNTED:
        return True
    at = view.span(start, end)[0]
    cue = _cue(context.hits, at, "phone")
    if _is_inside(run, start, end, glued=cue == at):
        return True
    sizes = [last - first for first, last in run.groups]
    pieces = [run.text[first:last] for first, last in run.groups]
    if all(len(piece) == 4 and piece[:2] in {"19", "20"} for piece in pieces):
        return True
    uneven = digits[0] != "0" and cue < 0 and _uneven(sizes)
    if run.text[start] != "+" and (uneven or _is_amount(sizes, pieces)):
        return True
    other = _cue(context.hits, at, "notphone")
    ahead = view.original[other:at]
    paper = other >= max(cue, 0) and not _ENDS.search(ahead) and not _PASSED.search(ahead)
    paper = paper or _numbers_a_paper(context.hits, at, view.original)
    if not paper or run.text[start] == "+":
        return False
    whole = digits.startswith("00") and len(digits) >= _FEWEST_ABROAD and ahead.strip(" ") != ""
    return not (whole and valid(f"+{digits[2:]}", None))


def _numbers_a_paper(hits: Sequence[Hit], at: int, text: str) -> bool:
    """Tell whether the words before a place are such as "order number" or "Rechnung Nr."."""
    near = [hit for hit in around(hits, at - _NEAR, at) if hit.end <= at]
    phones = [hit for hit in near if hit.kind == "phone" and hit.end > hit.start]
    if not phones or text[phones[-1].start : phones[-1].end] not in _WEAK:
        return False
    before = phones[-1].start
    papers = (hit.end for hit in near if hit.kind == "notphone" and hit.end <= before)
    return any(not text[end:before].strip(" ") and before - end <= _TOUCHING for end in papers)


def _is_inside(run: _Run, start: int, end: int, *, glued: bool) -> bool:
    """Tell whether a run is part of a word or of a service code ("*123#"); `glued` to a cue."""
    before, after = run.text[start - 1 : start], run.text[end : end + 1]
    if (
        before == "*"
        or after == "#"
        or (before.isalpha() and not is_spaceless(before) and not glued)
    ):
        return True
    digits = run.digits(0, len(run.groups))
    return _touches_word(after) and not (digits[0] == "0" and len(digits) >= 10)


def _is_amount(sizes: list[int], pieces: list[str]) -> bool:
    """Tell whether groups read as a sum, a range of round sums, or a number of a year."""
    thousands = sizes[0] <= 3 and all(size == 3 for size in sizes[1:]) and pieces[0][0] != "0"
    if thousands and len(sizes) > 1 and pieces[-1] == "000":
        return True
    if len(sizes) == 2 and sizes[0] <= 6 and sizes[1] == 4 and pieces[1][:2] in {"19", "20"}:
        return True
    return len(sizes) == 2 and all(piece.endswith("00") and piece[0] != "0" for piece in pieces)


def _uneven(sizes: list[int]) -> bool:
    """Tell whether many groups of one and two figures look like a list of counts."""
    return (
        len(sizes) >= 6 and max(sizes) == 2 and min(sizes) == 1 and sizes.count(2) * 3 < len(sizes)
    )


def _cue(hits: Sequence[Hit], at: int, kind: str) -> int:
    """Return where the last word of a kind ends before a place, not too far off, or -1."""
    ends = [hit.end for hit in around(hits, at - _NEAR, at) if hit.kind == kind and hit.end <= at]
    return max(ends, default=-1)


def _resolve(
    run: _Run, first: int, last: int, view: Folded, context: Context, *, sure: bool
) -> Phone | None:
    """Return the number that groups first:last are, or None."""
    written, digits = run.written(first, last), run.digits(first, last)
    start, end = view.span(run.start(first), run.groups[last - 1][1])
    if _TRUNK.search(written):
        digits = run.digits(first, first + 1) + run.digits(first + 2, last)
    if "+" in written or digits.startswith("00"):
        value = _international(digits.removeprefix("00"), explicit="+" in written and not sure)
        return Phone(value, start, end) if value else None
    if run.text[run.groups[last - 1][1] :][:1] == "+" and (value := valid(f"+{digits}", None)):
        return Phone(value, start, end + 1)
    cued = _has_cue(view.original, start, end, context) or _one_by_one(run, first, last)
    shaped = digits[0] == "0" or "(" in written or bool(_NANP.fullmatch(written))
    shaped = shaped or _is_disguised(view.original, start, end)
    shaped = shaped or any(context.hidden[start:end])
    shaped = shaped or (last - first == len(run.groups) and _is_mobile_of(digits, context.country))
    if not (cued or shaped or _FLAGS.search(view.original[max(0, start - _FLAG) : start])):
        return None
    flag = _flag(view.original[max(0, start - _FLAG) : start], view.original[end : end + _FLAG])
    phone = _national(written, digits, context, start, flag, cued=cued or bool(flag))
    return None if phone is None else Phone(phone[0], start, end, phone[1])


def hidden_figures(text: Folded) -> bytes:
    """Return which characters of a folded text are figures written otherwise than any script does.

    "6️⃣", "⁶", "❶", "６": nobody writes sums or dates so.
    """
    if text.original.isascii():
        return b""
    hidden = bytearray(len(text.text))
    for figure in _FIGURE.finditer(text.text):
        place = figure.start()
        hidden[place] = _is_odd_figure(text.original[text.offsets[place]])
    return bytes(hidden)


def _is_odd_figure(written: str) -> bool:
    if written.isascii() or not written:
        return False
    return not written.isdecimal() or "\uff10" <= written <= "\uff19" or written >= "\U0001d7ce"


@lru_cache(maxsize=20000)
def _is_mobile_of(digits: str, country: str | None) -> bool:
    """Tell whether figures are a mobile number of the country that a post was made in."""
    value = valid(digits, country) if country and len(digits) >= _FEWEST_HOME else None
    if value is None:
        return False
    kind = phonenumbers.number_type(phonenumbers.parse(value))
    return kind in {phonenumbers.PhoneNumberType.MOBILE,
                    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}  # fmt: skip


def _is_disguised(text: str, start: int, end: int) -> bool:
    """Tell whether letters stand for figures amid figures, as they do in hidden numbers only."""
    written = text[start:end]
    if not _STAND_INS.search(written):
        return False
    figures, letters = sum(map(str.isdigit, written)), sum(map(str.isalpha, written))
    return 0 < letters <= figures and figures + letters >= _FEWEST_HIDDEN


def _one_by_one(run: _Run, first: int, last: int) -> bool:
    """Tell whether figures stand one by one, as numbers are hidden and counts are not."""
    sizes = [end - start for start, end in run.groups[first:last]]
    return len(sizes) >= 9 and max(sizes) == 1


def _flag(before: str, after: str) -> str | None:
    """Return the country of the flag nearest to a number, or None."""
    flags = _FLAGS.findall(before)[-1:] or _FLAGS.findall(after)[:1]
    return "".join(chr(ord(char) - REGIONAL_A + ord("A")) for char in flags[0]) if flags else None


def _has_cue(folded: str, start: int, end: int, context: Context) -> bool:
    near = _SIGNS.intersection(folded[max(0, start - 12) : start])
    behind = around(context.hits, end, end + _AFTER)
    after = any(hit.kind == "phone" for hit in behind)
    after = after or bool(_BESIDE_CONTACT.search(folded[end : end + 16]))
    return bool(near) or after or _cue(context.hits, start, "phone") >= 0


def _international(digits: str, *, explicit: bool) -> str | None:
    """Return E.164 of a number with its country code, or None."""
    value = valid(f"+{digits}", None)
    if value or not explicit:
        return value
    return f"+{digits}" if 10 <= len(digits) <= 15 and digits[0] != "0" else None


def _national(
    written: str, digits: str, context: Context, start: int, flag: str | None, *, cued: bool
) -> tuple[str, str | None] | None:
    """Return value and detail of a number without a country code, its country inferred."""
    near = around(context.hits, start - _SAME_POST, start + _SAME_POST)
    places = [hit for hit in near if hit.kind in {"place", "nation"}]
    named = sorted(places, key=lambda hit: abs(hit.start - start))
    here = [hit for hit in named if 0 <= start - hit.end <= _RIGHT_BEFORE]
    before = country_of(here[0].value) if here else None
    codes = [flag, before, context.country, *(country_of(hit.value) for hit in named)]
    code = phonenumbers.country_code_for_region(flag) if flag else 0
    if code and (value := valid(f"+{code}{digits.lstrip('0')}", None)):
        return value, f"inferred:{flag}"
    for region in dict.fromkeys(code for code in codes if code):
        if value := valid(digits, region):
            return value, f"inferred:{region}"
    if cued and len(digits) >= 11 and digits[0] != "0" and (value := valid(f"+{digits}", None)):
        return value, None
    usual = (flag,) if flag else USUAL.get(context.lang or "en", ())
    if usual and usual[0] == "US" and _NANP.fullmatch(written):
        usual = ("US",)
    fits = [(value, region) for region in usual if (value := valid(digits, region))]
    if len(fits) == 1:
        return fits[0][0], f"inferred:{fits[0][1]}"
    return (digits, "national") if cued and 9 <= len(digits) <= 11 else None


@lru_cache(maxsize=20000)
def valid(digits: str, region: str | None) -> str | None:
    """Return E.164 of a number that is in use or reserved for fiction, or None.

    In a country with a trunk prefix, a number written without it must be a mobile one.
    """
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    value = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    if value.startswith(FICTION) and len(value) == (12 if value[:3] == "+33" else 13):
        plain = region is None or digits[0] == "0" or value.startswith(_MOBILE_FICTION)
        return value if plain else None
    if region is not None and not phonenumbers.is_valid_number_for_region(number, region):
        shared = phonenumbers.region_code_for_country_code(number.country_code or 0)
        if shared != region or not phonenumbers.is_valid_number(number):
            return None
    if not phonenumbers.is_valid_number(number):
        return None
    trunk = phonenumbers.ndd_prefix_for_region(region, strip_non_digits=True) if region else None
    if trunk == "0" and digits[0] != "0":
        mobile = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.TOLL_FREE,
                  phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}  # fmt: skip
        return value if phonenumbers.number_type(number) in mobile else None
    return value
