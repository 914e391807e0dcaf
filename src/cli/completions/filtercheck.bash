# Completion of filtercheck for bash; needs nothing else, and bash-completion finds it by its name.
# tests/golden/completions compares it with what --help prints.
# shellcheck shell=bash

_filtercheck() {
  local program=$1 cur=$2 prev=${COMP_WORDS[COMP_CWORD - 1]}
  local command='' subcommand='' options values wants_value i word

  # `--format=json` comes as three words.
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = && $COMP_CWORD -ge 2 ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi

  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    [[ $word == -* ]] && continue
    if [[ -z $command ]]; then
      command=$word
    elif [[ $command == controls && ($word == list || $word == show) ]]; then
      subcommand=$word
    fi
  done

  COMPREPLY=()
  case $command in
    '') options='--help --version' ;;
    check) options='--help --color --beyond-aws-limits --control --control-file --reading --domain --full-event
      --aws-command --suite --certificate --format' ;;
    compare) options='--help --color --beyond-aws-limits --expect --reading --domain --full-event --aws-command
      --suite --certificate --smtlib --format' ;;
    group) options='--help --color --beyond-aws-limits --reading --domain --format' ;;
    match) options='--help --color --patterns --beyond-aws-limits --count --invert --extract --histogram
      --explain-miss --max-count --with-filename --recursive
      --threads --progress --reading --format' ;;
    parse | format | normalize) options='--help --color --beyond-aws-limits --format' ;;
    simplify) options='--help --color --beyond-aws-limits --allow-globs --certificate --reading --domain --format' ;;
    scan) options='--help --color --control --control-file --reading --domain --format --fail-on --diff --baseline
      --write-baseline --fix --dry-run' ;;
    audit) options='--help --color --bundle --profile --region --endpoint-url --control --control-file --framework
      --reading --format' ;;
    collect) options='--help --color --out --profile --region --endpoint-url --format' ;;
    controls | explain) options='--help --color --format' ;;
    batch) options='--help --color' ;;
    *) return ;;
  esac

  values='' wants_value=1
  case $prev in
    --color) values='auto always never' ;;
    --format)
      values='text json'
      if [[ $command == group ]]; then values+=' dot'; fi
      if [[ $command == scan ]]; then values+=' sarif github junit gitlab'; fi
      if [[ $command == audit ]]; then values+=' sarif junit html'; fi
      ;;
    --histogram) values='day hour eventName eventSource awsRegion userIdentity.type errorCode sourceIPAddress' ;;
    --reading) values='both glob first-occurrence' ;;
    --domain) if [[ $command == compare || $command == group || $command == simplify ]]; then values='lines json cloudtrail'; else values='cloudtrail json'; fi ;;
    --fail-on) values='error warning note narrowed widened changed' ;;
    --framework) values='cis-1.2 cis-1.3 cis-1.4 cis-1.5 cis-2.0 cis-3.0 cis-4.0 cis-5.0 cis-6.0 cis-7.0 security-hub all' ;;
    --expect) values='equivalent subset superset overlapping disjoint undecided' ;;
    --control)
      values=$(_filtercheck_first_words "$program" controls)
      if [[ $command == scan ]]; then values+=' auto'; fi
      ;;
    --control-file | --patterns | --suite | --certificate | --smtlib | --baseline | --write-baseline | --diff | --bundle | --out)
      _filtercheck_files '' "$cur"
      return
      ;;
    --max-count | -m | --threads | --profile | --region | --endpoint-url) return ;;
    *) wants_value='' ;;
  esac
  if [[ -n $wants_value ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$values" -- "$cur")
    return
  fi

  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    return
  fi
  case $command in
    '') values='check compare group match parse format normalize simplify scan audit collect controls explain batch' ;;
    controls)
      if [[ -z $subcommand ]]; then
        values='list show'
      elif [[ $subcommand == show ]]; then
        values=$(_filtercheck_first_words "$program" controls)
      fi
      ;;
    explain) values=$(_filtercheck_first_words "$program" explain) ;;
    batch) return ;;
    *)
      # A pattern may be a file, as @FILE.
      if [[ $cur == @* ]]; then _filtercheck_files @ "${cur#@}"; else _filtercheck_files '' "$cur"; fi
      return
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$values" -- "$cur")
}

# The ids of controls, or the codes, of the very program; nothing if it cannot be run.
_filtercheck_first_words() {
  local first rest
  "$1" "$2" 2>/dev/null </dev/null | while read -r first rest; do printf '%s\n' "${first%:}"; done
}

_filtercheck_files() { # PREFIX START
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -P "$1" -f -- "$2")
}

complete -F _filtercheck filtercheck
