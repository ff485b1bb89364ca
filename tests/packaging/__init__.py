"""Tests of the commands that developers and the build machine use."""
