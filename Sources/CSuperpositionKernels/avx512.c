// The AVX-512 tier: F, BW, VL, DQ, VBMI (byte permutation) and BITALG (population count of bytes);
// and the AMX tier, which differs from it in one kernel.
#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "kernels.h"

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,avx512bitalg"))), \
    apply_to = function)

#define INLINE static inline __attribute__((always_inline))

#include "avx512/generate.h"
#include "avx512/sums.h"
#include "avx512/products.h"
#include "avx512/lookup.h"
#include "avx512/correlate.h"
#include "avx512/accumulate.h"
#include "avx512/scan.h"

#pragma clang attribute pop

#pragma clang attribute push( \
    __attribute__((target( \
        "avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,avx512bitalg,amx-tile,amx-int8"))), \
    apply_to = function)

#include "amx/correlate.h"

#pragma clang attribute pop

const struct superpose_kernels superpose_avx512_kernels = SUPERPOSE_KERNELS(correlate);
const struct superpose_kernels superpose_amx_kernels = SUPERPOSE_KERNELS(correlate_by_products);

#endif
