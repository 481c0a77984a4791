"""What was reckoned is kept at its version; what is outdated goes before it is made anew."""

import gc
import weakref

from desktop.work.memory import Memory


class Rows(list[int]):
    """Rows that can be watched."""


def test_an_outdated_value_is_let_go_before_the_new_one_is_made() -> None:
    """A long list is not held twice while it is read again."""
    memory, standing = Memory(), list[object]()
    old = weakref.ref(memory.recall(("rows", 1), 1, lambda: Rows([1])))
    assert memory.recall(("rows", 1), 1, lambda: Rows([2])) == [1]

    def make() -> Rows:
        gc.collect()
        standing.append(old())
        return Rows([3])

    assert (memory.recall(("rows", 1), 2, make), standing) == ([3], [None])


def test_what_is_forgotten_of_one_application_is_known_of_the_others() -> None:
    """Only a known value of another version is outdated."""
    memory = Memory()
    for number in (1, 2):
        memory.recall(("rows", number), 5, lambda: Rows([1]))
    memory.forget(1)
    asked = [memory.outdated(("rows", number), version) for number in (1, 2) for version in (5, 6)]
    assert asked == [False, False, False, True]
