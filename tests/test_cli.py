"""The way in and out of `fedstat`: help, words that mean nothing, languages, exit statuses, broken pipes."""

from __future__ import annotations

import errno
import gc
import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shells import PLAN, fedstat, plan, stream, written

import fedstat as package
from fedstat.cli import main
from fedstat.cli.app import COMMANDS, ROOT, load
from fedstat.cli.door import run
from fedstat.cli.shell import Shell

if TYPE_CHECKING:
    from fedstat.cli.command import Command


def process(*args: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the real command."""
    return subprocess.run(
        [sys.executable, "-m", "fedstat", *args],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environ},
    )


def test_the_real_command_runs() -> None:
    done = process("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"fedstat {package.__version__}\n", "")


def test_the_entry_point_exits_with_the_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--version"])
    assert exit_.value.code == 0
    assert capsys.readouterr().out == f"fedstat {package.__version__}\n"
    gc.enable()


@pytest.mark.parametrize("debug", ["", "1"])
def test_the_program_leaves_with_its_status_and_everything_written(tmp_path: Path, debug: str) -> None:
    environ = os.environ | {"FEDSTAT_DEBUG": debug}
    for args, status in ((["list", "--format", "csv"], 0), (["check", "--nonsense"], 2)):
        ours = fedstat(*args, "--lang", "en", folder=plan(tmp_path))
        line = [sys.executable, "-m", "fedstat", *args, "--lang", "en"]
        done = subprocess.run(line, capture_output=True, check=False, cwd=tmp_path, env=environ)
        assert (done.returncode, done.stdout, done.stderr.decode()) == (status, ours.payload, ours.err)


def test_what_the_program_loads_lightly_others_may_load_afterwards() -> None:
    code = "import sys; sys.argv[1:] = ['--version']\nfrom fedstat.cli import main\n"
    code += "try: main()\nexcept SystemExit: print(sys.modules.get('typing_extensions', 'free'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.endswith("\nfree\n")


def test_the_version_is_told_without_loading_typer() -> None:
    code = "import sys; sys.argv[1:] = ['--version']\nfrom fedstat.cli import main\n"
    code += "try: main()\nexcept SystemExit: print('typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout == f"fedstat {package.__version__}\nFalse\n"


def test_the_version_may_stand_after_other_options() -> None:
    assert fedstat("--lang", "zh", "--version").out == f"fedstat {package.__version__}\n"


def test_a_command_loads_only_its_own_module() -> None:
    code = "import sys; sys.argv[1:] = ['check', '--help']\nfrom fedstat.cli import main\n"
    code += "try: main()\nexcept SystemExit: print(*[m for m in sys.modules if m.startswith('fedstat.cli.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    loaded = done.stdout.splitlines()[-1].split()
    assert "fedstat.cli.check" in loaded
    assert not {"fedstat.cli.progress", "fedstat.cli.listing", "fedstat.cli.export"} & set(loaded)


@pytest.mark.parametrize("args", [(), ("--help",), ("-h",)])
def test_the_first_screen_leads_with_examples_and_lists_every_command(args: tuple[str, ...]) -> None:
    done = fedstat(*args)
    assert (done.status, done.err) == (0, "")
    assert done.out.index("Examples") < done.out.index("Commands") < done.out.index("Options")
    for name in COMMANDS:
        assert f"\n  {name} " in done.out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_leads_with_examples(name: str, lang: str) -> None:
    done = fedstat(*name.split(), "--help", "--lang", lang)
    command = load(name)
    assert (done.status, done.err) == (0, "")
    heads = (
        ["\n示例\n", "\n用法：", "\n选项\n"] if lang == "zh" else ["\nExamples\n", "\nUsage", "\nOptions\n"]
    )
    places = [done.out.index(head) for head in heads]
    assert places == sorted(places)
    for option in command.options:
        assert option.flags[-1] in done.out


@pytest.mark.parametrize("command", [ROOT, *map(load, COMMANDS)], ids=lambda command: command.name)
def test_every_example_of_the_help_is_a_line_that_can_be_typed(command: Command) -> None:
    for example in command.examples:
        words = example.line.split()
        assert words[0] == "fedstat"
        assert fedstat(*words[1:], "--help").status == 0


def test_help_before_a_command_is_that_command_s() -> None:
    assert "--strict" in fedstat("--help", "check").out


def test_help_is_as_wide_as_the_terminal_and_never_too_wide() -> None:
    for args in ((), ("export", "--help")):
        assert max(map(len, fedstat(*args).out.splitlines())) <= 100


def test_headings_of_the_help_are_bold_where_colours_are_asked_for() -> None:
    assert "\x1b[1mExamples\x1b[0m" in fedstat("--help", "--color", "always").out
    assert "\x1b" not in fedstat("--help").out


WRONG = [
    (("prgress",), "没有命令“prgress”。", "是否指：progress？"),
    (
        ("qqq",),
        "没有命令“qqq”。",
        "现有命令：init、progress、list、explain、check、export、add、withdraw、import、close、diff、merge、forms。",
    ),
    (("progress", "--langg"), "没有选项 --langg。", "是否指：--lang、--tag？"),
    (("progress", "-z"), "没有选项 -z。", "请看：fedstat progress --help"),
    (("--zzz",), "没有选项 --zzz。", "请看：fedstat --help"),
    (("progress", "-f"), "选项 -f 后面须写值：-f LEDGER。", "请看：fedstat progress --help"),
    (
        ("progress", "--tag", "--public"),
        "选项 --tag 后面须写值：--tag TAG。",
        "请看：fedstat progress --help",
    ),
    (("progress", "--public=1"), "选项 --public 后面不写值。", "请看：fedstat progress --help"),
    (("progress", "x"), "此处不应有“x”。", "请看：fedstat progress --help"),
    (("check", "——strict"), "此处不应有“——strict”。", "选项以半角连字符开头：--strict。"),
    (("progress", "--format", "xml"), "--format 不能写“xml”。", "可写：table、csv、json、md。"),
    (("export", "xls"), "此处不应有“xls”。", "可写：csv、json、sqlite、sdmx-csv、datapackage。"),
    (("export",), "没有写明格式。", "请写明一种：csv、json、sqlite、sdmx-csv、datapackage。"),
    (("--lang", "fr"), "--lang 不能写“fr”。", "可写：zh、en。"),
    (("progress", "--lang=fr", "x"), "--lang 不能写“fr”。", "可写：zh、en。"),
    (
        ("--install-completion", "cmd"),
        "fedstat 支持在 bash、zsh、fish、powershell、pwsh 中补全；当前命令行程序不在其中。",
        "请指明一个：fedstat --install-completion bash",
    ),
]


@pytest.mark.parametrize(("args", "wrong", "remedy"), WRONG, ids=str)
def test_wrong_usage_is_2_and_says_what_to_write(
    args: tuple[str, ...], wrong: str, remedy: str, tmp_path: Path
) -> None:
    done = fedstat(*args, folder=tmp_path, environ={"LANG": "zh_CN.UTF-8"})
    assert (done.status, done.out, done.err) == (2, "", f"{wrong}\n{remedy}\n")


def test_words_that_are_no_text_are_shown_and_refused(tmp_path: Path) -> None:
    for words in (
        ("list", "a\udcff"),
        ("list", "--tag", "\udcff"),
        ("check", "\udcff"),
        ("\udcff",),
        ("check", ""),
    ):
        done = fedstat(*words, folder=plan(tmp_path))
        assert (done.status, done.out) == (2, ""), done.err
    for words in (("list", "-o", "a\udcff/b"), ("check", "-f", "a\udcff")):
        assert fedstat(*words, folder=tmp_path).status == 3


def test_a_usage_error_of_another_kind_is_passed_on_in_typer_s_words(tmp_path: Path) -> None:
    from typer._click.exceptions import UsageError

    from fedstat.cli.parser import worded

    fault = worded(UsageError("odd"), load("check"))
    assert str(fault.message.values["error"]) == "odd"
    assert fault.exit_code == 2
    assert tmp_path.exists()


@pytest.mark.parametrize(
    ("args", "environ", "said"),
    [
        (("--lang", "en"), {"LANG": "zh_CN.UTF-8"}, "There is no command"),
        (("--lang=en",), {"FEDSTAT_LANG": "zh"}, "There is no command"),
        ((), {"FEDSTAT_LANG": "zh"}, "没有命令"),
        (("--lang", "fr"), {"FEDSTAT_LANG": "en", "LANG": "zh_CN.UTF-8"}, "--lang cannot be"),
        ((), {"LANG": "zh_CN.UTF-8"}, "没有命令"),
        ((), {"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "There is no command"),
        ((), {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "C"}, "没有命令"),
        ((), {"LANG": "fr_FR.UTF-8"}, "There is no command"),
    ],
)
def test_the_language_is_the_option_s_then_the_environment_s_then_the_system_s(
    args: tuple[str, ...], environ: dict[str, str], said: str, tmp_path: Path
) -> None:
    assert fedstat(*args, "x", folder=tmp_path, environ=environ).err.startswith(said)


def test_without_any_locale_the_system_is_asked(tmp_path: Path) -> None:
    assert fedstat("x", folder=tmp_path, environ={"LANG": ""}).err.split("“")[0] in {
        "There is no command ",
        "没有命令",
    }


def test_the_ledger_s_language_goes_before_the_system_s(tmp_path: Path) -> None:
    assert fedstat("x", folder=plan(tmp_path)).err.startswith("没有命令")
    assert fedstat("x", "-f", str(plan(tmp_path)), folder=tmp_path).err.startswith("没有命令")
    english = plan(tmp_path, 'fedstat = 1\n[plan]\ntitle = "x"\nreference_area = "y"\n')
    assert fedstat("x", folder=english, environ={"LANG": "zh_CN"}).err.startswith("没有命令")


def test_a_language_in_the_environment_that_there_is_not_is_told(tmp_path: Path) -> None:
    done = fedstat("check", folder=plan(tmp_path), environ={"FEDSTAT_LANG": "fr"})
    assert (done.status, done.out) == (2, "")
    assert done.err == "FEDSTAT_LANG 写的是“fr”，没有这种语言。\n请改为 zh 或 en。\n"
    there_is_none = tmp_path / "empty"
    there_is_none.mkdir()
    done = fedstat("progress", "--known-on", "x", folder=plan(tmp_path), environ={"FEDSTAT_LANG": "en"})
    assert done.err.splitlines() == [
        "“x” is no day of the calendar.",
        "Write it like this: 2023-12-25.",
    ]


class Gone(BytesIO):
    """A pipe whose reader has gone, or a disk that is full."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, _: object) -> NoReturn:
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (errno.EPIPE, 0, ""),
        (errno.EINVAL, 0, ""),
        (
            errno.ENOSPC,
            3,
            "Standard output cannot be written: the disk is full\nName a file: -o FILE.\n",
        ),
    ],
)
@pytest.mark.parametrize("args", [("--help",), ("check",), ("export", "json"), ("--version", "--lang", "en")])
def test_a_reader_that_has_gone_is_no_error_and_a_full_disk_is(
    args: tuple[str, ...], number: int, status: int, said: str, tmp_path: Path
) -> None:
    out = TextIOWrapper(Gone(number), encoding="utf-8")
    err = stream()
    environ = {"LANG": "en", "FEDSTAT_LEDGER": str(plan(tmp_path)), "FEDSTAT_LANG": "en"}
    assert run(args, Shell(stdout=out, stderr=err, environ=environ)) == status
    assert written(err).decode() == said
    out.detach()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's pipe")
