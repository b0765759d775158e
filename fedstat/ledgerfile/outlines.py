"""What plans after a common outline have in common: their parts and domains.

Source: 《中国妇女发展纲要（2021—2030年）》 and 《中国儿童发展纲要（2021—2030年）》,
State Council, 国发〔2021〕16号: eight domains of women, seven of children.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class OutlinePart(NamedTuple):
    """A part of an outline: id, title, the letter of its domains, and their names in both languages."""

    id: str
    title: str
    title_en: str
    letter: str
    domains: tuple[tuple[str, str], ...]


_WOMEN: Final = OutlinePart(
    "women",
    "妇女发展规划",
    "Women's development plan",
    "W",
    (
        ("妇女与健康", "Women and health"),
        ("妇女与教育", "Women and education"),
        ("妇女与经济", "Women and the economy"),
        ("妇女参与决策和管理", "Women in decision-making and management"),
        ("妇女与社会保障", "Women and social security"),
        ("妇女与家庭建设", "Women and family building"),
        ("妇女与环境", "Women and the environment"),
        ("妇女与法律", "Women and the law"),
    ),
)
_CHILDREN: Final = OutlinePart(
    "children",
    "儿童发展规划",
    "Children's development plan",
    "C",
    (
        ("儿童与健康", "Children and health"),
        ("儿童与安全", "Children and safety"),
        ("儿童与教育", "Children and education"),
        ("儿童与福利", "Children and welfare"),
        ("儿童与家庭", "Children and the family"),
        ("儿童与环境", "Children and the environment"),
        ("儿童与法律保护", "Children and legal protection"),
    ),
)
OUTLINES: Final[Mapping[str, tuple[OutlinePart, ...]]] = {"cn-women-children": (_WOMEN, _CHILDREN)}
"""Every template of a new ledger by name."""
