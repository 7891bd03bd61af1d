"""Names of networks that are looked for in broken spelling, and the ways in which each is.

`data/words.tsv` lists the names as people write them. Here stand those of Latin letters that are
long or plain enough to be known again when they are broken up.
"""

from collections.abc import Iterator

from firstlight.detect.lexicon import read_data

_NAMES = (
    ("telegram", "telegram", "gaps figures pieces alike"),
    ("instagram", "instagram", "gaps figures pieces alike"),
    ("snapchat", "snapchat", "gaps figures pieces alike"),
    ("facebook", "facebook", "gaps figures pieces alike"),
    ("tiktok", "tiktok", "gaps figures pieces alike"),
    ("discord", "discord", "gaps figures pieces alike"),
    ("wechat", "wechat", "gaps figures pieces alike"),
    ("weixin", "wechat", "pieces alike"),
    ("viber", "viber", "gaps figures pieces alike"),
    ("skype", "skype", "gaps figures pieces alike"),
    ("kakaotalk", "kakaotalk", "pieces alike"),
    ("vkontakte", "vk", "alike"),
    ("signal", "signal", "letters pieces alike"),
    ("messenger", "facebook", "alike"),
    ("insta", "instagram", "gaps figures pieces stem"),
    ("snap", "snapchat", "letters figures pieces stem"),
    ("tele", "telegram", "letters figures pieces"),
    ("whatsapp", "whatsapp", "figures pieces"),
    ("line", "line", "letters pieces"),
    ("zalo", "zalo", "letters pieces"),
    ("kakao", "kakaotalk", "pieces"),
)
"""A name, its network, and its ways: with signs in `gaps` ("tele gram"); with one between each two
`letters`, where it is too short for a single one; with `figures` for letters; in `pieces`; by words
that are `alike`; as the `stem` of a word. A name stands before those that it begins with."""


def names(way: str) -> dict[str, str]:
    """Return the networks by the names that are looked for in one way, in their order."""
    return {name: network for name, network, ways in _NAMES if way in ways.split()}


def listed() -> Iterator[tuple[str, str]]:
    """Yield (network, name) of `data/words.tsv`, in every script."""
    for line in read_data("words.tsv").splitlines():
        kind, _, rest = line.partition("\t")
        if kind == "network" and not rest.startswith("none"):
            value, _, words = rest.partition("\t")
            yield from ((value, word.replace("~", "")) for word in words.split("|"))
