"""The fold 限定资料: which documents may answer, by what they are, who issued them, where and when."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import gradio as gr

from assistant.errors import RequestError
from assistant.web.manners import EVERY, LAST
from assistant.web.scrub import bare
from index import regions
from index.library import Library
from index.types import Filter, Value

_ANY = ""
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_LABEL = "限定资料"
_VALID = "非已废止"
_NO_DATE = "看不懂日期“{}”。请写成 2020、2020-05 或 2020-05-18。"
_NO_PLACE = "没有“{}”这个地区。请写省、市、县的名称，或留空。"


class FilterFold:
    """The fold; `inputs` are what `chosen` reads. What there is to choose from is looked up when it is opened."""

    def __init__(self, library: Library, name: str) -> None:
        self._library = library
        with gr.Accordion(_LABEL, open=False, elem_id=name) as fold:
            with gr.Row():
                documents = gr.Dropdown(
                    _documents(library),
                    multiselect=True,
                    label="文献（空着不限）",
                    min_width=300,
                    elem_id=f"{name}-documents",
                )
                genre = _choice("文种", _genres(library), f"{name}-genre")
                issuer = _choice("发文机关", _issuers(library), f"{name}-issuer")
            with gr.Row():
                place = gr.Textbox(
                    label="地区，含其下级",
                    placeholder="不限，如：广东",
                    min_width=120,
                    elem_id=f"{name}-place",
                )
                status = _choice("状态", _statuses(library), f"{name}-status", width=120)
                since = gr.Textbox(
                    label="不早于",
                    placeholder="不限，如：2020 或 2020-05",
                    min_width=120,
                    elem_id=f"{name}-since",
                )
                until = gr.Textbox(
                    label="不晚于", placeholder="不限，如：2021-06-10", min_width=120, elem_id=f"{name}-until"
                )
        self.inputs = [documents, issuer, place, genre, status, since, until]
        fold.expand(self._choices, None, [documents, issuer, genre, status], **EVERY)
        changes = [field.change for field in (documents, issuer, place, genre, status, since, until)]
        gr.on(changes, _named, self.inputs, fold, **LAST)

    def _choices(self) -> list[gr.Dropdown]:
        """What the library holds now."""
        return [
            gr.Dropdown(choices=found)
            for found in (look(self._library) for look in (_documents, _issuers, _genres, _statuses))
        ]


def _named(*given: object) -> gr.Accordion:
    """The fold says how much is restricted even while it is closed."""
    count = sum(bool(value) for value in given)
    return gr.Accordion(label=f"{_LABEL}（已限 {count} 项）" if count else _LABEL)


def chosen(given: Sequence[Any], library: Library) -> tuple[Filter | None, str]:
    """The filter and what it says in words; None and nothing where nothing restricts. RequestError."""
    documents, issuer, place, genre, status, since, until = (value or "" for value in given)
    place, since, until = place.strip(), since.strip(), until.strip()
    for date in (since, until):
        if date and not _DATE.fullmatch(date):
            raise RequestError(_NO_DATE.format(date))
    if place and regions.get(place) is None:
        raise RequestError(_NO_PLACE.format(place))
    titles = [f"《{one.title}》" for one in library.documents() if one.id in documents]
    words = "；".join(
        part
        for part in (
            "、".join(titles),
            issuer,
            place,
            genre,
            _status(status),
            f"{since}以后" if since else "",
            f"{until}以前" if until else "",
        )
        if part
    )
    if not words:
        return None, ""
    return (
        Filter(
            documents=tuple(documents),
            issuer=issuer,
            region=place,
            genre=genre,
            status=status,
            date_from=since,
            date_to=until,
        ),
        words,
    )


def _choice(label: str, found: list[tuple[str, str]], name: str, *, width: int = 160) -> gr.Dropdown:
    return gr.Dropdown(found, value=_ANY, label=label, min_width=width, elem_id=name)


def _documents(library: Library) -> list[tuple[str, str]]:
    return [(bare(one.title), one.id) for one in library.documents()]


def _issuers(library: Library) -> list[tuple[str, str]]:
    return _distinct(value for one in library.documents() for value in one.meta.issuers)


def _genres(library: Library) -> list[tuple[str, str]]:
    return _distinct(one.meta.genre for one in library.documents() if one.meta.genre)


def _statuses(library: Library) -> list[tuple[str, str]]:
    """What the documents are said to be, and all but what is no longer in force."""
    standing = library.standing
    states = {state for one in library.documents() for state in standing.states(one.id)}
    return [("不限", _ANY), *((_status(state), state) for state in (_VALID, *sorted(states)))]


def _status(state: str) -> str:
    """As people say it."""
    return f"不看{state[1:]}的" if state.startswith("非") else bare(state)


def _distinct(found: Iterable[Value]) -> list[tuple[str, str]]:
    """不限, and each value once."""
    return [("不限", _ANY), *((bare(text), text) for text in sorted({value.text for value in found}))]
