"""The files in prompts/: read, filled and numbered."""

import hashlib
import json
import re
import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import PromptError
from assistant.packaged import packaged
from assistant.references import on_one_line
from index import Library
from index.types import Passage

VERSIONS = "versions.json"
_FILE = re.compile(r"---\nid: (\w+)\nversion: ([1-9]\d*)\n---\n\[system\]\n(.*)\n\[user\]\n(.*)", re.DOTALL)
_MARKER = re.compile(r"⟦[^⟦⟧\n]*⟧")


@dataclass(frozen=True, slots=True)
class Template:
    """A prompt file. `name` is id@version#digest; `system` has no variables, `user` has the `variables`."""

    name: str
    system: str
    user: str
    variables: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent. `passages` are what its numbers mean: [1] in the text is passages[0], here and in every reply."""

    name: str
    system: str
    user: str
    passages: tuple[Passage, ...] = ()


def read(prompt_id: str, folder: Path | None = None) -> Template:
    """One prompt of a folder (the program's own unless told).

    PromptError when it is missing or malformed, or when its text is not the one that versions.json
    remembers for its number: every result names its prompt, so a number must always mean one text.
    """
    folder = folder or packaged("prompts")
    path = folder / f"{prompt_id}.md"
    if not path.is_file():
        raise PromptError(f"找不到提示词 {path}。请重新安装程序。")
    text = path.read_text(encoding="utf-8")
    parts = _FILE.fullmatch(text)
    if parts is None or parts[1] != prompt_id:
        raise PromptError(
            f"提示词 {path} 的格式不对：开头应有 id 和 version，后面是 [system] 和 [user] 两部分。"
        )
    _, version, system, user = parts.groups()
    if variables(system):
        raise PromptError(
            f"提示词 {path} 的 [system] 部分不能有变量：{'、'.join(sorted(variables(system)))}。"
        )
    if _known(folder).get(f"{prompt_id}@{version}") != digest(text):
        raise PromptError(
            f"提示词 {path} 与它的版本 {version} 不符。改动提示词后请换一个新的 version，并把它的摘要 {digest(text)} 加进 {VERSIONS}。"
        )
    return Template(f"{prompt_id}@{version}#{digest(text)}", system, user.strip(), variables(user))


def fill(template: Template, passages: Sequence[Passage], library: Library, **values: str) -> Prompt:
    """The prompt with its passages between two random markers; PromptError unless `values` are all it asks for.

    The system message is the file's own, whatever the passages and values say. Nothing in them can
    look like a marker: what does is taken out first.
    """
    wanted = template.variables - {"opening", "passages", "closing"}
    if wanted != values.keys():
        raise PromptError(
            f"提示词 {template.name} 需要的变量是 {sorted(wanted)}，给出的是 {sorted(values)}。请使二者一致。"
        )
    token = secrets.token_hex(8)
    numbered = "\n\n".join(f"[{n}] {block(passage, library)}" for n, passage in enumerate(passages, 1))
    user = string.Template(template.user).substitute(
        {name: without_markers(value) for name, value in values.items()},
        opening=f"⟦材料开始 {token}⟧",
        passages=without_markers(numbered),
        closing=f"⟦材料结束 {token}⟧",
    )
    return Prompt(template.name, template.system, user, tuple(passages))


def block(passage: Passage, library: Library) -> str:
    """A passage as a prompt shows it: where it stands, then the words that may be quoted from it."""
    document = library.document(passage.span.doc_id)
    place = " › ".join(on_one_line(part) for part in (f"《{document.title}》", *passage.heading))
    words = (library.quote(span) for span in (*passage.context, passage.span))
    return "\n".join([f"出处：{place}", "正文：", *words])


def without_markers(text: str) -> str:
    """The text without anything that has the form of a marker, not even one that the removal would leave."""
    while (shorter := _MARKER.sub("", text)) != text:
        text = shorter
    return text


def variables(text: str) -> frozenset[str]:
    """The names of the variables of a text; PromptError for a $ that begins none."""
    template = string.Template(text)
    if not template.is_valid():
        raise PromptError("提示词里有单独的 $ 号。要写 $ 本身，请写成 $$。")
    return frozenset(template.get_identifiers())


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _known(folder: Path) -> dict[str, str]:
    path = folder / VERSIONS
    try:
        known: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PromptError(f"读不了 {path}：{error}。请重新安装程序。") from error
    return known
