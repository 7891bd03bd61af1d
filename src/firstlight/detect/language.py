"""The language of a text: offline, fast, and silent where it cannot know.

Scripts that belong to one language of interest decide at once; the rest is told apart by a byte
n-gram model (langid, as carried by py3langid) among the rulebook's languages and their neighbours,
which are there so that a post in Turkish is not called Indonesian.
"""

import re
from copy import copy
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 400
"""Letters looked at: more do not change the answer."""
_FEWEST = 12
_SURE = 0.5
_NOISE = re.compile(r"https?://\S++|www\.\S++|[\w.+-]{1,64}+@[\w.-]{1,255}+|[@#]\w++|[\d\W_]++")
_SCRIPTS: tuple[tuple[str, str | tuple[str, ...]], ...] = (
    ("\u3040-\u30ff", "ja"),
    ("\uac00-\ud7af", "ko"),
    ("\u4e00-\u9fff\u3400-\u4dbf", "zh"),
    ("\u0900-\u097f", ("hi", "mr", "ne")),
    ("\u0600-\u06ff", ("ar", "fa", "ur", "ps")),
    ("\u0400-\u04ff", ("ru", "uk", "bg", "sr", "kk", "ky", "mn")),
    ("\u0e00-\u0e7f", "th"),
    ("\u0980-\u09ff", "bn"),
    ("\u1000-\u109f", "my"),
    ("\u1780-\u17ff", "km"),
    ("\u0e80-\u0eff", "lo"),
    ("\u1200-\u137f", "am"),
    ("\u0b80-\u0bff", "ta"),
    ("\u0c00-\u0c7f", "te"),
    ("\u0d80-\u0dff", "si"),
    ("\u0a00-\u0a7f", "pa"),
    ("\u0a80-\u0aff", "gu"),
    ("\u0370-\u03ff", "el"),
    ("\u0590-\u05ff", "he"),
    ("\u10a0-\u10ff", "ka"),
    ("\u0530-\u058f", "hy"),
)
_LATIN = (
    "en", "es", "fr", "pt", "id", "tl", "vi", "sw", "de", "it", "nl", "pl", "ro", "tr",
    "sv", "cs", "hu", "sq", "lt", "ca", "hr", "da", "fi", "so", "ha", "yo", "zu",
)  # fmt: skip
_RUSSIAN = ("ru", "kk", "ky", "mn")
_NOT_SLAVIC_SOUTH = frozenset("ыэё")
"""Letters that Ukrainian, Bulgarian and Serbian do not have."""
_AFTER_WORD = r"(?![\w\u0900-\u0963])"
_NEPALI = re.compile(
    r"(?<!\S)(?:छ|छु|छन्|छैन|हुन्छ|हुँदैन|भयो|भन्छ|गर्छ|गर्न|गरेर|पर्छ|थियो|दिन्छ|र|पनि|तर)"
    rf"{_AFTER_WORD}|(?<=[\u0900-\u0963])"
    rf"(?:लाई|हरू|हरु|बाट|सँग|दैन|एको|एका|न्छ|नुहोस्|नुस्|र्छु|छौं|मा|को|ले){_AFTER_WORD}"
)
_HINDI = re.compile(
    r"(?<!\S)(?:है|हैं|हूँ|हूं|में|से|का|की|के|को|ने|नहीं|और|पर|था|थी|थे|हो|भी|तो|कर|एक|यह|वह)"
    rf"{_AFTER_WORD}"
)
"""Little words and endings of two languages that the n-gram model takes for each other."""
_NAMES = {"tl": "fil"}
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_COUNTERS = tuple((re.compile(f"[{chars}]"), answer) for chars, answer in _SCRIPTS)


def detect_language(text: str) -> str | None:
    """Return the language of a text (ISO 639-1; `fil` for Filipino), or None.

    None where the text has too few letters or the model is not sure. Words disguised by look-alike
    letters should be folded first.
    """
    letters = _NOISE.sub(" ", text[: 4 * _ENOUGH])[:_ENOUGH].strip()
    answer = _by_script(letters)
    if isinstance(answer, str):
        return answer
    if "ne" in answer and (told := _nepali_or_hindi(text[: 4 * _ENOUGH])):
        return told
    if len(letters) < _FEWEST:
        return None
    language, sure = _identifier(answer).classify(letters)
    return _NAMES.get(language, str(language)) if sure >= _SURE else None


def _nepali_or_hindi(text: str) -> str | None:
    """Return which of the two the little words of a text speak for, or None."""
    nepali, hindi = len(_NEPALI.findall(text)), len(_HINDI.findall(text))
    if nepali == hindi:
        return None
    return "ne" if nepali > hindi else "hi"


def _by_script(letters: str) -> str | tuple[str, ...]:
    """Return the language that the commonest script decides, or the candidates within it.

    Japanese is known by its kana, however many Chinese characters stand between them.
    """
    counts = [(len(find.findall(letters)), answer) for find, answer in _COUNTERS]
    if counts[0][0] >= 2:
        return "ja"
    most, answer = max(counts, key=lambda count: count[0])
    latin = len(_LATIN_LETTER.findall(letters))
    # A Han or syllabic character says more than a letter, and brand names are Latin everywhere.
    if most < 3 or most * 3 < latin:
        return _LATIN
    if "ru" in answer and not _NOT_SLAVIC_SOUTH.isdisjoint(letters.lower()):
        return _RUSSIAN
    return answer


@cache
def _identifier(languages: tuple[str, ...]) -> LanguageIdentifier:
    identifier = copy(_model())
    identifier.set_languages(list(languages))
    return identifier


@cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
