"""A model in an evaluation: asked once and recorded, from then on answered from the recordings, without a network.

A recording belongs to one exact prompt. When the questions, the passages shown or the prompt have changed it is
stale, and a question without a recording is answered in the source's own words: both are said, never passed over.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assistant.breaker import Breaker
from assistant.errors import SettingsError
from assistant.generators import endpoint
from assistant.llm import Llm
from assistant.replay import Recorder, Replay
from assistant.settings import read_settings
from evals.cases import DataError
from evals.run import Row

_MISSED = "没有录制过"


def recording(folder: Path, environ: Mapping[str, str]) -> Llm:
    """The configured model, its replies kept in a folder. SettingsError when none is configured."""
    settings = read_settings({}, environ, Path.cwd())
    if (model := endpoint(settings, environ)) is None:
        raise SettingsError("要录制模型的回复，请先设 YANJU_LLM_BASE_URL 和 YANJU_LLM_MODEL。")
    # Seconds to import.
    from llama_index.llms.openai_like import OpenAILike

    live = OpenAILike(
        model=model.model,
        api_base=model.base_url,
        # Without one, the client would look for another service's key in the environment.
        api_key=model.key or "none",
        is_chat_model=True,
        temperature=0.0,
        max_retries=0,
        timeout=settings.llm_deadline,
    )
    return Llm(Recorder(live, folder), deadline=settings.llm_deadline)


def replaying(folder: Path) -> tuple[Llm, Replay]:
    """What was recorded in a folder, in place of the model. DataError unless it is all of one model."""
    names = {json.loads(path.read_text(encoding="utf-8"))["model"] for path in sorted(folder.glob("*.json"))}
    if len(names) != 1:
        what = f"有 {len(names)} 个模型的录音" if names else "没有录音"
        raise DataError(f"{folder} 里{what}。请用 --record 把一个模型的回复录进一个空目录。")
    replay = Replay(folder, *names)
    # Prompts that were not recorded must not silence the others: the breaker never opens.
    return Llm(replay, breaker=Breaker(clock=lambda: math.inf)), replay


def outdated(replay: Replay, rows: Sequence[Row]) -> Iterator[str]:
    """Lines for the recordings that nothing asked for, and for the questions that have none."""
    yield from (f"录音已过期（题目、材料或提示词变了）：{name}" for name in replay.stale())
    missed = [row.case.id for row in rows if any(_MISSED in notice for notice in row.shown.answer["notices"])]
    yield from (f"没有录音，改用原文摘录：{name}" for name in missed)
