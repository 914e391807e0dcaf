# Completion of filtercheck for fish. tests/golden/completions compares it with what --help prints.

function __filtercheck_program
    # The first word of the command line, if it can be run.
    set -l words (commandline -opc)
    type -q -- $words[1]; and echo $words[1]
end
function __filtercheck_controls
    set -l program (__filtercheck_program); or return
    $program controls list 2>/dev/null | string replace -r ' +' \t
end
function __filtercheck_codes
    set -l program (__filtercheck_program); or return
    $program explain 2>/dev/null | string replace ': ' \t
end
function __filtercheck_pattern_files
    # A pattern may be a file, as @FILE.
    set -l word (commandline -ct)
    string match -q -- '@*' $word; and printf '@%s\n' (__fish_complete_path (string sub -s 2 -- $word))
end

complete -c filtercheck -f
complete -c filtercheck -s h -l help -d 'Print the help and exit'

complete -c filtercheck -n __fish_use_subcommand -l version -d 'Print the version and exit'
complete -c filtercheck -n __fish_use_subcommand -a check -d 'Does a pattern cover a control?'
complete -c filtercheck -n __fish_use_subcommand -a compare -d 'How are two patterns related?'
complete -c filtercheck -n __fish_use_subcommand -a group -d 'Which patterns mean the same?'
complete -c filtercheck -n __fish_use_subcommand -a match -d 'Print the log lines that match'
complete -c filtercheck -n __fish_use_subcommand -a parse -d 'Show the syntax tree or the faults'
complete -c filtercheck -n __fish_use_subcommand -a format -d 'Print a pattern in its canonical layout'
complete -c filtercheck -n __fish_use_subcommand -a normalize -d 'Print the normal form of a pattern'
complete -c filtercheck -n __fish_use_subcommand -a simplify -d 'Print the shortest equivalent pattern found'
complete -c filtercheck -n __fish_use_subcommand -a scan -d 'Judge filters in infrastructure code and in what AWS prints'
complete -c filtercheck -n __fish_use_subcommand -a audit -d 'Does an account report what a control requires?'
complete -c filtercheck -n __fish_use_subcommand -a collect -d 'Keep what an audit rests on as a bundle'
complete -c filtercheck -n __fish_use_subcommand -a controls -d 'List the controls, or show one'
complete -c filtercheck -n __fish_use_subcommand -a explain -d 'Explain a code'
complete -c filtercheck -n __fish_use_subcommand -a batch -d 'Answer JSON requests, one a line'

complete -c filtercheck -n '__fish_seen_subcommand_from check compare group match parse format normalize simplify scan audit collect controls explain batch' -l color -x -a 'auto always never' -d 'When to use colour'
complete -c filtercheck -n '__fish_seen_subcommand_from check compare match parse format normalize simplify collect controls explain' -l format -x -a 'text json' -d 'How to answer'
complete -c filtercheck -n '__fish_seen_subcommand_from check compare group match parse format normalize simplify' -l beyond-aws-limits -d 'Lift the limits of AWS for analysis'
complete -c filtercheck -n '__fish_seen_subcommand_from check compare parse format normalize simplify match' -a '(__filtercheck_pattern_files)'

complete -c filtercheck -n '__fish_seen_subcommand_from check scan audit' -l control -x -a '(__filtercheck_controls)' -d 'A control to check'
complete -c filtercheck -n '__fish_seen_subcommand_from check scan audit' -l control-file -r -F -d 'A file with a control of your own'
complete -c filtercheck -n '__fish_seen_subcommand_from check compare group simplify scan audit' -l reading -x -a 'both glob first-occurrence' -d 'How AWS matches a *'
complete -c filtercheck -n '__fish_seen_subcommand_from check scan' -l domain -x -a 'cloudtrail json' -d 'Over which events'
complete -c filtercheck -n '__fish_seen_subcommand_from check compare' -l full-event -d 'Pad the events shown to whole records'
complete -c filtercheck -n '__fish_seen_subcommand_from check compare' -l aws-command -d 'Print the AWS commands that confirm the events shown'
complete -c filtercheck -n '__fish_seen_subcommand_from check compare' -l suite -r -F -d 'Write the events that stand for all, and a script that asks AWS'
complete -c filtercheck -n '__fish_seen_subcommand_from check compare simplify' -l certificate -r -F -d 'Write a proof that filtercheck-verify checks'
complete -c filtercheck -n '__fish_seen_subcommand_from compare group simplify' -l domain -x -a 'lines json cloudtrail' -d 'Over which events'
complete -c filtercheck -n '__fish_seen_subcommand_from compare' -l smtlib -r -F -d 'Write the question for a solver such as z3 or cvc5'
complete -c filtercheck -n '__fish_seen_subcommand_from compare' -l expect -x -a 'equivalent subset superset overlapping disjoint undecided' -d 'The relation that makes the status 0'

