#!/usr/bin/env bash
# Starts the real programs, moves money through them and looks at what comes back. Needs a finished build in build/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=packaging/serve.sh
. packaging/serve.sh

dir=$(mktemp -d)
HUB_PID=
cleanup() {
    if [ -n "$HUB_PID" ]; then
        kill -KILL "$HUB_PID" 2>/dev/null || true
        wait "$HUB_PID" 2>/dev/null || true
    fi
    rm -rf "$dir"
}
trap cleanup EXIT

fail() {
    echo "smoke: FAILED: $*" >&2
    [ -s "$dir/hub.err" ] && tail -n 20 "$dir/hub.err" >&2
    exit 1
}
pass() { echo "smoke: $*"; }

if ldd build/bin/hubdeckd build/bin/hubdeck-sim | grep -E 'libQt6(Widgets|Gui|Charts)' >&2; then
    fail "the headless programs link Qt Widgets, Gui or Charts"
fi
pass "hubdeckd and hubdeck-sim link no display library"

code=0
build/bin/hubdeckd --no-such-option >/dev/null 2>&1 </dev/null || code=$?
[ "$code" -eq 64 ] || fail "an unknown option ended with $code, not 64"
pass "an unknown option ends with 64"

start_hub "$dir" --fspiop 127.0.0.1:0 --operator 127.0.0.1:0 || fail "the hub did not start"
pass "ready: fspiop $HUB_FSPIOP, operator $HUB_OPERATOR"

for url in "$HUB_FSPIOP" "$HUB_OPERATOR"; do
    body=$(curl -fsS --max-time 10 "$url/health") || fail "GET $url/health"
    grep -q '"status"' <<<"$body" || fail "GET $url/health answered: $body"
done
pass "both listeners are healthy"

code=0
timeout 20 build/bin/hubdeckd --data "$dir/data" --fspiop 127.0.0.1:0 --operator 127.0.0.1:0 \
    >"$dir/second.out" 2>&1 </dev/null || code=$?
[ "$code" -eq 69 ] || fail "a second hub on the same data ended with $code, not 69"
pass "a second hub on the same data ends with 69"

seconds=${HUB_SMOKE_SECONDS:-5}
code=0
timeout 120 build/bin/hubdeck-sim load --fspiop "$HUB_FSPIOP" --operator "$HUB_OPERATOR" --inflight 16 \
    --seconds "$seconds" --json >"$dir/load.json" 2>"$dir/load.err" </dev/null || code=$?
cat "$dir/load.json"
[ "$code" -eq 0 ] || fail "hubdeck-sim load ended with $code: $(tail -n 5 "$dir/load.err")"
grep -q '"positionsOk": *true' "$dir/load.json" ||
    fail "the simulator's final check did not pass"
pass "positions equal the sum of what the simulators saw committed"

code=0
stop_hub || code=$?
[ "$code" -eq 0 ] || fail "SIGTERM ended the hub with $code, not 0"
pass "SIGTERM drains and ends with 0"

start_hub "$dir" --fspiop 127.0.0.1:0 --operator 127.0.0.1:0 || fail "the hub did not start again on its data"
curl -fsS --max-time 10 "$HUB_OPERATOR/participants" >"$dir/participants.json" || fail "GET /participants after a restart"
grep -q '"name"' "$dir/participants.json" || fail "no participants after a restart"
stop_hub || fail "the second stop was not clean"
pass "a restart finds its data again"
echo "smoke: passed"
