"""What packaging/dev.py is made of: the environment, the system's libraries, steps with their times."""
