"""A comparison fills each cell from its own row's material, with a citation, and leaves empty what is not there."""

import csv
import io
import json

import pytest

from assistant.compare import Comparison, Row, compare, compare_stream
from assistant.compare_text import comma_separated, shape, text
from assistant.errors import RequestError
from index.library import Library
from tests.test_schemas import validate

QUESTION = "浙江、江西、湖南、江苏链长制的出台时间、链长"


@pytest.fixture(scope="module")
def table(library):
    return compare(QUESTION, library)


def cells(table, column):
    at = table.columns.index(column)
    return {row.key: row.cells[at].text if row.cells[at] else None for row in table.rows}


def test_a_row_a_place_and_a_column_an_aspect(table):
    assert table.columns == ("出台时间", "链长")
    assert [row.key for row in table.rows] == ["浙江", "江西", "湖南", "江苏"]
    dates = cells(table, "出台时间")
    assert "2019年8月" in dates["浙江"]
    assert "2020年5月30日" in dates["江西"] or "2020年4月28日" in dates["江西"]
    assert "11位省领导" in cells(table, "链长")["江西"]


def test_every_filled_cell_is_supported_and_cited(table, library):
    filled = [cell for row in table.rows for cell in row.cells if cell]
    assert len(filled) >= 4
    assert all(cell.verdict == "supported" for cell in filled)
    assert all(library.quote(c.span) for cell in filled for c in cell.citations)


def test_a_city_does_not_answer_for_its_province(table):
    # 长沙 was first, in 2017; 南京 has seven leaders of the city.
    assert "长沙" not in (cells(table, "出台时间")["湖南"] or "")
    assert "市领导" not in (cells(table, "链长")["江苏"] or "")


def test_a_place_s_cell_speaks_of_that_place_and_says_more_than_its_name(library):
    told = cells(compare("链长制", library), "链长制")
    assert "长沙" not in (told.get("北京") or "")
    assert told.get("广州") != "广州"
    assert (told.get("南京") or "南京").startswith("南京")


def test_a_cell_is_filled_where_a_sentence_names_a_city_in_another_clause(tmp_path):
    rest = "高速公路通车里程突破1万公里，郑州机场货邮吞吐量突破100万吨。"
    texts = {"河南省": f"综合交通网全面建成，{rest}", "广东省": "高速公路通车里程达1.2万公里，深圳开通新线。"}
    with Library.open(tmp_path / "library", create=True) as library:
        for place, text in texts.items():
            path = tmp_path / f"{place}.txt"
            path.write_text(f"2026年{place}政府工作报告\n一、2025年工作回顾\n{text}\n", encoding="utf-8")
            library.add(path)
        told = cells(compare("河南、广东的高速公路通车里程", library), "高速公路通车里程")
    assert "1万公里" in (told["河南"] or "")
    assert "1.2万公里" in (told["广东"] or "")


def test_the_places_come_from_the_material_when_none_is_named(library):
    table = compare("链长制的出台时间", library)
    assert {"浙江", "江西", "山东", "广西"} <= {row.key for row in table.rows}
    assert "2020年7月2日" in cells(table, "出台时间")["山东"]


def test_cells_of_one_column_of_a_table(library):
    table = compare("东部地区、中部地区、西部地区、东北地区的工业用地综合容积率", library)
    assert [row.cells[0].text.split()[-1] for row in table.rows] == ["0.99", "0.94", "0.76", "0.75"]


def test_documents_are_compared_each_from_its_own_words(library):
    table = compare("链长制的定义", library, by="文件")
    assert len(table.rows) >= 2
    for row in table.rows:
        for cell in row.cells:
            titles = {library.document(c.span.doc_id).title for c in cell.citations} if cell else {row.key}
            assert titles == {row.key}


def test_rows_come_one_by_one_and_the_table_at_last(library):
    *rows, table = compare_stream(QUESTION, library)
    assert all(isinstance(row, Row) for row in rows)
    assert isinstance(table, Comparison)
    assert table.rows == tuple(rows)


@pytest.mark.parametrize(("question", "by"), [("浙江链长制的出台时间", "地区"), (QUESTION, "年份")])
def test_too_few_rows_or_an_unknown_kind_of_row_is_an_error(question, by, library):
    with pytest.raises(RequestError):
        compare(question, library, by)


def test_empty_cells_say_so_and_marks_lead_to_sources(table, library):
    shown = text(table, library)
    assert "链长：材料未载" in shown
    assert shown.count("查看原文：yanju show") == len(
        {c for row in table.rows for cell in row.cells if cell for c in cell.citations}
    )


def test_a_spreadsheet_has_each_cell_with_its_source_beside_it(table, library):
    head, *rows = csv.reader(io.StringIO(comma_separated(table, library).removeprefix("\ufeff")))
    assert head == ["对照对象", "出台时间", "出台时间·出处", "链长", "链长·出处"]
    assert [row[0] for row in rows] == [row.key for row in table.rows]
    for shown, row in zip(rows, table.rows, strict=True):
        for n, cell in enumerate(row.cells):
            words, source = shown[1 + 2 * n], shown[2 + 2 * n]
            assert words.startswith(" ".join(cell.text.split()) if cell else "材料未载")
            assert ("注意：" in words) == bool(cell and cell.findings)
            assert ("：“" in source) == bool(cell)


def test_its_json_has_the_documented_shape(table, library):
    made = json.loads(json.dumps(shape(table, library)))
    validate("compare", made)
    assert None in [cell for row in made["rows"] for cell in row["cells"]]
