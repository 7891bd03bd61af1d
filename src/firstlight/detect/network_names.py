"""Names of networks in Latin letters, which broken and misspelt spellings are held against.

All listed words for networks are in `data/words.tsv`; these are the ones that people break.
"""

WHOLE = {"telegram": "telegram", "instagram": "instagram", "insta": "instagram",
    "snapchat": "snapchat", "wechat": "wechat", "weixin": "wechat", "discord": "discord",
    "facebook": "facebook", "tiktok": "tiktok", "viber": "viber", "skype": "skype",
    "kakaotalk": "kakaotalk", "whatsapp": "whatsapp"}  # fmt: skip
"""Names that mean nothing else, long enough to be known with a gap or a figure in them."""
SHORT = {"tele": "telegram", "snap": "snapchat", "line": "line", "zalo": "zalo",
    "signal": "signal", "kakao": "kakaotalk"}  # fmt: skip
"""Names known where each letter stands apart, and not with one gap alone."""
EVERY = WHOLE | SHORT
INITIALS = {"tg": "telegram", "ig": "instagram", "fb": "facebook"}
