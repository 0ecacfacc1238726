// The NEON tier: table lookups of nibbles, population counts of bytes.
#if defined(__aarch64__) && defined(__ARM_NEON)

#include <arm_neon.h>

#include "kernels.h"

// Registers of a row that four vectors go through together: as many as leave the sums in registers.
#define PARTS_OF_FOUR 4
#define TIER SUPERPOSE_TIER_NEON
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

const struct superpose_kernels superpose_neon_kernels = SUPERPOSE_KERNELS(correlate);

#endif
