"""The command line `vnplans`."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from itertools import zip_longest
from typing import Annotated, Any, get_args

import typer
from typer.core import TyperCommand, TyperGroup

from pipeline.commands import output
from pipeline.commands.cite import cite
from pipeline.commands.compare import QUESTIONS
from pipeline.commands.config import config_show
from pipeline.commands.export import export
from pipeline.commands.extract import extract
from pipeline.commands.failures import failures
from pipeline.commands.families import families
from pipeline.commands.formats import formats
from pipeline.commands.instruments import instruments
from pipeline.commands.options import LangOption
from pipeline.commands.plot import PICTURES
from pipeline.commands.query import query
from pipeline.commands.report import report
from pipeline.commands.retry import retry
from pipeline.commands.schema import schema
from pipeline.commands.show import show
from pipeline.errors import Interrupted, PipelineError
from pipeline.messages import DEFAULT_LANG, LANG_VARIABLE, Lang, message
from pipeline.usage import UsageError, told
from pipeline.version import VERSION

INTERRUPTED = 130
"""Exit code: Ctrl-C, as shells have it."""

USAGE = 2
"""Exit code: wrong use, which includes an unknown document and a store that is not there."""

COMMANDS = (extract, show, cite, instruments, families, query, export, report, schema, formats, failures, retry)
GROUPS: dict[str, Mapping[str, Callable[..., None]]] = {
    "compare": {function.__name__: function for function in QUESTIONS},
    "plot": PICTURES,
    "config": {"show": config_show},
}
"""Commands that have commands of their own, by name."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line with `argv` (default: that of the process). Ends with SystemExit: 0, 2 for wrong use, 3 for failed files."""
    _write_utf8()
    args = list(sys.argv[1:] if argv is None else argv)
    lang = language(args, os.environ)
    try:
        raise SystemExit(command(lang)(args, prog_name="vnplans", obj=lang, standalone_mode=False) or 0)
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()  # type: ignore[attr-defined]
        else:
            output.show(told(error, lang), error=True)
        raise SystemExit(USAGE) from None
    except typer.Abort:
        raise SystemExit(INTERRUPTED) from None
    except Interrupted as error:
        output.show(error.tell(lang), error=True)
        raise SystemExit(INTERRUPTED) from None
    except PipelineError as error:
        output.show(error.tell(lang), error=True)
        raise SystemExit(USAGE) from None


def language(args: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Language of all that is shown: the last `--lang` before `--`, else the environment's, else Vietnamese.

    Read ahead of the parser, since the help that the parser prints depends on it. A language that is none is left for the parser to
    refuse.
    """
    wanted = environment.get(LANG_VARIABLE, "")
    options = args[: args.index("--")] if "--" in args else args
    for option, following in zip_longest(options, options[1:], fillvalue=""):
        if option == "--lang":
            wanted = following
        elif option.startswith("--lang="):
            wanted = option.removeprefix("--lang=")
    languages: dict[str, Lang] = {lang: lang for lang in get_args(Lang)}
    return languages.get(wanted, DEFAULT_LANG)


def command(lang: Lang) -> Any:
    """The command line as typer's command object, with its help in `lang`."""
    app = typer.Typer(cls=_Group, name="vnplans", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="rich")
    app.callback(epilog=message(lang, "help.exit_codes"))(_options)
    for function in COMMANDS:
        app.command(function.__name__, cls=_Command)(function)
    for name, functions in GROUPS.items():
        group = typer.Typer(cls=_Group, no_args_is_help=True)
        group.callback()(_group_options)
        for own, function in functions.items():
            group.command(own, cls=_Command)(function)
        app.add_typer(group, name=name)
    built: Any = typer.main.get_command(app)  # typer.core's classes differ between its versions; of these, only names are used
    _translate(built, lang, f"help.{built.name}")
    for name, one in built.commands.items():
        _translate(one, lang, f"help.{name}")
        for own, inner in getattr(one, "commands", {}).items():
            _translate(inner, lang, f"help.{name}_{own}")
    return built


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"vnplans {VERSION}")
        raise typer.Exit


def _options(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_print_version)] = False,
    lang: LangOption = DEFAULT_LANG,
) -> None:
    """Options of the program as a whole."""


def _group_options(lang: LangOption = DEFAULT_LANG) -> None:
    """Options of a group of commands."""


class _Command(TyperCommand):
    """A command whose `--help` is explained in the language of the others."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`, which the library adds by itself."""
        return _translate_option(super().get_help_option(ctx), ctx.obj)


class _Group(TyperGroup):
    """The same for the program as a whole."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`, which the library adds by itself."""
        return _translate_option(super().get_help_option(ctx), ctx.obj)


def _translate(one: Any, lang: Lang, key: str) -> None:
    """Give a command and its parameters their help texts; a parameter without one is a KeyError that every test meets."""
    one.help = message(lang, key)
    one.rich_help_panel = message(lang, "help.panel_commands")
    for parameter in one.params:
        _translate_option(parameter, lang)


def _translate_option(parameter: Any, lang: Lang) -> Any:
    if parameter is not None:
        parameter.help = message(lang, f"option.{parameter.name}")
        panel = "panel_arguments" if parameter.param_type_name == "argument" else "panel_options"
        parameter.rich_help_panel = message(lang, f"help.{panel}")
    return parameter


def _write_utf8() -> None:
    """Write UTF-8 whatever the locale says: `LC_ALL=C vnplans show a > b` must not stop at the first Vietnamese letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
