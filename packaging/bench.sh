#!/usr/bin/env bash
# Measures the hub on this machine, load generator included, and prints one table. Called by dev.sh bench.
# Each round runs the null relay and then the durable switch; ratios are taken round by round and the median is quoted.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=packaging/serve.sh
source packaging/serve.sh

rounds=${HUB_BENCH_ROUNDS:-3}
seconds=${HUB_BENCH_SECONDS:-8}
inflight=${HUB_BENCH_INFLIGHT:-64}
work=$(mktemp -d)
relay=
closing=
cleanup() {
    [ -n "$closing" ] && kill "$closing" 2>/dev/null || true
    [ -n "$relay" ] && kill "$relay" 2>/dev/null || true
    stop_hub || true
    rm -rf "$work"
}
trap cleanup EXIT

# A figure of a line of JSON.
figure() { sed -nE "s/.*\"$2\":([0-9.]+).*/\1/p" <<<"$1" | head -n 1; }
median() { sort -n | awk '{v[NR]=$1} END {if (NR) print (NR%2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2)}'; }
load() { build/bin/hubdeck-sim load --operator "$HUB_OPERATOR" --json --quiet --warmup 1 "$@" 2>/dev/null || true; }

start_hub "$work" --fspiop 127.0.0.1:0 --operator 127.0.0.1:0
callbacks=$((20000 + RANDOM % 10000))
build/bin/hubdeck-null-relay --callbacks "http://127.0.0.1:$callbacks" --late >"$work/relay.out" 2>/dev/null </dev/null &
relay=$!
for _ in $(seq 100); do
    relay_url=$(sed -nE 's/.*"fspiop":"([^"]+)".*/\1/p' "$work/relay.out")
    [ -n "$relay_url" ] && break
    sleep 0.1
done

printf 'Machine: %s cores, %s\n' "$(nproc)" "$(sed -nE 's/^model name[^:]*: (.*)/\1/p' /proc/cpuinfo | head -n 1)"
printf '%s in flight, %s rounds of %s s, load generator on the same machine\n\n' "$inflight" "$rounds" "$seconds"
printf '%-28s %12s %9s %9s %9s %8s\n' run transfers/s p50ms p99ms maxms ratio
for ((round = 1; round <= rounds; round++)); do
    # The relay keeps no positions, so its position check says nothing; its rate does.
    null=$(load --fspiop "$relay_url" --listen "$callbacks" --inflight "$inflight" --seconds "$seconds")
    durable=$(load --fspiop "$HUB_FSPIOP" --inflight "$inflight" --seconds "$seconds")
    null_rate=$(figure "$null" transfersPerSecond)
    rate=$(figure "$durable" transfersPerSecond)
    ratio=$(awk -v a="$rate" -v b="$null_rate" 'BEGIN {printf "%.2f", (b > 0 ? a / b : 0)}')
    echo "$null_rate" >>"$work/null"
    echo "$rate" >>"$work/durable"
    echo "$ratio" >>"$work/ratio"
    printf '%-28s %12s %9s %9s %9s\n' "null relay $round" "$null_rate" "$(figure "$null" p50Ms)" "$(figure "$null" p99Ms)" \
        "$(figure "$null" maxMs)"
    printf '%-28s %12s %9s %9s %9s %8s\n' "durable switch $round" "$rate" "$(figure "$durable" p50Ms)" \
        "$(figure "$durable" p99Ms)" "$(figure "$durable" maxMs)" "$ratio"
    grep -q '"positionsOk":true' <<<"$durable" || { echo "the position check of round $round failed: $durable" >&2; exit 1; }
done
paced() { # NAME RATE
    local run
    run=$(load --fspiop "$HUB_FSPIOP" --rate "$2" --seconds "$seconds")
    printf '%-28s %12s %9s %9s %9s\n' "$1" "$(figure "$run" transfersPerSecond)" "$(figure "$run" p50Ms)" \
        "$(figure "$run" p99Ms)" "$(figure "$run" maxMs)"
}
# A window closed every two seconds, the first with all the transfers of the runs above in it.
close_windows() {
    local windows=$HUB_OPERATOR/v1/settlementWindows window
    while sleep 2; do
        window=$(curl -s "$windows?state=OPEN" | sed -nE 's/.*"settlementWindowId": ?([0-9]+).*/\1/p')
        curl -s -o "$work/closed" -H 'Content-Type: application/json' -d '{"state":"CLOSED","reason":"bench"}' "$windows/$window"
    done
}
paced "durable, paced 1000/s" 1000
paced "durable, paced 2000/s" 2000
close_windows &
closing=$!
paced "2000/s, windows closing" 2000
kill "$closing" && wait "$closing" 2>/dev/null || true
closing=
printf '%-28s %12s %29s %8s\n' "median null relay" "$(median <"$work/null")" "" ""
printf '%-28s %12s %29s %8s\n' "median durable switch" "$(median <"$work/durable")" "" "$(median <"$work/ratio")"

printf '\n%s payments a run, %s in flight\n' "${HUB_BENCH_PAYMENTS:-4000}" "$inflight"
build/bin/bench_edge "${HUB_BENCH_PAYMENTS:-4000}" "$inflight"

for part in apply json store settlement; do
    printf '\n%s\n' "$part"
    "build/bin/bench_$part"
done
