#!/usr/bin/env bash
# Makes the Python environments of the peers, with pinned versions (6 GB, most of it PyTorch's).
# Usage: setup.sh [DIR]      default ~/.cache/superposition-peers
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=${1:-$HOME/.cache/superposition-peers}
mkdir -p "$root"
if [ ! -x "$root/venv/bin/python" ]; then
  python3 -m venv "$root/venv"
  "$root/venv/bin/pip" install -q -r "$here/requirements.txt"
fi
if [ ! -x "$root/venv-torch/bin/python" ]; then
  python3 -m venv "$root/venv-torch"
  "$root/venv-torch/bin/pip" install -q torch==2.15.0 numpy==2.4.6 scipy==1.17.1 \
    numba==0.68.1 threadpoolctl==3.8.0
fi
