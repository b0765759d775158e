"""Typer parses: our commands become Typer's, its complaints become our faults.

Typer's signatures, help and messages stay unused: they cost start-up time, speak English only and read user
text as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from typer._click.exceptions import UsageError  # Typer carries its own Click and exports no base class
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from fedstat.errors import UsageFault
from fedstat.language import Several, msg, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from typer._click.core import Context, Parameter

    from fedstat.cli.command import Command, Option
    from fedstat.language import Language, Message

    Suggest = Callable[[Option, Mapping[str, object], str], list[tuple[str, str] | str]]
    """Completes a value: the option, the values so far, what was typed of it."""

HYPHENS = "-－—–―"
"""What people type for a hyphen with a Chinese keyboard."""


class Parsed(NamedTuple):
    """A command line, understood."""

    command: Command
    values: Mapping[str, object]


class Completing(NamedTuple):
    """What is needed only while a shell asks for completions."""

    suggest: Suggest
    language: Language


class Leaf(TyperCommand):
    """A command of ours as Typer parses it; invoking it gives back what was parsed."""

    def __init__(self, command: Command, completing: Completing | None) -> None:
        """Take over the options and arguments."""
        super().__init__(
            command.name,
            params=_params(command, completing),
            short_help=say(command.summary, completing.language) if completing else None,
            add_help_option=False,
            context_settings={"allow_extra_args": True},
            rich_markup_mode=None,
        )
        self.ours = command

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse, and word what is wrong ourselves."""
        if any(argument.name == "value" for argument in self.ours.arguments):
            args = _with_minus(args)
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as error:
            raise worded(error, self.ours) from None
        if not ctx.resilient_parsing and not ctx.params.get("help"):
            _check(_given(ctx), self.ours)
            if rest:
                raise _unexpected(rest[0], self.ours)
        return rest

    def invoke(self, ctx: Context) -> Parsed:
        """Return what was parsed, with what stood before the command."""
        return Parsed(self.ours, _given(ctx))


