#!/usr/bin/env bash
# The one script of a developer's day: packaging/dev.sh COMMAND, without one it lists them.
# Every sub-command installs the Debian 12 packages it lacks, builds what it needs and can be repeated.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=packaging/serve.sh
. packaging/serve.sh

# package|why (docs/decisions/0010-debian-packages.md has the longer reasons; tests/tidy compares the two lists)
build_packages=(
    "build-essential|compiler driver, libc headers, make"
    "g++|the C++20 compiler"
    "cmake|build description, presets, CPack"
    "ninja-build|build runner"
    "ccache|a second build is nearly free"
    "mold|links the programs in a fraction of the time"
    "pkg-config|used by the packages' CMake files"
    "git|version in the build, sources"
    "qt6-base-dev|Qt Core, Network, Sql, Widgets, Test"
    "qt6-base-dev-tools|moc, rcc, uic"
    "qt6-httpserver-dev|the HTTP listeners"
    "qt6-websockets-dev|QHttpServer's CMake file asks for it"
    "qt6-charts-dev|live charts of the desk"
    "libqt6opengl6-dev|QtCharts' CMake file asks for it, its package does not"
    "libgl1-mesa-dev|Qt Gui's CMake file asks for OpenGL"
    "qt6-svg-dev|icons"
    "qt6-tools-dev|LinguistTools' CMake files"
    "qt6-tools-dev-tools|translation tools"
    "qt6-l10n-tools|lupdate, lrelease"
    "libqt6sql6-sqlite|SQLite driver of Qt Sql"
    "libqt6sql6-psql|PostgreSQL driver of Qt Sql"
    "libsimdjson-dev|strict and fast JSON reading"
    "libboost-dev|Beast, the HTTP parser of the guard"
    "libssl-dev|hashes, signatures, TLS"
    "libsqlite3-dev|online backup and integrity check of the store"
    "zlib1g-dev|compressed exports"
    "libxlsxwriter-dev|reports as workbooks"
    "fonts-inter|figures of equal width on the desk"
    "fonts-dejavu-core|fallback font"
    "curl|health checks of the scripts"
)
test_packages=(
    "xvfb|a display for the desk's tests"
    "xauth|needed by xvfb-run"
    "clang-format-14|formatting check"
    "clang-14|the look at thread roles and locks, libFuzzer"
)
fuzz_packages=(
    "clang-14|the look at thread roles and locks, libFuzzer"
    "libclang-rt-14-dev|runtime of libFuzzer and the sanitizers"
)
package_packages=(
    "dpkg-dev|dpkg-shlibdeps finds the package's dependencies"
    "fakeroot|files of the package belong to root"
)

step() { printf '\n== %s\n' "$*"; }
die() {
    echo "dev.sh: $*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "root is needed for: $* (run it as root, or install sudo)"
    fi
}

# install_packages "name|why"...: installs what is missing, nothing when nothing is.
install_packages() {
    command -v dpkg-query >/dev/null ||
        die "this is not a Debian system; install the equivalents of: $(printf '%s ' "${@%%|*}")"
    local entry name missing=()
    for entry in "$@"; do
        name=${entry%%|*}
        dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    step "Installing ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q </dev/null ||
        die "apt-get update failed; missing packages: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" </dev/null ||
        die "could not install: ${missing[*]} (Hubdeck is built on Debian 12)"
}

jobs() { nproc 2>/dev/null || echo 2; }

# configure PRESET [-D...]
configure() {
    step "Configuring $1"
    cmake --preset "$@" >"build/configure-$1.log" 2>&1 || {
        tail -n 40 "build/configure-$1.log" >&2
        die "configuring $1 failed (whole log: build/configure-$1.log)"
    }
}

prepare_release() {
    install_packages "${build_packages[@]}"
    mkdir -p build
    configure release -DHUB_WERROR=ON -DHUB_CHECK_HEADERS=ON
}

build_programs() {
    prepare_release
    step "Building hubdeck, hubdeckd and hubdeck-sim"
    cmake --build build --parallel "$(jobs)" --target hubdeck hubdeckd hubdeck-sim
    ls build/bin/hubdeck build/bin/hubdeckd build/bin/hubdeck-sim >/dev/null
}

cmd_build() {
    build_programs
    echo "Programs: build/bin/hubdeck build/bin/hubdeckd build/bin/hubdeck-sim"
}

cmd_run() {
    build_programs
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        step "Starting the desk with the embedded switch and two simulated DFSPs"
        exec build/bin/hubdeck --demo "$@"
    fi
    run_without_display "$@"
}

