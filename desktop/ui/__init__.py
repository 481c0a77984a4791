"""The window: Qt and nothing but Qt; it asks work and never the hands behind it."""
