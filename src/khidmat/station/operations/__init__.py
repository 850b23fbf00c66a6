"""All writes of the station's books."""
