// Chooses the tier and forwards every kernel to it.
#define _GNU_SOURCE  // syscall
#include <stdatomic.h>
#include <string.h>

#include "kernels.h"

#if defined(__x86_64__)
#include <cpuid.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif
#endif

static const char *const tier_names[SUPERPOSE_TIER_COUNT] = {
    [SUPERPOSE_TIER_PORTABLE] = "portable",
    [SUPERPOSE_TIER_AVX2] = "avx2",
    [SUPERPOSE_TIER_AVX512] = "avx512",
    [SUPERPOSE_TIER_NEON] = "neon",
    [SUPERPOSE_TIER_AMX] = "amx",
};

// The tiers of this build.
static const struct superpose_kernels *const tables[SUPERPOSE_TIER_COUNT] = {
    [SUPERPOSE_TIER_PORTABLE] = &superpose_portable_kernels,
#if defined(__x86_64__)
    [SUPERPOSE_TIER_AVX2] = &superpose_avx2_kernels,
    [SUPERPOSE_TIER_AVX512] = &superpose_avx512_kernels,
    [SUPERPOSE_TIER_AMX] = &superpose_amx_kernels,
#endif
#if defined(__aarch64__) && defined(__ARM_NEON)
    [SUPERPOSE_TIER_NEON] = &superpose_neon_kernels,
#endif
};

#if defined(__x86_64__)

static int has_avx512(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512bitalg");
}

// Tile registers belong to a process once it has asked the system for them.
static int has_amx(void) {
#if defined(__linux__)
  enum { request_permission = 0x1023, tile_data = 18, tile = 1 << 24, bytes = 1 << 25 };
  unsigned a, b, c, d;
  return has_avx512() && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (d & tile) && (d & bytes) &&
         syscall(SYS_arch_prctl, request_permission, tile_data) == 0;
#else
  return 0;
#endif
}

static int runs_tier(superpose_tier tier) {
  __builtin_cpu_init();
  switch (tier) {
    case SUPERPOSE_TIER_AVX2: return __builtin_cpu_supports("avx2");
    case SUPERPOSE_TIER_AVX512: return has_avx512();
    case SUPERPOSE_TIER_AMX: return has_amx();
    default: return 1;
  }
}

#else

static int runs_tier(superpose_tier tier) {
  (void)tier;
  return 1;
}

#endif

const struct superpose_kernels *superpose_kernels_of_tier(superpose_tier tier) {
  return (unsigned)tier < SUPERPOSE_TIER_COUNT && tables[tier] && runs_tier(tier) ? tables[tier]
                                                                                  : 0;
}

int superpose_tier_is_available(superpose_tier tier) {
  return superpose_kernels_of_tier(tier) != 0;
}

const char *superpose_tier_name(superpose_tier tier) {
  return (unsigned)tier < SUPERPOSE_TIER_COUNT ? tier_names[tier] : "unknown";
}

superpose_tier superpose_best_tier(void) {
  static const superpose_tier order[] = {
      SUPERPOSE_TIER_AMX, SUPERPOSE_TIER_AVX512, SUPERPOSE_TIER_AVX2, SUPERPOSE_TIER_NEON};
  for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
    if (superpose_tier_is_available(order[i])) return order[i];
  return SUPERPOSE_TIER_PORTABLE;
}

// Null until the first use. Relaxed order is enough: the tables are constant data.
static _Atomic(const struct superpose_kernels *) kernels_in_use;

static const struct superpose_kernels *kernels(void) {
  const struct superpose_kernels *table =
      atomic_load_explicit(&kernels_in_use, memory_order_relaxed);
  if (__builtin_expect(table != 0, 1)) return table;
  const struct superpose_kernels *best = superpose_kernels_of_tier(superpose_best_tier());
  // Another thread may have chosen in the meantime; its choice stands.
  if (atomic_compare_exchange_strong_explicit(
          &kernels_in_use, &table, best, memory_order_relaxed, memory_order_relaxed))
    return best;
  return table;
}

