# What the steps of .ci/run share. To be sourced with the repository as the current folder.

passed=0
skipped=0

step() { printf '\n== %s\n' "$*"; }

skip() {
  printf 'SKIPPED: %s\n' "$*"
  skipped=$((skipped + 1))
}

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

ok() {
  printf 'ok: %s\n' "$*"
  passed=$((passed + 1))
}

summary() { printf 'checks: %d passed, 0 failed, %d skipped\n' "$passed" "$skipped"; }

java_version() { "$1" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/Java \1/p' | head -n 1; }

# The home of a JDK of that version, where the distribution keeps them.
java_home() {
  local javac
  for javac in /usr/lib/jvm/*/bin/javac "${JAVA_HOME:-/none}/bin/javac"; do
    if [ -x "$javac" ] && "$javac" -version 2>&1 | grep -q "^javac $1\b"; then
      dirname "$(dirname "$javac")"
      return 0
    fi
  done
  return 1
}

# Runs the blocks of a document that are marked as runnable and hold the text given.
run_blocks() {
  local document=$1 text=$2 block found=0
  while IFS= read -r -d '' block; do
    case "$block" in *"$text"*) ;; *) continue ;; esac
    found=1
    printf '%s\n' "$block" | sed 's/^/$ /'
    bash -euo pipefail -c "$block"
  done < <(blocks "$document")
  [ "$found" = 1 ] || fail "$document has no runnable block with: $text"
  ok "$document: $text"
}

# The runnable blocks of a document, each ended by a zero byte.
blocks() {
  awk '/^```sh run$/ { inside = 1; next } /^```$/ { if (inside) printf "%c", 0; inside = 0; next } inside' "$1"
}

# Installs faas-cli by its ordinary way, unless it is there; says why where that fails.
install_faas_cli() {
  if command -v go >/dev/null; then PATH=$PATH:$(go env GOPATH)/bin; fi
  command -v faas-cli >/dev/null && return 0
  command -v go >/dev/null || { echo "faas-cli is installed by go install, and there is no Go here"; return 1; }
  go install github.com/openfaas/faas-cli@v0.0.0-20260724145813-c8191b71e7ed 2>&1 | tail -n 1
  command -v faas-cli >/dev/null
}

# Starts ./lab/up with these arguments and waits until it has said all that it says when it stays up.
# Sets $lab_pid, $lab_log and $gateway.
lab_up() {
  lab_log=$(mktemp)
  # What a script starts in the background would ignore Ctrl-C.
  env --default-signal=INT ./lab/up "$@" >"$lab_log" 2>&1 &
  lab_pid=$!
  local waited=0
  until grep -q 'faas-cli list -g' "$lab_log"; do
    kill -0 "$lab_pid" 2>/dev/null || { cat "$lab_log"; fail "./lab/up $* ended"; }
    [ "$waited" -lt 600 ] || { cat "$lab_log"; fail "./lab/up $* did not come up"; }
    waited=$((waited + 1))
    sleep 0.5
  done
  gateway=$(sed -n 's/^  gateway *\(http[^ ]*\).*/\1/p' "$lab_log")
}

lab_down() {
  kill -TERM "$lab_pid" 2>/dev/null || true
  wait "$lab_pid" 2>/dev/null || true
}
