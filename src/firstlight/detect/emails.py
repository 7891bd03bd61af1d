"""E-mail addresses, plain and disguised: "name [at] host (dot) com", "arroba", "собака"."""

from collections.abc import Iterator

import msgspec
import re2

from firstlight.detect.handle_figures import figures_at
from firstlight.detect.signs import FOREIGN, PREPOSITIONS, ROOM, WRAPPED, signs
from firstlight.rulebook.matching.fold import Folded

_TLD = (
    "com|net|org|info|biz|io|co|edu|gov|mil|int|example|test|invalid|xyz|top|online|site|shop|club|vip|work|"
    "jobs|live|pro|app|dev|me|tv|cc|asia|email|uk|us|ca|au|nz|ie|za|ke|ug|tz|ng|gh|in|pk|bd|lk|np|"
    "ph|id|my|sg|th|vn|kh|mm|la|cn|hk|tw|jp|kr|ae|sa|qa|kw|bh|om|jo|lb|eg|ma|tn|dz|iq|ir|tr|il|es|"
    "mx|ar|pe|cl|ec|ve|bo|py|uy|cr|gt|hn|sv|ni|pa|do|cu|br|pt|ao|mz|fr|be|ch|lu|sn|ci|cm|de|at|nl|"
    "it|gr|ro|bg|rs|hu|pl|cz|sk|se|no|dk|fi|ee|lv|lt|ru|ua|by|md|kz|uz|kg|tj|am|ge|az|mn|eu|et|rw"
)
_LOCAL = r"[a-z0-9_%+\-]+(?:\.[a-z0-9_%+\-]+)*"
_LABEL = r"[\p{L}0-9](?:[\p{L}0-9\-]*[\p{L}0-9])?"
_PLAIN = re2.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})+")
_ODD = rf"{WRAPPED}|\s?\s?{FOREIGN}+(?: {FOREIGN}+)?(?: {FOREIGN}+)?\s?\s?"
_AT = rf"(?:\s?\s?@+\s?\s?|&#64;|&commat;|%40|{signs()['at'].between}|{_ODD})"
_DOT = rf"(?:\.|[·•‧∙]|\s\.\s?|\.\n|&#46;|&period;|%2e|{signs()['dot'].between}|{_ODD})"
_INSIDE = "|".join(
    [r"\.|[·•‧∙]| \. ", *(signs()[kind].between for kind in ("dot", "underscore", "dash"))]
)
_ENDINGS = {word: kind for kind in ("com", "org", "net", "ru") for word in signs()[kind].words}
_ENDED = "|".join(sorted(_ENDINGS, key=len, reverse=True))
_LAST = rf"(?:{_DOT}(?:(?:{_TLD})\b|{_ENDED})|(?:\. | ?, ?)(?:com|org|net)\b)"
_ENDED_LAST = re2.compile(rf"(?:{_ENDED})$")
_WORD = r"[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?"
_DISGUISED = re2.compile(
    rf"([a-z0-9_%+\-]+(?:(?:{_INSIDE})[a-z0-9_%+\-]+)*)({_AT})({_WORD}(?:{_DOT}{_WORD})*{_LAST})",
    ROOM,
)
_FIGURED = re2.compile(
    rf"([a-z0-9][a-z0-9._\-]+)({FOREIGN}{{1,12}})(@|{signs()['at'].between})"
    rf"({_WORD}(?:{_DOT}{_WORD})*{_LAST})",
    ROOM,
)
_FIGURED_HINT = re2.compile(rf"[a-z0-9_]{FOREIGN}+\s?[\[(]?(?:@|{FOREIGN}|at\b|a\b)")
_DOTS = re2.compile(rf"\. |{_DOT}| ?, ?")
_INSIDES = re2.compile(_INSIDE, ROOM)
_HINT = re2.compile(
    rf"[a-z0-9](?:\s@|@\s|@@|@[a-z0-9\-]+[^a-z0-9.\-]|{signs()['at'].between}|{_ODD})\s?[a-z0-9\-]*"
    rf"{_DOT}(?:[a-z0-9]|{_ENDED})|&#64;|&commat;|%40|\s@|@\s|@[a-z0-9\-]+(?:,|[·•‧∙]|\s\.\s|{signs()['dot'].between}|{WRAPPED})",
    ROOM,
)
_SWAPPED = re2.compile(
    r"([a-z0-9._%+\-]+)([#*$!^&=~|]|\p{So}|\p{Sm})([a-z0-9\-]+(?:\.[a-z0-9\-]+)+)"
)
_SPREAD = re2.compile(r"(?:\b[a-z0-9_.\-] ){2,30}@(?: [a-z0-9.\-]){4,40}\b")
_BACKWARDS = re2.compile(r"\b(?:moc|gro|ten)\.[a-z0-9.\-]*[a-z0-9]@[a-z0-9._%+\-]*[a-z0-9]")
_NO_DOT = re2.compile(r"([a-z0-9._%+\-]+)\s?@\s?([a-z0-9][a-z0-9\-]+) (com|org|net)\b")
_NO_DOT_SAID = re2.compile(rf"({_LOCAL})({_AT})({_WORD}) (com|org|net)\b")
_GMAIL = (
    r"g ?mail|джимейл|джимэйл|гмейл|гмайл|жимейл|جيميل|جی میل|جی‌میل|جميل|지메일|जीमेल|জিমেইল|ஜிமெயில்"
    r"|จีเมล|จีเมล์|ジーメール|γκμέιλ|ג'ימייל|גימייל|ჯიმეილი|ጂሜይል"
)
_AT_GMAIL = re2.compile(
    rf"([a-z0-9][a-z0-9._%+\-]{{3,}})({_AT})(?:{_GMAIL})((?:{_DOT}|\s)(?:com\b|{_ENDED}))?"
    r"(?:$|[^\p{L}0-9.@])"
)
_IS_GMAIL = re2.compile(_GMAIL)
_PLAIN_DOTS = frozenset(".,·•‧∙")
_TWINS = str.maketrans("асеорхукмтнвіјѕ", "aceopxykmthbijs")
_NO_SPAM = re2.compile(r"[._-]?(?:nospam|removethis|no_spam)[._-]?")
_BEFORE = re2.compile(r"([a-z][a-z0-9._\-]+) $")
_MISSPELT_ENDS = {"c0m": "com", "corn": "com", "0rg": "org", "n3t": "net"}
_LETTER_BY_LETTER = re2.compile(r"^[a-z0-9](?:-[a-z0-9]){3,}$")
_SIGN_NEAR, _MOST_WORDS, _WIDEST = 14, 3, 24
_MOST_TRIES = 40
_LIKELY_PROSE = frozenset({"we", "are", "is", "be", "me", "us", "you", "they", "i", "he", "she",
    "it", "look", "meet", "work", "stay", "live", "available", "contact", "reach",
    "and", "or"})  # fmt: skip
