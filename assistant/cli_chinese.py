"""Click, with its help and its complaints in Chinese."""

import click

_WORDS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}


class Formatter(click.HelpFormatter):
    """Writes the fixed words of a help page in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]", "命令 [参数]")
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_WORDS.get(heading, heading)}：\n")


class Context(click.Context):
    formatter_class = Formatter


class Command(click.Command):
    """A command with a Chinese help page. Every command takes --library and --encoder, before or after its name."""

    context_class = Context

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        *own, help_option = super().get_params(ctx)
        return [*own, _LIBRARY, _ENCODER, help_option]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段帮助"
        return option


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command


def explain(error: click.UsageError) -> str:
    """What is wrong with a command line, in Chinese, with the next step."""
    command = error.ctx.command_path if error.ctx else "yanju"
    return f"{_complaint(error)}请运行 {command} --help 查看用法。"


def _complaint(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return f"缺少 {param.human_readable_name}。"
        case click.NoSuchOption(option_name=name, possibilities=near):
            return f"没有 {name} 这个选项{_near(near)}。"
        case click.exceptions.NoSuchCommand(command_name=name, possibilities=near):
            return f"没有 {name} 这个命令{_near(near)}。"
        case click.BadOptionUsage(option_name=name):
            return f"选项 {name} 的写法不对：少了它的值，或多给了值。"
        case click.BadParameter(param=click.Parameter() as param):
            return f"{param.human_readable_name} 的值不能用。"
    return "参数太多：含空格的问题或路径要加引号。"


def _near(possibilities: list[str] | None) -> str:
    return f"，是不是 {'、'.join(possibilities)}" if possibilities else ""


def _remember(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Keep a flag where `ctx.meta` of every command of this run finds it; the innermost wins."""
    if value is not None:
        assert param.name is not None
        ctx.meta[param.name] = value


_LIBRARY = click.Option(
    ["--library"],
    metavar="DIR",
    help="资料库所在的文件夹；也可用环境变量 YANJU_LIBRARY 指定",
    expose_value=False,
    callback=_remember,
)
_ENCODER = click.Option(
    ["--encoder"],
    metavar="编码器",
    help="向量编码器：embedded（默认，随程序附带）、none（不用），或模型的文件夹、名称",
    expose_value=False,
    callback=_remember,
)
