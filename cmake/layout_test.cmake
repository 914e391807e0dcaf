# cmake -P layout_test.cmake: the hand-written lists against the folders, and the includes against
# the arrows between the phases. Run from the top of the checkout; prints every violation.

cmake_minimum_required(VERSION 3.25)

set(failures 0)
function(violation text)
  message(NOTICE "${text}")
  math(EXPR failures "${failures} + 1")
  set(failures ${failures} PARENT_SCOPE)
endfunction()

# ---- Every source is in a list -------------------------------------------------------------------

function(expect_listed list_file folder) # further arguments: globs, relative to the folder
  file(READ ${list_file} text)
  string(REGEX REPLACE "#[^\n]*" "" text "${text}")
  string(REGEX REPLACE "[ \t\n()\"]+" ";" words "${text}")
  list(TRANSFORM ARGN PREPEND "${folder}")
  file(GLOB_RECURSE files RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/${folder} ${ARGN})
  foreach(file IN LISTS files)
    if(NOT file IN_LIST words)
      violation("${folder}${file} is not listed in ${list_file}")
    endif()
  endforeach()
  set(failures ${failures} PARENT_SCOPE)
endfunction()

expect_listed(CMakeLists.txt "" src/*.cpp include/*.hpp)
expect_listed(tests/CMakeLists.txt tests/ unit/*.cpp support/*.cpp vectors/*.cpp exhaustive/*.cpp faults/*.cpp
              golden/*.cpp scan/*.cpp review/*.cpp audit/*.cpp metamorphic/*.cpp oracles/*.cpp threads/*.cpp)
expect_listed(fuzz/CMakeLists.txt fuzz/ *.cpp)
expect_listed(bench/CMakeLists.txt bench/ *.cpp)

# ---- No arrow between phases but these -----------------------------------------------------------
# may_use_<phase>: the folders whose headers a file in src/<phase>/ may include, beside its own.
# eval must stay free of values, normal and decide, and verify of eval too: an oracle that shares code with
# what it judges is none.

set(may_use_base "")
set(may_use_ast base)
set(may_use_parse base ast grammar)
set(may_use_eval base ast)
set(may_use_values base)
set(may_use_normal base ast values)
set(may_use_decide base ast values normal eval)
set(may_use_shorten base ast)
set(may_use_smt base)
set(may_use_controls base ast)
set(may_use_report base ast)
set(may_use_scan base eval grammar)
set(may_use_threads "")
set(may_use_review base ast scan controls report threads)
set(may_use_audit base eval)
set(may_use_match base ast)
set(may_use_verify base)
set(may_use_integrations "") # no C++ there
set(may_use_cli base ast parse eval values normal decide shorten smt scan review audit match controls report threads)

file(GLOB phases RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/src src/*)
foreach(phase IN LISTS phases)
  if(NOT DEFINED may_use_${phase})
    violation("src/${phase}: unknown phase; say in cmake/layout_test.cmake what it may use")
  endif()
  file(GLOB_RECURSE files RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} src/${phase}/*.cpp src/${phase}/*.hpp)
  foreach(file IN LISTS files)
    file(STRINGS ${file} includes REGEX "^[ \t]*#[ \t]*include")
    foreach(line IN LISTS includes)
      if(line MATCHES "\"([a-z_]+)/[^\"]*\"")
        set(used ${CMAKE_MATCH_1})
        if(NOT used STREQUAL "filtercheck" AND NOT used STREQUAL phase AND NOT used IN_LIST may_use_${phase})
          violation("${file}: ${phase} may not use ${used}: ${line}")
        endif()
      elseif(line MATCHES "<tao/" AND NOT phase MATCHES "^(parse|scan)$")
        violation("${file}: only parse and scan may include PEGTL: ${line}")
      endif()
    endforeach()
  endforeach()
endforeach()

# ---- One folder starts threads -------------------------------------------------------------------
# What is done on them is tried in the preset gcc-tsan: tests/threads/.

file(GLOB_RECURSE files RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} src/*.cpp src/*.hpp include/*.hpp)
list(FILTER files EXCLUDE REGEX "^src/threads/")
foreach(file IN LISTS files)
  file(STRINGS ${file} includes REGEX "^[ \t]*#[ \t]*include <(thread|future|execution|stop_token)>|pthread_create")
  foreach(line IN LISTS includes)
    violation("${file}: only threads may start one: ${line}")
  endforeach()
endforeach()

if(failures)
  message(FATAL_ERROR "${failures} violation(s) of the layout")
endif()
