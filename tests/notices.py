"""Invented notices: a subject, what is to be done about it, and figures, all drawn by chance; and what is found in them."""

import random
import shutil

from index.library import Library

SUBJECTS = (
    *("产业链", "招商引资", "养老服务", "电力供应", "科技创新", "生态保护", "乡村振兴", "数字政府"),
    *("职业教育", "老旧小区", "公共交通", "食品安全"),
)
VERBS = ("推动", "加强", "完善", "统筹", "落实", "建设", "发展", "培育", "协同", "监管", "整治", "扶持")
THINGS = (
    *("标准", "平台", "机制", "资金", "试点", "企业", "人才", "园区", "项目", "设施"),
    *("数据", "队伍", "规划", "目录", "清单"),
)
CANARY = "蓝鲸栖息于青藏高原"
"""Stands in no notice."""
QUESTIONS = tuple(f"{subject}如何{verb}？" for subject in SUBJECTS for verb in VERBS[:2])


def text_of(seed, lines=4):
    """A notice of so many articles, the same for the same seed, with the seed in each of them."""
    rng = random.Random(seed)
    subject = rng.choice(SUBJECTS)
    written = [f"关于{rng.choice(VERBS)}{subject}的通知", ""]
    for number in range(1, lines + 1):
        what = "、".join(rng.choice(VERBS) + rng.choice(THINGS) for _ in range(5))
        goal = f"到{rng.randint(2020, 2035)}年达到{rng.randint(2, 900)}亿元"
        written.append(f"第{number}条 编号{seed}，{subject}方面要{what}，{goal}。")
    return "\n".join(written) + "\n"


def questions(count):
    rng = random.Random(count)
    return [f"{rng.choice(SUBJECTS)}如何{rng.choice(VERBS)}{rng.choice(THINGS)}？" for _ in range(count)]


def write(folder, name, text):
    """The path of a text that is now in a folder, which is made if need be."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def reopen(library, **options):
    """The library once more, as another process would open it; it waits for no lock."""
    return Library.open(library.folder, **{"wait": 0, **options})


def answers(library, asked=QUESTIONS, k=10):
    """What a library finds, in terms that do not depend on when it was built."""
    found = []
    for question in asked:
        hits = library.search(question, k)
        found.append([(str(h.passage.span), round(h.score, 3), library.quote(h.passage.span)) for h in hits])
    assert any(found)
    return found


def held(library):
    """What a library holds, in terms that do not depend on how it came about."""
    listed = sorted(library.documents(), key=lambda d: d.id)
    return [(d.id, d.title, d.passages, library.document(d.id).text) for d in listed]


def stored(library):
    """Rows, hashes and vectors, in terms that do not depend on when a document came in."""
    rows = library._store.rows("SELECT id, hash FROM documents ORDER BY id")
    passages = library._store.rows(
        """SELECT p.document, p.start, p."end", p.body, p.slice, v.vector FROM passages p
           LEFT JOIN vectors v ON v.key = p.key ORDER BY p.document, p.start, p."end", p.body"""
    )
    return rows, passages


def delete_every_sidecar(folder):
    for path in [*folder.glob("dense*"), *folder.glob("lexical*")]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
