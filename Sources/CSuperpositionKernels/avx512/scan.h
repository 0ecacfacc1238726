// AVX-512: scans over correlations, and streaming reads. Included by avx512.c alone.

// ---- Scans over correlations

static size_t select_at_least(
    const int32_t *values, size_t count, int32_t threshold, uint32_t *positions) {
  const __m512i least = _mm512_set1_epi32(threshold);
  const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  size_t found = 0;
  for (size_t j = 0; j < count; j += 16) {
    __mmask16 inside = count - j >= 16 ? 0xffff : (__mmask16)((1u << (count - j)) - 1);
    __mmask16 hits = _mm512_mask_cmpge_epi32_mask(
        inside, _mm512_maskz_loadu_epi32(inside, values + j), least);
    if (hits == 0) continue;
    __m512i numbers = _mm512_maskz_compress_epi32(
        hits, _mm512_add_epi32(_mm512_set1_epi32((int)(uint32_t)j), lanes));
    size_t number = (size_t)__builtin_popcount(hits);
    _mm512_mask_storeu_epi32(positions + found, (__mmask16)((1u << number) - 1), numbers);
    found += number;
  }
  return found;
}

// The largest of at least one value.
INLINE int32_t largest(const int32_t *values, size_t count) {
  __m512i best[4];
  for (int i = 0; i < 4; i++) best[i] = _mm512_set1_epi32(values[0]);
  size_t j = 0;
  for (; j + 64 <= count; j += 64)
    for (int i = 0; i < 4; i++)
      best[i] = _mm512_max_epi32(best[i], _mm512_loadu_si512(values + j + 16 * i));
  for (; j < count; j += 16) {
    __mmask16 inside = count - j >= 16 ? 0xffff : (__mmask16)((1u << (count - j)) - 1);
    best[0] = _mm512_mask_max_epi32(
        best[0], inside, best[0], _mm512_maskz_loadu_epi32(inside, values + j));
  }
  return _mm512_reduce_max_epi32(
      _mm512_max_epi32(_mm512_max_epi32(best[0], best[1]), _mm512_max_epi32(best[2], best[3])));
}

#include "../first_maximum.h"

static uint32_t largest_magnitude(const int32_t *values, size_t count) {
  __m512i best[4];
  for (int i = 0; i < 4; i++) best[i] = _mm512_setzero_si512();
  size_t j = 0;
  for (; j + 64 <= count; j += 64)
    for (int i = 0; i < 4; i++)
      best[i] = _mm512_max_epu32(
          best[i], _mm512_abs_epi32(_mm512_loadu_si512(values + j + 16 * i)));
  for (; j < count; j += 16) {
    __mmask16 inside = count - j >= 16 ? 0xffff : (__mmask16)((1u << (count - j)) - 1);
    best[0] = _mm512_max_epu32(
        best[0], _mm512_abs_epi32(_mm512_maskz_loadu_epi32(inside, values + j)));
  }
  return _mm512_reduce_max_epu32(
      _mm512_max_epu32(_mm512_max_epu32(best[0], best[1]), _mm512_max_epu32(best[2], best[3])));
}

// ---- Measurement

static uint64_t read_sum(const uint8_t *bytes, size_t count) {
  __m512i sums[8];
  for (int i = 0; i < 8; i++) sums[i] = _mm512_setzero_si512();
  size_t at = 0;
  for (; at + 512 <= count; at += 512) {
#pragma unroll
    for (int i = 0; i < 8; i++) {
      _mm_prefetch((const char *)bytes + at + 64 * i + 4096, _MM_HINT_T0);
      sums[i] = _mm512_xor_si512(sums[i], _mm512_loadu_si512(bytes + at + 64 * i));
    }
  }
  uint64_t words[8], sum = superpose_portable_kernels.read_sum(bytes + at, count - at);
  for (int i = 1; i < 8; i++) sums[0] = _mm512_xor_si512(sums[0], sums[i]);
  _mm512_storeu_si512(words, sums[0]);
  for (int i = 0; i < 8; i++) sum ^= words[i];
  return sum;
}
