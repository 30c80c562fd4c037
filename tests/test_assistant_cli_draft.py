"""`yanju draft`: a lead with its evidence in every form that it is handed on in."""

import json
import re
from importlib.resources import files

import jsonschema
import pytest
import referencing

from assistant import outline_shape, outline_text
from assistant.cli import main
from assistant.outline import draft
from assistant.word import contents
from assistant.word.html import as_html
from assistant.word.markdown import as_markdown

SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in files("assistant").joinpath("schemas").iterdir()
}
REGISTRY = referencing.Registry().with_resources(
    (name, referencing.Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)
TOPIC = "产业链内中小企业融资难问题"


@pytest.fixture(scope="module")
def outline(library):
    return draft(TOPIC, library, region="广东")


def test_every_form_has_the_sentences_with_marks_and_the_evidence(outline, library):
    paper = contents.outline(outline, library)
    shown = re.sub("<.*?>", "", as_html(paper))
    for written in (outline_text.text(outline, library), as_markdown(paper), shown):
        text = re.sub(r"\\", "", written)
        assert outline.title in text
        assert re.search(r"融资难[^\n]*\[\d+\]", text)
        for part in ("事由", "问题点", "依据与出处"):
            assert part in text
        numbers = {int(n) for n in re.findall(r"\[(\d{1,3})\]", text)}
        assert numbers == set(range(1, len(numbers) + 1))


def test_the_json_form_obeys_its_schema(outline, library):
    shape = json.loads(json.dumps(outline_shape.outline(outline, library)))
    jsonschema.Draft202012Validator(SCHEMAS["draft.schema.json"], registry=REGISTRY).validate(shape)
    assert all(claim["citations"] for paragraph in shape["reasons"] for claim in paragraph)


def test_a_hostile_topic_is_only_text(library):
    made = draft("产业链<script>alert(1)</script>链长制![x](http://evil)", library, region="广东")
    paper = contents.outline(made, library)
    assert "<script>" not in as_html(paper)
    assert "](http" not in as_markdown(paper)


def test_the_door_writes_files_and_says_what_it_refuses(library, tmp_path, capsys):
    folder = ["--library", str(library.folder)]
    for suffix in ("md", "html", "json", "txt"):
        target = tmp_path / f"线索.{suffix}"
        assert main([*folder, "draft", TOPIC, "--region", "广东", "-o", str(target)]) == 0
        assert "融资难" in target.read_text(encoding="utf-8")
    capsys.readouterr()
    assert main([*folder, "draft", "砂石行业发展", "--region", "广东"]) == 3
    out, err = capsys.readouterr()
    assert "没有足够的依据" in out
    assert "砂石行业发展" in err
    assert main([*folder, "draft", TOPIC, "--profile", "长篇"]) == 2
    assert "体例" in capsys.readouterr().err
    assert main([*folder, "draft", "。"]) == 2
