"""Plain text and Markdown → Document."""

from index.canon import assemble
from index.catalog import CatalogEntry
from index.describe import describe
from index.errors import EmptyDocumentError
from index.load.decode import decode
from index.repair import repair
from index.types import Document

VERSION = "text-1"


def load_text(data: bytes, name: str, entry: CatalogEntry | None = None) -> Document:
    """Decode, repair and describe one file. EmptyDocumentError when nothing but furniture is left."""
    raw, _ = decode(data, name)
    repaired = repair(raw)
    canon = assemble(raw, repaired.drafts, VERSION)
    if not any(block.kind != "furniture" for block in canon.blocks):
        raise EmptyDocumentError(f"“{name}”里没有可用的正文。请确认文件内容后再试。")
    furniture = tuple(sorted((*repaired.furniture, *canon.dropped)))
    document = Document(canon.doc_id, "", canon.text, name, canon.blocks, canon.places, furniture)
    return describe(document, entry)
