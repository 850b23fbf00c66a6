"""Set-up, and the supervisor of database, web and worker. Standard library only, and alone."""
