// Correlations of vectors with rows that are rounded to bytes: exact integers, four products an
// instruction. There is one tier, for processors with AVX-512 VNNI; others read rows as they are.
#include "CSuperpositionKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { tile_width = 16, block_tiles = 4, block_vectors = 6 };

int superpose_bytes_are_available(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vnni");
#else
  return 0;
#endif
}

#if defined(__x86_64__)

#define INLINE static inline __attribute__((always_inline, target("avx512f,avx512vnni")))

INLINE void correlate(
    const uint8_t *tiles, size_t tile_count, size_t group_count, const int32_t *vectors,
    size_t vector_stride, const int32_t *biases, const float *units, const float *scales,
    size_t vector_count, float *products, size_t product_stride) {
  __m512i sums[block_vectors][block_tiles];
  for (size_t v = 0; v < vector_count; v++)
    for (size_t t = 0; t < tile_count; t++) sums[v][t] = _mm512_set1_epi32(biases[v]);
  size_t tile_size = group_count * 64;
  for (size_t group = 0; group < group_count; group++) {
    __m512i rows[block_tiles];
    for (size_t t = 0; t < tile_count; t++)
      rows[t] = _mm512_loadu_si512(tiles + t * tile_size + group * 64);
    for (size_t v = 0; v < vector_count; v++) {
      __m512i entries = _mm512_set1_epi32(vectors[group * vector_stride + v]);
      for (size_t t = 0; t < tile_count; t++)
        sums[v][t] = _mm512_dpbusd_epi32(sums[v][t], rows[t], entries);
    }
  }
  for (size_t v = 0; v < vector_count; v++)
    for (size_t t = 0; t < tile_count; t++)
      _mm512_storeu_ps(
          products + v * product_stride + t * tile_width,
          _mm512_mul_ps(
              _mm512_mul_ps(_mm512_cvtepi32_ps(sums[v][t]), _mm512_set1_ps(units[v])),
              _mm512_loadu_ps(scales + t * tile_width)));
}

// Blocks of constant size, so that the sums stay in registers.
#define VECTORS(TILES, COUNT) \
  case COUNT: \
    correlate( \
        tiles, TILES, group_count, vectors, vector_stride, biases, units, scales, COUNT, \
        products, product_stride); \
    break;

#define BLOCK(TILES) \
  __attribute__((target("avx512f,avx512vnni"))) static void correlate_##TILES( \
      const uint8_t *tiles, size_t group_count, const int32_t *vectors, size_t vector_stride, \
      const int32_t *biases, const float *units, const float *scales, size_t vector_count, \
      float *products, size_t product_stride) { \
    switch (vector_count) { \
      VECTORS(TILES, 1) VECTORS(TILES, 2) VECTORS(TILES, 3) VECTORS(TILES, 4) \
      VECTORS(TILES, 5) VECTORS(TILES, 6) \
    } \
  }

BLOCK(1)
BLOCK(4)

#endif

float superpose_pack_bytes(
    const float *row, size_t dimension, size_t lane, uint8_t *tile, float *scale) {
  float peak = 0;
  for (size_t i = 0; i < dimension; i++) {
    float size = row[i] < 0 ? -row[i] : row[i];
    peak = size > peak ? size : peak;
  }
  float unit = peak / 127;
  double error = 0;
  // 1.5·2^23 leaves the nearest integer in the low bits.
  const float rounder = 0x1.8p23f;
  float inverse = unit > 1e-30f ? 1 / unit : 0;
  for (size_t i = 0; i < dimension; i++) {
    float rounded = row[i] * inverse + rounder - rounder;
    rounded = rounded > 127 ? 127 : rounded < -127 ? -127 : rounded;
    double gap = (double)row[i] - (double)unit * rounded;
    error += gap * gap;
    tile[i / 4 * 64 + lane * 4 + i % 4] = (uint8_t)((int)rounded + 128);
  }
  *scale = unit;
  return (float)error;
}

void superpose_correlate_bytes(
    const uint8_t *tiles, size_t tile_count, size_t group_count, const float *scales,
    const int32_t *vectors, const int32_t *biases, const float *units, size_t vector_count,
    float *products, size_t product_stride) {
#if defined(__x86_64__)
  size_t tile_size = group_count * 64, tile = 0;
  while (tile < tile_count) {
    size_t some = tile_count - tile >= block_tiles ? block_tiles : 1;
    for (size_t first = 0; first < vector_count; first += block_vectors) {
      size_t count = vector_count - first < block_vectors ? vector_count - first : block_vectors;
      (some == block_tiles ? correlate_4 : correlate_1)(
          tiles + tile * tile_size, group_count, vectors + first, vector_count, biases + first,
          units + first, scales + tile * tile_width, count,
          products + first * product_stride + tile * tile_width, product_stride);
    }
    tile += some;
  }
#endif
}
