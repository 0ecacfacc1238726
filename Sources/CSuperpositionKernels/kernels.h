// What the files of this target share: the tables of the tiers, and the form of a lookup.
#ifndef SUPERPOSE_KERNELS_H
#define SUPERPOSE_KERNELS_H

#include "CSuperpositionKernels.h"
#include "SuperpositionKernelTiers.h"

#define SUPERPOSE_HIDDEN __attribute__((visibility("hidden")))

// The table of a file's kernels, which have the names of the contract; two tables of one file differ in
// how they correlate.
#define SUPERPOSE_KERNELS(CORRELATE) \
  { \
    .fill_tiles = fill_tiles, .sample_codeword = sample_codeword, \
    .generate_codeword = generate_codeword, .inner_products = inner_products, \
    .prepare_lookup = prepare_lookup, .correlate = CORRELATE, .accumulate = accumulate, \
    .select_at_least = select_at_least, .first_maximum = first_maximum, \
    .largest_magnitude = largest_magnitude, .read_sum = read_sum, \
  }

extern const struct superpose_kernels superpose_portable_kernels SUPERPOSE_HIDDEN;

#if defined(__x86_64__)
extern const struct superpose_kernels superpose_avx2_kernels SUPERPOSE_HIDDEN;
extern const struct superpose_kernels superpose_avx512_kernels SUPERPOSE_HIDDEN;
extern const struct superpose_kernels superpose_amx_kernels SUPERPOSE_HIDDEN;
#endif

#if defined(__aarch64__) && defined(__ARM_NEON)
extern const struct superpose_kernels superpose_neon_kernels SUPERPOSE_HIDDEN;
#endif

static inline size_t superpose_row_count(size_t dimension) { return (dimension + 7) / 8; }

// The bits of the last row that lie within `dimension`.
static inline uint8_t superpose_last_row_mask(size_t dimension) {
  return dimension % 8 == 0 ? 0xff : (uint8_t)((1u << (dimension % 8)) - 1);
}

// The largest |values[j]|, 0 for none; always inlined, so that each tier gets code of its own.
static inline __attribute__((always_inline)) uint32_t superpose_scan_magnitudes(
    const int32_t *values, size_t count) {
  uint32_t largest = 0;
  for (size_t j = 0; j < count; j++) {
    uint32_t magnitude = values[j] < 0 ? 0u - (uint32_t)values[j] : (uint32_t)values[j];
    largest = magnitude > largest ? magnitude : largest;
  }
  return largest;
}

// A lookup starts with this header; the vector itself follows, padded with zeros to a whole number
// of 24 coordinates, so that any tier can read what another prepared. Then come the tables of the
// tier, which begin at superpose_lookup_tables().
struct superpose_lookup_header {
  uint64_t dimension;
  uint32_t tier;       // the form of the tables
  uint32_t reserved;
  uint64_t tier_data[6];  // the tier's own
};

static inline size_t superpose_padded_dimension(size_t dimension) {
  return (dimension + 23) / 24 * 24;
}

static inline int16_t *superpose_lookup_vector(const void *lookup) {
  return (int16_t *)((uint8_t *)lookup + sizeof(struct superpose_lookup_header));
}

static inline size_t superpose_lookup_tables_offset(size_t dimension) {
  size_t bytes = sizeof(struct superpose_lookup_header) + 2 * superpose_padded_dimension(dimension);
  return (bytes + 63) / 64 * 64;
}

// What a tier that adds up the magnitudes of negative entries starts from, for the first `dimension`
// entries of a longer vector, when its tables cover `covered` entries and clear bits stand beyond
// `dimension`: Σ |x_l| over those covered, less the entries beyond `dimension`.
static inline uint32_t superpose_prefix_base(
    const int16_t *vector, size_t dimension, size_t covered) {
  uint32_t base = 0;
  for (size_t l = 0; l < covered; l++) base += (uint32_t)(vector[l] < 0 ? -vector[l] : vector[l]);
  for (size_t l = dimension; l < covered; l++) base -= (uint32_t)(int32_t)vector[l];
  return base;
}

// Writes header and vector.
void superpose_begin_lookup(
    const int16_t *vector, size_t dimension, superpose_tier tier, void *lookup) SUPERPOSE_HIDDEN;

#endif
