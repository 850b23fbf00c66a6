"""The API of citizen services."""
