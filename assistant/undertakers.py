"""建议承办单位: departments that the sources name for such matters. A suggestion; who handles it is decided by others."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.agencies import find_agencies
from assistant.statements import policy_at
from assistant.types import Citation, Claim
from index import Library, regions
from index.types import Policy, Span

MOST = 3
_LEADING = 2  # issuers of a document, of which the first leads
_NO_DEPARTMENT = frozenset({"国务院", "中共中央", "人大", "法院", "检察院", "宣传", "组织", "统战"})


@dataclass(frozen=True, slots=True)
class Undertaker:
    """A department as it is suggested, and where a source names it, or its like elsewhere, for such a matter."""

    name: str
    citation: Citation


def undertakers(claims: Iterable[Claim], region: str, library: Library) -> tuple[Undertaker, ...]:
    """The departments that issued what the claims cite, those of the place asked for first; three at most.

    Of another place's or the country's department only the field is suggested (工业和信息化主管部门).
    """
    place = regions.get(region) if region else None
    found: dict[str, list[tuple[bool, str, Span]]] = {}
    for policy in policies_of(claims, library):
        for issuer in policy.issuers[:_LEADING]:
            named = [m.region for m in regions.find(issuer)]
            own = place is not None and bool(named) and all(regions.within(r, place) for r in named)
            for agency in find_agencies(issuer):
                if agency.field not in _NO_DEPARTMENT and agency.rank:
                    name = issuer if own else f"{agency.field}主管部门"
                    found.setdefault(agency.field, []).append((own, name, policy.span))
    counts = Counter({field: len(named) for field, named in found.items()})
    best = {field: max(named, key=lambda one: one[0]) for field, named in found.items()}
    ranked = sorted(best, key=lambda field: (not best[field][0], -counts[field], list(best).index(field)))
    return tuple(Undertaker(best[field][1], Citation(best[field][2])) for field in ranked[:MOST])


def policies_of(claims: Iterable[Claim], library: Library) -> tuple[Policy, ...]:
    """The policies in whose entry or row the cited characters stand, once each."""
    spans = dict.fromkeys(citation.span for claim in claims for citation in claim.citations)
    found = (policy_at(library.document(span.doc_id), span) for span in spans)
    return tuple(dict.fromkeys(policy for policy in found if policy is not None))
