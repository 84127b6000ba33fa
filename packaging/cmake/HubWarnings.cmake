# One interface library carries the language level, the warnings and the Qt hardening macros for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# moc 6.4 stops with a parse error in libstdc++'s <concepts> (which <compare> includes): it does not need it.
set(CMAKE_AUTOMOC_MOC_OPTIONS -D_GLIBCXX_CONCEPTS)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
# Release keeps assertions: a ledger that computes on after a broken invariant is worse than one that stops.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")

find_program(HUB_CCACHE ccache)
if(HUB_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${HUB_CCACHE})
endif()
find_program(HUB_MOLD mold)
if(HUB_MOLD AND NOT HUB_SANITIZE)
    add_link_options(-fuse-ld=mold)
endif()

add_library(hub_warnings INTERFACE)
target_compile_options(hub_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast
    -Woverloaded-virtual -Wundef -fstack-protector-strong)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(hub_warnings INTERFACE -Wduplicated-cond -Wlogical-op -fpch-preprocess)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # g++ 12 sees overlapping and out-of-bounds copies in std::string's operator+ when it optimises (GCC bug 105651).
    target_compile_options(hub_warnings INTERFACE $<$<CONFIG:Release>:-Wno-array-bounds;-Wno-restrict>)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(hub_warnings INTERFACE -Wthread-safety -Werror=thread-safety)
endif()
if(HUB_WERROR)
    target_compile_options(hub_warnings INTERFACE -Werror)
endif()
target_compile_definitions(hub_warnings INTERFACE
    _GLIBCXX_ASSERTIONS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_KEYWORDS
    QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT HUB_VERSION="${PROJECT_VERSION}")
target_link_options(hub_warnings INTERFACE -Wl,-z,relro,-z,now)

if(HUB_SANITIZE)
    # -O1 after the build type's -O0: without it the suite takes three times as long.
    # What is instrumented looks uninitialised to g++ where it is not.
    add_compile_options(-O1 -fsanitize=${HUB_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
        -Wno-maybe-uninitialized)
    add_link_options(-fsanitize=${HUB_SANITIZE})
endif()

if(HUB_FUZZ)
    # A failed check has to look like a crash, or libFuzzer does not keep the input.
    add_compile_definitions(HUB_CHECK_ABORTS)
    add_compile_options(-O1 -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
endif()
