# Run by CPack on the files of a Debian package before it packs them (cmake/package.cmake): manuals compressed, the
# completion for zsh where Debian's zsh looks, the copyright with the licences of what is linked in, a changelog.

if(NOT CPACK_GENERATOR STREQUAL "DEB")
  return()
endif()
set(share ${CPACK_TEMPORARY_DIRECTORY}/usr/share)
set(documents ${share}/doc/filtercheck)

# Without times or names in them: the same files make the same package.
function(compress)
  execute_process(COMMAND gzip -9 --no-name ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(MAKE_DIRECTORY ${share}/zsh/vendor-completions)
file(RENAME ${share}/zsh/site-functions/_filtercheck ${share}/zsh/vendor-completions/_filtercheck)
file(REMOVE_RECURSE ${share}/zsh/site-functions)

file(REMOVE ${documents}/LICENSE) # Debian has that text, to which the copyright refers
file(COPY_FILE ${CPACK_FILTERCHECK_COPYRIGHT} ${documents}/copyright)

string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC) # or $SOURCE_DATE_EPOCH
file(
  WRITE ${documents}/changelog
  "filtercheck (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * Packaged from the sources, whose CHANGELOG.md says what is new.

 -- ${CPACK_PACKAGE_CONTACT}  ${now}
")
file(GLOB manuals ${share}/man/man1/*.1)
compress(${manuals} ${documents}/changelog)

# Whatever the umask was.
set(for_all OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(GLOB_RECURSE files LIST_DIRECTORIES true ${CPACK_TEMPORARY_DIRECTORY}/*)
foreach(file IN LISTS files)
  if(IS_DIRECTORY ${file} OR file MATCHES "/usr/bin/[^/]+$")
    file(CHMOD ${file} PERMISSIONS ${for_all} OWNER_EXECUTE GROUP_EXECUTE WORLD_EXECUTE)
  else()
    file(CHMOD ${file} PERMISSIONS ${for_all})
  endif()
endforeach()