def test_a_real_broken_pipe_is_quiet(tmp_path: Path) -> None:
    command = (
        f"{sys.executable} -m fedstat export json -f {plan(tmp_path)} | head -1; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(
        ["/bin/bash", "-c", command], capture_output=True, check=False, encoding="utf-8", timeout=60
    )
    assert (done.stdout, done.stderr) == ("{\n0\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_real_full_disk_is_3(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "fedstat", "list", "--lang", "en", "-f", str(plan(tmp_path))],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            encoding="utf-8",
        )
    assert (done.returncode, done.stderr) == (
        3,
        "Standard output cannot be written: the disk is full\nName a file: -o FILE.\n",
    )


def test_closed_streams_are_no_traceback(tmp_path: Path) -> None:
    err = stream()
    environ = {"FEDSTAT_LEDGER": str(plan(tmp_path)), "FEDSTAT_LANG": "en"}
    assert run(["check"], Shell(stdout=None, stderr=err, environ=environ)) == 3
    assert written(err).decode() == "Standard output is closed.\nName a file: -o FILE.\n"
    assert run(["--help"], Shell(stdout=None, stderr=None, environ=environ)) == 3
    assert run(["--version"], Shell(stdout=None, stderr=None, environ=environ)) == 0
    assert run(["check", "-o", str(tmp_path / "x")], Shell(stdout=None, stderr=None, environ=environ)) == 0
    broken = {"FEDSTAT_LEDGER": str(plan(tmp_path / "b", "=")), "FEDSTAT_LANG": "en"}
    assert run(["list"], Shell(stdout=None, stderr=None, environ=broken)) == 1


