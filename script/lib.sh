# shellcheck shell=bash
# Shared by script/filtercheck, script/test, script/lint and .ci/run: Debian packages, and the build tree
# build/gcc-release, which the first two share. Sourced with $root set to the top of the checkout
# (absolute, no symbolic links) and $me to the name that messages begin with. Everything said here
# goes to standard error; nothing reads standard input.

# shellcheck disable=SC2154  # root and me: see above
build=$root/build/gcc-release
program=$build/filtercheck
stamp=$build/up-to-date   # its content: the $root it was built for; its time: when that build began
logs=$root/build/log

# Debian 12. Those with a program of the same purpose on PATH are not asked for (see provided_by).
# shellcheck disable=SC2034  # used by the scripts that source this
program_packages=(g++ cmake ninja-build tao-pegtl-dev nlohmann-json3-dev libcli11-dev zlib1g-dev libdeflate-dev libzstd-dev libcadical-dev libyaml-cpp-dev)
# shellcheck disable=SC2034
test_packages=(libgtest-dev libgmock-dev libbenchmark-dev pre-commit python3-yaml python3-jsonschema dpkg-dev file)
# What script/sarif-schemas fetches by.
# shellcheck disable=SC2034
schema_packages=(npm)
# What looks at pages.
# shellcheck disable=SC2034
browser_packages=(chromium)
# What the oracles of tests/oracles/ ask; without them the tests are fewer.
# shellcheck disable=SC2034
oracle_packages=(z3 cvc5 jq libre2-dev)
# shellcheck disable=SC2034
lint_packages=(clang clang-tidy)

# Statuses of our own. The program's are 0, 1, 2, 3, 70; see its manual.
cannot_start=2
broken_build=70

say() { printf '%s: %s\n' "$me" "$*" >&2; }
die() {
  local status=$1
  shift
  say "$@"
  exit "$status"
}

# ---- Packages ------------------------------------------------------------------------------------

# The program whose presence makes a package unnecessary, wherever it comes from.
provided_by() {
  case $1 in
    g++ | cmake | ccache | cppcheck | shellcheck | clang-format | clang-tidy | valgrind) echo "$1" ;;
    pre-commit | file | npm) echo "$1" ;;
    dpkg-dev) echo dpkg-shlibdeps ;;
    clang) echo clang++ ;;
    ninja-build) echo ninja ;;
    llvm) echo llvm-symbolizer ;;
  esac
}

# Sets `missing` to those of the named packages that are not there.
find_missing() {
  missing=()
  local package tool installed
  installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null) || true
  for package in "$@"; do
    tool=$(provided_by "$package")
    if [[ -n $tool ]] && command -v "$tool" >/dev/null; then continue; fi
    if [[ $'\n'$installed$'\n' != *$'\n'"installed $package"$'\n'* ]]; then missing+=("$package"); fi
  done
}

apt_lists_present() { compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; }

