#!/bin/sh
# make bundle: one archive for an intranet without internet, with what is committed, the wheels it needs and
# install.sh. It is unpacked and tried with the index off before it is called done.
set -eu
cd "$(dirname "$0")/../.."
PYTHON=${PYTHON:-.venv/bin/python}
base=$(readlink -f "$PYTHON")
pip="$PYTHON -m pip --disable-pip-version-check --quiet"

version=$("$PYTHON" -c 'from app.backup.manifest import application_version as version; print(version())')
name=elci-$version
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

[ -z "$(git status --porcelain)" ] || echo "What is not committed is not in the archive." >&2
git archive --prefix="$name/" HEAD | tar -x -C "$work"
tree=$work/$name
$pip download --only-binary :all: --require-hashes --requirement "$tree/requirements.txt" --dest "$tree/wheels"
"$PYTHON" -c 'import platform, sys; print(*sys.version_info[:2], sys.platform, platform.machine())' \
	> "$tree/wheels/PYTHON"
cp docs/deploy/install.sh "$tree/install.sh"
chmod +x "$tree/install.sh"
(cd "$tree" && find . -type f ! -name SHA256SUMS -exec sha256sum {} + > "$work/sums" && mv "$work/sums" SHA256SUMS)
mkdir -p dist
archive=$name-py$(tr ' ' '-' < "$tree/wheels/PYTHON").tar.gz
tar -czf "$work/$archive" -C "$work" "$name"

echo "trying $archive with the index off"
mkdir "$work/tried"
tar -xzf "$work/$archive" -C "$work/tried"
cd "$work/tried/$name"
PIP_NO_INDEX=1 PYTHON=$base ./install.sh
export ELCI_MODE=development ELCI_DATA_DIR="$work/data" ELCI_DATABASE_URL= ELCI_SECRET_KEY= ELCI_DEMO_TODAY=
.venv/bin/python -m flask --app wsgi init
port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
.venv/bin/python -m flask --app wsgi serve --port "$port" >/dev/null &
server=$!
.venv/bin/python - "$port" <<'ASK'
import sys, time, urllib.request
for _ in range(100):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/health", timeout=10) as answer:
            sys.exit(print("/health:", answer.read().decode().strip()))
    except OSError:
        time.sleep(0.2)
sys.exit("no answer")
ASK
cd "$OLDPWD"
mv "$work/$archive" "dist/$archive"
(cd dist && sha256sum "$archive")
