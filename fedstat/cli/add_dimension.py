"""`fedstat add dimension`: a dimension of breakdowns with its categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from fedstat.cli.blocks import NAME, NAME_EN, Block, block_command
from fedstat.cli.command import Example, Option
from fedstat.cli.entries import said
from fedstat.language import msg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedstat.cli.blocks import Built
    from fedstat.ledgerfile.writer import Plain
    from fedstat.model.plan import Dimension

CATEGORY: Final = Option(
    name="categories",
    flags=("--category",),
    metavar="[ID=]NAME",
    multiple=True,
    help=msg("A category, 城市 or rural=农村; once for each, in their order."),
)


def _says(entry: Built, options: Sequence[Option]) -> dict[str, Plain]:
    """Return what a dimension holds; a category with a name besides its id is a table."""
    dimension = cast("Dimension", entry)
    own = {identity: (name, name_en) for identity, name, name_en in dimension.category_names}
    categories: list[Plain] = []
    for identity in dimension.categories:
        name, name_en = own.get(identity, ("", ""))
        table = {"id": identity, "name": name, **({"name_en": name_en} if name_en else {})}
        categories.append(table if name else identity)
    return {**said(entry, options), "categories": categories}


COMMAND: Final = block_command(
    Block(
        kind="dimension",
        what=msg("dimension", context="noun"),
        entries=lambda ledger: ledger.dimensions,
        fields=(NAME, NAME_EN, CATEGORY),
        required=("name", "categories"),
        says=_says,
        then="fedstat add observation CODE PERIOD VALUE --breakdown {id}=…",
    ),
    summary=msg("Append a dimension of breakdowns: sex, residence, age."),
    examples=(
        Example(
            line="fedstat add dimension sex 性别 --category 女 --category 男", says=msg("with its categories")
        ),
        Example(
            line="fedstat add dimension residence 居住地 --category urban=城市 --category rural=农村",
            says=msg("categories with an id of their own"),
        ),
    ),
)