_WORDY_TLDS = frozenset(
    {"me", "it", "in", "is", "us", "do", "no", "so", "my", "be", "am", "at", "la"}
)

_COMMON_TLDS = frozenset({"com", "org", "net", "info", "example", "test", "co", "ru", "edu", "biz"})
_CIRCLED = ("ⓐ", "Ⓐ", "🅐")
_ORNATE = re2.compile(r"[\x{24B6}-\x{24E9}\x{1F130}-\x{1F189}]")
"""Other letters in circles or squares: where these stand beside it, "ⓐ" is just a letter."""
_NETWORKS = frozenset({"insta", "instagram", "ig", "telegram", "tg", "tele", "tiktok", "snap",
    "snapchat", "twitter", "x", "facebook", "fb", "line", "youtube", "threads"})  # fmt: skip
_WRAPPING = " \t\n[](){}<>⟨⟩【】«»\"'*_/|~:=-,"


class Email(msgspec.Struct, frozen=True):
    """An e-mail address with its span in folded text; `disguised` where not written plainly."""

    value: str
    start: int
    end: int
    disguised: bool


def find_emails(text: Folded) -> list[Email]:
    """Return the addresses in a folded text, left to right."""
    return sorted(_find(text), key=lambda email: email.start)


def _find(text: Folded) -> list[Email]:
    """Return the addresses in a folded text whose spaced letters stay apart."""
    folded = text.text if text.original.isascii() else _with_circled(text)
    found = [*_plain(folded), *_odd(folded)] if "@" in folded else []
    taken = {place for email in found for place in range(email.start, email.end)}
    if _HINT.search(folded):
        place = 0
        for _ in range(_MOST_TRIES):
            match = _DISGUISED.search(folded, place)
            if match is None:
                break
            read = _read(match, text) if taken.isdisjoint(range(*match.span())) else []
            found.extend(read)
            place = match.end() if read else match.end(1)
    if not found and not folded.isascii() and _FIGURED_HINT.search(folded):
        found.extend(_read_figured(folded))
    if not found and any(ending in folded for ending in (" com", " org", " net")):
        found.extend(_read_without_dot(folded))
    if not found and ("mail" in folded or not folded.isascii()) and _IS_GMAIL.search(folded):
        found.extend(_read_gmail(folded))
    if "@" in folded and not found:
        found.extend(_read_swapped(folded))
    return found


