"""Puts values on paper: a sheet is composed as plain cells first and poured last."""
