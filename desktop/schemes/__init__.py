"""Reads forms/ strictly into the rules' values: one scheme a folder, an unknown key is an error."""
