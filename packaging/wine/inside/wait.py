"""Stays for so many seconds in the folder it was started in, which nobody can rename meanwhile."""

import sys
import time

print("ready", flush=True)
time.sleep(float(sys.argv[1]))