def _plain(folded: str) -> Iterator[Email]:
    """Yield the addresses that are written with "@", letter by letter too."""
    for match in _PLAIN.finditer(folded):
        local, host = match.group().split("@")
        ending = host.rpartition(".")[2]
        if ending in _MISSPELT_ENDS:
            host = host.removesuffix(ending) + _MISSPELT_ENDS[ending]
        if not (_BACKWARDS.match(match.group()) and ending not in _COMMON_TLDS):
            email = _email(local, host, match.start(), match.end(), disguised=False)
            if email:
                yield email
    for match in _SPREAD.finditer(folded) if " @ " in folded else ():
        joined = match.group().replace(" ", "")
        if _PLAIN.fullmatch(joined) and joined.rpartition(".")[2] in _COMMON_TLDS:
            yield Email(joined, match.start(), match.end(), disguised=True)


def _odd(folded: str) -> Iterator[Email]:
    """Yield the addresses with "@" that are written backwards or without their last dot."""
    for match in _BACKWARDS.finditer(folded):
        if match.group().rpartition(".")[2] not in _COMMON_TLDS:
            yield Email(match.group()[::-1], match.start(), match.end(), disguised=True)
    for match in _NO_DOT.finditer(folded):
        local, host, ending = match.groups()
        email = _email(local, f"{host}.{ending}", match.start(), match.end(), disguised=True)
        if email:
            yield email


def _read_figured(folded: str) -> Iterator[Email]:
    """Yield the addresses whose name ends with figures in another script: "amy零九一一@"."""
    for match in _FIGURED.finditer(folded):
        local, _, _, host = match.groups()
        said = figures_at(folded, match.start(2))
        if said is not None and said[1] == match.end(2):
            labels = ".".join(label.strip() for label in _DOTS.split(host))
            email = _email(local + said[0], labels, *match.span(), disguised=True)
            if email:
                yield email


def _read_without_dot(folded: str) -> Iterator[Email]:
    """Yield the addresses with a word for "@" and no full stop: "maria arroba example com"."""
    for match in _NO_DOT_SAID.finditer(folded):
        local, at, host, ending = match.groups()
        word = at.strip(_WRAPPING)
        said = signs()["at"].means(at) and (word not in PREPOSITIONS or word != at.strip())
        email = _email(local, f"{host}.{ending}", match.start(), match.end(), disguised=True)
        if said and email:
            yield email


def _read_gmail(folded: str) -> Iterator[Email]:
    """Yield the addresses at the one host that people name without its ending."""
    for match in _AT_GMAIL.finditer(folded):
        local, at, ending = match.groups()
        word = at.strip(_WRAPPING)
        odd = not local.isalpha()
        sure = "@" in at or (signs()["at"].means(at) and (word not in PREPOSITIONS or odd))
        if sure and local not in _LIKELY_PROSE:
            end = match.end(3) if ending else match.end()
            end -= not ending and folded[end - 1 : end].isspace()
            email = _email(local, "gmail.com", match.start(1), end, disguised=True)
            if email:
                yield email


def _with_circled(text: Folded) -> str:
    """Return the folded text with a circled letter a as "@"."""
    original = text.original
    if not any(sign in original for sign in _CIRCLED):
        return text.text
    chars = list(text.text)
    for at, place in enumerate(text.offsets[: len(chars)]):
        beside = original[max(0, place - 1) : place + 2]
        if original[place] in _CIRCLED and not _ORNATE.search(beside.replace(original[place], "")):
            chars[at] = "@"
    return "".join(chars)


def _read(match: "re2._Match[str]", text: Folded) -> list[Email]:
    """Return the address of a disguised match, unless it reads like prose."""
    local, at, host = match.groups()
    ended = _ENDED_LAST.search(host)
    if ended is not None:
        host = host[: ended.start()] + _ENDINGS[ended.group()]
    dots = [dot.group() for dot in _DOTS.finditer(host)]
    labels = [label.strip() for label in _DOTS.split(host)]
    word = at.strip(_WRAPPING)
    mixed = any(signs()[kind].means(at) for kind in ("dot", "underscore", "dash")) or any(
        signs()["at"].means(dot) for dot in dots
    )
    shouted = word == "at" and text.original[slice(*text.span(*match.span(2)))].strip() == "AT"
    shouted = shouted and not text.original[slice(*text.span(*match.span(1)))].isupper()
    believed = _believed(at, word, dots, labels, local) or (shouted and not mixed)
    if "www" in labels or mixed or not believed:
        return []
    start = match.start(1)
    first = 0
    for inside in _INSIDES.finditer(local):
        said = any(map(str.isalpha, inside.group()))
        prose = local[first : inside.start()] in _LIKELY_PROSE
        if prose and not said and inside.group() != ".":
            first = inside.end()
    start, local = start + first, local[first:]
    parts = [(sign, local[a:b]) for sign, a, b in _parts(local)]
    joined = "".join(sign + part for sign, part in parts)
    joined, start = _with_figures(text.text, joined, start, match.end(1))
    email = _email(joined, ".".join(labels), start, match.end(), disguised=True)
    return [email] if email else []


