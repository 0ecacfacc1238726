// The AVX2 tier: byte shuffles look up nibbles. The operations are in vector/, shared with NEON.
#if defined(__x86_64__)

#include <immintrin.h>

#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)

// Registers of a row that four vectors go through together: as many as leave the sums in registers.
#define PARTS_OF_FOUR 2
#define TIER SUPERPOSE_TIER_AVX2
#define LANES 32
#include "vector_kernels.h"

INLINE bytes_t broadcast_table(const uint8_t *table) {
  return (bytes_t)_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table));
}

INLINE bytes_t lookup(bytes_t table, bytes_t index) {
  return (bytes_t)_mm256_shuffle_epi8((__m256i)table, (__m256i)index);
}

// Row n: the population counts of n ^ 0, n ^ 1, ... n ^ 15.
#define COUNTS(n) \
  { \
    BITS(n ^ 0), BITS(n ^ 1), BITS(n ^ 2), BITS(n ^ 3), BITS(n ^ 4), BITS(n ^ 5), BITS(n ^ 6), \
        BITS(n ^ 7), BITS(n ^ 8), BITS(n ^ 9), BITS(n ^ 10), BITS(n ^ 11), BITS(n ^ 12), \
        BITS(n ^ 13), BITS(n ^ 14), BITS(n ^ 15) \
  }
#define BITS(n) (((n) & 1) + ((n) >> 1 & 1) + ((n) >> 2 & 1) + ((n) >> 3 & 1))
static const uint8_t differing_bits[16][16] = {
    COUNTS(0), COUNTS(1), COUNTS(2),  COUNTS(3),  COUNTS(4),  COUNTS(5),  COUNTS(6),  COUNTS(7),
    COUNTS(8), COUNTS(9), COUNTS(10), COUNTS(11), COUNTS(12), COUNTS(13), COUNTS(14), COUNTS(15)};

INLINE bytes_t disagreements(bytes_t x, bytes_t low, bytes_t high, uint8_t byte) {
  (void)x;
  return lookup(broadcast_table(differing_bits[byte & 15]), low) +
         lookup(broadcast_table(differing_bits[byte >> 4]), high);
}

INLINE int any_lane(signed32_t mask) { return _mm256_movemask_epi8((__m256i)mask) != 0; }

INLINE uint32_t lane_bits(signed32_t mask) { return (uint32_t)_mm256_movemask_ps((__m256)mask); }

#pragma clang attribute pop

const struct superpose_kernels superpose_avx2_kernels = SUPERPOSE_KERNELS(correlate);

#endif