class Broken(dict[str, str]):
    """An environment that fails as our own code might."""

    def __init__(self, error: BaseException, **items: str) -> None:
        super().__init__(items)
        self.error = error

    def get(self, key: str, default: Any = None) -> Any:
        if key == "FEDSTAT_LEDGER":
            raise self.error
        return super().get(key, default)


def test_a_fault_of_our_own_is_one_sentence_and_70() -> None:
    err = stream()
    environ = Broken(RuntimeError("secret"), LANG="zh_CN.UTF-8")
    assert run(["check"], Shell(stdout=stream(), stderr=err, environ=environ)) == 70
    assert written(err).decode() == (
        "fedstat 程序自身出错，不是台账的问题。\n"
        "请设置 FEDSTAT_DEBUG=1 后重新运行同一命令，并将显示的内容报告给我们。\n"
    )
    assert run(["check"], Shell(stdout=stream(), stderr=None, environ=environ)) == 70


def test_the_traceback_is_there_for_who_asks() -> None:
    err = stream()
    environ = Broken(RuntimeError("secret"), FEDSTAT_DEBUG="1")
    assert run(["check"], Shell(stdout=stream(), stderr=err, environ=environ)) == 70
    assert written(err).decode().splitlines()[-1] == "RuntimeError: secret"


