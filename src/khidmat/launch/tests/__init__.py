"""Fast tests of the launcher, and the `House` with which the slow ones in tests/setup start it for real."""
