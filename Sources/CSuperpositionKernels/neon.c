// The NEON tier: table lookups of nibbles, population counts of bytes.
#if defined(__aarch64__) && defined(__ARM_NEON)

#include <arm_neon.h>

#include "kernels.h"

// Registers of a row that four vectors go through together: as many as leave the sums in registers.
#define PARTS_OF_FOUR 4
#define LANES 16
#include "vector_kernels.h"

INLINE bytes_t broadcast_table(const uint8_t *table) { return (bytes_t)vld1q_u8(table); }

INLINE bytes_t lookup(bytes_t table, bytes_t index) {
  return (bytes_t)vqtbl1q_u8((uint8x16_t)table, (uint8x16_t)index);
}

INLINE bytes_t disagreements(bytes_t x, bytes_t low, bytes_t high, uint8_t byte) {
  (void)low;
  (void)high;
  return (bytes_t)vcntq_u8(veorq_u8((uint8x16_t)x, vdupq_n_u8(byte)));
}

INLINE int any_lane(signed32_t mask) { return vmaxvq_u32((uint32x4_t)mask) != 0; }

INLINE uint32_t lane_bits(signed32_t mask) {
  return vaddvq_u32(vandq_u32((uint32x4_t)mask, (uint32x4_t){1, 2, 4, 8}));
}

static void prepare_lookup(const int16_t *vector, size_t dimension, void *lookup) {
  prepare_lookup_of_tier(vector, dimension, SUPERPOSE_TIER_NEON, lookup);
}

static void correlate(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const void *const *lookups, size_t lookup_count, int32_t *correlations,
    size_t correlation_stride) {
  correlate_of_tier(
      tiles, tile_stride, tile_count, dimension, lookups, lookup_count, correlations,
      correlation_stride, SUPERPOSE_TIER_NEON);
}

const struct superpose_kernels superpose_neon_kernels = SUPERPOSE_KERNELS(correlate);

#endif
