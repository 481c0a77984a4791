"""Keeps half-typed forms, so that a crash takes no keystroke; not journalled."""

from desktop.store.store import Store


def put_draft(store: Store, key: str, text: str) -> None:
    """Keep a draft in place of the one before; no act is needed."""
    with store.unjournalled():
        store.db.execute(
            "INSERT OR REPLACE INTO draft (key, text, at) VALUES (?, ?, ?)",
            (key, text, store.now()),
        )


def draft(store: Store, key: str) -> str | None:
    """Return a draft's text, or None."""
    found = store.read("SELECT text FROM draft WHERE key = ?", (key,))
    return str(found[0][0]) if found else None


def drafts(store: Store, prefix: str = "") -> dict[str, str]:
    """Return the drafts whose keys begin with `prefix`."""
    rows = store.read(
        "SELECT key, text FROM draft WHERE substr(key, 1, ?) = ? ORDER BY key",
        (len(prefix), prefix),
    )
    return dict(rows)


def drop_draft(store: Store, key: str) -> None:
    """Forget a draft, once its field is saved; inside an act it goes with that act."""
    with store.unjournalled():
        store.db.execute("DELETE FROM draft WHERE key = ?", (key,))
