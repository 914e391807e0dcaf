# What `cmake --install` puts where: the program with its manual and completions, and the library as
# the package `filtercheck`, which needs CaDiCaL to be linked.

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/filtercheck)

install(TARGETS filtercheck_program filtercheck_verify_program)
install(
  TARGETS filtercheck
  EXPORT filtercheckTargets
  FILE_SET HEADERS)
install(
  EXPORT filtercheckTargets
  NAMESPACE filtercheck::
  DESTINATION ${package_dir})

configure_package_config_file(cmake/filtercheckConfig.cmake.in ${PROJECT_BINARY_DIR}/filtercheckConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may break things.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/filtercheckConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/filtercheckConfig.cmake
              ${PROJECT_BINARY_DIR}/filtercheckConfigVersion.cmake cmake/FindCaDiCaL.cmake
        DESTINATION ${package_dir})

install(FILES src/cli/man/filtercheck.1 src/verify/man/filtercheck-verify.1
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(
  FILES src/cli/completions/filtercheck.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
  RENAME filtercheck)
install(FILES src/cli/completions/_filtercheck
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES src/cli/completions/filtercheck.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
