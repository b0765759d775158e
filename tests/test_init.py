"""`fedstat init`: a ledger without a finding, from options or questions on a real terminal; an example."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
import tomllib
from codecs import getincrementaldecoder
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shells import Outcome, fedstat, plan

import fedstat as package
from fedstat.cli.init import COMMAND
from fedstat.cli.planning import TEMPLATES
from fedstat.language import LANGUAGES, Language
from fedstat.ledgerfile.beginning import Beginning, new_ledger
from fedstat.ledgerfile.examples import EXAMPLES, FOLDERS, example
from fedstat.model.number import ROUNDINGS, Rounding
from fedstat.model.period import Period, parse_period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Start = Callable[..., "Conversation"]

ROOT = Path(__file__).resolve().parent.parent
TITLE = "太原市妇女儿童发展规划（2021—2025年）"
FULL = ("--title", TITLE, "--area", "太原市", "--baseline-period", "2020", "--target-period", "2025")
OUTLINE = {
    "W": "妇女与健康 妇女与教育 妇女与经济 妇女参与决策和管理 妇女与社会保障 妇女与家庭建设 妇女与环境 "
    "妇女与法律",
    "C": "儿童与健康 儿童与安全 儿童与教育 儿童与福利 儿童与家庭 儿童与环境 儿童与法律保护",
}


def begun(**given: str) -> str:
    """Return a new ledger."""
    settings = {"title": TITLE, "reference_area": "太原市", "language": "zh", **given}
    periods = {"baseline_period": period("2020"), "target_period": period("2025")}
    return new_ledger(Beginning(**periods, **settings))  # type: ignore[arg-type]


def period(text: str) -> Period:
    """Return a period."""
    found = parse_period(text)
    assert found is not None
    return found


def uncommented(text: str) -> str:
    """Return a new ledger with the lines of its sample in use."""
    return re.sub(r"^#(?! )", "", text, flags=re.MULTILINE)


def findings(folder: Path, text: str) -> list[str]:
    """Return the codes of what is found in a ledger."""
    (folder / "f.toml").write_bytes(text.encode())
    return [finding.code for finding in package.read(folder / "f.toml").findings]


# -- what is written ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_a_new_ledger_has_no_finding_and_its_sample_has_none_either(
    language: Language, template: str, rounding: Rounding, tmp_path: Path
) -> None:
    text = begun(language=language, template=template, rounding=rounding)
    assert findings(tmp_path, text) == []
    assert findings(tmp_path, uncommented(text)) == []
    used = package.read(tmp_path / "f.toml")
    assert [item.status for item in package.assess(used)] == ["behind"]
    assert used.plans[0].rounding == rounding


@pytest.mark.parametrize("baseline", ["2020-H2", "2020-Q4", "2020-12", "2016/2020", "1900", "2099"])
@pytest.mark.parametrize("target", ["2100", "2100-06", "2100-H1", "2100-Q1"])
def test_a_plan_of_any_period_begins_without_a_finding(baseline: str, target: str, tmp_path: Path) -> None:
    text = new_ledger(
        Beginning(
            title="x",
            reference_area="y",
            baseline_period=period(baseline),
            target_period=period(target),
            language="en",
        )
    )
    assert findings(tmp_path, text) == []
    assert findings(tmp_path, uncommented(text)) == []


def test_the_template_has_the_parts_and_domains_of_the_outlines(tmp_path: Path) -> None:
    (tmp_path / "f.toml").write_text(begun(template="cn-women-children"), "utf-8")
    ledger = package.read(tmp_path / "f.toml")
    assert [(part.id, part.name) for part in ledger.parts] == [
        ("women", "妇女发展规划"),
        ("children", "儿童发展规划"),
    ]
    assert {domain.id: domain.name for domain in ledger.domains} == {
        f"{letter}-{number}": name
        for letter, names in OUTLINE.items()
        for number, name in enumerate(names.split(), start=1)
    }
    assert {domain.id[0]: domain.part for domain in ledger.domains} == {"W": "women", "C": "children"}
    assert all(entry.name_en for entry in (*ledger.parts, *ledger.domains))


@pytest.mark.parametrize("language", LANGUAGES)
def test_comments_are_in_the_ledger_s_language(language: str) -> None:
    comments = re.findall(r"(?:^| )# (.*)$", begun(language=language), re.MULTILINE)
    chinese = [comment for comment in comments if re.search(r"[\u4e00-\u9fff]", comment)]
    assert len(comments) > 10
    assert len(chinese) == (len(comments) if language == "zh" else 0)


@given(st.text(min_size=1), st.text(min_size=1))
@settings(max_examples=60, deadline=None)
def test_any_words_become_a_ledger_or_are_refused_in_words(title: str, area: str) -> None:
    with TemporaryDirectory() as name:
        words = (f"--title={title}", f"--area={area}", *FULL[4:])
        done = fedstat("init", *words, folder=Path(name))
        made = Path(name) / "fedstat.toml"
        assert done.status == (0 if made.exists() else 2), done.err
        if made.exists():
            assert fedstat("check", "--strict", folder=Path(name)).status == 0
            written = tomllib.loads(made.read_text("utf-8"))["plan"]
            assert (written["title"], written["reference_area"]) == (title.strip(), area.strip())


# -- by options --------------------------------------------------------------------------------------------


def test_options_alone_make_a_ledger_that_check_finds_clean(tmp_path: Path) -> None:
    done = fedstat(
        "init", *FULL, "--template", "cn-women-children", "--rounding", "truncate", folder=tmp_path
    )
    assert (done.status, done.out) == (0, "")
    assert done.err == (
        "fedstat.toml is written.\n"
        "At its end stands what comes next, commented out. And then:\n"
        "  fedstat check     what is wrong with the ledger, and where\n"
        "  fedstat list      its indicators\n"
        "  fedstat progress  the table against the targets\n"
    )
    payload = (tmp_path / "fedstat.toml").read_bytes()
    assert payload.decode() == begun(language="en", template="cn-women-children", rounding="truncate")
    assert b"\r" not in payload
    for command in (("check", "--strict"), ("list",), ("progress",)):
        assert fedstat(*command, folder=tmp_path).status == 0


def test_the_ledger_speaks_the_language_that_is_spoken_unless_another_is_chosen(tmp_path: Path) -> None:
    def language(*words: str, **environ: str) -> str:
        name = f"{len(list(tmp_path.iterdir()))}.toml"
        done = fedstat("init", name, *FULL, *words, folder=tmp_path, environ=environ)
        assert done.status == 0, done.err
        said = "zh" if "已写入" in done.err else "en"
        return f"{said}{tomllib.loads((tmp_path / name).read_text('utf-8'))['plan']['language']}"

    assert language() == "enen"
    assert language(LANG="zh_CN.UTF-8") == "zhzh"
    assert language("--language", "zh") == "zhzh"
    assert language("--language", "zh", "--lang", "en") == "enzh"
    assert language("--language", "en", FEDSTAT_LANG="zh") == "zhen"


def test_without_a_terminal_every_missing_option_is_named_at_once(tmp_path: Path) -> None:
    done = fedstat("init", "--area", "太原市", folder=tmp_path, terminal=True)
    assert (done.status, done.out) == (2, "")
    assert " ".join(done.err.split()) == (
        "These options are missing: --title, --baseline-period, --target-period. Without a terminal nothing "
        "is asked. Write for instance: fedstat init --title TITLE --area AREA --baseline-period 2020 "
        "--target-period 2025"
    )
    assert list(tmp_path.iterdir()) == []


WRONG = [
    (("--title", " "), "“ ”不是一行文字。请写文字，不要带控制字符。"),
    (("--title", "a\nb"), "“a\\nb”不是一行文字。请写文字，不要带控制字符。"),
    (("--area", "\udcff"), "不是一行文字。请写文字，不要带控制字符。"),
    (("--baseline-period", "2020/6"), "“2020/6”不是报告期。应写“2020-06”；"),
    (("--baseline-period", "term:15"), "“term:15”不能作规划的基期或目标期。请写1900至2100之间的年份。"),
    (("--target-period", "3025"), "“3025”不能作规划的基期或目标期。请写1900至2100之间的年份。"),
    (("--target-period", "2020"), "目标期2020不晚于基期2020。进度从基期算到目标期，例如从2020到2025。"),
    (("--template", "cn"), "--template 不能写“cn”。可写：none、cn-women-children。"),
    (("--example", "x"), "--example 不能写“x”。可写：china-2021-2025、taiyuan-2023、city-plan-190。"),
    (
        ("--example", "taiyuan-2023"),
        "示例按原样写入，--title、--area、--baseline-period、--target-period 改变不了它。",
    ),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=str)
def test_an_option_that_cannot_be_is_refused_in_words(
    words: tuple[str, str], said: str, tmp_path: Path
) -> None:
    done = fedstat("init", *FULL, *words, "--lang", "zh", folder=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert said in done.err.replace("\n", "")
    assert list(tmp_path.iterdir()) == []


# -- where it is written -----------------------------------------------------------------------------------


def first_line(done: Outcome) -> str:
    assert done.status == 0, done.err
    return done.err.splitlines()[0]


def test_a_path_is_the_file_and_a_folder_holds_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    inside = os.path.join("folder", "fedstat.toml")  # noqa: PTH118 - as it is said
    assert first_line(fedstat("init", "a b.toml", *FULL, folder=tmp_path)) == "a b.toml is written."
    assert first_line(fedstat("init", "folder", *FULL, folder=tmp_path)) == f"{inside} is written."
    assert first_line(fedstat("-f", "c.toml", "init", *FULL, folder=tmp_path)) == "c.toml is written."
    environ = {"FEDSTAT_LEDGER": "d.toml"}
    assert first_line(fedstat("init", *FULL, folder=tmp_path, environ=environ)) == "d.toml is written."
    assert {path.name for path in tmp_path.iterdir()} == {"a b.toml", "folder", "c.toml", "d.toml"}


@pytest.mark.parametrize(
    ("name", "environ", "line"),
    [
        ("a b.toml", {}, 'fedstat check -f "a b.toml"  '),
        ("x/y.toml", {}, "fedstat check -f x/y.toml  "),
        ("fedstat.toml", {}, "fedstat check  "),
        ("fedstat.toml", {"FEDSTAT_LEDGER": "other.toml"}, "fedstat check -f fedstat.toml  "),
        ("d.toml", {"FEDSTAT_LEDGER": "d.toml"}, "fedstat check  "),
    ],
)
def test_the_next_commands_name_the_ledger_where_it_would_not_be_found(
    name: str, environ: dict[str, str], line: str, tmp_path: Path
) -> None:
    (tmp_path / "x").mkdir()
    assert line in fedstat("init", name, *FULL, folder=tmp_path, environ=environ).err


@pytest.mark.parametrize("words", [FULL, ("--example", "taiyuan-2023"), ()])
def test_what_stands_is_never_written_over(words: tuple[str, ...], tmp_path: Path) -> None:
    before = (plan(tmp_path) / "fedstat.toml").read_bytes()
    for place in ((), (".",), ("fedstat.toml",)):
        done = fedstat("init", *place, *words, "--lang", "en", folder=tmp_path)
        assert (done.status, done.out) == (3, "")
        assert "fedstat.toml stands there already; nothing is written over it.\n" in done.err
    assert (tmp_path / "fedstat.toml").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["fedstat.toml"]


def test_a_folder_that_is_not_there_is_3(tmp_path: Path) -> None:
    for place in ("none/a.toml", "none/"):
        done = fedstat("init", place, *FULL, folder=tmp_path)
        assert (done.status, done.err.splitlines()[0]) == (3, "There is no folder none.")
    assert fedstat("init", "a\0b", *FULL, folder=tmp_path).status == 3


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody may write")
def test_a_folder_in_which_nothing_can_be_written_is_3() -> None:
    done = fedstat("init", "/proc/self/a.toml", *FULL)
    assert (done.status, done.out) == (3, "")
    assert "/proc/self" in done.err


# -- examples ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_written_byte_for_byte(name: str, tmp_path: Path) -> None:
    done = fedstat("init", "--example", name, folder=tmp_path)
    assert (done.status, done.out) == (0, "")
    assert done.err.splitlines()[:3] == [
        "fedstat.toml is written.",
        "Try:",
        "  fedstat progress  the table against the targets",
    ]
    assert (tmp_path / "fedstat.toml").read_bytes() == (ROOT / "examples" / f"{name}.toml").read_bytes()
    assert fedstat("progress", folder=tmp_path).status == 0


def test_every_example_of_the_repository_comes_with_fedstat() -> None:
    assert set(EXAMPLES) == {path.stem for path in (ROOT / "examples").iterdir()}


def test_an_installed_fedstat_looks_where_the_wheel_puts_the_examples() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    target = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]["examples"]
    assert FOLDERS[0].relative_to(Path(package.__file__).resolve().parents[1]).as_posix() == target
    assert FOLDERS[1] == Path(package.__file__).resolve().parents[1] / "examples"


@pytest.mark.parametrize("place", ["fedstat", "."])
def test_an_example_is_found_in_the_package_and_beside_it(place: str, tmp_path: Path) -> None:
    folder = tmp_path / place / "examples"
    folder.mkdir(parents=True)
    (folder / "taiyuan-2023.toml").write_bytes(b"x")
    folders = (tmp_path / "fedstat" / "examples", tmp_path / "examples")
    assert example("taiyuan-2023", folders) == b"x"


def test_the_help_lists_the_examples_and_the_shell_completes_them(tmp_path: Path) -> None:
    shown = fedstat("init", "--help", folder=tmp_path).out
    assert all(f"\n{name}: " in shown for name in EXAMPLES)
    option = next(option for option in COMMAND.options if option.name == "example")
    assert option.choices == tuple(EXAMPLES)


@pytest.mark.parametrize("command", ["check", "progress", "list"])
def test_where_there_is_no_ledger_both_beginnings_are_named(command: str, tmp_path: Path) -> None:
    for words in ((), ("-f", "none.toml")):
        done = fedstat(command, *words, folder=tmp_path)
        assert done.status == 3
        assert "fedstat init, " in done.err
        assert "fedstat init --example china-2021-2025" in done.err


# -- questions -------------------------------------------------------------------------------------------


def test_a_console_of_another_encoding_is_asked_and_answered_in_it(tmp_path: Path) -> None:
    typed = f"<\n\n{TITLE}\n太原市\n2020年\n2019\n《\n2020\n\nxx\nen\n\nn\n\n"
    done = fedstat("init", "--lang", "zh", folder=tmp_path, terminal=True, typed=typed, encoding="gb18030")
    assert (done.status, done.out) == (0, "")
    for said in (
        "这已是第一问。",
        "这一问须回答。",
        "目标期2019不晚于基期2020。",
        "“xx”不在可选项中。",
        "还没有写入。",
    ):
        assert f"{said}\n" in done.err
    text = (tmp_path / "fedstat.toml").read_text("utf-8")
    assert text == begun(language="en", template="cn-women-children")


def test_an_end_of_input_leaves_nothing(tmp_path: Path) -> None:
    done = fedstat("init", folder=tmp_path, terminal=True, typed="x\n")
    assert (done.status, done.err.splitlines()[-1]) == (130, "Nothing was written.")
    assert list(tmp_path.iterdir()) == []


def test_nobody_is_asked_who_could_not_see_the_question(tmp_path: Path) -> None:
    assert fedstat("init", folder=tmp_path, terminal=False, typed="x\n").status == 2


# -- questions on a real terminal --------------------------------------------------------------------------

pty = pytest.importorskip("pty", reason="a terminal as POSIX has it")
PATIENCE = 20.0
"""Seconds that a loaded machine may take to ask."""


STARTED = """
import os
os.close(os.open(os.ttyname(0), os.O_RDWR))  # the first one that a session opens is its own: Ctrl-C works
from fedstat.cli import main
main()
"""


class Conversation:
    """A command on a terminal of its own, and what stands on it."""

    def __init__(self, folder: Path, *words: str, lang: str = "zh", stdout: Path | None = None) -> None:
        self.screen = ""
        self.decoder = getincrementaldecoder("utf-8")()
        self.own, other = pty.openpty()
        environ = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm",
            "FEDSTAT_LANG": lang,
            "LC_ALL": "C.UTF-8",
        }
        environ.pop("FEDSTAT_LEDGER", None)
        out = stdout.open("wb") if stdout else None
        self.process = subprocess.Popen(
            [sys.executable, "-c", STARTED, "init", *words],
            cwd=folder,
            env=environ,
            stdin=other,
            stdout=out or other,
            stderr=other,
            start_new_session=True,
        )
        os.close(other)
        if out:
            out.close()

    def until(self, text: str) -> str:
        """Return what appeared since the last call, up to *text*."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.screen:
            assert time.monotonic() < deadline, self.screen
            if select.select([self.own], [], [], 0.1)[0]:
                self.screen += self.decoder.decode(os.read(self.own, 4096))
        seen, _, self.screen = self.screen.partition(text)
        return seen + text

    def answer(self, prompt: str, text: str) -> None:
        """Wait for *prompt* and type *text*."""
        self.until(prompt)
        os.write(self.own, f"{text}\n".encode())

    def type(self, keys: bytes) -> None:
        """Type *keys*."""
        os.write(self.own, keys)

    def end(self) -> int:
        """Return the exit status."""
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """Leave nothing running."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.own)


@pytest.fixture
def terminal() -> Iterator[Start]:
    """Return what starts conversations, all of which end with the test."""
    started: list[Conversation] = []

    def start(folder: Path, *words: str, lang: str = "zh", stdout: Path | None = None) -> Conversation:
        started.append(Conversation(folder, *words, lang=lang, stdout=stdout))
        return started[-1]

    yield start
    for conversation in started:
        conversation.close()


def test_every_question_has_a_default_where_there_is_one_and_enter_takes_it(
    terminal: Start, tmp_path: Path
) -> None:
    talk = terminal(tmp_path)
    assert "新建台账：fedstat.toml" in talk.until("规划名称（带起止年份）：")
    talk.type(f"{TITLE}\n".encode())
    talk.answer("规划所属地区：", "太原市")
    talk.answer("基期 [2020]：", "")
    talk.answer("目标期 [2025]：", "")
    talk.answer("英文） [zh]：", "")
    talk.answer("领域） [cn-women-children]：", "")
    talk.answer("写入 fedstat.toml 吗 [是]：", "")
    assert "fedstat check " in talk.until("对照目标的进展表")
    assert talk.end() == 0
    assert (tmp_path / "fedstat.toml").read_text("utf-8") == begun(template="cn-women-children")
    assert fedstat("check", "--strict", folder=tmp_path).status == 0


def test_an_answer_is_checked_at_once_and_a_step_back_keeps_what_was_answered(
    terminal: Start, tmp_path: Path
) -> None:
    talk = terminal(tmp_path, "new.toml", lang="en")
    talk.answer("years: ", "<")
    assert "This is the first question." in talk.until("years: ")
    talk.type(b"\n")
    assert "This needs an answer." in talk.until("years: ")
    talk.type(b"Plan\n")
    talk.answer("for: ", "Taiyuam")
    talk.answer("Baseline period: ", "《")
    talk.answer("for [Taiyuam]: ", "Taiyuan")
    talk.answer("Baseline period: ", "2020.5")
    assert "“2020.5” is no period." in talk.until("Baseline period: ")
    talk.type(b"2020\n")
    talk.answer("Target period: ", "2019")
    assert "The target period 2019 is not after the baseline period 2020." in talk.until("Target period: ")
    talk.type(b"2025\n")
    talk.answer("[en]: ", "fr")
    assert "It is one of: zh, en." in talk.until("[en]: ")
    talk.type(b"Z\n")
    talk.answer("[none]: ", "")
    talk.answer("Write new.toml? [yes]: ", "no")
    assert "Nothing is written yet." in talk.until("[yes]: ")
    assert list(tmp_path.iterdir()) == []
    talk.type(b"<\n")
    talk.answer("[none]: ", "cn")
    talk.answer("[yes]: ", "yes")
    assert talk.end() == 0
    written = tomllib.loads((tmp_path / "new.toml").read_text("utf-8"))
    assert written["plan"] == {
        "title": "Plan",
        "reference_area": "Taiyuan",
        "baseline_period": "2020",
        "target_period": "2025",
        "language": "zh",
        "rounding": "half-up",
    }
    assert len(written["domain"]) == 15


def test_what_options_say_is_not_asked_and_the_rest_is(terminal: Start, tmp_path: Path) -> None:
    talk = terminal(tmp_path, "--title", "x", "--target-period", "2025", "--template", "none", lang="en")
    talk.answer("Area that it is for: ", "y")
    talk.answer("Baseline period: ", "2030")
    assert "The target period 2025 is not after" in talk.until("Baseline period: ")
    talk.type(b"2020\n")
    talk.answer("[en]: ", "")
    talk.answer("[yes]: ", "")
    assert talk.end() == 0
    assert tomllib.loads((tmp_path / "fedstat.toml").read_text("utf-8"))["plan"]["title"] == "x"


@pytest.mark.parametrize("keys", [b"\x03", b"\x04"], ids=["Ctrl-C", "end of input"])
@pytest.mark.parametrize("at", ["years: ", "[yes]: "])
def test_leaving_at_any_question_leaves_nothing(
    keys: bytes, at: str, terminal: Start, tmp_path: Path
) -> None:
    talk = terminal(tmp_path, *FULL[2:], "--language", "zh", "--template", "none", "--lang", "en")
    if at == "[yes]: ":
        talk.answer("years: ", "x")
    talk.until(at)
    time.sleep(0.3)  # no hand is as fast: Python's line editor misses a signal while it sets up
    talk.type(keys)
    assert talk.until("Nothing was written.").endswith("\nNothing was written.")
    assert talk.end() == 130
    assert list(tmp_path.iterdir()) == []


def test_a_standing_file_is_told_before_anything_is_asked(terminal: Start, tmp_path: Path) -> None:
    talk = terminal(plan(tmp_path))
    assert "？" not in talk.until("fedstat.toml 已存在，不会覆盖。")
    assert talk.end() == 3


def test_questions_stay_on_the_screen_when_standard_output_goes_elsewhere(
    terminal: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    talk = terminal(folder, *FULL[2:], "--lang", "en", stdout=tmp_path / "log")
    talk.answer("years: ", "太原")
    talk.answer("[en]: ", "")
    talk.answer("[none]: ", "")
    talk.answer("[yes]: ", "")
    assert talk.end() == 0
    assert (tmp_path / "log").read_bytes() == b""
    assert 'title = "太原"' in (folder / "fedstat.toml").read_text("utf-8")