def _with_figures(text: str, local: str, start: int, end: int) -> tuple[str, int]:
    """Return a name before "@" whose last figures are words, and its start: "toby ninety nine"."""
    place = start
    for _ in range(_MOST_WORDS):
        before = _BEFORE.search(text[max(0, place - _WIDEST) : place])
        said = figures_at(text, place)
        if before is None:
            break
        first = place - len(before.group())
        if said is not None and said[1] == end and figures_at(text, first) is None:
            return before.group(1) + said[0], first
        place = first
    return local, start


def _parts(local: str) -> Iterator[tuple[str, int, int]]:
    """Yield the parts of a name before "@", each with the sign that its words before it say."""
    sign, start = "", 0
    for match in _INSIDES.finditer(local):
        yield sign, start, match.start()
        written, start = match.group(), match.end()
        kinds = ("underscore", "dash", "dot")
        kind = next((kind for kind in kinds if signs()[kind].means(written)), "dot")
        sign = {"underscore": "_", "dash": "-", "dot": "."}[kind]
    yield sign, start, len(local)


def _believed(at: str, word: str, dots: list[str], labels: list[str], local: str) -> bool:
    """Tell whether an "at" and its "dots" are meant as such."""
    said = signs()
    hidden = [dot for dot in dots if dot.strip() not in _PLAIN_DOTS]
    wrapped, known = at.strip() != word, said["at"].means(at)
    if not all(said["dot"].means(dot) for dot in hidden):
        clear = known and word not in PREPOSITIONS and " " not in word and len(dots) == 1
        return (clear or wrapped) and labels[-1] in _COMMON_TLDS
    if "@" in word:
        if at[:1] == " " and at.strip() == "@" and local in _NETWORKS:
            return False
        spaced = at == " @ " and not hidden and " " not in "".join(dots)
        return not (spaced and local in _LIKELY_PROSE)
    if not known:
        return bool(hidden) and (wrapped or not word.isascii()) and " " not in word
    return wrapped or not _is_prose(word, dots, labels, local)


def _is_prose(word: str, dots: list[str], labels: list[str], local: str) -> bool:
    """Tell whether a bare word for "at" rather says just what it says."""
    plain = all(dot.strip() in {".", ","} for dot in dots)
    if word in PREPOSITIONS and plain:
        return True
    if word.isascii() and any(dot in {" . ", " .", ". "} for dot in dots):
        return True
    wordy = word.isascii() and labels[-1] in _WORDY_TLDS and len(labels) == 2
    return (wordy and local.isalpha()) or (word == "at" and local in _LIKELY_PROSE)


def _read_swapped(folded: str) -> list[Email]:
    """Return addresses with another sign for "@", where the text says so ("★を@に")."""
    found: list[Email] = []
    for match in _SWAPPED.finditer(folded):
        sign = match.group(2)
        rest = folded[: match.start()] + "\n" + folded[match.end() :]
        places = [at for at, char in enumerate(rest) if char == "@"]
        near = (rest[max(0, at - _SIGN_NEAR) : at + _SIGN_NEAR + 1] for at in places)
        if any(sign in around for around in near):
            email = _email(match.group(1), match.group(3), *match.span(), disguised=True)
            found.extend(filter(None, [email]))
    return found


def _email(local: str, host: str, start: int, end: int, *, disguised: bool) -> Email | None:
    """Return the address with its host in ASCII (IDNA), or None where the host cannot be one."""
    last = host.rpartition(".")[2]
    if not last or last.isdigit() or len(last) < 2:
        return None
    if not host.isascii() and (twin := host.translate(_TWINS)).isascii():
        host = twin if twin.rpartition(".")[2] in _COMMON_TLDS else host
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    trimmed = _NO_SPAM.sub("", local).lstrip(".-")
    start += len(local) - len(local.lstrip(".-"))
    if _LETTER_BY_LETTER.search(trimmed):
        trimmed, disguised = trimmed.replace("-", ""), True
    return Email(f"{trimmed}@{ascii_host}", start, end, disguised) if trimmed else None
