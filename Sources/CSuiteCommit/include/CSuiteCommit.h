/// The commit that the program was built from.
#pragma once

/// What `git describe` said of it, or "unknown" where `experiments/build.sh` did not build it.
const char *superpose_commit(void);
