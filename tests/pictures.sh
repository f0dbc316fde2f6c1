#!/usr/bin/env bash
# Makes the pictures of the README from the demo: docs/images/*.png
#
#   tests/pictures.sh [folder]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CONTACTLOG_PICTURES="${1:-$PWD/docs/images}"
dotnet test tests/ContactLog.BrowserTests --nologo --filter FullyQualifiedName~PictureTests
ls -l "$CONTACTLOG_PICTURES"
