// Exponentials and their sums, in single precision: one body, compiled once for each tier. Every lane does
// the same operations in the same order, none of them contracted, so all tiers agree to the bit.
#include <string.h>

#include "CSuperpositionKernels.h"

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

enum { lanes = 8 };

typedef float floats __attribute__((vector_size(4 * lanes)));
typedef int32_t integers __attribute__((vector_size(4 * lanes)));

// Replaces x by e^x, -87 < x < 88: 2^n e^r with |r| <= ln(2)/2, e^r by a polynomial (Cephes, Moshier 1992).
INLINE void exponential(floats *exponent) {
  floats x = *exponent;
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
  *exponent = (floats)((integers)p + ((integers)shifted << 23));
}

// Sets lanes below `least` and above `most` to these.
INLINE void clamp(floats *value, float least, float most) {
  floats x = *value, zero = {0};
  integers low = x < least, high = x > most;
  *value = (floats)(((integers)x & ~low & ~high) | ((integers)(zero + least) & low) |
      ((integers)(zero + most) & high));
}

// Adds e, e² and e³, e = exp(slope·value + offset), of the lanes in `counts`.
INLINE void add(
    const integers *value, const integers *counts, float slope, float offset, floats sums[3]) {
  floats x = __builtin_convertvector(*value, floats) * slope + offset;
  clamp(&x, -28.0f, 0.0f);
  exponential(&x);
  floats e = (floats)((integers)x & *counts);
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

// The posteriors of `lanes` codewords; adds energy·p·(1 - p).
INLINE void posteriors(
    const float *correlation, const float *estimate, const float *energy, float slope,
    float inverse, float prior, float *log_odds, float *posterior, floats *variance) {
  floats c, y, e;
  memcpy(&c, correlation, sizeof c);
  memcpy(&y, estimate, sizeof y);
  memcpy(&e, energy, sizeof e);
  floats odds = c * slope + (y - 0.5f) * (e * inverse) + prior;
  floats x = -odds;
  clamp(&x, -30.0f, 30.0f);
  exponential(&x);
  floats p = 1.0f / (x + 1.0f);
  p = (floats)((integers)p & (p >= 1e-7f));
  *variance += e * p * (1.0f - p);
  memcpy(log_odds, &odds, sizeof odds);
  memcpy(posterior, &p, sizeof p);
}

INLINE float unit_posteriors(
    const float *correlations, const float *estimates, const float *energies, float slope,
    float inverse, float prior, size_t count, float *log_odds, float *values) {
  floats variance = {0};
  size_t start = 0;
  for (; start + lanes <= count; start += lanes)
    posteriors(
        correlations + start, estimates + start, energies + start, slope, inverse, prior,
        log_odds + start, values + start, &variance);
  if (start < count) {
    // Lanes beyond the end have no energy, so that they add nothing.
    float tail[5][lanes] = {{0}};
    size_t bytes = (count - start) * sizeof(float);
    memcpy(tail[0], correlations + start, bytes);
    memcpy(tail[1], estimates + start, bytes);
    memcpy(tail[2], energies + start, bytes);
    posteriors(tail[0], tail[1], tail[2], slope, inverse, prior, tail[3], tail[4], &variance);
    memcpy(log_odds + start, tail[3], bytes);
    memcpy(values + start, tail[4], bytes);
  }
  for (size_t half = lanes / 2; half > 0; half /= 2)
    for (size_t j = 0; j < half; j++) variance[j] += variance[j + half];
  return variance[0];
}

INLINE double move_estimates(float *values, float *estimates, size_t count, float kept) {
  typedef double doubles __attribute__((vector_size(8 * lanes)));
  doubles total = {0};
  for (size_t start = 0; start < count; start += lanes) {
    size_t bytes = (count - start < lanes ? count - start : lanes) * sizeof(float);
    floats after = {0}, before = {0};
    if (bytes == sizeof after) {
      memcpy(&after, values + start, sizeof after);
      memcpy(&before, estimates + start, sizeof before);
    } else {
      memcpy(&after, values + start, bytes);
      memcpy(&before, estimates + start, bytes);
    }
    if (kept != 0) after = (1 - kept) * after + kept * before;
    floats change = after - before;
    change = (floats)((integers)change & 0x7fffffff);
    total += __builtin_convertvector(change, doubles);
    if (bytes == sizeof after) {
      memcpy(values + start, &after, sizeof after);
      memcpy(estimates + start, &after, sizeof after);
    } else {
      memcpy(values + start, &after, bytes);
      memcpy(estimates + start, &after, bytes);
    }
  }
  for (size_t half = lanes / 2; half > 0; half /= 2)
    for (size_t j = 0; j < half; j++) total[j] += total[j + half];
  return total[0];
}

#define TIER(NAME, TARGET) \
  TARGET static double move_estimates_##NAME( \
      float *values, float *estimates, size_t count, float kept) { \
    return move_estimates(values, estimates, count, kept); \
  } \
  TARGET static void exponential_sums_##NAME( \
      const int32_t *values, size_t count, int32_t bound, float slope, float offset, \
      float sums[3]) { \
    exponential_sums(values, count, bound, slope, offset, sums); \
  } \
  TARGET static float unit_posteriors_##NAME( \
      const float *correlations, const float *estimates, const float *energies, float slope, \
      float inverse, float prior, size_t count, float *log_odds, float *values) { \
    return unit_posteriors( \
        correlations, estimates, energies, slope, inverse, prior, count, log_odds, values); \
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

float superpose_unit_posteriors(
    const float *correlations, const float *estimates, const float *energies, float slope,
    float inverse, float prior, size_t count, float *log_odds, float *posteriors) {
#if defined(__x86_64__)
  if (superpose_tier_in_use() != SUPERPOSE_TIER_PORTABLE)
    return unit_posteriors_avx2(
        correlations, estimates, energies, slope, inverse, prior, count, log_odds, posteriors);
#endif
  return unit_posteriors_baseline(
      correlations, estimates, energies, slope, inverse, prior, count, log_odds, posteriors);
}

double superpose_move_estimates(float *values, float *estimates, size_t count, float kept) {
#if defined(__x86_64__)
  if (superpose_tier_in_use() != SUPERPOSE_TIER_PORTABLE)
    return move_estimates_avx2(values, estimates, count, kept);
#endif
  return move_estimates_baseline(values, estimates, count, kept);
}
