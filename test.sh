#!/usr/bin/env bash
# Runs every test, installing on Debian what they need. The last line is "N passed, N failed".
#   ./test.sh            all of them
#   ./test.sh core       those of one project: core, components, server, browser or widget (which is timed as well)
#   ./test.sh chaos [R01 R07 …] [--seed N] [--on single|cluster]
#                        faults under load, about an hour for all, with a table of figures in docs/reliability.md; wants root
#   ./test.sh chaos-short [R01 … | all]
#                        their short forms, some seconds each; without names those that ./test.sh plays too
#   ./test.sh bench [NAME] [--rounds N] [--seconds N] [--clients N] [--full]
#                        measures, in Release, all or one by its name, and writes the figures into docs/performance.md and docs/scaling.md; no test
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
which="${1:-all}"
passed=0
failed=0
log="$(mktemp)"
beside="" # what runs beside the rest
trap 'rm -rf "$log" "$log.chaos" "$log.program"; [ -z "$beside" ] || kill -- "-$beside"' EXIT

need() { # need COMMAND-OR-PATH PACKAGE…: installs Debian's packages where the command is missing
  local probe="$1"
  shift
  [ -e "$probe" ] || command -v "$probe" >/dev/null 2>&1 && return
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo"
  echo "Installing $*"
  $sudo apt-get update -qq || true
  if ! DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >"$log" 2>&1; then
    tail -n 20 "$log"
    echo "Could not install $*: install it by hand and run this again." >&2
    exit 1
  fi
}

wanted() { [ "$which" = all ] || [ "$which" = "$1" ]; }

wanted_chaos() { [ "$which" = all ] || [[ "$which" = chaos* ]]; }

count() { # count PASSED FAILED
  passed=$((passed + $1))
  failed=$((failed + $2))
}

# Figures are those of the program that people run; everything else is built as it is worked on.
configuration=Debug
[ "$which" = chaos ] && configuration=Release

dotnet_tests() { # dotnet_tests NAME PROJECT [FILTER]
  wanted "$1" || return 0
  echo "== $1"
  local before=$failed
  dotnet test "tests/$2" -c "$configuration" --no-build --nologo --filter "${3:-Category!=Timed}" 2>&1 | tee "$log"
  local status=${PIPESTATUS[0]}
  # "Passed!  - Failed:     0, Passed:    12, Skipped:     0, …"
  local line
  line="$(grep -E '^(Passed|Failed)! +- Failed:' "$log" | tail -n 1)"
  if [ -z "$line" ]; then
    count 0 1 # it did not come as far as counting
    return
  fi
  count "$(sed -E 's/.*Passed: +([0-9]+).*/\1/' <<<"$line")" "$(sed -E 's/.*Failed: +([0-9]+), Passed.*/\1/' <<<"$line")"
  if [ "$status" != 0 ] && [ "$failed" = "$before" ]; then count 0 1; fi
}

widget_tests() {
  wanted widget || return 0
  echo "== widget"
  (cd src/KefuBlazor.Server/build/widget && npm ci --ignore-scripts --no-audit --no-fund >"$log" 2>&1) || cat "$log"
  node --test --test-reporter=tap tests/kehu/*.test.js >"$log" 2>&1
  local status=$?
  [ "$status" = 0 ] || cat "$log"
  local p f
  grep -E 'bytes gzip' "$log" | sed 's/^ *# //'
  p="$(grep -E '^# pass ' "$log" | grep -oE '[0-9]+')"
  f="$(grep -E '^# fail ' "$log" | grep -oE '[0-9]+')"
  echo "${p:-0} passed, ${f:-0} failed"
  count "${p:-0}" "${f:-0}"
  if [ "$status" != 0 ] && [ "${f:-0}" = 0 ]; then count 0 1; fi
}

play_chaos() { # play_chaos ARGUMENT…
  dotnet run -c "$configuration" --no-build --project tests/KefuBlazor.Chaos -- "$@" 2>&1
}

count_chaos() { # count_chaos LOG STATUS
  local before=$failed
  local line
  line="$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$1" | tail -n 1)"
  if [ -z "$line" ]; then
    count 0 1
    return
  fi
  count "$(sed -E 's/ passed.*//' <<<"$line")" "$(sed -E 's/.*, ([0-9]+) failed/\1/' <<<"$line")"
  if [ "$2" != 0 ] && [ "$failed" = "$before" ]; then count 0 1; fi
}

