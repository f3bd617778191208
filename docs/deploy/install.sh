#!/bin/sh
# Installs Elçi into .venv beside this file, from the wheels of this archive. No other host is asked for anything.
set -eu
cd "$(dirname "$0")"
PYTHON=${PYTHON:-python3}

sha256sum --check --quiet SHA256SUMS || { echo "The archive is damaged: copy it once more." >&2; exit 1; }
needed=$(cat wheels/PYTHON)
found=$("$PYTHON" -c 'import platform, sys; print(*sys.version_info[:2], sys.platform, platform.machine())') || {
	echo "There is no $PYTHON; name another one with: PYTHON=python3.12 ./install.sh" >&2; exit 1; }
[ "$found" = "$needed" ] || {
	echo "These wheels are for Python, system and machine $needed; $PYTHON is $found." >&2; exit 1; }

"$PYTHON" -m venv .venv || {
	echo "$PYTHON lacks the module venv; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
.venv/bin/python -m pip --isolated --disable-pip-version-check --quiet install \
	--no-index --find-links wheels --require-hashes --requirement requirements.txt
touch .venv/.installed
echo "Installed. Go on with docs/operations.md, section To run it: the settings, then .venv/bin/flask init."
