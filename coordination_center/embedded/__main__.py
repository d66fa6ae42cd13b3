"""`python -m coordination_center.embedded up|test|code|lock`: what the files in bin/ hand over to."""

import sys

from coordination_center.embedded.cli import main

sys.exit(main(sys.argv[1:]))
