"""Keeps everything in the one file: the only room that knows SQLite."""
