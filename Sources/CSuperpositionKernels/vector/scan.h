// AVX2 and NEON: scans over correlations, and streaming reads. Included by vector_kernels.h alone.

// ---- Scans over correlations

enum { scan_lanes = LANES / 4 };

static size_t select_at_least(
    const int32_t *values, size_t count, int32_t threshold, uint32_t *positions) {
  size_t found = 0, j = 0;
  for (; j + 4 * scan_lanes <= count; j += 4 * scan_lanes) {
    signed32_t hits = {0};
#pragma unroll
    for (size_t i = 0; i < 4; i++)
      hits |= load_signed(values + j + i * scan_lanes) >= threshold;
    if (!any_lane(hits)) continue;
    for (size_t i = 0; i < 4 * scan_lanes; i++)
      if (values[j + i] >= threshold) positions[found++] = (uint32_t)(j + i);
  }
  for (; j < count; j++)
    if (values[j] >= threshold) positions[found++] = (uint32_t)j;
  return found;
}

INLINE int32_t largest(const int32_t *values, size_t count) {
  int32_t best = values[0];
  for (size_t j = 1; j < count; j++) best = values[j] > best ? values[j] : best;
  return best;
}

#include "../first_maximum.h"

static uint32_t largest_magnitude(const int32_t *values, size_t count) {
  return superpose_scan_magnitudes(values, count);
}

// ---- Measurement

static uint64_t read_sum(const uint8_t *bytes, size_t count) {
  lanes64_t sums[8] = {0};
  size_t at = 0;
  for (; at + 8 * LANES <= count; at += 8 * LANES)
#pragma unroll
    for (size_t i = 0; i < 8; i++) sums[i] ^= (lanes64_t)load_bytes(bytes + at + LANES * i);
  uint64_t sum = superpose_portable_kernels.read_sum(bytes + at, count - at);
  for (size_t i = 1; i < 8; i++) sums[0] ^= sums[i];
  for (size_t i = 0; i < LANES / 8; i++) sum ^= sums[0][i];
  return sum;
}
