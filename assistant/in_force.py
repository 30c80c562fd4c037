"""Is a text that a sentence rests on still in force, as far as the library says?"""

import re
from dataclasses import replace

from assistant.cautions import said
from assistant.types import Claim, Finding, Verdict
from index.library import Library
from index.standing import Word
from index.types import EffectKind

OVER: frozenset[EffectKind | str] = frozenset({"废止", "失效", "停止执行", "代替", "新版"})
"""What is said of a text that no longer holds as it stands."""
_KNOWN = re.compile("废止|失效|原《|旧|修[订改正]前|已被|代替|曾|当时|施行前|同时")


def ended(doc_id: str, library: Library) -> Word | None:
    """What the library says of the end of a text; None where nothing does."""
    return next((word for word in library.standing.of(doc_id) if word.kind in OVER), None)


def in_force(claim: Claim, library: Library) -> Claim:
    """The claim with an error for each text of its sources that is no longer in force, where it does not say so itself."""
    if _KNOWN.search(claim.text):
        return claim
    told = [
        Finding("repealed", "error", f"所引《{library.document(doc_id).title}》{said(word, library)}")
        for doc_id in dict.fromkeys(citation.span.doc_id for citation in claim.citations)
        if (word := ended(doc_id, library))
    ]
    if not told:
        return claim
    verdict: Verdict = "partial" if claim.verdict == "supported" else claim.verdict
    return replace(claim, findings=(*claim.findings, *told), verdict=verdict)
