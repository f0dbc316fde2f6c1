#!/usr/bin/env bash
# Makes pictures by the browser tests.
#
#   tests/pictures.sh [FOLDER]         those of the README, from the demo; into docs/images unless told otherwise
#   tests/pictures.sh every FOLDER     every page: the demo, those who help her, a record that is empty, and the pages for
#                                      anybody, at 390 and 1280 pixels, light and dark, and printed; with sheets of small pictures where montage
#                                      (ImageMagick) is installed
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ ${1:-} != every ]]; then
  export CONTACTLOG_PICTURES="${1:-$PWD/docs/images}"
  dotnet test tests/ContactLog.BrowserTests --nologo --filter 'FullyQualifiedName~.PictureTests'
  ls -l "$CONTACTLOG_PICTURES"
  exit
fi

[[ -n ${2:-} ]] || { echo 'Say which folder: tests/pictures.sh every FOLDER' >&2; exit 2; }
mkdir -p "$2"
folder=$(cd "$2" && pwd)
CONTACTLOG_EVERY_PICTURE="$folder" dotnet test tests/ContactLog.BrowserTests --nologo --filter 'FullyQualifiedName~EveryPictureTests'
if command -v montage >/dev/null; then
  for part in demo helper empty anybody; do
    for look in 390-light 390-dark 1280-light 1280-dark; do
      # Each is made small as it is read: all of them at once, at full size, are more than the tool takes.
      pictures=("$folder/$part"/*-"$look".png)
      montage "${pictures[@]/%/[320x]}" -crop 320x640+0+0 -tile 6x3 -geometry +8+8 -background '#888' "$folder/sheet-$part-$look.png"
    done
  done
fi
printf '%d pictures and %d printed pages in %s\n' "$(find "$folder" -mindepth 2 -name '*.png' | wc -l)" "$(find "$folder" -name '*.pdf' | wc -l)" "$folder"
