// Products of real rows with vectors: one body, `real/products.h`, for each kind of register. Sixteen
// running sums each, whatever a register holds, so that all tiers agree to the bit.
#include <math.h>
#include <string.h>

#include "CSuperpositionKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#pragma STDC FP_CONTRACT OFF

// ---- Any processor

typedef struct {
  float lanes[4];
} quad;

static inline quad quad_load(const float *p) {
  quad value;
  memcpy(&value, p, sizeof value);
  return value;
}

static inline quad quad_fill(float x) { return (quad){{x, x, x, x}}; }

static inline quad quad_madd(quad a, quad b, quad c) {
  for (size_t i = 0; i < 4; i++) c.lanes[i] = fmaf(a.lanes[i], b.lanes[i], c.lanes[i]);
  return c;
}

static inline float quad_sum(const quad a[4]) {
  float lanes[16];
  memcpy(lanes, a, sizeof lanes);
  for (size_t half = 8; half > 0; half /= 2)
    for (size_t i = 0; i < half; i++) lanes[i] += lanes[i + half];
  return lanes[0];
}

#define TIER(NAME) NAME##_baseline
#define TARGET
#define REGISTER quad
#define PARTS 4
#define LOAD quad_load
#define ZERO() quad_fill(0)
#define FILL quad_fill
#define MADD quad_madd
#define STORE(P, A) memcpy(P, &(A), sizeof(quad))
#define SUM quad_sum
#define ROWS 2
#define VECTORS 2
#include "real/products.h"

#if defined(__x86_64__)

// ---- AVX2

#define AVX2 __attribute__((target("avx2,fma")))

static inline AVX2 float sum_of_eight(__m256 a) {
  __m128 b = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
  b = _mm_add_ps(b, _mm_movehl_ps(b, b));
  return _mm_cvtss_f32(_mm_add_ss(b, _mm_movehdup_ps(b)));
}

#define TIER(NAME) NAME##_avx2
#define TARGET AVX2
#define REGISTER __m256
#define PARTS 2
#define LOAD _mm256_loadu_ps
#define ZERO _mm256_setzero_ps
#define FILL _mm256_set1_ps
#define MADD _mm256_fmadd_ps
#define STORE _mm256_storeu_ps
#define SUM(A) sum_of_eight(_mm256_add_ps((A)[0], (A)[1]))
#define ROWS 3
#define VECTORS 2
#include "real/products.h"

// ---- AVX-512

#define AVX512 __attribute__((target("avx512f,avx512dq,avx2,fma")))

static inline AVX512 float sum_of_sixteen(__m512 a) {
  return sum_of_eight(
      _mm256_add_ps(_mm512_castps512_ps256(a), _mm512_extractf32x8_ps(a, 1)));
}

#define TIER(NAME) NAME##_avx512
#define TARGET AVX512
#define REGISTER __m512
#define PARTS 1
#define LOAD _mm512_loadu_ps
#define ZERO _mm512_setzero_ps
#define FILL _mm512_set1_ps
#define MADD _mm512_fmadd_ps
#define STORE _mm512_storeu_ps
#define SUM(A) sum_of_sixteen((A)[0])
#define ROWS 6
#define VECTORS 4
#include "real/products.h"

static int has_fused(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("fma");
}

#define FORWARD(NAME, ...) \
  switch (superpose_tier_in_use()) { \
    case SUPERPOSE_TIER_AVX512: \
    case SUPERPOSE_TIER_AMX: NAME##_avx512(__VA_ARGS__); return; \
    case SUPERPOSE_TIER_AVX2: \
      if (has_fused()) { \
        NAME##_avx2(__VA_ARGS__); \
        return; \
      } \
    default: NAME##_baseline(__VA_ARGS__); \
  }

#else

#define FORWARD(NAME, ...) NAME##_baseline(__VA_ARGS__);

#endif

void superpose_correlate_rows(
    const float *rows, size_t dimension, size_t row_count, const float *vectors,
    size_t vector_count, float *products, size_t product_stride) {
  FORWARD(correlate, rows, dimension, row_count, vectors, vector_count, products, product_stride)
}

void superpose_combine_rows(
    const float *rows, size_t dimension, size_t row_count, const float *weights,
    size_t weight_stride, size_t vector_count, float *sums) {
  FORWARD(combine, rows, dimension, row_count, weights, weight_stride, vector_count, sums)
}

// ---- Single rows in double precision

#define INLINE static inline __attribute__((always_inline))

enum { lanes = 8 };

typedef float floats __attribute__((vector_size(4 * lanes)));
typedef double doubles __attribute__((vector_size(8 * lanes)));

INLINE double row_product(const float *row, size_t dimension, const double *vector) {
  doubles sums[2] = {{0}};
  size_t l = 0;
  for (; l + 2 * lanes <= dimension; l += 2 * lanes)
    for (size_t half = 0; half < 2; half++) {
      floats entries;
      doubles others;
      memcpy(&entries, row + l + half * lanes, sizeof entries);
      memcpy(&others, vector + l + half * lanes, sizeof others);
      sums[half] += __builtin_convertvector(entries, doubles) * others;
    }
  for (size_t half = 0; l < dimension; half++, l += lanes) {
    size_t count = dimension - l < lanes ? dimension - l : lanes;
    for (size_t i = 0; i < count; i++) sums[half][i] += (double)row[l + i] * vector[l + i];
    if (count < lanes) break;
  }
  sums[0] += sums[1];
  for (size_t half = lanes / 2; half > 0; half /= 2)
    for (size_t i = 0; i < half; i++) sums[0][i] += sums[0][i + half];
  return sums[0][0];
}

INLINE void row_products(
    const float *rows, size_t dimension, const size_t *numbers, size_t count,
    const double *vector, double *products) {
  // Rows lie anywhere in memory: the one after the next is asked for in time.
  for (size_t j = 0; j < count; j++) {
    if (j + 2 < count) {
      const float *next = rows + numbers[j + 2] * dimension;
      for (size_t l = 0; l < dimension; l += 16) __builtin_prefetch(next + l);
    }
    products[j] = row_product(rows + numbers[j] * dimension, dimension, vector);
  }
}

#define ROW_PRODUCTS(NAME, TARGET) \
  TARGET static void row_products_##NAME( \
      const float *rows, size_t dimension, const size_t *numbers, size_t count, \
      const double *vector, double *products) { \
    row_products(rows, dimension, numbers, count, vector, products); \
  }

ROW_PRODUCTS(baseline, )
#if defined(__x86_64__)
ROW_PRODUCTS(avx2, __attribute__((target("avx2"))))
#endif

void superpose_wide_row_products(
    const float *rows, size_t dimension, const size_t *numbers, size_t count, const double *vector,
    double *products) {
#if defined(__x86_64__)
  if (superpose_tier_in_use() != SUPERPOSE_TIER_PORTABLE) {
    row_products_avx2(rows, dimension, numbers, count, vector, products);
    return;
  }
#endif
  row_products_baseline(rows, dimension, numbers, count, vector, products);
}
