"""Forms of the station's books: dictionaries in, clean values out."""
