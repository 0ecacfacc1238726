// The AVX-512 tier: F, BW, VL, DQ, VBMI (byte permutation) and BITALG (population count of bytes).
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

const struct superpose_kernels superpose_avx512_kernels = {
    .fill_tiles = fill_tiles,
    .sample_codeword = sample_codeword,
    .generate_codeword = generate_codeword,
    .inner_products = inner_products,
    .prepare_lookup = prepare_lookup,
    .correlate = correlate,
    .accumulate = accumulate,
    .select_at_least = select_at_least,
    .first_maximum = first_maximum,
    .largest_magnitude = largest_magnitude,
    .read_sum = read_sum,
};

#endif
