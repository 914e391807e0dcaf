# What a developer's build adds to every target of ours, and no user of the library ever sees:
# warnings, checked assertions, sanitizers and coverage, all on one interface target. The presets
# choose; a plain `cmake -B build` gets warnings that stay warnings.

set(FILTERCHECK_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them: address,undefined")
option(FILTERCHECK_LIBFUZZER "Build libFuzzer programs of the fuzz targets (clang only)" OFF)
option(FILTERCHECK_COVERAGE "Count how often each branch is taken (clang only)" OFF)
set(FILTERCHECK_UNITY SLOW CACHE STRING "Which groups of sources are compiled as one (filtercheck_unity): ON, OFF, SLOW")
mark_as_advanced(FILTERCHECK_SANITIZE FILTERCHECK_LIBFUZZER FILTERCHECK_COVERAGE FILTERCHECK_UNITY)

add_library(filtercheck_developer INTERFACE)
target_compile_options(filtercheck_developer INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                                       -Wsign-conversion -Wold-style-cast -Wcast-qual -Wformat=2
                                                       -Wundef -Woverloaded-virtual -Wextra-semi -Wdouble-promotion
                                                       -Wsuggest-override -Wredundant-decls)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(filtercheck_developer INTERFACE -Wuseless-cast -Wduplicated-cond -Wduplicated-branches
                                                         -Wcast-align=strict)
else()
  target_compile_options(filtercheck_developer INTERFACE -Wcast-align) # on every machine, as g++ with =strict
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # Sees overlapping copies inside std::string::insert and operator+ (GCC bug 105651).
  target_compile_options(filtercheck_developer INTERFACE -Wno-restrict)
endif()
# The standard library's own cheap checks, wherever our assertions are on too (no NDEBUG).
target_compile_definitions(filtercheck_developer INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

# A program with sanitizers is a hundred megabytes, and there are some sixty: they are linked in a third of the time.
find_program(FILTERCHECK_LLD NAMES ld.lld)
mark_as_advanced(FILTERCHECK_LLD)
if(FILTERCHECK_LLD AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_link_options(filtercheck_developer INTERFACE -fuse-ld=lld)
endif()

set(sanitizers ${FILTERCHECK_SANITIZE})
if(FILTERCHECK_LIBFUZZER)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "FILTERCHECK_LIBFUZZER needs clang; this is ${CMAKE_CXX_COMPILER_ID}")
  endif()
  # Instruments everything; each fuzz_<name> alone links libFuzzer's main (fuzz/CMakeLists.txt).
  list(APPEND sanitizers fuzzer-no-link)
endif()
if(sanitizers)
  list(JOIN sanitizers "," sanitizers)
  target_compile_options(filtercheck_developer INTERFACE -fsanitize=${sanitizers} -fno-sanitize-recover=all
                                                         -fno-omit-frame-pointer)
  target_link_options(filtercheck_developer INTERFACE -fsanitize=${sanitizers})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ sees uninitialised reads in the code that its own sanitizers insert.
    target_compile_options(filtercheck_developer INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()

if(FILTERCHECK_COVERAGE)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "FILTERCHECK_COVERAGE needs clang; this is ${CMAKE_CXX_COMPILER_ID}")
  endif()
  target_compile_options(filtercheck_developer INTERFACE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(filtercheck_developer INTERFACE -fprofile-instr-generate)
endif()

# filtercheck_developer(<target>): makes the target one of ours.
function(filtercheck_developer target)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:filtercheck_developer>)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
endfunction()

# filtercheck_unity(<target> <group> [SLOW] <source>…): where FILTERCHECK_UNITY is ON, as under the sanitizers, these
# sources of the target are compiled as one, in two thirds of the time. Those of a SLOW group, where it is a fifth, are
# unless it is OFF. A name that two of them define in their unnamed namespaces is an error then: move one of them to
# another group, or leave it out.
function(filtercheck_unity target group)
  cmake_parse_arguments(PARSE_ARGV 2 unity "SLOW" "" "")
  if(FILTERCHECK_UNITY STREQUAL "ON" OR (FILTERCHECK_UNITY STREQUAL "SLOW" AND unity_SLOW))
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    set_source_files_properties(${unity_UNPARSED_ARGUMENTS} PROPERTIES UNITY_GROUP ${group})
  endif()
endfunction()

# filtercheck_not_optimised(<source>…): under the sanitizers, for sources that take long to compile and little time
# to run: those that read and write JSON or the command line.
function(filtercheck_not_optimised)
  if(FILTERCHECK_SANITIZE)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -O0 SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
endfunction()
