"""What the user asked for: the values of the options, and the ledger and language they lead to."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fedstat.cli.output import tell
from fedstat.cli.speech import asked_language, system_language
from fedstat.cli.whereabouts import find
from fedstat.errors import FedstatError, LedgerFaults, UsageFault
from fedstat.language import msg, msgs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from fedstat.cli.shell import Shell
    from fedstat.cli.whereabouts import Found
    from fedstat.language import Language
    from fedstat.model.ledger import Ledger


class Request:
    """The values of one command line, by the names of the options."""

    def __init__(self, shell: Shell, values: Mapping[str, object]) -> None:
        """Keep what was asked; the ledger is read when somebody needs it."""
        self.shell = shell
        self.values = values

    def text(self, name: str) -> str | None:
        """Return the value of an option, None when it was not given."""
        value = self.values.get(name)
        return None if value is None else str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return every value of an option that may be given several times."""
        value = self.values.get(name)
        return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()

    def flag(self, name: str) -> bool:
        """Whether a flag was given."""
        return bool(self.values.get(name))

    @cached_property
    def moment(self) -> datetime:
        """When the command began, to the second: what is shown and what is then written say the same."""
        from datetime import datetime

        return datetime.now().replace(microsecond=0)  # noqa: DTZ005 - ledger stamps are local times without offset

    @cached_property
    def found(self) -> Found:
        """Where the ledger is.

        Raises:
            FileFault: there is none.
        """
        return find(self.text("file"), self.shell.environ)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger with everything that is wrong with it, read without a word.

        Raises:
            FileFault: it cannot be found or read.
        """
        name = self.found.name
        from fedstat.api import read

        return read(name)

    @property
    def main_file(self) -> str:
        """The name of the ledger that was read; "" while none was, as before a new one is written."""
        return self.ledger.name if "ledger" in self.__dict__ else ""

    def take(self, ledger: Ledger) -> None:
        """Go on with this reading of the ledger instead of another."""
        self.__dict__["ledger"] = ledger

    def turn_to(self, name: str, ledger: Ledger) -> None:
        """Go on with the ledger of another file than -f names or this folder has."""
        self.__dict__["found"] = find(name, self.shell.environ)
        self.take(ledger)

    @cached_property
    def opened_ledger(self) -> Ledger:
        """The ledger with everything that is wrong with it; one found above is named on standard error.

        Raises:
            FileFault: it cannot be found or read.
        """
        ledger = self.ledger
        if self.found.above:
            tell(self, msg("Ledger: {name}", name=self.found.name))
        return ledger

    @cached_property
    def sound_ledger(self) -> Ledger:
        """The ledger, free of errors, with --public what of it is public; its notices are mentioned.

        Raises:
            LedgerFaults: it has errors, so no figure is computed from it.
        """
        ledger = self.opened_ledger
        if any(finding.stops for finding in ledger.findings):
            raise LedgerFaults(msg("The ledger has errors; no figure is computed from it."), ledger.findings)
        errors = sum(finding.severity == "error" for finding in ledger.findings)
        notices = len(ledger.findings) - errors
        if errors:
            tell(
                self,
                msgs(
                    "{count} error that does not touch these figures; see: fedstat check",
                    "{count} errors that do not touch these figures; see: fedstat check",
                    errors,
                ),
            )
        if notices:
            tell(
                self,
                msgs("{count} notice; see: fedstat check", "{count} notices; see: fedstat check", notices),
            )
        return ledger.public() if self.flag("public") else ledger

    @cached_property
    def language(self) -> Language:
        """The language to speak.

        Raises:
            UsageFault: FEDSTAT_LANG names a language that there is not.
        """
        asked = asked_language(self.text("lang"), self.shell.environ)
        return asked or self._ledger_language() or system_language(self.shell.environ)

    @property
    def surest_language(self) -> Language:
        """The language to report a fault in, whatever the fault is."""
        try:
            return self.language
        except UsageFault:
            return self._ledger_language() or system_language(self.shell.environ)

    def _ledger_language(self) -> Language | None:
        """Return the language that the ledger names; none where it names none or cannot be read."""
        try:
            plans = self.ledger.plans
        except FedstatError:
            return None
        return plans[-1].language if plans else None
