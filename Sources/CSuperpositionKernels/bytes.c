// Correlations of vectors with rows that are rounded to bytes: exact integers, several products an
// instruction.
#include "CSuperpositionKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { tile_width = 16 };

superpose_bytes_form superpose_best_bytes_form(void) {
#if defined(__x86_64__)
  superpose_tier tier = superpose_tier_in_use();
  __builtin_cpu_init();
  if ((tier == SUPERPOSE_TIER_AVX512 || tier == SUPERPOSE_TIER_AMX) &&
      __builtin_cpu_supports("avx512vnni"))
    return SUPERPOSE_BYTES_VNNI;
  if (tier != SUPERPOSE_TIER_PORTABLE) return SUPERPOSE_BYTES_AVX2;
#endif
  return SUPERPOSE_BYTES_NONE;
}

int superpose_bytes_limit(superpose_bytes_form form) {
  return form == SUPERPOSE_BYTES_VNNI ? 127 : form == SUPERPOSE_BYTES_AVX2 ? 63 : 0;
}

int superpose_bytes_window_limit(superpose_bytes_form form) {
  // (2·63 + 1)·258 < 2^15.
  return form == SUPERPOSE_BYTES_AVX2 ? 258 : 0;
}

float superpose_pack_bytes(
    superpose_bytes_form form, const float *row, size_t dimension, size_t lane, uint8_t *tile,
    float *scale) {
  float peak = 0;
  for (size_t i = 0; i < dimension; i++) {
    float size = row[i] < 0 ? -row[i] : row[i];
    peak = size > peak ? size : peak;
  }
  int limit = superpose_bytes_limit(form);
  float largest = (float)limit, unit = peak / largest;
  double error = 0;
  // 1.5·2^23 leaves the nearest integer in the low bits.
  const float rounder = 0x1.8p23f;
  float inverse = unit > 1e-30f ? 1 / unit : 0;
  for (size_t i = 0; i < dimension; i++) {
    float rounded = row[i] * inverse + rounder - rounder;
    rounded = rounded > largest ? largest : rounded < -largest ? -largest : rounded;
    double gap = (double)row[i] - (double)unit * rounded;
    error += gap * gap;
    tile[i / 4 * 64 + lane * 4 + i % 4] = (uint8_t)((int)rounded + limit + 1);
  }
  *scale = unit;
  return (float)error;
}

#if defined(__x86_64__)

#define AVX2 target("avx2")
#define VNNI target("avx512f,avx512vnni")
#define INLINE(TARGET) static inline __attribute__((always_inline, TARGET))

// ---- AVX2: products of a byte with an offset and a signed byte, two neighbours added in 16 bits.

// Groups of coordinates whose sums stay within 16 bits.
enum { window = 4, avx2_vectors = 4 };

typedef struct {
  __m256i halves[2];
} avx2_tile;

INLINE(AVX2) void add_group(
    const uint8_t *tile, const int32_t *vectors, size_t vector_count, avx2_tile *parts) {
  __m256i low = _mm256_loadu_si256((const __m256i *)tile);
  __m256i high = _mm256_loadu_si256((const __m256i *)(tile + 32));
  for (size_t v = 0; v < vector_count; v++) {
    __m256i entries = _mm256_set1_epi32(vectors[v]);
    parts[v].halves[0] =
        _mm256_add_epi16(parts[v].halves[0], _mm256_maddubs_epi16(low, entries));
    parts[v].halves[1] =
        _mm256_add_epi16(parts[v].halves[1], _mm256_maddubs_epi16(high, entries));
  }
}

INLINE(AVX2) void correlate_tile(
    const uint8_t *tile, size_t group_count, const int32_t *vectors, size_t vector_stride,
    const int32_t *biases, const float *units, const float *scales, size_t vector_count,
    float *products, size_t product_stride) {
  avx2_tile sums[avx2_vectors];
  const __m256i ones = _mm256_set1_epi16(1);
  for (size_t v = 0; v < vector_count; v++)
    sums[v].halves[0] = sums[v].halves[1] = _mm256_set1_epi32(biases[v]);
  for (size_t group = 0; group < group_count; group += window) {
    avx2_tile parts[avx2_vectors];
    for (size_t v = 0; v < vector_count; v++)
      parts[v].halves[0] = parts[v].halves[1] = _mm256_setzero_si256();
    if (group + window <= group_count) {
      for (size_t i = group; i < group + window; i++)
        add_group(tile + i * 64, vectors + i * vector_stride, vector_count, parts);
    } else {
      for (size_t i = group; i < group_count; i++)
        add_group(tile + i * 64, vectors + i * vector_stride, vector_count, parts);
    }
    for (size_t v = 0; v < vector_count; v++)
      for (size_t half = 0; half < 2; half++)
        sums[v].halves[half] = _mm256_add_epi32(
            sums[v].halves[half], _mm256_madd_epi16(parts[v].halves[half], ones));
  }
  for (size_t v = 0; v < vector_count; v++)
    for (size_t half = 0; half < 2; half++)
      _mm256_storeu_ps(
          products + v * product_stride + 8 * half,
          _mm256_mul_ps(
              _mm256_mul_ps(_mm256_cvtepi32_ps(sums[v].halves[half]), _mm256_set1_ps(units[v])),
              _mm256_loadu_ps(scales + 8 * half)));
}

__attribute__((AVX2)) static void correlate_avx2(
    const uint8_t *tiles, size_t tile_count, size_t group_count, const float *scales,
    const int32_t *vectors, const int32_t *biases, const float *units, size_t vector_count,
    float *products, size_t product_stride) {
  // Blocks of constant size, so that the sums stay in registers.
#define CASE(COUNT) \
  case COUNT: \
    correlate_tile( \
        tiles + tile * group_count * 64, group_count, vectors + first, vector_count, \
        biases + first, units + first, scales + tile * tile_width, COUNT, \
        products + first * product_stride + tile * tile_width, product_stride); \
    break;
  for (size_t tile = 0; tile < tile_count; tile++)
    for (size_t first = 0; first < vector_count; first += avx2_vectors)
      switch (vector_count - first) {
        CASE(1) CASE(2) CASE(3)
        default: CASE(avx2_vectors)
      }
#undef CASE
}

// ---- AVX-512 VNNI: four products an instruction and lane.

enum { block_tiles = 4, block_vectors = 6 };

INLINE(VNNI) void correlate(
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

#define VECTORS(TILES, COUNT) \
  case COUNT: \
    correlate( \
        tiles, TILES, group_count, vectors, vector_stride, biases, units, scales, COUNT, \
        products, product_stride); \
    break;

#define BLOCK(TILES) \
  __attribute__((VNNI)) static void correlate_##TILES( \
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

static void correlate_vnni(
    const uint8_t *tiles, size_t tile_count, size_t group_count, const float *scales,
    const int32_t *vectors, const int32_t *biases, const float *units, size_t vector_count,
    float *products, size_t product_stride) {
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
}

#endif

void superpose_correlate_bytes(
    superpose_bytes_form form, const uint8_t *tiles, size_t tile_count, size_t group_count,
    const float *scales, const int32_t *vectors, const int32_t *biases, const float *units,
    size_t vector_count, float *products, size_t product_stride) {
#if defined(__x86_64__)
  (form == SUPERPOSE_BYTES_VNNI ? correlate_vnni : correlate_avx2)(
      tiles, tile_count, group_count, scales, vectors, biases, units, vector_count, products,
      product_stride);
#endif
}
