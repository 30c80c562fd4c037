"""Vectors for every passage that lacks a sound one: in batches, each durable, so that a kill costs one batch."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from index import change, intake
from index.record import row_hash
from index.store import Store

if TYPE_CHECKING:
    from index.encode import Encoder

_BATCH = 2_000


def reencode(store: Store, encoder: "Encoder", progress: Callable[[str], None]) -> None:
    """Another encoder's vectors go with the first batch; until the last, only words are searched. Needs the lock."""
    wanting = _wanting(store, encoder.fingerprint)
    batch: list[tuple[int, bytes]] = []
    done = 0
    for listing in store.listings() if wanting else ():
        keyed = [(key, passage) for key, passage in store.passages_of(listing.id) if key in wanting]
        if not keyed:
            continue
        progress(f"正在计算向量（{done}/{len(wanting)} 段）：{listing.title}")
        blobs = intake.encode(store.document(listing.id), [passage for _, passage in keyed], encoder)
        batch.extend(zip((key for key, _ in keyed), blobs, strict=True))
        done += len(keyed)
        if len(batch) >= _BATCH:
            change.encode(store.path, batch, encoder.fingerprint)
            batch = []
    if batch:
        change.encode(store.path, batch, encoder.fingerprint)


def _wanting(store: Store, encoder: str) -> set[int]:
    """The passages without a vector by this encoder, or with a damaged one."""
    keys = {key for (key,) in store.rows("SELECT key FROM passages")}
    if store.setting("encoder") != encoder:
        return keys
    found = store.rows("SELECT key, vector, hash FROM vectors")
    return keys - {key for key, vector, stored in found if row_hash(key, vector) == stored}
