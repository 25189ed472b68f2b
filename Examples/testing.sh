# What the tests of the examples have in common; sourced by them. It makes a directory, $tmp, which goes at the end.

tmp=$(mktemp -d)
children=()
passed=0 failed=0 skipped=0

cleanup() {
    # Each leads a process group: those that fork leave no one behind.
    for child in "${children[@]}"; do kill -- "-$child"; done 2>/dev/null
    wait
    rm -rf "$tmp"
}
trap cleanup EXIT
trap 'exit 130' INT TERM HUP

# --- One line for each check ---

# check WHAT COMMAND…: whether the command succeeds.
check() {
    local what=$1
    shift
    if "$@" >"$tmp/check" 2>&1; then
        passed=$((passed + 1))
        echo "ok    $what"
        return 0
    else
        failed=$((failed + 1))
        echo "FAIL  $what"
        head -c 2000 "$tmp/check" | sed 's/^/      /'
        return 1
    fi
}

skip() {
    skipped=$((skipped + 1))
    echo "skip  $1: $2"
}

# has TOOL…: or says which is missing, in $missing.
has() {
    for tool; do
        missing="$tool is not installed"
        command -v "$tool" >/dev/null || return 1
    done
}

# same WANTED GOT, two texts
same() {
    [ "$1" = "$2" ] || { printf 'wanted: %s\ngot: %s\n' "$1" "$2"; false; }
}

# fails STATUS TEXT COMMAND…: whether it ends with that status, and says that text on standard error.
fails() {
    local wanted=$1 text=$2 status
    shift 2
    "$@" >/dev/null 2>"$tmp/said"
    status=$?
    cat "$tmp/said"
    [ $status = "$wanted" ] || { echo "exit status $status, wanted $wanted"; false; } && grep -qF -e "$text" "$tmp/said"
}

# --- Servers ---

# start COMMAND…: runs it in the background, and waits for the line that says where it listens.
# Sets $pid, $where (what follows "listening on") and $port.
start() {
    local pipe="$tmp/pipe$((${#children[@]}))" line output
    mkfifo "$pipe"
    set -m
    "$@" >"$pipe" 2>&1 &
    set +m
    pid=$!
    children+=("$pid")
    exec {output}<"$pipe"
    while IFS= read -r -t 20 -u "$output" line; do
        # "Serving HTTP on 127.0.0.1 port 8000 (…" is what Python says.
        [[ $line =~ (listening on|Serving HTTP on)\ (.*) ]] || continue
        where=${BASH_REMATCH[2]}
        port=
        [[ $where =~ (:|port )([0-9]+)( |$) ]] && port=${BASH_REMATCH[2]}
        return
    done
    echo "did not start: $*" >&2
    exit 1
}

# ends STATUS: whether the last server ends by itself, with that status.
ends() {
    timeout 20 tail --pid="$pid" -s 0.02 -f /dev/null || kill -KILL "$pid"
    wait "$pid"
    same "$1" $?
}

interrupted() {
    kill -INT "$pid"
    ends 0
}

# totals: the closing line, and whether nothing failed.
totals() {
    echo "$passed passed, $failed failed, $skipped skipped"
    [ $failed = 0 ]
}
