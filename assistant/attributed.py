"""What a sentence says of its source alone, apart from its matter: 《X》第三条规定, 根据《X》, 法律规定，."""

import re

from index.articles import MENTION, TITLE_WORDS

_SAYS = "明确规定|规定|明确|提出|要求|指出|强调|载明|写明|确定|界定|提到"
_TITLED = rf"《{TITLE_WORDS}》(?:[（(][^（）()]{{1,24}}[）)])?(?:\s*{MENTION})?"
_FRAME = re.compile(
    rf"(?:根据|按照|依据|依照|遵照){_TITLED}(?:[、和及与]{_TITLED})*的?(?:有关|相关)?(?:规定|要求|精神)?"
    rf"|{_TITLED}(?:中|里)?(?:已|就|也|还|均|都)?(?:{_SAYS})"
    r"|(?<![\u4e00-\u9fff])(?:根据|按照|依照)?(?:国家|(?:我国|国家|现行)?法律)(?:早?已|就|也|还|均|都)?(?:明文|明确|统一)?规定(?=[，,：:])"
)


def matter(text: str) -> str:
    """The text with spaces for what only names its source, its offsets kept."""
    return _FRAME.sub(lambda found: " " * len(found[0]), text)
