"""How long many people wait who use the page at once: each asks, reads the answer for a while, and asks again.

Each has an address and a session of their own and speaks to the page as a browser does; nothing is drawn.
"""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

import httpx

from evals.bench.visitor import Reply, Visitor

READING = 5.0
"""Seconds between an answer and the next question; people come within as many seconds of each other."""
LIMITS = {8: 1.0, 32: 2.5}
"""p95 in seconds for so many people."""
BURST, LATEST, SOONEST = 100, 10.0, 1.0
"""So many at once: each is answered within the first of these seconds, or told to come again within the second."""


@dataclass(frozen=True, slots=True)
class Waits:
    """What people met with: seconds until each answer, and until each was told that the page is too busy."""

    answered: tuple[float, ...]
    turned_away: tuple[float, ...]
    failed: int

    @property
    def p95(self) -> float:
        return quantiles(self.answered, n=20)[-1]


def crowds(url: str, questions: Sequence[str], rounds: int) -> tuple[list[str], bool]:
    """What is to be printed, and whether every limit was kept."""
    told, kept = [], True
    for people, limit in LIMITS.items():
        waits = crowd(url, questions, people, rounds)
        kept &= waits.p95 <= limit and not waits.failed
        told.append(
            f"{people} 人同时使用，各问 {rounds} 次，读 {READING:.0f} 秒再问：p95 {waits.p95 * 1000:.0f} 毫秒"
            f"（限值 {limit * 1000:.0f}），中位 {quantiles(waits.answered, n=2)[0] * 1000:.0f} 毫秒，"
            f"系统繁忙 {len(waits.turned_away)} 次，失败 {waits.failed} 次"
        )
    waits = crowd(url, questions, BURST, 1)
    latest, soonest = max(waits.answered, default=0.0), max(waits.turned_away, default=0.0)
    kept &= latest <= LATEST and soonest <= SOONEST and not waits.failed
    told.append(
        f"{BURST} 人同一刻提问：{len(waits.answered)} 人得到回答（最迟 {latest:.1f} 秒，限值 {LATEST:.0f}），"
        f"{len(waits.turned_away)} 人被告知系统繁忙（最迟 {soonest * 1000:.0f} 毫秒，限值 {SOONEST * 1000:.0f}），"
        f"失败 {waits.failed} 人"
    )
    return told, kept


def crowd(url: str, questions: Sequence[str], people: int, rounds: int) -> Waits:
    """Everybody opens the page first; then they ask, those who ask once all at the same moment."""
    visitors = [Visitor(url, address=f"127.0.1.{number + 1}") for number in range(people)]
    try:
        begin, late = time.monotonic() + 0.5, READING / people if rounds > 1 else 0.0
        with ThreadPoolExecutor(people) as pool:
            works = [
                pool.submit(_asks, visitor, questions, number, rounds, begin + late * number)
                for number, visitor in enumerate(visitors)
            ]
            replies = [reply for work in works for reply in work.result()]
    finally:
        for visitor in visitors:
            visitor.close()
    return Waits(
        tuple(reply.seconds for reply in replies if reply.answered),
        tuple(reply.seconds for reply in replies if reply.busy),
        sum(not (reply.answered or reply.busy) for reply in replies),
    )


def _asks(visitor: Visitor, questions: Sequence[str], first: int, rounds: int, begin: float) -> list[Reply]:
    """One person's questions. Who is turned away tries no more."""
    return list(_asked(visitor, questions, first, rounds, begin))


def _asked(
    visitor: Visitor, questions: Sequence[str], first: int, rounds: int, begin: float
) -> Iterator[Reply]:
    time.sleep(max(begin - time.monotonic(), 0))
    for number in range(first, first + rounds):
        begun = time.perf_counter()
        try:
            yield visitor.ask(questions[number % len(questions)])
        except httpx.HTTPError as error:
            yield Reply(repr(error), time.perf_counter() - begun)
        if number + 1 < first + rounds:
            time.sleep(READING)
