# What lab/up and lab/function share: finding Java, and building what is not up to date.
# To be sourced with $root set, and $built where it is another module than the launcher with all before it.
built=${built:-lab/launcher}

say() { printf '%s\n' "$*"; }

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Sets $java to a Java of 17 to 25.
find_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/java}
  java=${java:-$(command -v java || true)}
  [ -x "$java" ] || die "No Java found: install a JDK from 17 to 25, or set JAVA_HOME."
  local version
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  case "$version" in
    1[7-9] | 2[0-5]) ;;
    *) die "Java ${version:-of an unknown version} at $java: a JDK from 17 to 25 is needed." ;;
  esac
}

# Whether every jar is there and no source is newer than the last build.
up_to_date() {
  local stamp=$root/$built/target/built
  [ -f "$stamp" ] || return 1
  [ -z "$(find "$root/common" "$root/template/java11-maven/runtime" "$root/lab" "$root/cvp-watcher" \
    "$root/device-move" "$root/notify-slack" "$root/run-validation" "$root/kafka-publish" "$root/pom.xml" \
    \( -name target -o -name bench -o -name test -o -name lab-test \) -prune -o \
    \( -name '*.java' -o -name pom.xml -o -name '*.proto' -o -path '*/src/main/resources/*' \) -newer "$stamp" -print | head -n 1)" ]
}

# One build at a time; a folder is the lock, as flock is not everywhere.
build_lock=$root/lab/.building
maven=

take_lock() {
  local waited=0
  until mkdir "$build_lock" 2>/dev/null; do
    [ "$waited" -gt 0 ] || say "Waiting for another build, which holds $build_lock."
    [ "$waited" -lt 300 ] || die "It has been 5 minutes: remove $build_lock if no build runs."
    waited=$((waited + 1))
    sleep 1
  done
  trap release_lock EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# Not before Maven has ended, so that no two builds write to the same place.
release_lock() {
  trap - EXIT INT TERM
  if [ -n "$maven" ] && kill "$maven" 2>/dev/null; then wait "$maven" || true; fi
  rmdir "$build_lock" 2>/dev/null || true
}

build_if_needed() {
  up_to_date && return
  take_lock
  up_to_date || build
  release_lock
}

build() {
  command -v mvn >/dev/null || die "No Maven found: install Maven 3.8 or later."
  say "Building: half a minute to a minute; the first time on a machine Maven also fetches some 200 MB, which takes minutes."
  local begin=$SECONDS log=$root/$built/target/build.log
  mkdir -p "$root/$built/target"
  # Empty before progress looks at it, which would tell of the build before and then find nothing.
  : >"$log"
  # Maven's own script ends in exec, so that a signal to it is one to Maven.
  (
    cd "$root"
    export JAVA_HOME=$(dirname "$(dirname "$java")")
    exec mvn -B -T 2 -P '!quality' -DskipTests -pl "$built" -am package
  ) >"$log" 2>&1 &
  maven=$!
  progress "$maven" "$log"
  if ! wait "$maven"; then
    maven=
    grep -m 20 ERROR "$log" >&2 || tail -n 20 "$log" >&2
    die "The build failed; all of it is in $log"
  fi
  maven=
  touch "$root/$built/target/built"
  say "Built in $((SECONDS - begin)) s."
}

# Says which module is being built, as long as it takes.
progress() {
  local told=0 lines
  while kill -0 "$1" 2>/dev/null; do
    lines=$(grep -c '^\[INFO\] Building .*\[' "$2" 2>/dev/null || true)
    if [ "${lines:-0}" -gt "$told" ]; then
      grep '^\[INFO\] Building .*\[' "$2" | tail -n +$((told + 1)) | sed 's/^\[INFO\] Building /  /'
      told=$lines
    fi
    sleep 0.3
  done
}
