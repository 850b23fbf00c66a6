"""Reading the station's books, always from what the actor's posting reaches."""
