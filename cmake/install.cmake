# What `cmake --install` puts where: the program with its manual and completions, and the library as
# the package `filtercheck`, which needs CaDiCaL to be linked. The component `programs` is what a package for
# users holds (cmake/package.cmake), `library` what one for developers would.

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/filtercheck)

install(TARGETS filtercheck_program filtercheck_verify_program COMPONENT programs)
install(
  TARGETS filtercheck
  EXPORT filtercheckTargets
  ARCHIVE COMPONENT library
  LIBRARY COMPONENT programs NAMELINK_COMPONENT library # a shared one, which the programs need
  FILE_SET HEADERS COMPONENT library)
install(
  EXPORT filtercheckTargets
  NAMESPACE filtercheck::
  DESTINATION ${package_dir}
  COMPONENT library)

configure_package_config_file(cmake/filtercheckConfig.cmake.in ${PROJECT_BINARY_DIR}/filtercheckConfig.cmake
                              INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may break things.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/filtercheckConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/filtercheckConfig.cmake
              ${PROJECT_BINARY_DIR}/filtercheckConfigVersion.cmake cmake/FindCaDiCaL.cmake
        DESTINATION ${package_dir}
        COMPONENT library)

install(FILES src/cli/man/filtercheck.1 src/verify/man/filtercheck-verify.1
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT programs)
install(
  FILES src/cli/completions/filtercheck.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
  RENAME filtercheck
  COMPONENT programs)
install(FILES src/cli/completions/_filtercheck
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT programs)
install(FILES src/cli/completions/filtercheck.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT programs)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT programs)