def test_an_interruption_is_quiet_and_130() -> None:
    err = stream()
    assert run(["check"], Shell(stdout=stream(), stderr=err, environ=Broken(KeyboardInterrupt()))) == 130
    assert written(err) == b""


def test_no_ledger_is_3_and_says_where_examples_are(tmp_path: Path) -> None:
    done = fedstat("progress", folder=tmp_path)
    assert (done.status, done.out) == (3, "")
    assert done.err == (
        "There is no ledger: no fedstat.toml in this folder or above.\n"
        "Name one with -f LEDGER, begin one: fedstat init, or try one: fedstat init --example "
        "china-2021-2025\n"
    )


def test_a_ledger_that_is_not_there_is_3(tmp_path: Path) -> None:
    done = fedstat("progress", "-f", "nowhere.toml", folder=tmp_path)
    assert (done.status, done.out) == (3, "")
    assert "nowhere.toml" in done.err
    for name in ("a\0b", "x" * 5000):
        done = fedstat("progress", "-f", name, folder=tmp_path)
        assert (done.status, done.out) == (3, "")


def test_a_ledger_found_above_is_named_on_standard_error(tmp_path: Path) -> None:
    inside = plan(tmp_path) / "a" / "b"
    inside.mkdir(parents=True)
    done = fedstat("check", "--lang", "en", folder=inside)
    assert done.status == 0
    assert done.err == f"Ledger: {Path('..') / '..' / 'fedstat.toml'}\n"
    assert fedstat("check", "--lang", "en", folder=tmp_path).err == ""


def test_the_ledger_may_be_named_before_the_command_and_the_nearer_name_wins(tmp_path: Path) -> None:
    folder = plan(tmp_path / "there")
    assert fedstat("-f", str(folder), "--lang", "en", "check", folder=tmp_path).status == 0
    assert fedstat("-f", "nowhere", "check", "-f", str(folder), folder=tmp_path).status == 0
    assert fedstat("-f", str(folder), "check", "-f", "nowhere", folder=tmp_path).status == 3
    assert fedstat("check", folder=tmp_path, environ={"FEDSTAT_LEDGER": str(folder)}).status == 0


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: PLAN.encode() + text.encode("utf-8", "replace"))
)
@settings(max_examples=60, deadline=None)
def test_no_bytes_of_a_ledger_make_a_fault_of_our_own(payload: bytes) -> None:
    with TemporaryDirectory() as name:
        (Path(name) / "fedstat.toml").write_bytes(payload)
        for command in (("check",), ("progress",), ("export", "json")):
            done = fedstat(*command, "-f", name)
            assert done.status in {0, 1, 2, 3}, done.err
            assert done.out or done.err


@given(st.lists(st.text(st.characters(), max_size=12), max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_words_make_a_fault_of_our_own(words: list[str]) -> None:
    with TemporaryDirectory() as name:
        plan(Path(name))
        for command in COMMANDS:
            done = fedstat(
                *command.split(), "-f", name, *(word for word in words if not word.startswith("-o"))
            )
            assert done.status in {0, 1, 2, 3}, done.err
