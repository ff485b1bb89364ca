"""Runs a Windows command line as it stands, with no quotes around words; ends with its exit code."""

import subprocess
import sys

sys.exit(subprocess.call(sys.argv[1]))