complete -c filtercheck -n '__fish_seen_subcommand_from scan' -l format -x -a 'text json sarif github junit gitlab' -d 'How to answer'
complete -c filtercheck -n '__fish_seen_subcommand_from scan' -l baseline -r -F -d 'Findings that do not count'
complete -c filtercheck -n '__fish_seen_subcommand_from scan' -l write-baseline -r -F -d 'Write the findings to a baseline'
complete -c filtercheck -n '__fish_seen_subcommand_from scan' -l fix -d 'Mend files in place'
complete -c filtercheck -n '__fish_seen_subcommand_from scan' -l dry-run -d 'With --fix: print the diff instead'
complete -c filtercheck -n '__fish_seen_subcommand_from scan' -l fail-on -x -a 'error warning note narrowed widened changed' -d 'What is a failure'
complete -c filtercheck -n '__fish_seen_subcommand_from scan' -l diff -r -F -d 'What has changed since a revision of git, or a folder'
complete -c filtercheck -n '__fish_seen_subcommand_from audit' -l format -x -a 'text json sarif junit html' -d 'How to answer'
complete -c filtercheck -n '__fish_seen_subcommand_from audit' -l bundle -x -a '(__fish_complete_directories)' -d 'A folder of what the aws commands print'
complete -c filtercheck -n '__fish_seen_subcommand_from audit collect' -l profile -x -d 'A profile of the AWS CLI'
complete -c filtercheck -n '__fish_seen_subcommand_from audit collect' -l region -x -d 'Where to ask for trails'
complete -c filtercheck -n '__fish_seen_subcommand_from audit collect' -l endpoint-url -x -d 'Passed on to the AWS CLI'
complete -c filtercheck -n '__fish_seen_subcommand_from collect' -l out -x -a '(__fish_complete_directories)' -d 'The folder for the bundle'
complete -c filtercheck -n '__fish_seen_subcommand_from audit' -l framework -x -a 'cis-1.2 cis-1.3 cis-1.4 cis-1.5 cis-2.0 cis-3.0 cis-4.0 cis-5.0 cis-6.0 cis-7.0 security-hub all' -d 'The controls of a framework'
complete -c filtercheck -n '__fish_seen_subcommand_from group' -l format -x -a 'text json dot' -d 'How to answer'
complete -c filtercheck -n '__fish_seen_subcommand_from simplify' -l allow-globs -d 'Let names be said with a *'

complete -c filtercheck -n '__fish_seen_subcommand_from match' -l patterns -r -F -d 'A file of patterns'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -s c -l count -d 'Print how many lines match'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -s v -l invert -d 'Select the lines that do not match'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -l extract -d 'Print the fields that a space-delimited pattern extracts'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -s m -l max-count -x -d 'Stop after so many lines of each input'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -s H -l with-filename -d 'Print the name of the file before each line'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -s r -l recursive -d 'Read the files in folders, and in those below'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -l explain-miss -d 'Print the lines that do not match, with the conditions that fail'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -l histogram -x -a 'day hour eventName eventSource awsRegion userIdentity.type errorCode sourceIPAddress' -d 'Count events by a key'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -l threads -x -d 'The most threads to use'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -l progress -d 'Show progress on a terminal'
complete -c filtercheck -n '__fish_seen_subcommand_from match' -l reading -x -a 'both glob first-occurrence' -d 'How AWS matches a *'
complete -c filtercheck -n '__fish_seen_subcommand_from group match scan' -F

complete -c filtercheck -n '__fish_seen_subcommand_from controls; and not __fish_seen_subcommand_from list show' -a 'list show'
complete -c filtercheck -n '__fish_seen_subcommand_from controls; and __fish_seen_subcommand_from show' -a '(__filtercheck_controls)'
complete -c filtercheck -n '__fish_seen_subcommand_from explain' -a '(__filtercheck_codes)'
