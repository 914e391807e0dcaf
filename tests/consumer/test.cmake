# cmake -Dbuild=… -Dsource=… -Dwork=… -Dgenerator=… -Dcompiler=… -Dsanitize=… -Dcoverage=… -Dversion=…
# -P test.cmake: installs the build into an empty folder, moves that folder, and uses what is in it.

cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGV} OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE status)
  if(status)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\nfailed (${status}):\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${work}")
run(${CMAKE_COMMAND} --install "${build}" --prefix "${work}/first")
file(RENAME "${work}/first" "${work}/prefix") # an installed tree can be moved

foreach(
  file
  bin/filtercheck
  bin/filtercheck-verify
  include/filtercheck/parse.hpp
  share/man/man1/filtercheck.1
  share/man/man1/filtercheck-verify.1
  share/bash-completion/completions/filtercheck
  share/zsh/site-functions/_filtercheck
  share/fish/vendor_completions.d/filtercheck.fish
  share/doc/filtercheck/LICENSE)
  if(NOT EXISTS "${work}/prefix/${file}")
    message(FATAL_ERROR "not installed: ${file}")
  endif()
endforeach()

run("${work}/prefix/bin/filtercheck" --version)
if(NOT output MATCHES "${version}")
  message(FATAL_ERROR "filtercheck --version does not say ${version}:\n${output}")
endif()

# The package asks for nothing but CaDiCaL, which it brings the way to.
file(GLOB_RECURSE package_files "${work}/prefix/*.cmake")
foreach(file IN LISTS package_files)
  file(READ "${file}" text)
  if(text MATCHES "pegtl|nlohmann|CLI11|ZLIB|filtercheck_developer|filtercheck_hardened")
    message(FATAL_ERROR "the package leaks `${CMAKE_MATCH_0}`: ${file}")
  endif()
endforeach()

set(flags "")
if(sanitize)
  string(APPEND flags " -fsanitize=${sanitize}")
endif()
if(coverage)
  string(APPEND flags " -fprofile-instr-generate")
endif()
run(${CMAKE_COMMAND} -S "${source}" -B "${work}/build" -G "${generator}" "-DCMAKE_CXX_COMPILER=${compiler}"
    "-DCMAKE_CXX_FLAGS=${flags}" "-DCMAKE_PREFIX_PATH=${work}/prefix")
run(${CMAKE_COMMAND} --build "${work}/build")
run("${work}/build/consumer")
if(NOT output MATCHES "PutBucketAcl")
  message(FATAL_ERROR "the consumer printed:\n${output}")
endif()