# ensure_packages PACKAGE…: installs what is missing, or says how and exits.
ensure_packages() {
  local missing as_root=() hint='sudo apt-get install -y'
  find_missing "$@"
  if ((${#missing[@]} == 0)); then return; fi
  if ! command -v apt-get >/dev/null; then
    say "no apt-get here, so the build must find what these Debian packages hold: ${missing[*]}"
    return
  fi
  if ((EUID != 0)); then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    else
      apt_lists_present || hint="sudo apt-get update && $hint"
      say "missing Debian packages, and only root may install them; run this, then try again:"
      printf '  %s --no-install-recommends %s\n' "$hint" "${missing[*]}" >&2
      exit "$cannot_start"
    fi
  fi
  say "installing Debian packages: ${missing[*]}"
  local log=$logs/apt.log
  local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}")
  : >"$log"
  # Without package lists, or with ones too old to fetch by, bring them up to date first.
  if apt_lists_present && "${install[@]}" >>"$log" 2>&1 </dev/null; then return; fi
  if "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update >>"$log" 2>&1 </dev/null &&
    "${install[@]}" >>"$log" 2>&1 </dev/null; then
    return
  fi
  cat "$log" >&2
  die "$cannot_start" "these packages could not be installed: ${missing[*]} (log: $log)"
}

# ---- The build tree ------------------------------------------------------------------------------

# True if the program was built here, from all sources as they are. Takes milliseconds: no lock, one
# `find`. A folder is newer when something in it was added, renamed or removed.
up_to_date() {
  local built_for
  [[ -x $program && -f $stamp ]] && IFS= read -r built_for <"$stamp" && [[ $built_for == "$root" ]] &&
    [[ -z $(find "$root"/{CMakeLists.txt,CMakePresets.json,cmake,grammar,include,src} \
      -newer "$stamp" -print -quit) ]]
}

# One of us at a time may install and build. The lock ends with unlock or with this process.
lock() {
  if ! { mkdir -p "$logs" && : >>"$root/build/.lock"; } 2>/dev/null; then
    die "$cannot_start" "cannot write to $root/build, where the build goes"
  fi
  exec {lock_fd}>>"$root/build/.lock"
  if ! flock --nonblock "$lock_fd"; then
    say "waiting for another build to finish"
    flock "$lock_fd"
  fi
}
unlock() { exec {lock_fd}>&-; }

# show_progress LOG: copies ninja's lines to LOG and, on a terminal, keeps one line of progress.
show_progress() {
  local line
  while IFS= read -r line; do
    printf '%s\n' "$line"
    if [[ -t 2 && $line =~ ^\[([0-9]+/[0-9]+)\] ]]; then
      printf '\r%s: building %s ' "$me" "${BASH_REMATCH[1]}" >&2
    fi
  done >"$1"
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
}

# True if the build tree was last configured with the option ON.
configured_with() { grep -qE "^$1:[A-Z]+=ON$" "$build/CMakeCache.txt" 2>/dev/null; }

# build TARGET CMAKE-ARGUMENT…: brings the tree up to date; call it under the lock.
build() {
  local target=$1 log=$logs/build.log begin=$SECONDS
  shift
  if [[ -f $build/CMakeCache.txt ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"; then
    say "this checkout was moved or copied; building it anew"
    rm -rf "$build"
  fi
  mkdir -p "$build"
  printf '%s\n' "$root" >"$stamp.new"   # before the build: a source saved during it is newer
  if [[ -x $program ]]; then
    say "building what has changed"
  else
    say "building for the first time, which takes a few minutes"
  fi
  # Warnings are errors for us, in CI; another compiler's new warning must not stop a user. A tree that
  # has it keeps it: to change an option is to compile everything again.
  local werror=OFF
  if [[ ${CI:-} == true ]] || configured_with CMAKE_COMPILE_WARNING_AS_ERROR; then werror=ON; fi
  if ! cmake -S "$root" --preset gcc-release "-DCMAKE_COMPILE_WARNING_AS_ERROR=$werror" "$@" \
    >"$logs/configure.log" 2>&1 </dev/null; then
    cat "$logs/configure.log" >&2
    die "$broken_build" "the build could not be configured (log: $logs/configure.log)"
  fi
  if ! NINJA_STATUS='[%f/%t] ' cmake --build "$build" --target "$target" 2>&1 </dev/null |
    show_progress "$log"; then
    grep -vE '^\[[0-9]+/[0-9]+\] ' "$log" >&2 || true
    die "$broken_build" "the build failed (log: $log)"
  fi
  mv -f "$stamp.new" "$stamp"
  say "built in $((SECONDS - begin)) s"
}

# What there is: the program, its tests, the fuzz targets and the benchmarks.
build_all() {
  build all -DFILTERCHECK_BUILD_TESTS=ON -DFILTERCHECK_BUILD_FUZZ=ON -DFILTERCHECK_BUILD_BENCH=ON
}

# ctest's output without what needs no attention.
without_passed() {
  sed -u -E '/^Internal ctest changing into/d; /^ *Start +[0-9]+: /d
    /^ *[0-9]+\/[0-9]+ Test +#[0-9]+: .* Passed +[0-9.]+ sec$/d'
}

# Lines of a fuzz target and its dictionary.
fuzz_targets() { sed -nE 's/^add_fuzz_target\(([a-z_]+)\.cpp ([a-z_]+)\)$/\1 \2/p' "$root/fuzz/CMakeLists.txt"; }
