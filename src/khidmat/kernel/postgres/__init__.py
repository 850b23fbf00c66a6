"""Django's PostgreSQL as this program uses it: `base` is what Django looks for in a database's engine."""
