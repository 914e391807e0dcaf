# What the shipped library and programs are hardened with, where the compiler has it: on one interface target.
# The test "hardening" (tests/hardening/test.cmake) looks for it in the built programs.

option(FILTERCHECK_HARDENED "Harden the library and the programs (needs an optimised build)" OFF)
mark_as_advanced(FILTERCHECK_HARDENED)

add_library(filtercheck_hardened INTERFACE)
if(FILTERCHECK_HARDENED)
  include(CheckCXXCompilerFlag)
  include(CheckLinkerFlag)
  include(CheckPIESupported)

  # Each alone: a compiler for another processor may lack some.
  foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection=full)
    string(MAKE_C_IDENTIFIER "FILTERCHECK_HAS${flag}" has)
    check_cxx_compiler_flag(${flag} ${has})
    if(${has})
      target_compile_options(filtercheck_hardened INTERFACE ${flag})
    endif()
  endforeach()
  foreach(flag -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
    string(MAKE_C_IDENTIFIER "FILTERCHECK_HAS${flag}" has)
    check_linker_flag(CXX ${flag} ${has})
    if(${has})
      target_link_options(filtercheck_hardened INTERFACE ${flag})
    endif()
  endforeach()
  # Of the standard libraries: lengths of copies, indices, empty optionals. Level 3 is of glibc 2.35 and later;
  # an older one takes it for 2.
  target_compile_options(filtercheck_hardened INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
  target_compile_definitions(filtercheck_hardened INTERFACE _GLIBCXX_ASSERTIONS)

  # Programs that can be loaded anywhere. What is linked into them needs no more than -fPIE, which is faster
  # than -fPIC.
  check_pie_supported(LANGUAGES CXX)
  target_compile_options(filtercheck_hardened
                         INTERFACE $<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,STATIC_LIBRARY>:-fPIE>)
endif()

# filtercheck_shipped(<target>): one of ours (filtercheck_developer) that is installed, or linked into what is.
function(filtercheck_shipped target)
  filtercheck_developer(${target})
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:filtercheck_hardened>)
  get_target_property(type ${target} TYPE)
  if(FILTERCHECK_HARDENED AND type STREQUAL "EXECUTABLE")
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  endif()
endfunction()
