"""The size of the sample: the scheme's share or minimum, raised but never lowered."""

import pytest
from sample_rules import KUNMING, NANCHANG, NATIONAL, rule

from desktop.domain.problem import Problem, Severity
from desktop.domain.size import Size, required_size


@pytest.mark.parametrize(
    ("frame", "n"),
    [(10, 1), (11, 2), (30, 3), (31, 4), (95, 10), (100, 10), (101, 11), (137, 14), (236, 24)],
)
def test_kunming_takes_a_tenth_rounded_up(frame: int, n: int) -> None:
    """At 10 % of the frame, at the line and one above it."""
    assert required_size(None, frame, KUNMING).n == n


def test_the_larger_of_stated_and_listed_counts() -> None:
    """500 firms stated with 236 in the roster ask for 50, and fewer stated change nothing."""
    assert required_size(500, 236, KUNMING) == Size(500, 236, 500, 50, 50, False, 40)
    assert required_size(100, 236, KUNMING) == Size(100, 236, 236, 24, 24, False, 20)


@pytest.mark.parametrize(
    ("size_rule", "frame", "n"),
    [(NATIONAL, 95, 10), (NATIONAL, 236, 10), (NANCHANG, 100, 12), (NANCHANG, 500, 12)],
)
def test_a_fixed_minimum_has_no_share(size_rule, frame: int, n: int) -> None:
    """National asks 10 and Nanchang 12, however long the list is."""
    assert required_size(None, frame, size_rule).n == n


def test_share_and_minimum_together_take_the_larger() -> None:
    """A scheme that has both asks for whichever is more."""
    both = rule(share=(1, 10), minimum=10)
    assert [required_size(None, frame, both).n for frame in (50, 100, 101)] == [10, 10, 11]


@pytest.mark.parametrize(
    ("frame", "whole", "sentences"),
    [
        (9, True, ["抽查企业名单只有9家，少于规定的10家，应全部抽查。"]),
        (10, True, []),
        (11, False, []),
    ],
)
def test_a_list_shorter_than_the_minimum_is_asked_whole(frame, whole, sentences) -> None:
    """Below the minimum every firm is asked, with a finding; at it all are asked without one."""
    size = required_size(None, frame, NATIONAL)
    assert (size.n, size.required, size.whole) == (min(frame, 10), 10, whole)
    assert [finding.sentence for finding in size.findings] == sentences


def test_eight_firms_known_answer() -> None:
    """National with 8 firms: 8 are asked, 7 satisfied answers reach the line."""
    sentence = "抽查企业名单只有8家，少于规定的10家，应全部抽查。"
    finding = Problem("抽查企业数", sentence, Severity.WARNING)
    assert required_size(None, 8, NATIONAL) == Size(None, 8, 8, 10, 8, True, 7, (finding,))


def test_a_stated_figure_far_above_the_list_asks_it_whole() -> None:
    """1,000 firms stated and 50 listed: a tenth is 100, so all 50 are asked, with a finding."""
    size = required_size(1000, 50, KUNMING)
    assert (size.n, size.required, size.whole) == (50, 100, True)
    assert size.findings[0].sentence == "抽查企业名单只有50家，不足100家，应全部抽查。"


@pytest.mark.parametrize(
    ("raised", "n"), [(0, 10), (9, 10), (10, 10), (11, 11), (95, 95), (99, 95)]
)
def test_the_reviewer_raises_and_never_lowers(raised: int, n: int) -> None:
    """One below the rule is not taken, one above it is, and the list is the ceiling."""
    size = required_size(None, 95, KUNMING, raised)
    assert (size.n, size.required) == (n, 10)
    assert bool(size.findings) is (raised in (9, 99))


def test_an_empty_list_is_an_error_and_not_a_crash() -> None:
    """With nobody on the list nobody can be asked."""
    size = required_size(None, 0, KUNMING)
    assert (size.n, [finding.severity for finding in size.findings]) == (0, [Severity.ERROR])
