"""Set-up, and the supervisor of database, web and worker. Standard library only; imports nothing of the rest."""
