"""The tab 核对: one text, looked at in three ways."""

import gradio as gr

from assistant.web.audit_view import audit_view
from assistant.web.manuscript import Manuscript
from assistant.web.review_view import review_view
from assistant.web.scrub import Scrub
from assistant.web.shelf import Shelf
from assistant.web.similar_view import similar_view
from index.library import Library


def check_tab(library: Library, scrub: Scrub, shelf: Shelf, encoder: str) -> None:
    """Lay the tab out in the Blocks that are being built. `encoder` names the one the settings chose."""
    given = Manuscript(scrub)
    with gr.Tabs(elem_id="looks"):
        with gr.Tab("数据核对", id="audit"):
            audit_view(given, library, scrub, shelf)
        with gr.Tab("查重", id="similar"):
            similar_view(given, library, scrub, shelf, encoder)
        with gr.Tab("立案预审", id="review"):
            review_view(given, scrub, shelf)
    given.listen()
