"""Units of measure: one spelling for each, and what follows from it."""

from __future__ import annotations

import pytest

from fedstat.model.unit import (
    ChangeKind,
    canonical_unit,
    change_kind,
    is_known,
    is_percentage,
    is_share,
    plain_signs,
    ratio_factor,
    scale_of,
    units_agree,
)


@pytest.mark.parametrize(
    ("unit", "one", "factor", "kind"),
    [
        *((unit, "%", 100, "percentage-points") for unit in ("%", "％", " % ", "﹪", "百分比", "per cent")),
        *(
            (unit, "‰", 1000, "permille-points")
            for unit in ("‰", "千分之", "1/1000", "每千例活产", "per 1,000")
        ),
        *((unit, "1/千人", 1000, "relative") for unit in ("每千人", "人/千人", "张/千人口", "1/千人")),
        *((unit, "1/万", 10_000, "relative") for unit in ("1/万", "万分之", "每万人", "‱", "1/10 000")),
        *((unit, "1/10万", 100_000, "relative") for unit in ("1/10万", "/10万", "10万分之", "十万分之一")),
        *((unit, "1/10万", 100_000, "relative") for unit in ("每10万", "每十万人", "１／１０万", "人/10万")),
        *((unit, "1/10万", 100_000, "relative") for unit in ("1/100 000", "per 100,000 live births")),
        ("每百万人", "1/100万", 1_000_000, "relative"),
        ("人", "人", None, "relative"),
        ("万元", "万元", None, "relative"),
        ("万元/万元", "万元/万元", None, "relative"),
        ("岁", "岁", None, "absolute"),
        ("小时/天", "小时/天", None, "absolute"),
        ("分", "分", None, "absolute"),
        ("个百分点", "百分点", None, "absolute"),
        ("女＝100", "女=100", 100, "absolute"),
        ("倍", "倍", 1, "absolute"),
        ("比值", "比值", 1, "absolute"),
        ("", "", 1, "absolute"),
    ],
)
def test_what_follows_from_a_unit(unit: str, one: str, factor: int | None, kind: ChangeKind) -> None:
    assert (canonical_unit(unit), ratio_factor(unit), change_kind(unit)) == (one, factor, kind)
    assert is_percentage(unit) is (one == "%")
    assert canonical_unit(canonical_unit(unit)) == one


@pytest.mark.parametrize("unit", ["%", "‰", "1/10万", "百分点"])
def test_a_share_takes_no_scale(unit: str) -> None:
    assert is_share(unit)
    assert scale_of(unit) == ("", unit)


@pytest.mark.parametrize(
    ("unit", "scale", "of"),
    [
        ("万人次", "万", "人次"),
        ("亿元", "亿", "元"),
        ("百万元", "百万", "元"),
        ("万亿元", "万亿", "元"),
        ("千人", "千", "人"),
        ("千克", "", "千克"),
        ("百分点", "", "百分点"),
        ("人次", "", "人次"),
        ("麻袋", "", "麻袋"),
        ("", "", ""),
    ],
)
def test_a_unit_may_begin_with_its_scale(unit: str, scale: str, of: str) -> None:
    assert scale_of(unit) == (scale, of)


@pytest.mark.parametrize(
    ("printed", "measure"),
    [
        ("人", "名"),
        ("名", "位"),
        ("个", "项"),
        ("家", "个"),
        ("场次", "场"),
        ("公里", "千米"),
        ("周岁", "岁"),
        ("㎡", "平方米"),
        ("‰", "每千人"),
        ("/10万", "1/10万"),
        ("倍", "比值"),
        ("麻袋", "麻袋"),
    ],
)
def test_words_that_say_the_same_agree(printed: str, measure: str) -> None:
    assert units_agree(printed, measure)
    assert units_agree(measure, printed)


@pytest.mark.parametrize(
    ("printed", "measure"),
    [
        ("%", "‰"),
        ("%", "百分点"),
        ("人", "元"),
        ("人", "人次"),
        ("个", "元"),
        ("个", "人次"),
        ("户", "家"),
        ("小时", "分钟"),
        ("1/万", "1/10万"),
        ("倍", "%"),
    ],
)
def test_words_that_count_different_things_do_not_agree(printed: str, measure: str) -> None:
    assert not units_agree(printed, measure)
    assert not units_agree(measure, printed)


def test_a_unit_is_known_when_people_print_it() -> None:
    assert all(map(is_known, ("%", "1/10万", "人次", "元/人", "微克/立方米")))
    assert not any(map(is_known, ("", "成", "abc", "不详", "元/", "/元", "元/人/年")))


def test_full_width_signs_become_plain_and_a_footnote_s_mark_does_not() -> None:
    assert plain_signs("４１．６３％，－１") == "41.63%,-1"
    assert plain_signs("−1²①") == "-1²①"


def test_a_time_by_anything_changes_in_the_unit_itself() -> None:
    assert change_kind("小时/人") == change_kind("分钟/人/天") == "absolute"
    assert change_kind("元/人") == "relative"


def test_a_rate_is_not_counted_by_anything_else() -> None:
    assert is_known("1/万")
    assert not is_known("1/万/人")


def test_differences_of_shares_are_shares_too() -> None:
    assert all(is_share(unit) for unit in ("百分点", "千分点", "‰", "1/10万"))
    assert not is_share("人")


def test_every_scale_before_a_unit_is_told_apart() -> None:
    scales = ("百万", "千万", "万亿", "亿", "万", "千", "百")
    assert [scale_of(f"{scale}元") for scale in scales] == [(scale, "元") for scale in scales]


@pytest.mark.parametrize("whom", ["", "活产", "例活产", "名活产", "活产儿"])
def test_a_rate_per_thousand_births_is_permille(whom: str) -> None:
    assert canonical_unit(f"每千{whom}") == canonical_unit(f"1/千{whom}") == "‰"
    assert canonical_unit("per 1000 live births") == "‰"
    assert canonical_unit("每千人") == "1/千人"
