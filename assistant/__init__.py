"""Questions in, checked claims out: every sentence points at the very characters it rests on.

`assistant.answer.ask` is the way in; `assistant.render` and `assistant.shapes` turn what it returns
into text and JSON.
"""

from assistant.types import VERDICTS, Answer, Citation, Claim, Finding, Outline, Trace, Verdict

__all__ = ["VERDICTS", "Answer", "Citation", "Claim", "Finding", "Outline", "Trace", "Verdict"]
