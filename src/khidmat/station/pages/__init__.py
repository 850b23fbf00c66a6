"""Pages of the station's books."""
