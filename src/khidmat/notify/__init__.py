"""Messages: their wording, their outbox, and the services that carry them."""
