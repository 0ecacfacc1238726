#include "CSuperpositionKernels.h"
