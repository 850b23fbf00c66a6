"""Pages of citizen services."""