class Trunk(TyperGroup):
    """The command before the commands: each is loaded when it is named."""

    def __init__(
        self,
        root: Command,
        names: Sequence[str],
        load: Callable[[str], Command],
        completing: Completing | None,
    ) -> None:
        """Take over the root's options and the names of the commands."""
        super().__init__(
            name=root.name,
            params=_params(root, completing),
            invoke_without_command=True,
            add_help_option=False,
            rich_markup_mode=None,
        )
        self.ours = root
        self.names = names
        self.load = load
        self.completing = completing

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - Typer passes it
        """Return the commands in their order; of a command of two words the first."""
        return list(dict.fromkeys(name.split()[0] for name in self.names))

    def get_command(self, ctx: Context, cmd_name: str) -> Leaf | Trunk | None:  # noqa: ARG002 - Typer passes it
        """Return a command, loading it; one that has commands of its own is a trunk again."""
        if cmd_name not in self.names:
            return None
        inner = [name.partition(" ")[2] for name in self.names if name.startswith(f"{cmd_name} ")]
        if inner:
            return Trunk(
                self.load(cmd_name), inner, lambda name: self.load(f"{cmd_name} {name}"), self.completing
            )
        return Leaf(self.load(cmd_name), self.completing)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse what stands before the command, and word what is wrong ourselves."""
        try:
            rest = super().parse_args(ctx, args)
        except UsageError as error:
            raise worded(error, self.ours) from None
        if not ctx.resilient_parsing:
            _check(_given(ctx), self.ours)
        return rest

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Leaf | Trunk | None, list[str]]:
        """Return the command that is named first."""
        command = self.get_command(ctx, args[0])
        if command is None and not ctx.resilient_parsing:
            raise _no_command(args[0], self.list_commands(ctx))
        return (args[0] if command else None), command, args[1:]

    def invoke(self, ctx: Context) -> Parsed:
        """Return what was parsed: of a command, or of the words before any."""
        if ctx._protected_args:  # noqa: SLF001 - where Typer keeps the command's name and words
            parsed: Parsed = super().invoke(ctx)
            return parsed
        return Parsed(self.ours, _given(ctx))


def _given(ctx: Context) -> dict[str, object]:
    """Return the values that were given, the nearest to the command winning."""
    before = {} if ctx.parent is None else _given(ctx.parent)
    return before | {name: value for name, value in ctx.params.items() if value not in {None, (), False}}


def _with_minus(args: list[str]) -> list[str]:
    """Return the words with the minus sign of a negative number, which would be taken for an option."""
    return [
        f"−{word[1:]}" if word[:1] == "-" and word[1:2].isdecimal() and not before.startswith("-") else word
        for before, word in zip(("", *args), args, strict=False)
    ]


def _params(command: Command, completing: Completing | None) -> list[Parameter]:
    return [_param(option, completing) for option in (*command.arguments, *command.options)]


def _param(option: Option, completing: Completing | None) -> Parameter:
    extra: dict[str, Any] = {}
    if completing is not None and (option.noun or option.choices):
        extra["autocompletion"] = lambda ctx, _args, typed: completing.suggest(option, _given(ctx), typed)
    if not option.flags:
        return TyperArgument(param_decls=[option.name], nargs=-1 if option.multiple else 1, **extra)
    if completing is not None:
        extra["help"] = say(option.help, completing.language)
    return TyperOption(
        param_decls=[option.name, *option.flags],
        is_flag=not option.metavar,
        multiple=option.multiple,
        **extra,
    )


def _check(values: Mapping[str, object], command: Command) -> None:
    """Refuse a value that an option does not know, and an option that swallowed the next one."""
    flags = {flag: option for option in command.options for flag in option.flags}
    for option in (*command.arguments, *command.options):
        given = values.get(option.name)
        for value in given if isinstance(given, list | tuple) else (given,):
            if option.flags and value in flags:
                raise _needs_value(option, option.flags[-1], command)
            if option.choices and value is not None and value not in option.choices:
                raise _not_one_of(str(value), option)


def worded(error: UsageError, command: Command) -> UsageFault:
    """Return what Typer complains of, in our words."""
    named = str(getattr(error, "option_name", ""))
    option = next((option for option in command.options if named in option.flags), None)
    if not named:
        return UsageFault(msg("{error}", error=error.message), _see(command))
    if option is None:
        near = tuple(getattr(error, "possibilities", None) or ())
        remedy = msg("Did you mean {near}?", near=Several(near)) if near else _see(command)
        return UsageFault(msg("There is no option {name}.", name=named), remedy)
    if option.metavar:
        return _needs_value(option, named, command)
    return UsageFault(msg("The option {name} takes no value.", name=named), _see(command))


def _needs_value(option: Option, name: str, command: Command) -> UsageFault:
    return UsageFault(
        msg("The option {name} needs a value: {name} {metavar}.", name=name, metavar=option.metavar),
        _see(command),
    )


def _not_one_of(value: str, option: Option) -> UsageFault:
    what = msg("“{word}” is not expected here.", word=value)
    if option.flags:
        what = msg("{name} cannot be “{value}”.", name=option.flags[-1], value=value)
    return UsageFault(what, msg("It is one of: {choices}.", choices=Several(option.choices)))


def _unexpected(word: str, command: Command) -> UsageFault:
    remedy: Message = _see(command)
    if word.startswith(tuple(HYPHENS[1:])):
        meant = "--" + word.lstrip(HYPHENS)
        remedy = msg("Options begin with plain hyphens: {meant}.", meant=meant)
    return UsageFault(msg("“{word}” is not expected here.", word=word), remedy)


def _no_command(word: str, names: Sequence[str]) -> UsageFault:
    from difflib import get_close_matches

    near = get_close_matches(word, names, n=1)
    remedy = (
        msg("Did you mean {near}?", near=Several(near))
        if near
        else msg("The commands: {names}.", names=Several(names))
    )
    return UsageFault(msg("There is no command “{word}”.", word=word), remedy)


def _see(command: Command) -> Message:
    words = "fedstat" if command.name == "fedstat" else f"fedstat {command.name}"
    return msg("See: {words} --help", words=words)
