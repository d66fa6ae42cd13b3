#!/bin/sh
# Finds a Python that is new enough and hands over to coordination_center.embedded: start.sh COMMAND [ARGUMENT...]
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P) || exit 1
for python in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14 python; do
    if command -v "$python" >/dev/null 2>&1 &&
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        PYTHONPATH=$root
        export PYTHONPATH
        exec "$python" -P -m coordination_center.embedded "$@"
    fi
done
echo "bin/$1: no Python 3.11 or newer was found. Install one (Debian: apt install python3 python3-venv)," >&2
echo "or name it: PYTHON=/path/to/python3 bin/$1" >&2
exit 1
