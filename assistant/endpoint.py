"""Where a model is reached: any service that speaks the OpenAI protocol."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from assistant.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`base_url` without user name, query or final slash. The key is in no repr, and whoever prints must leave it out."""

    base_url: str
    model: str
    key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.base_url)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            good = False
        if not good or parts.query or parts.fragment or "@" in parts.netloc:
            # The address may hold a key by mistake, so the message must not repeat it.
            raise SettingsError(
                "YANJU_LLM_BASE_URL 应是 http 或 https 开头的网址，不含用户名、密码和问号后的参数，例如 https://api.deepseek.com/v1。请修改后重试。"
            )
        if not self.model.strip():
            raise SettingsError("设了 YANJU_LLM_BASE_URL，还要用 YANJU_LLM_MODEL 写明模型的名称。")
        if not self.key.isascii() or any(char.isspace() for char in self.key):
            raise SettingsError("YANJU_LLM_API_KEY 里有空白或非英文字符，不能用作密钥。请重新复制。")

    def __str__(self) -> str:
        return self.base_url if self.private else f"{self.base_url}（未加密）"

    @property
    def name(self) -> str:
        """As a trace names what wrote an answer."""
        return f"llm/{self.model}"

    @property
    def private(self) -> bool:
        """Whether nobody on the way can read what is sent: it is encrypted, or does not leave this machine."""
        parts = urlsplit(self.base_url)
        return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")
