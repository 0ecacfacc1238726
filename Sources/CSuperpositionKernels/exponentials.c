// Sums of exponentials, in single precision: one body, compiled once for each tier. Every lane does
// the same operations in the same order, none of them contracted, so all tiers agree to the bit.
#include <string.h>

#include "CSuperpositionKernels.h"

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

enum { lanes = 8 };

typedef float floats __attribute__((vector_size(4 * lanes)));
typedef int32_t integers __attribute__((vector_size(4 * lanes)));

// Adds e, e² and e³, e = exp(slope·value + offset), of the lanes in `counts`. The exponential is
// 2^n e^r with |r| <= ln(2)/2, e^r by a polynomial (Cephes, Moshier 1992).
INLINE void add(
    const integers *value, const integers *counts, float slope, float offset, floats sums[3]) {
  floats x = __builtin_convertvector(*value, floats) * slope + offset;
  integers low = x < -28.0f, high = x > 0.0f;
  x = (floats)(((integers)x & ~low & ~high) | ((integers)((floats){0} - 28.0f) & low));
  const float rounder = 0x1.8p23f;
  floats shifted = x * 1.44269504f + rounder;
  floats n = shifted - rounder;
  floats r = x - n * 0.693359375f - n * -2.12194440e-4f;
  floats p = r * 1.9875691500e-4f + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  // The integer in the low bits of `shifted` moves into the exponent.
  floats e = (floats)(((integers)p + ((integers)shifted << 23)) & *counts);
  floats square = e * e;
  sums[0] += e;
  sums[1] += square;
  sums[2] += square * e;
}

INLINE void exponential_sums(
    const int32_t *values, size_t count, int32_t bound, float slope, float offset,
    float sums[3]) {
  floats totals[3] = {0};
  size_t start = 0;
  for (; start + lanes <= count; start += lanes) {
    integers value;
    memcpy(&value, values + start, sizeof value);
    integers counts = value < bound;
    add(&value, &counts, slope, offset, totals);
  }
  if (start < count) {
    integers value = {0}, counts = {0};
    memcpy(&value, values + start, (count - start) * sizeof *values);
    for (size_t i = 0; i < count - start; i++) counts[i] = -(values[start + i] < bound);
    add(&value, &counts, slope, offset, totals);
  }
  for (size_t i = 0; i < 3; i++) {
    for (size_t half = lanes / 2; half > 0; half /= 2)
      for (size_t j = 0; j < half; j++) totals[i][j] += totals[i][j + half];
    sums[i] = totals[i][0];
  }
}

#define TIER(NAME, TARGET) \
  TARGET static void exponential_sums_##NAME( \
      const int32_t *values, size_t count, int32_t bound, float slope, float offset, \
      float sums[3]) { \
    exponential_sums(values, count, bound, slope, offset, sums); \
  }

TIER(baseline, )
#if defined(__x86_64__)
TIER(avx2, __attribute__((target("avx2"))))
#endif

void superpose_exponential_sums(
    const int32_t *values, size_t count, int32_t bound, float slope, float offset,
    float sums[3]) {
  switch (superpose_tier_in_use()) {
#if defined(__x86_64__)
    case SUPERPOSE_TIER_AVX2:
    case SUPERPOSE_TIER_AVX512:
    case SUPERPOSE_TIER_AMX:
      exponential_sums_avx2(values, count, bound, slope, offset, sums);
      return;
#endif
    default: exponential_sums_baseline(values, count, bound, slope, offset, sums);
  }
}
