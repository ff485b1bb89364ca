"""The settings: the unit's names, signers, hamlets with their totals, procedure, standards, code lists."""
