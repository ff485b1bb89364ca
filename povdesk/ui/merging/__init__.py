"""Communes merged: the register of another commune is looked at, then taken into this one."""
