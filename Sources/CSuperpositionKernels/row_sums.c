// Sums over chosen rows of a matrix, in single precision: one body, compiled once for each width of
// registers. Lanes, and the order in which they are added, are those of the contract, and nothing is
// contracted, so that all tiers agree to the bit.
#include <string.h>

#include "CSuperpositionKernels.h"

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

enum { lanes = SUPERPOSE_ROW_LANES, half = lanes / 2, quartet = 4, octet = 8 };

typedef float floats __attribute__((vector_size(4 * lanes)));
typedef float halves __attribute__((vector_size(4 * half)));

// Adds the rows to `vectors` registers of the target, which stay in registers meanwhile.
INLINE void add_rows_to(
    const float *rows, size_t stride, const uint32_t *indices, const float *factors, size_t count,
    size_t vectors, float *target) {
  floats sums[6];
  for (size_t v = 0; v < vectors; v++) memcpy(&sums[v], target + v * lanes, sizeof sums[v]);
  for (size_t j = 0; j < count; j++) {
    const float *row = rows + indices[j] * stride;
    float factor = factors[j];
    for (size_t v = 0; v < vectors; v++) {
      floats entries;
      memcpy(&entries, row + v * lanes, sizeof entries);
      sums[v] += factor * entries;
    }
  }
  for (size_t v = 0; v < vectors; v++) memcpy(target + v * lanes, &sums[v], sizeof sums[v]);
}

INLINE void add_rows(
    const float *rows, size_t stride, const uint32_t *indices, const float *factors, size_t count,
    size_t width, float *target) {
  size_t start = 0;
  // The numbers of registers are constants, so that the compiler unrolls their loops.
#define PASS(VECTORS) \
  for (; start + VECTORS * lanes <= width; start += VECTORS * lanes) \
    add_rows_to(rows + start, stride, indices, factors, count, VECTORS, target + start);
  PASS(6) PASS(3) PASS(2) PASS(1)
#undef PASS
}

// The lanes of four inner products before they are added.
INLINE void quartet_of_products(
    const float *const rows[quartet], size_t width, const float *vector,
    float products[quartet][lanes]) {
  floats sums[quartet] = {{0}};
  for (size_t start = 0; start < width; start += lanes) {
    floats entries;
    memcpy(&entries, vector + start, sizeof entries);
    for (size_t j = 0; j < quartet; j++) {
      floats row;
      memcpy(&row, rows[j] + start, sizeof row);
      sums[j] += row * entries;
    }
  }
  for (size_t j = 0; j < quartet; j++) memcpy(products[j], &sums[j], sizeof sums[j]);
}

// The sums of eight rows of eight numbers, added to `sums` column by column.
INLINE void add_columns(const float *first, halves *sums) {
  halves rows[octet], pairs[octet], quads[octet];
  for (size_t i = 0; i < octet; i++) memcpy(&rows[i], first + i * lanes, sizeof rows[i]);
  for (size_t i = 0; i < octet; i += 2) {
    pairs[i] = __builtin_shufflevector(rows[i], rows[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    pairs[i + 1] = __builtin_shufflevector(rows[i], rows[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  for (size_t i = 0; i < octet; i += 4) {
    for (size_t j = 0; j < 2; j++) {
      halves one = pairs[i + j], other = pairs[i + j + 2];
      quads[i + 2 * j] = __builtin_shufflevector(one, other, 0, 1, 8, 9, 4, 5, 12, 13);
      quads[i + 2 * j + 1] = __builtin_shufflevector(one, other, 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (size_t i = 0; i < quartet; i++)
    *sums += __builtin_shufflevector(quads[i], quads[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
  for (size_t i = 0; i < quartet; i++)
    *sums += __builtin_shufflevector(quads[i], quads[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
}

INLINE void row_products(
    const float *rows, size_t stride, const uint32_t *indices, size_t count, size_t width,
    const float *vector, float *products) {
  for (size_t start = 0; start < count; start += octet) {
    size_t size = count - start < octet ? count - start : octet;
    float parts[octet][lanes];
    // Behind the end the last row stands in.
    const float *chosen[octet];
    for (size_t j = 0; j < octet; j++)
      chosen[j] = rows + indices[start + (j < size ? j : size - 1)] * stride;
    quartet_of_products(chosen, width, vector, parts);
    quartet_of_products(chosen + quartet, width, vector, parts + quartet);
    halves sums;
    for (size_t j = 0; j < octet; j++) sums[j] = -0.0f;
    add_columns(parts[0], &sums);
    add_columns(parts[0] + half, &sums);
    memcpy(products + start, &sums, size * sizeof(float));
  }
}

#define TIER(NAME, TARGET) \
  TARGET static void add_rows_##NAME( \
      const float *rows, size_t stride, const uint32_t *indices, const float *factors, \
      size_t count, size_t width, float *target) { \
    add_rows(rows, stride, indices, factors, count, width, target); \
  } \
  TARGET static void row_products_##NAME( \
      const float *rows, size_t stride, const uint32_t *indices, size_t count, size_t width, \
      const float *vector, float *products) { \
    row_products(rows, stride, indices, count, width, vector, products); \
  }

TIER(baseline, )
#if defined(__x86_64__)
TIER(avx2, __attribute__((target("avx2"))))
TIER(avx512, __attribute__((target("avx512f,avx512vl"))))
#endif

// Calls the kernel of the tier in use.
#if defined(__x86_64__)
#define DISPATCH(NAME, ...) \
  switch (superpose_tier_in_use()) { \
    case SUPERPOSE_TIER_AVX512: \
    case SUPERPOSE_TIER_AMX: NAME##_avx512(__VA_ARGS__); return; \
    case SUPERPOSE_TIER_AVX2: NAME##_avx2(__VA_ARGS__); return; \
    default: NAME##_baseline(__VA_ARGS__); \
  }
#else
#define DISPATCH(NAME, ...) NAME##_baseline(__VA_ARGS__)
#endif

void superpose_add_rows(
    const float *rows, size_t stride, const uint32_t *indices, const float *factors, size_t count,
    size_t width, float *target) {
  DISPATCH(add_rows, rows, stride, indices, factors, count, width, target);
}

void superpose_row_products(
    const float *rows, size_t stride, const uint32_t *indices, size_t count, size_t width,
    const float *vector, float *products) {
  DISPATCH(row_products, rows, stride, indices, count, width, vector, products);
}
