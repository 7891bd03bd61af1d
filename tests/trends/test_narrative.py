import msgspec
import pytest

from firstlight.trends.narrative import Reader
from firstlight.trends.narrative_model import (
    NarrativeModel,
    group_folds,
    read_coded,
    train_narratives,
)

READER = Reader()
STORY = (
    "She answered an advertisement for a waitress and was promised a good job. On arrival "
    "the owner took her passport, beat her and forced her into prostitution in a brothel."
)


def test_a_story_gives_codes_with_quotations() -> None:
    codings = {coding.code: coding for coding in READER.read(STORY)}
    assert {"act.recruitment", "means.force", "means.deception", "method.documents",
            "purpose.sexual_exploitation", "sector.commercial_sex"} <= set(codings)  # fmt: skip
    quote = codings["method.documents"].quotes[0]
    assert STORY[quote.start : quote.end] == "took her passport"
    assert codings["means.force"].facet == "means"


def cases(count: int = 40) -> tuple[list[str], list[set[str]]]:
    texts, codes = [], []
    for number in range(count):
        if number % 2:
            texts.append(f"Case {number}: men picked tomatoes on a farm and slept in a barn.")
            codes.append({"sector.agriculture"})
        else:
            texts.append(f"Case {number}: girls danced the quadrille for guests at the palace.")
            codes.append({"sector.other"})
    return texts, codes


def test_a_learned_reader_uses_phrases_and_words_and_always_quotes() -> None:
    texts, codes = cases()
    reads = [READER.look(text, "en") for text in texts]
    model = train_narratives(reads, codes, list(range(len(texts))))
    farm = read_coded(READER, model, "They picked tomatoes on a farm.", "en")
    dance = read_coded(READER, model, "The girls danced the quadrille at the palace.", "en")
    assert [coding.code for coding in farm] == ["sector.agriculture"]
    assert [coding.code for coding in dance] == ["sector.other"]
    assert {quote.basis for quote in farm[0].quotes} == {"phrase"}
    assert "words" in {quote.basis for quote in dance[0].quotes}


def test_a_model_survives_json_and_training_is_repeatable() -> None:
    texts, codes = cases()
    reads = [READER.look(text, "en") for text in texts]
    model = train_narratives(reads, codes, list(range(len(texts))))
    assert msgspec.json.decode(msgspec.json.encode(model), type=NarrativeModel) == model
    assert train_narratives(reads, codes, list(range(len(texts)))) == model


def test_rare_labels_are_not_learned_and_lists_must_match() -> None:
    texts, codes = cases()
    codes[0] = {"sector.mining"}
    reads = [READER.look(text, "en") for text in texts]
    model = train_narratives(reads, codes, list(range(len(texts))))
    assert "sector.mining" not in {label.code for label in model.labels}
    with pytest.raises(ValueError, match="differ"):
        train_narratives(reads, codes[1:], list(range(len(texts))))


def test_a_group_stays_in_one_fold() -> None:
    groups = [number // 3 for number in range(60)]
    folds = group_folds(groups, 5, seed=3)
    assert all(len(set(folds[at : at + 3])) == 1 for at in range(0, 60, 3))
    assert set(folds.tolist()) == set(range(5))
