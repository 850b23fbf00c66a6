"""Deadlines, and the working calendar they are counted by."""
