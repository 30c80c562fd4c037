"""Lists and reports as lines for the terminal."""

from collections.abc import Iterable, Iterator, Mapping

from assistant.cautions import shown
from assistant.doctor import Health
from assistant.references import day, known_by, named, on_one_line, reference
from assistant.types import Citation
from index.library import Library
from index.results import Counts, Removed, Report
from index.standing import WORDS, Standing
from index.store import Failure, Listing
from index.types import Hit, Span
from index.verify import Problem


def hits(found: Iterable[Hit], library: Library) -> str:
    """Each passage with its source, the best first."""
    blocks = [
        f"{number}. {reference(Citation(hit.passage.span), library)}\n"
        f"   {on_one_line(library.quote(hit.passage.span))}\n"
        f"   查看原文：yanju show {hit.passage.span}"
        for number, hit in enumerate(found, 1)
    ]
    return (
        "\n\n".join(blocks) or "没有找到相关段落。请换个说法，或用 yanju index list 查看资料库里有哪些文献。"
    )


def passage(span: Span, before: str, after: str, library: Library) -> str:
    """A quote between ▶ and ◀ in its passage."""
    quote = library.quote(span)
    return f"{reference(Citation(span), library)}\n\n{before}▶{quote}◀{after}"


def report(given: Report) -> str:
    done = f"新增 {given.added} 份，更新 {given.replaced} 份，未变 {given.unchanged} 份"
    return f"{done}，失败 {len(given.failures)} 份。" if given.failures else f"{done}。"


def removed(given: Removed) -> str:
    lines = [f"已删除 {'、'.join(given.sources)}。"]
    if given.kept:
        lines.append(
            f"同一份文献还有别的来源：{'、'.join(given.kept)}。要彻底删除，请运行 yanju index remove {given.document_id}。"
        )
    if given.copies:
        lines.append(
            f"以前损坏而改名保存的资料库可能仍含有它：{'、'.join(given.copies)}。不再需要时请自行删除。"
        )
    return "\n".join(lines)


def listings(given: Iterable[Listing], failures: Iterable[Failure] = ()) -> str:
    """The documents, and after them the files that could not become one."""
    known = tuple(given)
    titles = {one.id: named(one.title) for one in known}
    standing = Standing(known)
    lines = [
        *(_listing(one, standing, titles) for one in known),
        *(f"{f.name}\n    {f.state}；{f.message}" for f in failures),
    ]
    return "\n".join(lines) or "资料库里还没有文献。请运行 yanju index add 添加。"


def _listing(given: Listing, standing: Standing, titles: Mapping[str, str]) -> str:
    meta = given.meta
    who = "、".join(value.text for value in meta.issuers or meta.authors)
    genre = meta.genre.text if meta.genre else ""
    number = meta.doc_number.text if meta.doc_number else ""
    head = "，".join(part for part in (named(given.title, number), who, day(known_by(meta)), genre) if part)
    told = [meta.notice, *_stands(given, standing, titles)]
    notice = "".join(f"\n    {line}" for line in told if line)
    where = f"来源 {'、'.join(given.sources)}；编号 {given.id}"
    return f"{head}\n    {given.passages} 段，{given.state}；{where}{notice}"


def _stands(given: Listing, standing: Standing, titles: Mapping[str, str]) -> Iterator[str]:
    """Status and validity as far as a text says them, each with the id of the words that do."""
    for label, value in (("状态：", given.meta.status), ("", given.meta.validity)):
        if value is not None:
            yield f"{label}{value.text}{shown(value.span)}"
    for word in standing.of(given.id):
        yield f"{WORDS[word.kind]}：见{titles[word.later]}{shown(word.span)}"
    for word in standing.by(given.id):
        verb = "是较新的版本，旧版：" if word.kind == "新版" else f"{word.kind}了："
        yield f"{verb}{titles[word.earlier]}{shown(word.span)}"
    if given.meta.filled:
        yield f"人工填写：{'、'.join(given.meta.filled)}"


def problems(given: Iterable[Problem], counts: Counts) -> str:
    lines = [f"{problem.where}：{problem.message}" for problem in given]
    return "\n".join(lines) or f"资料库完好：{counts.documents} 份文献，{counts.passages} 段。"


def doctor(given: Health) -> str:
    lines = [f"{'正常' if check.ok else '异常'}  {check.name}：{check.message}" for check in given.checks]
    return "\n".join(lines)
