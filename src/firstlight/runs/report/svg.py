"""SVG text by small pieces: everything escaped, colours by class, sizes in pixels of 720 across."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

WIDTH = 720.0
INKS = {
    "ink": "#26211c", "soft": "#61584d", "line": "#ddd4c4", "bar": "#b9ab97", "hot": "#a4501f",
    "cool": "#2b6c8f", "land": "#ddd5c5", "lit": "#e6c7a9", "edge": "#fffdf8",
    "c0": "#a4501f", "c1": "#2b6c8f", "c2": "#6f7f2b", "c3": "#85518f", "c4": "#b58a1f",
    "c5": "#8a8177",
}  # fmt: skip
"""The colours of a drawing that stands alone; on a page its style sheet names them."""
_LETTER = 0.54


def number(value: float) -> str:
    """Return a coordinate without idle figures."""
    return f"{value:.1f}".removesuffix(".0")


def text(  # noqa: PLR0917  (a drawing's words: place, text, look)
    x: float, y: float, said: str, look: str = "soft", anchor: str = "start", size: float = 11
) -> str:
    """Return a line of text."""
    where = f'x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" font-size="{number(size)}"'
    return f'<text class="t-{look}" {where}>{escape(plain(said))}</text>'


def box(  # noqa: PLR0917  (a rectangle: place, size, look, words)
    x: float, y: float, wide: float, high: float, look: str, title: str = ""
) -> str:
    """Return a rectangle, with a tooltip if there is a title."""
    where = (
        f'x="{number(x)}" y="{number(y)}" width="{number(max(wide, 0))}" '
        f'height="{number(max(high, 0))}"'
    )
    return f'<rect class="f-{look}" {where}>{titled(title)}</rect>'


def line(x1: float, y1: float, x2: float, y2: float, look: str = "line") -> str:
    """Return a thin line."""
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line class="s-{look}" {ends}/>'


def dot(x: float, y: float, radius: float, look: str, title: str = "") -> str:
    """Return a circle."""
    where = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
    return f'<circle class="f-{look}" {where}>{titled(title)}</circle>'


def path(data: str, look: str, *, width: float | None = None, title: str = "") -> str:
    """Return a path: a line of some width, or an area if width is None."""
    if width is None:
        return f'<path class="f-{look}" d="{data}">{titled(title)}</path>'
    stroke = f'stroke-width="{number(width)}"'
    return f'<path class="s-{look}" fill="none" {stroke} d="{data}">{titled(title)}</path>'


def faint(body: str, opacity: float) -> str:
    """Return a piece at some opacity."""
    return f'<g opacity="{opacity:.2f}">{body}</g>'


def titled(title: str) -> str:
    """Return a tooltip, which readers of the screen speak too."""
    return f"<title>{escape(plain(title))}</title>" if title else ""


def plain(said: str) -> str:
    """Return text without characters that XML forbids or that turn the direction of writing."""
    return "".join(c for c in said if c.isprintable() and c not in _TURNS)


_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def wide(said: str, size: float = 11) -> float:
    """Return about how wide a text is."""
    return len(said) * size * _LETTER


def fitted(said: str, wide: float, size: float = 11) -> str:
    """Return text cut to about a width."""
    most = max(int(wide / (size * _LETTER)), 2)
    return said if len(said) <= most else said[: most - 1].rstrip() + "…"


def wrapped(said: str, wide: float, lines: int, size: float = 11) -> list[str]:
    """Return text in at most so many lines, broken at spaces, the last one cut."""
    found, words = [""], said.split()
    most = max(int(wide / (size * _LETTER)), 4)
    for at, word in enumerate(words):
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= most or not found[-1]:
            found[-1] = longer
        elif len(found) < lines:
            found.append(word)
        else:
            found[-1] = " ".join([found[-1], *words[at:]])
            break
    return [fitted(one, wide, size) for one in found]


def whole(title: str, high: float, body: Sequence[str]) -> str:
    """Return a drawing of the usual width."""
    size = f'viewBox="0 0 {number(WIDTH)} {number(high)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" {size} role="img" '
        f"aria-label={quoteattr(plain(title))}>{''.join(body)}</svg>"
    )


def alone(drawing: str) -> str:
    """Return a drawing with its colours and size in it, for files and for print."""
    rules = "".join(
        f".f-{name}{{fill:{ink}}}.s-{name}{{stroke:{ink}}}.t-{name}{{fill:{ink}}}"
        for name, ink in INKS.items()
    )
    style = f"<style>text{{font-family:'Noto Sans','DejaVu Sans',sans-serif}}{rules}</style>"
    at = drawing.index(">") + 1
    high = drawing.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split(" ")
    sized = drawing[: at - 1] + f' width="{high[0]}" height="{high[1]}">'
    return sized + style + drawing[at:]


def short(value: float) -> str:
    """Return a count in few letters: 12,400 → "12k"."""
    if value >= 1e6:
        return f"{value / 1e6:.1f}M".replace(".0M", "M")
    return f"{value / 1e3:.0f}k" if value >= 10_000 else f"{value:,.0f}"
