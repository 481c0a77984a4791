#!/bin/sh
# After installing and after removing: the desktop's caches are told, where their tools exist.
# Nothing in anybody's home is touched: the clerk's files and settings stay.
set -e
have() { command -v "$1" >/dev/null 2>&1; }
if have update-desktop-database; then update-desktop-database -q /usr/share/applications || true; fi
if have update-mime-database; then update-mime-database /usr/share/mime || true; fi
if have gtk-update-icon-cache; then gtk-update-icon-cache -q -f /usr/share/icons/hicolor || true; fi
exit 0
