#include "CSuiteCommit.h"

// Written by experiments/build.sh; here and not in Swift, so that a new commit compiles one file.
#if __has_include("commit.generated.h")
#include "commit.generated.h"
#else
#define SUPERPOSE_COMMIT "unknown"
#endif

const char *superpose_commit(void) { return SUPERPOSE_COMMIT; }
