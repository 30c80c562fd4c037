"""The tab 资料库: its documents, a picture of them, a folder that it follows, and its backup."""

import gradio as gr

from assistant.web.backup_view import backup_view
from assistant.web.documents_view import DocumentsView
from assistant.web.overview import Overview
from assistant.web.scrub import Scrub
from assistant.web.shelf import Shelf
from assistant.web.sync_view import sync_view
from index.library import Library


def library_tab(library: Library, scrub: Scrub, shelf: Shelf, *, shared: bool) -> None:
    """Lay the tab out in the Blocks that are being built. `shared` when others than this machine's user may open it."""
    with gr.Tab("资料库", id="library") as tab, gr.Tabs(elem_id="library-parts"):
        with gr.Tab("文献", id="documents") as first:
            listed = DocumentsView(library, scrub)
        with gr.Tab("概览", id="overview") as second:
            overview = Overview(library, scrub)
        with gr.Tab("同步文件夹", id="sync"):
            sync_view(library, scrub, shared=shared)
        with gr.Tab("备份", id="backup"):
            backup_view(library, scrub, shelf, shared=shared)
    # Another tab, or another session, may have changed it meanwhile.
    listed.follow(tab.select, first.select)
    overview.follow(second.select)
