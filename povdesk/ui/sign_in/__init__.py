"""Who works: signing in, locking, changing the user, and buttons that follow the role."""
