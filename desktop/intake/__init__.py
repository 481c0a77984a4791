"""Reads other people's files into plain rows and says what is wrong with them."""