run_without_display() {
    local dir
    dir=$(mktemp -d "$PWD/build/demo.XXXXXX")
    # shellcheck disable=SC2064 # The directory is the one of now.
    trap "stop_demo; stop_hub || true; rm -rf '$dir'" EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    step "No display: starting hubdeckd with two simulated DFSPs"
    start_hub "$dir" --fspiop "$(free_address 3000)" --operator "$(free_address 3001)" || die "the hub did not start"
    cat <<TEXT
The hub is serving. DFSPs call $HUB_FSPIOP, operators $HUB_OPERATOR.
  who is in   curl -s $HUB_OPERATOR/participants
  metrics     curl -s $HUB_OPERATOR/metrics
  positions   curl -s $HUB_OPERATOR/hub/v1/positions
  the desk    build/bin/hubdeck --demo     (from a session with a display)
Ctrl+C stops both.
TEXT
    # In the background, so that a signal to this script is heard at once.
    build/bin/hubdeck-sim demo --fspiop "$HUB_FSPIOP" --operator "$HUB_OPERATOR" "$@" </dev/null &
    DEMO_PID=$!
    wait "$DEMO_PID"
}

stop_demo() {
    [ -n "${DEMO_PID:-}" ] || return 0
    kill -TERM "$DEMO_PID" 2>/dev/null || true
    wait "$DEMO_PID" 2>/dev/null || true
    DEMO_PID=
}

# run_suite NAME DIRECTORY [options of ctest]: ctest with its log kept; its closing line is repeated at the end.
summary=()
run_suite() {
    local name=$1 directory=$2
    shift 2
    local log="build/test-$name.log" code=0
    step "Tests: $name"
    TSAN_OPTIONS="suppressions=$PWD/tests/tsan.supp" \
        ctest --test-dir "$directory" --output-on-failure --no-tests=error -j 2 "$@" </dev/null 2>&1 | tee "$log" || code=$?
    summary+=("$name: $(grep -E 'tests passed|No tests' "$log" | tail -n 1)")
    [ "$code" -eq 0 ] || die "tests failed: $name (whole log: $log)"
}

# The std-only rooms, where both sanitizers see every instruction; the whole suite under ASan is `sanitize`.
core_groups() {
    local room
    for room in "${std_rooms[@]}"; do
        [ -f "tests/unit/$room/CMakeLists.txt" ] && echo "tests/unit/$room"
    done
    return 0
}

# sanitized PRESET: builds and runs the unit tests of the std-only rooms.
sanitized() {
    local preset=$1 group targets=()
    configure "$preset"
    for group in $(core_groups); do targets+=("$group/all"); done
    step "Building the core rooms' tests with $preset"
    cmake --build "build/$preset" --parallel "$(jobs)" --target "${targets[@]}"
    for group in $(core_groups); do run_suite "$preset-${group##*/}" "build/$preset/$group"; done
}

