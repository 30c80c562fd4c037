"""What a rule of the form is given: a lead, the profile it should follow, and for a draft its claims."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from assistant.lead import Lead, Range
from assistant.types import Claim, Finding, Outline
from index.library import Library


@dataclass(frozen=True, slots=True)
class Profile:
    """Lengths in characters, both ends included, without white space, labels and citation marks.

    `whole` counts title, 事由 and 问题点. A short profile asks for no number of paragraphs, and a
    paragraph out of bounds is only a warning there.
    """

    name: str
    reasons: Range
    aim: Range
    whole: int
    paragraphs: Range = (2, 4)
    paragraph: Range = (60, 380)
    short: bool = False


COMMITTEE = Profile("committee", reasons=(350, 750), aim=(400, 700), whole=900)
PUBLIC500 = Profile("public500", reasons=(150, 400), aim=(200, 350), whole=500, short=True)
PUBLIC300 = Profile("public300", reasons=(100, 230), aim=(120, 200), whole=300, short=True)
PROFILES: Mapping[str, Profile] = MappingProxyType({p.name: p for p in (COMMITTEE, PUBLIC500, PUBLIC300)})


@dataclass(frozen=True, slots=True)
class Case:
    """One lead under one profile. `region` is the place that the lead is for, or empty.

    `outline` is None for a lead that carries no citations: then the rules on citations have nothing
    to say. `library` is None when the cited documents are not at hand.
    """

    lead: Lead
    profile: Profile
    region: str = ""
    outline: Outline | None = None
    library: Library | None = None

    def claims(self) -> Iterator[tuple[Range, Claim]]:
        """The sentences of 事由 with the claims they are; nothing without an outline."""
        if self.outline:
            yield from zip(self.lead.sentences(), chain.from_iterable(self.outline.reasons), strict=True)


Rule = Callable[[Case], Iterator[Finding]]
