// The kernels of each tier side by side, for tests and measurements that compare tiers without
// switching the whole process. The contract of each entry is that of the function of the same name
// in CSuperpositionKernels.h.
#ifndef SUPERPOSITIONKERNELTIERS_H
#define SUPERPOSITIONKERNELTIERS_H

#include "CSuperpositionKernels.h"

struct superpose_kernels {
  void (*fill_tiles)(
      uint64_t seed, uint64_t first_tile, size_t tile_count, size_t dimension, size_t tile_stride,
      uint8_t *tiles);
  void (*sample_codeword)(
      uint64_t seed, uint64_t stream, const uint32_t *thresholds, size_t dimension,
      uint8_t *codeword);
  void (*generate_codeword)(
      uint64_t seed, uint64_t codeword, size_t dimension, uint8_t *packed);
  void (*inner_products)(
      const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
      const uint8_t *queries, size_t query_stride, size_t query_count, int32_t *products,
      size_t product_stride);
  void (*prepare_lookup)(const int16_t *vector, size_t dimension, void *lookup);
  void (*correlate)(
      const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
      const void *const *lookups, size_t lookup_count, int32_t *correlations,
      size_t correlation_stride);
  void (*accumulate)(
      const uint8_t *tiles, size_t tile_stride, size_t dimension, const uint64_t *codewords,
      const int32_t *weights, size_t count, int32_t *sum);
  size_t (*select_at_least)(
      const int32_t *values, size_t count, int32_t threshold, uint32_t *positions);
  size_t (*first_maximum)(const int32_t *values, size_t count);
  uint32_t (*largest_magnitude)(const int32_t *values, size_t count);
  uint64_t (*read_sum)(const uint8_t *bytes, size_t count);
};

// The kernels of `tier`, or null if superpose_tier_is_available(tier) is 0.
const struct superpose_kernels *superpose_kernels_of_tier(superpose_tier tier);

#endif