check_format() {
    step "Formatting"
    local files=()
    mapfile -t files < <(git ls-files -- '*.h' '*.cpp' 2>/dev/null)
    [ ${#files[@]} -gt 0 ] || return 0
    clang-format-14 --dry-run -Werror "${files[@]}" || die "run clang-format-14 -i on the files above"
    summary+=("formatting: ${#files[@]} files")
}

std_rooms=(base domain events ledger settlement lookup agreement)

# thread_safety TARGET...: rooms compiled by clang for the marks of core/base/thread_role.h and core/base/mutex.h.
thread_safety() {
    configure threads
    step "Thread roles and locks"
    cmake --build build/threads --parallel "$(jobs)" --target "$@"
    summary+=("thread roles and locks: $# targets")
}

cmd_threads() {
    install_packages "${build_packages[@]}" "${test_packages[@]}"
    mkdir -p build
    thread_safety hub_runtime hub_hub_remote "${std_rooms[@]/#/hub_}"
    printf '%s\n' "${summary[@]}"
}

cmd_test() {
    install_packages "${build_packages[@]}" "${test_packages[@]}"
    prepare_release
    step "Building everything"
    cmake --build build --parallel "$(jobs)"
    check_format
    thread_safety "${std_rooms[@]/#/hub_}"
    sanitized tsan-core
    sanitized asan
    step "Configuring the headless build"
    configure headless
    step "Smoke test of the programs"
    packaging/smoke.sh
    summary+=("smoke: passed")
    run_suite release build
    step "All passed"
    printf '%s\n' "${summary[@]}"
}

cmd_sanitize() {
    install_packages "${build_packages[@]}" "${test_packages[@]}"
    mkdir -p build
    configure asan
    step "Building everything with the sanitizers"
    cmake --build build/asan --parallel "$(jobs)"
    run_suite asan build/asan
    sanitized tsan-core
    step "All passed"
    printf '%s\n' "${summary[@]}"
}

# fuzz_target PROGRAM SECONDS: from the checked-in corpus; what it finds stays in build/fuzz/findings.
fuzz_target() {
    local name=${1##*/fuzz_} seconds=$2
    local log="build/fuzz/$name.log" work="build/fuzz/corpus/$name"
    mkdir -p "$work"
    "$1" -max_total_time="$seconds" -timeout=15 -rss_limit_mb=1024 -max_len=8192 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/findings/$name-" "$work" "tests/data/fuzz/$name" </dev/null >"$log" 2>&1 || {
        tail -n 40 "$log" >&2
        echo "dev.sh: $name broke; the input is in build/fuzz/findings" >&2
        return 1
    }
    local inputs coverage
    inputs=$(sed -nE 's/.*number_of_executed_units: ([0-9]*)/\1/p' "$log")
    coverage=$(grep -o 'cov: [0-9]*' "$log" | tail -n 1)
    echo "$name: $inputs inputs, $coverage"
}

# Each libFuzzer target for SECONDS (60), as many at a time as there are cores.
cmd_fuzz() {
    local seconds=${1:-60} target running=0 failed=0
    [[ $seconds =~ ^[0-9]+$ ]] || die "fuzz wants a number of seconds"
    install_packages "${build_packages[@]}" "${fuzz_packages[@]}"
    mkdir -p build
    configure fuzz
    step "Building the fuzz targets"
    cmake --build build/fuzz --parallel "$(jobs)" --target fuzz_all
    mkdir -p build/fuzz/findings
    step "Fuzzing each target for $seconds s"
    for target in build/fuzz/fuzz/fuzz_*; do
        if [ "$running" -ge "$(jobs)" ]; then
            wait -n || failed=1
            running=$((running - 1))
        fi
        fuzz_target "$target" "$seconds" &
        running=$((running + 1))
    done
    for (( ; running > 0; running--)); do wait -n || failed=1; done
    [ "$failed" -eq 0 ] || die "a fuzz target broke"
    step "Nothing found"
}

cmd_bench() {
    prepare_release
    step "Building the benchmark"
    cmake --build build --parallel "$(jobs)" --target hubdeckd hubdeck-sim hubdeck-null-relay \
        bench_apply bench_json bench_store bench_settlement bench_edge
    packaging/bench.sh "$@" </dev/null
}

cmd_screenshots() {
    install_packages "${build_packages[@]}" "${test_packages[@]}"
    build_programs
    local target=${1:-build/screenshots}
    mkdir -p "$target"
    step "Taking every pane, light and dark"
    xvfb-run --auto-servernum --server-args='-screen 0 1920x1200x24' build/bin/hubdeck --screenshots "$target" </dev/null
    local count
    count=$(find "$target" -name '*.png' | wc -l)
    [ "$count" -gt 0 ] || die "no picture was written to $target"
    echo "$count pictures in $target"
}

cmd_package() {
    install_packages "${build_packages[@]}" "${package_packages[@]}"
    build_programs
    cmake --build build --target hub_packaging
    step "Packing"
    (cd build && rm -f ./*.deb && cpack -G DEB >cpack.log 2>&1) || {
        tail -n 40 build/cpack.log >&2
        die "cpack failed (whole log: build/cpack.log)"
    }
    local deb
    deb=$(find build -maxdepth 1 -name '*.deb' -print -quit)
    [ -n "$deb" ] || die "cpack wrote no .deb"
    dpkg-deb --info "$deb" | sed -n '/Package:/,$p'
    echo "Package: $PWD/$deb"
}

usage() {
    cat <<'TEXT'
packaging/dev.sh COMMAND
  run [OPTIONS]      build, then start the desk with the embedded switch and a demo (without a display: the daemon)
  build              leave build/bin/hubdeck, hubdeckd and hubdeck-sim
  test               the whole suite, sanitizers on the core rooms, a smoke test of the programs
  sanitize           the whole suite under ASan and UBSan, the core rooms under TSan
  threads            thread roles and locks of all of core, checked by clang
  fuzz [SECONDS]     every libFuzzer target for 60 s from the checked-in corpus
  bench [OPTIONS]    measure the switch against a relay without a ledger
  screenshots [DIR]  every pane, light and dark, as PNG files (default build/screenshots)
  package            build a .deb
  install-packages   only install the Debian packages that are missing
TEXT
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
run) cmd_run "$@" ;;
build) cmd_build ;;
test) cmd_test ;;
sanitize) cmd_sanitize ;;
threads) cmd_threads ;;
fuzz) cmd_fuzz "$@" ;;
bench) cmd_bench "$@" ;;
screenshots) cmd_screenshots "$@" ;;
package) cmd_package ;;
install-packages) install_packages "${build_packages[@]}" "${test_packages[@]}" "${fuzz_packages[@]}" "${package_packages[@]}" ;;
-h | --help | help) usage ;;
*)
    usage >&2
    exit 64
    ;;
esac
