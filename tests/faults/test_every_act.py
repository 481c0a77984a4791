"""No act of the program is left out of the story that is recorded for the crash states."""

import ast
from collections.abc import Iterator
from pathlib import Path

import crash_states

import desktop

HERE = Path(desktop.__file__).parent
# Named by a constant beside the act; everything else is written out where it is done.
CONSTANTS = {"ACT": "登记抽查答复", "ERASED": "清除个人信息", "FILL": "填写动态管理"}


def _names(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_names(node.body), *_names(node.orelse))
    elif isinstance(node, ast.Name) and node.id in CONSTANTS:
        yield CONSTANTS[node.id]
    elif not (isinstance(node, ast.Name) and node.id in ("what", "act")):
        raise AssertionError(f"an act without a name that can be read: {ast.dump(node)}")


def acts_in_the_program() -> set[str]:
    """Every name that is given to an act anywhere in the program."""
    found = set()
    for path in sorted((HERE / "work").rglob("*.py")):
        if path.name == "desk.py":
            continue  # it hands acts on, and does none
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in ("act", "also"):
                found |= set(_names(node.args[0]))
    return found


def test_every_act_is_in_the_story(tmp_path: Path):
    """An act that is not recorded here was never tried without power."""
    story = crash_states.story_of(tmp_path / "审查.review")
    done = crash_states.acts_of(story)
    assert acts_in_the_program() - done == set()
    assert len(done) >= 40
