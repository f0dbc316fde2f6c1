#!/usr/bin/env bash
# The whole check: tools, formatting, build with warnings as errors, unit tests, browser tests.
#
#   tests/run.sh
#
# Wants a Debian machine with the .NET SDK; what else the tests need is installed from Debian's packages where it is
# missing. The last line is "N passed, N failed" over all test projects. The exit code is 0 only when every test
# project ran, something passed, nothing failed and nothing was skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# Servers of the build that outlive it keep folders busy and memory taken; a check leaves nothing running.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
# Tests and the programs they start live too short for profiles of themselves to pay.
export DOTNET_TieredPGO=0
solution=ContactLog.sln
results="$PWD/TestResults"

step() { printf '\n== %s (%ds)\n' "$1" "$SECONDS"; }

# Ends early: the totals so far are still the last line, so that whoever reads only that line is not misled.
fail() {
  printf '%s\n' "$1" >&2
  printf '%d passed, %d failed\n' "${passed:-0}" "$(( ${failed:-0} + 1 ))"
  exit 1
}

install_tools() {
  local missing=() tool package
  # command:package
  for tool in chromium:chromium pdftotext:poppler-utils pdftoppm:poppler-utils qpdf:qpdf openssl:openssl shasum:perl unzip:unzip git:git sha256sum:coreutils; do
    package=${tool#*:}
    command -v "${tool%%:*}" >/dev/null 2>&1 || missing+=("$package")
  done
  # Chromium draws boxes for scripts it has no font for; the pictures and the width tests need real ones.
  # Not through grep -q: it closes the pipe early, and a pipe that fails would call the fonts missing every time.
  [[ $(fc-list 2>/dev/null) == *[Nn]oto* ]] || missing+=(fonts-noto-core)
  # Unicode's own test files, which the bidirectional order of the report is held to.
  [[ -s /usr/share/unicode/BidiTest.txt ]] || missing+=(unicode-data)
  (( ${#missing[@]} )) || return 0

  printf 'Missing, from Debian: %s\n' "${missing[*]}"
  local root=()
  if (( EUID != 0 )); then
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null \
      || fail "The tests need these Debian packages: ${missing[*]}. Install them (apt-get install ${missing[*]}) or run this as root or with a sudo that asks nothing."
    root=(sudo -n)
  fi
  command -v apt-get >/dev/null 2>&1 || fail "The tests need ${missing[*]}, and there is no apt-get here to install them. Install them by this system's own means and run again."
  "${root[@]}" apt-get update -qq || fail "apt-get update failed; the tests need ${missing[*]}."
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null \
    || fail "apt-get could not install: ${missing[*]}."
}

# Where the tests keep their data: in memory where there is room. Every entry that is saved waits until the disk has it, and tests save tens of thousands. What
# they find is the same there: they kill the program, not the machine. Otherwise, or where TMPDIR says where, it is where temporary files always are.
scratch=
make_scratch() {
  local wanted=$(( 2 * 1024 * 1024 )) all room memory
  [[ -z ${TMPDIR:-} && -w /dev/shm && -r /proc/meminfo ]] || return 0
  read -r all room < <(df -Pk /dev/shm | awk 'NR == 2 { print $2, $4 }') || return 0
  memory=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
  # A quarter, because the program takes no files where a disk is nearly full. Programs and browsers of the tests need memory, too.
  (( ${room:-0} >= wanted && room * 4 >= all && ${memory:-0} >= 3 * wanted )) || return 0
  scratch=$(mktemp -d /dev/shm/contactlog-check-XXXXXX) || return 0
  export TMPDIR="$scratch"
  echo "Data of the tests: in memory"
}
# Whatever ends this script, nothing of it stays in memory.
trap '[[ -z $scratch ]] || rm -rf "$scratch"' EXIT

passed=0 failed=0 skipped=0

# Runs one test project and adds its figures up from the result file, which says what ran; the exit code alone does not.
run_tests() {
  local project=$1 name counters code=0
  name=$(basename "$project")
  step "$name"
  dotnet test "$project" --no-build --nologo --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
    --results-directory "$results" || code=$?
  [[ -s "$results/$name.trx" ]] || fail "$name left no results: its tests did not run (dotnet test ended with $code)."
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" | head -n 1)
  count() { local n; n=$(sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"); printf '%d' "${n:-0}"; }
  local total p f
  total=$(count total) p=$(count passed) f=$(count failed)
  (( total > 0 )) || fail "$name has no tests that ran."
  passed=$(( passed + p )) failed=$(( failed + f )) skipped=$(( skipped + total - p - f ))
  # A crash of the test host after the last result, say.
  if (( code != 0 && f == 0 )); then
    printf '%s ended with %d although no test failed.\n' "$name" "$code" >&2
    failed=$(( failed + 1 ))
  fi
}

step "Tools"
command -v dotnet >/dev/null 2>&1 || fail "There is no dotnet command. Install the .NET SDK that global.json names."
install_tools
# They are no part of the repository; a clone in another place tests less, and whoever reads this should know.
if [[ -d ../shared/fixtures ]]; then echo "Exports of others: ../shared/fixtures"; else echo "Exports of others: none beside the repository. Readers are tested with made ones only."; fi
rm -rf "$results"

step "Restore"
dotnet restore "$solution" -v q || fail "The packages could not be restored."

# The layout alone: rules of style are errors of the build, and a test holds the order of usings. The whole of dotnet format takes minutes.
step "Formatting"
dotnet format whitespace "$solution" --no-restore --verify-no-changes || fail "dotnet format would change something."

# With the compiler as a server for the length of the build: with one for each project its analyzers are compiled anew for each.
step "Build"
dotnet build "$solution" --no-restore -v q -p:UseSharedCompilation=true || fail "The build failed."
dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true

mapfile -t projects < <(grep -l '<IsTestProject>true' tests/*/*.csproj | sort -r)
(( ${#projects[@]} > 0 )) || fail "There are no test projects."
make_scratch
for project in "${projects[@]}"; do
  run_tests "$(dirname "$project")"
done

step "Done"
if (( skipped > 0 )); then
  printf '%d tests were skipped: what could not run here was not checked.\n' "$skipped" >&2
fi
printf '%d passed, %d failed\n' "$passed" "$failed"
(( failed == 0 && passed > 0 && skipped == 0 ))
