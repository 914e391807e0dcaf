# shellcheck shell=bash disable=SC2034
# Shared by the tests of this folder, which source it: a folder that goes away, a clean and a faulty one to scan,
# and what is expected. Status: 0 all as expected, 1 not, 77 a tool is missing, which is said.
#
# FILTERCHECK_PROGRAM  the program

name=${0##*/}
top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
program=$(readlink -f -- "${FILTERCHECK_PROGRAM:?must name the program}")
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE # of a hook that runs the tests

skip() {
  echo "$name: skipped: $*"
  exit 77
}

needs() { # PROGRAM PACKAGE
  command -v "$1" >/dev/null || skip "there is no $1 here (Debian package $2)"
}

# Sets `python`. Debian's own comes first: another one on PATH need not have its packages.
needs_python() { # MODULE
  for python in /usr/bin/python3 python3; do
    if "$python" -c "import $1" 2>/dev/null; then return; fi
  done
  skip "no Python has the module $1 here (Debian package python3-$1)"
}
needs_yaml() { needs_python yaml; }

failures=0
fail() { # WHAT [FILE…]: with what the files hold
  echo "$name: failed: $1"
  shift
  local file
  for file in "$@"; do
    echo "---- ${file##*/}"
    tail -n 40 -- "$file"
  done
  failures=$((failures + 1))
}

expect_status() { # WHAT EXPECTED ACTUAL [FILE…]
  if [[ $2 != "$3" ]]; then fail "$1: status $3, not $2" "${@:4}"; fi
}

expect_line() { # WHAT FIXED-STRING FILE
  grep -qF -- "$2" "$3" || fail "$1: nothing says: $2" "$3"
}

expect_no_line() { # WHAT FIXED-STRING FILE
  if grep -qF -- "$2" "$3"; then fail "$1: something says: $2" "$3"; fi
}

finish() { # WHAT-WAS-SHOWN
  if ((failures > 0)); then
    echo "$name: $failures failures" >&2
    exit 1
  fi
  echo "$name: $1"
}

# shellcheck disable=SC2016  # the $ is the pattern's
clean_pattern='{ $.eventSource = s3.amazonaws.com && $.eventName = *Bucket* }'
# shellcheck disable=SC2016
faulty_pattern='{ $.eventSource = s3.amazonaws.com && $.eventName = PutBucketAcl }'

write_filter() { # FILE PATTERN
  mkdir -p -- "$(dirname -- "$1")"
  cat >"$1" <<END
resource "aws_cloudwatch_log_metric_filter" "s3" {
  name           = "s3"
  pattern        = "$2"
  log_group_name = "trail"
}
END
}
