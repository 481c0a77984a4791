"""Packs a round's papers into a folder that carries its own digests, and verifies one."""