int superpose_use_tier(superpose_tier tier) {
  const struct superpose_kernels *table = superpose_kernels_of_tier(tier);
  if (!table) return -1;
  atomic_store_explicit(&kernels_in_use, table, memory_order_relaxed);
  return 0;
}

superpose_tier superpose_tier_in_use(void) {
  const struct superpose_kernels *table = kernels();
  for (int tier = 0; tier < SUPERPOSE_TIER_COUNT; tier++)
    if (tables[tier] == table) return (superpose_tier)tier;
  return SUPERPOSE_TIER_PORTABLE;
}

void superpose_fill_tiles(
    uint64_t seed, uint64_t first_tile, size_t tile_count, size_t dimension, size_t tile_stride,
    uint8_t *tiles) {
  kernels()->fill_tiles(seed, first_tile, tile_count, dimension, tile_stride, tiles);
}

void superpose_sample_codeword(
    uint64_t seed, uint64_t stream, const uint32_t *thresholds, size_t dimension,
    uint8_t *codeword) {
  kernels()->sample_codeword(seed, stream, thresholds, dimension, codeword);
}

void superpose_generate_codeword(
    uint64_t seed, uint64_t codeword, size_t dimension, uint8_t *packed) {
  kernels()->generate_codeword(seed, codeword, dimension, packed);
}

void superpose_copy_codeword(
    const uint8_t *tile, size_t lane, size_t dimension, uint8_t *codeword) {
  size_t rows = superpose_row_count(dimension);
  if (rows == 0) return;
  for (size_t row = 0; row < rows; row++) codeword[row] = tile[64 * row + lane];
  codeword[rows - 1] &= superpose_last_row_mask(dimension);
}

void superpose_inner_products(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const uint8_t *queries, size_t query_stride, size_t query_count, int32_t *products,
    size_t product_stride) {
  kernels()->inner_products(
      tiles, tile_stride, tile_count, dimension, queries, query_stride, query_count, products,
      product_stride);
}

// Enough for the tables of any tier: four tables of 64 bytes for each 24 coordinates in each of
// three planes, and 16 bytes of bookkeeping for each table.
size_t superpose_lookup_size(size_t dimension) {
  size_t groups = superpose_padded_dimension(dimension) / 6;
  return superpose_lookup_tables_offset(dimension) + groups * 3 * (64 + 16) + 1024;
}

void superpose_begin_lookup(
    const int16_t *vector, size_t dimension, superpose_tier tier, void *lookup) {
  struct superpose_lookup_header header = {.dimension = dimension, .tier = (uint32_t)tier};
  memcpy(lookup, &header, sizeof header);
  int16_t *copy = superpose_lookup_vector(lookup);
  memcpy(copy, vector, dimension * sizeof *copy);
  memset(
      copy + dimension, 0, (superpose_padded_dimension(dimension) - dimension) * sizeof *copy);
}

void superpose_prepare_lookup(const int16_t *vector, size_t dimension, void *lookup) {
  kernels()->prepare_lookup(vector, dimension, lookup);
}

void superpose_correlate(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const void *const *lookups, size_t lookup_count, int32_t *correlations,
    size_t correlation_stride) {
  kernels()->correlate(
      tiles, tile_stride, tile_count, dimension, lookups, lookup_count, correlations,
      correlation_stride);
}

void superpose_accumulate(
    const uint8_t *tiles, size_t tile_stride, size_t dimension, const uint64_t *codewords,
    const int32_t *weights, size_t count, int32_t *sum) {
  kernels()->accumulate(tiles, tile_stride, dimension, codewords, weights, count, sum);
}

size_t superpose_select_at_least(
    const int32_t *values, size_t count, int32_t threshold, uint32_t *positions) {
  return kernels()->select_at_least(values, count, threshold, positions);
}

size_t superpose_first_maximum(const int32_t *values, size_t count) {
  return kernels()->first_maximum(values, count);
}

uint32_t superpose_largest_magnitude(const int32_t *values, size_t count) {
  return kernels()->largest_magnitude(values, count);
}

uint64_t superpose_read_sum(const uint8_t *bytes, size_t count) {
  return kernels()->read_sum(bytes, count);
}