chaos_tests() { # chaos_tests ARGUMENT…
  echo "== chaos"
  play_chaos "$@" | tee "$log"
  count_chaos "$log" "${PIPESTATUS[0]}"
}

need_unserved() { # need_unserved COMMAND PACKAGE: tests start their own on a free port, so the package's service is not wanted
  command -v "$1" >/dev/null 2>&1 && return
  need "$1" "$2"
  if command -v systemctl >/dev/null 2>&1; then
    systemctl disable --now "$2" >/dev/null 2>&1 || sudo -n systemctl disable --now "$2" >/dev/null 2>&1 || true
  fi
}

need_postgres() { # the programs only: tests make clusters of their own, and Debian's default one would run for nothing
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && return
  need pg_ctlcluster postgresql-common
  local sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo"
  $sudo sed -ri "s/^#?create_main_cluster .*$/create_main_cluster = false/" /etc/postgresql-common/createcluster.conf
  need /nowhere postgresql
}

if wanted widget || wanted server || wanted browser; then need node nodejs && need npm npm; fi # the widget's tests, and its published bundle
if wanted core || wanted server || wanted browser || wanted_chaos; then
  need_unserved redis-server redis-server
  need_postgres
fi
if wanted server || wanted_chaos; then need faketime faketime; fi
if wanted browser || wanted_chaos; then need_unserved haproxy haproxy; fi
wanted browser && need_unserved nginx nginx
if wanted browser || [ "$which" = chaos ] || [ "$which" = widget ] || [ "$which" = bench ]; then
  need chromium chromium
  need /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc fonts-noto-cjk
fi
[[ "$which" = chaos* ]] && need strace strace

if [ "$which" = bench ]; then
  need_unserved redis-server redis-server
  need_postgres
  dotnet build tests/KefuBlazor.Benchmarks -c Release --nologo -v quiet || exit 1
  need node nodejs && need npm npm
  dotnet run --no-build -c Release --project tests/KefuBlazor.Benchmarks -- "${@:2}" --report
  exit
fi

# The widget's figures are taken in a browser, and only when they are asked for: other tests would be in their way.
if [ "$which" = widget ]; then
  project=tests/KefuBlazor.Browser.Tests
else
  project=KefuBlazor.sln
fi
if ! dotnet build "$project" -c "$configuration" --nologo -v quiet; then
  echo "0 passed, 1 failed"
  exit 1
fi

# Tests that start the server as a process start the one that people run: compiled ahead, it is there in two thirds of the time and work.
# The widget stays in its modules, which tests hold back one by one; what its bundle is has tests of its own.
if [ "$which" = all ] || [ "$which" = server ] || [ "$which" = browser ]; then
  if ! dotnet publish src/KefuBlazor.Server -c Release -p:WidgetBundle=false -o "$log.program" --nologo -v quiet; then
    echo "0 passed, 1 failed"
    exit 1
  fi
  export KEFU_PROGRAM="$log.program/KefuBlazor.Server.dll"
fi

if [ "$which" = all ]; then
  # The short forms of faults mostly wait: beside the tests of other projects they cost less than the time that they take alone.
  set -m # a process group of its own, so that whoever breaks this off ends all of it
  play_chaos --short >"$log.chaos" &
  beside=$!
  set +m
fi
widget_tests
dotnet_tests core KefuBlazor.Core.Tests
dotnet_tests components KefuBlazor.Components.Tests
dotnet_tests server KefuBlazor.Server.Tests
dotnet_tests browser KefuBlazor.Browser.Tests
if [ "$which" = widget ]; then
  export KEFU_FIGURES="$log.figures"
  dotnet_tests widget KefuBlazor.Browser.Tests Category=Timed
  cat "$KEFU_FIGURES"
  rm -f "$KEFU_FIGURES"
fi
dotnet_tests chaos KefuBlazor.Chaos.Tests
if [ "$which" = chaos ]; then
  chaos_tests --report docs/reliability.md "${@:2}"
elif [ -n "$beside" ]; then
  echo "== chaos"
  wait "$beside"
  status=$?
  beside=""
  cat "$log.chaos"
  count_chaos "$log.chaos" "$status"
elif wanted_chaos; then
  chaos_tests --short "${@:2}"
fi

echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
