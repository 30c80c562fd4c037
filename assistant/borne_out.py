"""What a check says of a statement about a law that a question gives to be borne out: 《X》第八条规定……，对吗？"""

from assistant.audit import audit
from assistant.posed import stated
from index.library import Library


def borne_out(question: str, library: Library) -> tuple[str, ...]:
    """A Chinese sentence where the library does not bear it out; none where it does, or nothing is given."""
    said = stated(question)
    claims = [item.claim for item in audit(f"{said}。", library)] if said.strip() else []
    for claim in claims:
        if claim.verdict != "supported":
            errors = [finding for finding in claim.findings if finding.level == "error"]
            against = next((f.message for f in errors if f.source), "")
            told = (
                f"与材料不符：{against}"
                if claim.verdict == "contradicted" and against
                else "在材料中未见依据"
            )
            return (f"问题中的说法{told}",)
    return ()
