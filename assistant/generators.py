"""Which generator a run was configured with: none but the source's own words, or a model."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.endpoint import Endpoint
from assistant.errors import SettingsError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.generate import Generator

KEY = "YANJU_LLM_API_KEY"


def endpoint(settings: Settings, environ: Mapping[str, str]) -> Endpoint | None:
    """The model's endpoint, or None when no model is set. The key comes from the environment and goes nowhere else.

    SettingsError for an address, name or key that cannot be used.
    """
    if settings.llm_base_url:
        return Endpoint(settings.llm_base_url.rstrip("/"), settings.llm_model, environ.get(KEY, "").strip())
    if settings.llm_model:
        raise SettingsError(
            "设了 YANJU_LLM_MODEL，还要用 YANJU_LLM_BASE_URL 写明模型服务的网址；不用模型就都不设。"
        )
    return None


def chosen(settings: Settings, environ: Mapping[str, str], announce: Callable[[str], None]) -> "Generator":
    """The generator; `announce` is told what is sent where before it is sent."""
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    if (model := endpoint(settings, environ)) is None:
        from assistant.extractive import Extractive

        return Extractive()
    from assistant.llm import Llm

    return Llm(model, deadline=settings.llm_deadline, announce=announce)
