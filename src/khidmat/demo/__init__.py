"""The district in a box: offices, people, cases and applications, loaded through real operations."""
