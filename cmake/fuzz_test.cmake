# cmake -Dname=… -Dprogram=… -Dseeds=… -Dregressions=… -Ddictionary=… -Dwork=… -P fuzz_test.cmake: a short run of one
# libFuzzer program, for $FUZZ_SECONDS (10). What it learns stays in <work>/corpus for the next run;
# what it finds is left in <work>/findings.

cmake_minimum_required(VERSION 3.25)

set(seconds 10)
if(DEFINED ENV{FUZZ_SECONDS})
  set(seconds $ENV{FUZZ_SECONDS})
endif()

file(MAKE_DIRECTORY ${work}/corpus ${work}/findings)
set(inputs ${work}/corpus ${seeds})
if(IS_DIRECTORY "${regressions}")
  list(APPEND inputs ${regressions})
endif()
# A generous limit for each input: what is slow under the sanitizers is not yet a fault.
execute_process(
  COMMAND ${program} -max_total_time=${seconds} -timeout=60 -rss_limit_mb=3072 -print_final_stats=1
          -dict=${dictionary} -artifact_prefix=${work}/findings/ ${inputs}
  OUTPUT_FILE ${work}/log
  ERROR_FILE ${work}/log
  RESULT_VARIABLE status)
file(READ ${work}/log log)
if(status)
  string(REGEX REPLACE "#[0-9]+\t[^\n]*\n" "" log "${log}") # lines of progress
  message("${log}")
  message(FATAL_ERROR "fuzz_${name} found something (${status}). The input is in ${work}/findings/; "
                      "minimise it with\n  ${program} -minimize_crash=1 -max_total_time=60 FILE\nand keep it "
                      "as tests/regressions/${name}/WHAT-IT-IS and as a vector")
endif()
string(REGEX MATCH "number_of_executed_units: *([0-9]+)" units "${log}")
set(units "${CMAKE_MATCH_1}")
string(REGEX MATCH "new_units_added: *([0-9]+)" added "${log}")
set(added "${CMAKE_MATCH_1}")
message("fuzz_${name}: ${units} inputs in ${seconds} s, ${added} of them new to it; nothing found")
