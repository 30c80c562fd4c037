"""Rows of a 政策依据表: one a policy, drafts and final texts told apart, and what texts say of validity."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.cautions import said
from assistant.named_policies import STATUS
from assistant.references import day, iso
from assistant.types import Citation, Finding
from index import regions
from index.library import Library
from index.standing import DRAFTS, WORDS
from index.tokens import content_pairs, normalise
from index.types import Policy

_ENTRY, _ALIKE = 800, 0.8
_CODES = dict.fromkeys(("废止", "失效", "停止执行", "代替"), "repealed") | dict.fromkeys(
    ("部分废止", "修订"), "changed"
)
_WRAPPER = re.compile("^关于|印发|转发|发布|《|》|[“”\"'\\s]|的通知$")


@dataclass(frozen=True, slots=True)
class Row:
    """One policy. `citation` is where it is named; `findings` are what to know before citing it;
    `whole` says that the library holds the policy itself, and not only a word of it."""

    policy: Policy
    citation: Citation
    findings: tuple[Finding, ...] = ()
    whole: bool = False


def short(policy: Policy) -> bool:
    """Whether what reports a policy is an entry, a row or a sentence, and not a document."""
    return policy.scope.end - policy.scope.start <= _ENTRY


def merged(rows: Iterable[Row]) -> list[Row]:
    """One row a policy: the fullest, with what the others say otherwise as findings."""
    kept: list[Row] = []
    for row in sorted(rows, key=_fullness, reverse=True):
        at = next((n for n, other in enumerate(kept) if _same(row, other)), None)
        if at is None:
            kept.append(row)
        else:
            kept[at] = _with(kept[at], row)
    return kept


def _fullness(row: Row) -> int:
    policy = row.policy
    return 8 * row.whole + 4 * bool(policy.doc_number) + 2 * bool(policy.date) + bool(policy.issuers)


def _same(mine: Row, its: Row) -> bool:
    """The same policy: by its number, else by its title, place and the status in its title.

    Two numbers are two policies, and two documents of the library of different dates are two versions.
    """
    one, other = mine.policy, its.policy
    if one.doc_number and other.doc_number:
        return one.doc_number == other.doc_number
    if mine.whole and its.whole and iso(one.date) != iso(other.date):
        return False
    status = [STATUS.findall(policy.title) for policy in (one, other)]
    return _titles_agree(one, other) and status[0] == status[1]


def _titles_agree(one: Policy, other: Policy) -> bool:
    """Whether two titles may be of one policy: 山东省 and 德州市 before the same words make two."""
    places = {place.region for policy in (one, other) if (place := regions.leading(normalise(policy.title)))}
    return core(one.title) == core(other.title) and _places_agree(one, other) and len(places) < 2


def _with(row: Row, other: Row) -> Row:
    """A row with what another mention adds: a date or an issuer it lacks, or a date that differs."""
    policy, more = row.policy, other.policy
    found = list(row.findings)
    mine, its = iso(policy.date), iso(more.date)
    if mine and its and not (mine.startswith(its) or its.startswith(mine)):
        message = f"另一处记为{day(more.date)}，与{day(policy.date)}不一致，请查原件"
        found.append(Finding("date", "warning", message, source=more.scope if short(more) else more.span))
    filled = replace(
        policy,
        date=policy.date or more.date,
        issuers=policy.issuers or more.issuers,
        region=policy.region or more.region,
        status=policy.status or more.status,
    )
    return Row(filled, row.citation, tuple(dict.fromkeys(found)), row.whole)


def related(rows: list[Row]) -> list[Row]:
    """Rows with a word on others of their title: the draft for comment, the final text, a newer one."""
    made: list[Row] = []
    for row in rows:
        others = [
            other
            for other in rows
            if other is not row
            and _draft(other.policy) != _draft(row.policy)
            and _alike(row.policy, other.policy)
        ]
        made.append(replace(row, findings=(*row.findings, *_words(row, others), *_newer(row, rows))))
    return made


def _newer(row: Row, rows: list[Row]) -> Iterator[Finding]:
    """That a later one of the same title and place exists; whether it took this one's place, the texts must say."""
    mine = row.policy.date
    later = [
        other
        for other in rows
        if other.policy.date
        and mine
        and other.policy.date.start > mine.end
        and _draft(other.policy) == _draft(row.policy)
        and _titles_agree(row.policy, other.policy)
    ]
    if later:
        last = max(later, key=lambda other: other.policy.date.start if other.policy.date else "")
        number = f"{last.policy.doc_number}，" if last.policy.doc_number else ""
        message = f"同名文件有较新的一件（{number}{day(last.policy.date)}），请核实本件是否已被替代"
        yield Finding("newer", "warning", message, source=last.citation.span)


def _words(row: Row, others: list[Row]) -> Iterator[Finding]:
    if not _draft(row.policy):
        for other in others:
            when = day(other.policy.date)
            message = f"此前有{other.policy.status}{f'（{when}）' if when else ''}，引用以正式文件为准"
            yield Finding("final", "warning", message, source=other.citation.span)
    elif others:
        for other in others:
            number = f"（{other.policy.doc_number}）" if other.policy.doc_number else ""
            message = f"这是{row.policy.status}，正式文件见《{other.policy.title}》{number}"
            yield Finding("draft", "warning", message, source=other.citation.span)
    else:
        message = f"这是{row.policy.status}，材料中没有正式文件，请核实是否已正式印发"
        yield Finding("draft", "warning", message, source=row.citation.span)


def valid(row: Row, library: Library) -> Row:
    """A row with what texts say of its validity: what others did to it, and how long it is valid."""
    doc_id = row.citation.span.doc_id
    standing = library.standing
    found = [
        (WORDS[word.kind], Finding(code, "warning", f"材料载明{said(word, library)}", source=word.span))
        for word in (standing.of(doc_id) if row.whole else standing.named(row.policy))
        if (code := _CODES.get(word.kind))
    ]
    lasts = library.document(doc_id).meta.validity if row.whole else None
    if lasts is not None:
        message = f"原文载明“{lasts.text}”，请按施行日期核实是否仍然有效"
        found.append((lasts.text, Finding("validity", "warning", message, source=lasts.span)))
    states = dict.fromkeys(filter(None, (row.policy.status, *(state for state, _ in found))))
    findings = (*row.findings, *(finding for _, finding in found))
    return replace(row, policy=replace(row.policy, status="，".join(states)), findings=findings)


def _draft(policy: Policy) -> bool:
    return policy.status in DRAFTS


def _alike(one: Policy, other: Policy) -> bool:
    mine, its = (content_pairs(core(policy.title)) for policy in (one, other))
    return (
        _places_agree(one, other)
        and bool(mine | its)
        and len(mine & its) >= _ALIKE * min(len(mine), len(its))
        and min(len(mine), len(its)) >= _ALIKE * max(len(mine), len(its))
    )


def _places_agree(one: Policy, other: Policy) -> bool:
    """Whether two policies may be of one place: one place lies in the other, or one is not known."""
    mine, its = regions.get(one.region), regions.get(other.region)
    return mine is None or its is None or regions.within(mine, its) or regions.within(its, mine)


def core(title: str) -> str:
    """A title without 关于印发…的通知, its status, quotation marks, and who or where it is of in front."""
    plain = _WRAPPER.sub("", STATUS.sub("", normalise(title)))
    if place := regions.leading(plain):
        plain = plain[place.at[1] :].removeprefix("省").removeprefix("市")
    return re.sub("^[^，。]{0,12}?(?:政府|办公厅|办公室|委员会|[厅局委部])(?=关于)|关于", "", plain)
