"""The rules themselves: values and pure functions with no file, no clock, no dice and no Qt."""
