"""
The assistant's branch of the tree in `index.errors`:

* ExpectedError
  x PromptError              a prompt file and its call disagree, or a text changed under its number
  x GeneratorError           no usable reply from the model
  x RequestError             the request itself cannot be worked with (empty, far too long)
  x SettingsError            a setting has a value that cannot be used
"""

from index.errors import ExpectedError


class PromptError(ExpectedError):
    """A prompt is missing, or its variables do not match the call."""


class GeneratorError(ExpectedError):
    """The model gave no usable reply."""


class RequestError(ExpectedError):
    """The question, topic or draft is empty or beyond its limit."""


class SettingsError(ExpectedError):
    """A setting has a value that cannot be used."""
