"""Rendering: one Jinja environment that always escapes, with our own words as filters."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from firstlight.model.run import counted
from firstlight.web.show import ghosts, links, words

THEMES = ("auto", "light", "dark")
FILTERS = {
    "count": counted,
    "day": words.day,
    "moment": words.moment,
    "kind_word": words.kind_word,
    "link_word": words.link_word,
    "language": words.language,
    "place": words.place,
    "short_id": words.short_id,
    "short_places": words.short_places,
    "brief": words.brief,
    "file_name": lambda path: Path(path).name,
    "times": words.times,
    "ghost_words": ghosts.describe,
    "ghost_sign": ghosts.sign,
    "visible": ghosts.shown,
    "shown": lambda value: links.plain(str(value)),
    "kind_class": words.kind_class,
    "is_language": words.is_language,
}


@cache
def templates() -> Jinja2Templates:
    """Return the environment: escaping always on, an unknown name is an error."""
    env = Environment(
        loader=FileSystemLoader(str(files("firstlight.web").joinpath("templates"))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(FILTERS)
    env.globals.update(STATES=words.STATES, CLASS_WORDS=words.CLASS_WORDS, EVENTS=words.EVENT_WORDS)
    return Jinja2Templates(env=env)


def page(request: Request, name: str, status: int = 200, /, **context: Any) -> Response:
    """Render template `name` with what every page needs: theme and where we are."""
    theme = request.cookies.get("firstlight_theme", "auto")
    path = request.url.path
    context |= {
        "theme": theme if theme in THEMES else "auto",
        "here": path + (f"?{request.url.query}" if request.url.query else ""),
        "section": path.strip("/").split("/")[0],
    }
    return templates().TemplateResponse(request, name, context, status_code=status)
