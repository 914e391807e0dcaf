# What `cpack -G DEB` in the build tree makes: filtercheck_<version>_<architecture>.deb with the programs, their
# manuals and completions. It needs dpkg-dev and file, for the packages of the libraries that the programs are linked to,
# and a build with the library linked in (BUILD_SHARED_LIBS off).

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME filtercheck)
set(CPACK_PACKAGE_VENDOR "filtercheck maintainers")
# A packager sets an address of their own: cmake -DFILTERCHECK_PACKAGE_CONTACT=…
set(FILTERCHECK_PACKAGE_CONTACT "filtercheck maintainers <maintainers@filtercheck.invalid>"
    CACHE STRING "Maintainer of the package that cpack makes")
mark_as_advanced(FILTERCHECK_PACKAGE_CONTACT)
set(CPACK_PACKAGE_CONTACT "${FILTERCHECK_PACKAGE_CONTACT}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "decide what AWS CloudWatch Logs filter patterns mean")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "filtercheck reads filter patterns of Amazon CloudWatch Logs as AWS does and
decides over all possible events: whether a pattern covers a monitoring
control of the CIS AWS Foundations Benchmark, how two patterns differ, which
of many mean the same. A negative answer shows a log event, a positive one can
be certified for filtercheck-verify to check.

It finds the filters in Terraform, CloudFormation, CDK, Serverless and Pulumi
files and reports as text, JSON, SARIF, JUnit, for GitHub and for GitLab.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)

# The programs alone, without a prefix that says so in the file's name.
set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};filtercheck;programs;/")
set(CPACK_STRIP_FILES ON)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# What Debian wants in another place or form.
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian.cmake)
set(CPACK_FILTERCHECK_COPYRIGHT ${PROJECT_SOURCE_DIR}/src/integrations/debian-copyright)

include(CPack)
