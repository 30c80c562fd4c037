"""That an answer is of some places only, where the question names none: 山东's rule is not told as everybody's."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant import question_kind
from assistant.places import nationwide
from assistant.types import Claim
from assistant.understand import Query
from index import Library, regions
from index.regions import Region

_WHICH = re.compile("哪一?个?(?:省|市|县|区|地方|地区|城市)")
_YEAR = re.compile(r"^(?:19|20)\d\d年")


def notice(query: Query, claims: Sequence[Claim], library: Library) -> tuple[str, ...]:
    """One Chinese sentence that names the places whose documents say it and that the question does not; nothing where
    the sentences name them, or where the library has no document of another place."""
    if query.regions or not claims:
        return ()
    own = [_own(claim, library) for claim in claims]
    untold = [
        place
        for claim, place in zip(claims, own, strict=True)
        if place and place.name not in claim.text and place.name not in query.standalone
    ]
    others = (
        any((p := _of(one.title)) and p not in untold for one in library.documents()) if untold else False
    )
    if not others:
        return ()
    names = "、".join(dict.fromkeys(place.full or place.name for place in untold))
    some = "" if len(untold) == len(claims) else "有的"
    if question_kind.asks_which(query.standalone) or _WHICH.search(query.standalone):
        return (f"以下{some}说的是{names}",)
    if nationwide(query.standalone):
        return (f"问题问的是全国；以下{some}只是{names}的情况或规定",)
    return (f"问题没有写明地方；以下{some}只是{names}的情况或规定，其他地方可能不同",)


def _own(claim: Claim, library: Library) -> Region | None:
    """The place whose documents alone a claim rests on."""
    places = {_of(library.document(citation.span.doc_id).title) for citation in claim.citations}
    return places.pop() if len(places) == 1 else None


@lru_cache(maxsize=65_536)  # every answer asks for the same titles
def _of(title: str) -> Region | None:
    """The place that a title begins with: it is the document's own."""
    first = regions.leading(_YEAR.sub("", title))
    return first.region if first and first.region.level != "country" else None
