"""Ctrl+Z on a page of blanks: its last blank is put back, or it is said where that is done."""

from collections.abc import Callable, Set

from PySide6.QtCore import QObject

from desktop.domain.problem import UserError
from desktop.ui.kit.office import Office
from desktop.work.history import Undoable, undo_last, undoable

_NOTHING = "这一页没有可以撤销的填写。以前的改动在“办理历史”中，可以照着改回。"


def undo_typed(
    office: Office,
    application_id: int,
    paths: Set[str],
    then: Callable[[str], None],
    owner: QObject,
) -> None:
    """Take back the newest change of an application where it was made in one of `paths`.

    `then` gets its path. Another change is told of instead: it is not to vanish unseen.
    """

    def refuse(error: UserError) -> None:
        office.noted.emit(f"{error.sentence}{error.hint}")

    def take(last: Undoable | None) -> None:
        if last is None:
            office.noted.emit(_NOTHING)
        elif last.path not in paths:
            office.noted.emit(f"最近的改动不在这一页：{last.words}。请在“办理历史”中撤销。")
        else:
            seq, path, words = last.seq, last.path, last.words

            def told() -> None:
                office.noted.emit(f"已{words}。")
                then(path)

            office.keep(
                lambda desk: undo_last(desk, application_id, seq),
                lambda _changed: told(),
                owner=owner,
                otherwise=refuse,
            )

    office.ask(lambda desk: undoable(desk, application_id), take, owner=owner)
