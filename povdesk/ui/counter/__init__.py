"""The family at the counter: why it is in its class, and the paper that confirms it."""
