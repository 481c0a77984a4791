"""Small parts that pages are made of; the kit knows no page."""
