# shellcheck shell=bash
# Sourced by dev.sh and smoke.sh: start a hub, learn its addresses, stop it.

# start_hub DIR [options of hubdeckd]: leaves HUB_PID, HUB_FSPIOP and HUB_OPERATOR; the output goes to DIR/hub.out and
# DIR/hub.err. Fails when the hub ends or is not ready within 30 s.
start_hub() {
    local dir=$1
    shift
    : >"$dir/hub.out"
    build/bin/hubdeckd --data "$dir/data" "$@" >"$dir/hub.out" 2>"$dir/hub.err" </dev/null &
    HUB_PID=$!
    local tries
    for ((tries = 0; tries < 300; tries++)); do
        if grep -q '"ready": *true' "$dir/hub.out"; then
            HUB_FSPIOP=$(sed -nE 's/.*"fspiop": *"([^"]+)".*/\1/p' "$dir/hub.out" | head -n 1)
            HUB_OPERATOR=$(sed -nE 's/.*"operator": *"([^"]+)".*/\1/p' "$dir/hub.out" | head -n 1)
            [ -n "$HUB_FSPIOP" ] && [ -n "$HUB_OPERATOR" ] && return 0
        fi
        if ! kill -0 "$HUB_PID" 2>/dev/null; then
            local code=0
            wait "$HUB_PID" || code=$?
            HUB_PID=
            echo "hubdeckd ended with exit code $code before it was ready:" >&2
            tail -n 20 "$dir/hub.err" >&2
            return 1
        fi
        sleep 0.1
    done
    echo "hubdeckd was not ready within 30 s:" >&2
    tail -n 20 "$dir/hub.err" >&2
    return 1
}

# stop_hub: asks the hub to drain and returns its exit code.
stop_hub() {
    [ -n "${HUB_PID:-}" ] || return 0
    local pid=$HUB_PID code=0
    HUB_PID=
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" || code=$?
    return "$code"
}

# free_address PORT: HOST:PORT when nobody listens there, else HOST:0 (any free port).
free_address() {
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
        echo "127.0.0.1:0"
    else
        echo "127.0.0.1:$1"
    fi
}
