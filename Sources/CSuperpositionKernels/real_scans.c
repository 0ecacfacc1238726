// Scans over real correlations. Comparisons and single products alone, so that what a compiler makes
// of the loops cannot change a result.
#include <string.h>

#include "CSuperpositionKernels.h"

#pragma STDC FP_CONTRACT OFF

enum { block = 32 };

#define INLINE static inline __attribute__((always_inline))

INLINE size_t select_scores(
    float *scores, const float *weights, const float *offsets, float offset_scale, int absolute,
    size_t count, float threshold, uint32_t *positions) {
  if (weights)
    for (size_t i = 0; i < count; i++) scores[i] *= weights[i];
  if (offsets)
    for (size_t i = 0; i < count; i++) scores[i] -= offset_scale * offsets[i];
  if (absolute)
    for (size_t i = 0; i < count; i++) scores[i] = scores[i] < 0 ? -scores[i] : scores[i];
  size_t found = 0, start = 0;
  for (; start + block <= count; start += block) {
    // Few blocks hold anything, and this loop is vectors.
    int any = 0;
    for (size_t i = start; i < start + block; i++) any |= scores[i] >= threshold;
    if (!any) continue;
    for (size_t i = start; i < start + block; i++) {
      positions[found] = (uint32_t)i;
      found += scores[i] >= threshold;
    }
  }
  for (; start < count; start++)
    if (scores[start] >= threshold) positions[found++] = (uint32_t)start;
  return found;
}

// The bound of a block of codewords; `any` tells whether one reaches the threshold.
INLINE int bounds(
    const superpose_real_bound *bound, const float *first, const float *second, size_t start,
    float values[block]) {
  for (size_t i = 0; i < block; i++)
    values[i] = bound->first_weight * first[start + i] + bound->second_weight * second[start + i];
  if (bound->weights)
    for (size_t i = 0; i < block; i++) values[i] *= bound->weights[start + i];
  if (bound->offsets)
    for (size_t i = 0; i < block; i++) values[i] -= bound->offsets[start + i];
  if (bound->absolute)
    for (size_t i = 0; i < block; i++) values[i] = values[i] < 0 ? -values[i] : values[i];
  if (bound->lengths)
    for (size_t i = 0; i < block; i++) values[i] += bound->reach * bound->lengths[start + i];
  else
    for (size_t i = 0; i < block; i++) values[i] += bound->reach;
  int any = 0;
  for (size_t i = 0; i < block; i++) any |= values[i] >= bound->threshold;
  return any;
}

INLINE size_t select_bounds(
    const superpose_real_bound *bound, const float *first, const float *second, size_t count,
    uint32_t *positions) {
  float values[block];
  size_t found = 0, start = 0;
  for (; start + block <= count; start += block) {
    if (!bounds(bound, first, second, start, values)) continue;
    for (size_t i = 0; i < block; i++) {
      positions[found] = (uint32_t)(start + i);
      found += values[i] >= bound->threshold;
    }
  }
  if (start < count) {
    // The rest as a block of its own, of copies.
    size_t rest = count - start, bytes = rest * sizeof(float);
    float copies[5][block] = {{0}};
    superpose_real_bound part = *bound;
    memcpy(copies[0], first + start, bytes);
    memcpy(copies[1], second + start, bytes);
    if (bound->weights) part.weights = memcpy(copies[2], bound->weights + start, bytes);
    if (bound->offsets) part.offsets = memcpy(copies[3], bound->offsets + start, bytes);
    if (bound->lengths) part.lengths = memcpy(copies[4], bound->lengths + start, bytes);
    bounds(&part, copies[0], copies[1], 0, values);
    for (size_t i = 0; i < rest; i++)
      if (values[i] >= bound->threshold) positions[found++] = (uint32_t)(start + i);
  }
  return found;
}

#define TIER(NAME, TARGET) \
  TARGET static size_t select_scores_##NAME( \
      float *scores, const float *weights, const float *offsets, float offset_scale, \
      int absolute, size_t count, float threshold, uint32_t *positions) { \
    return select_scores( \
        scores, weights, offsets, offset_scale, absolute, count, threshold, positions); \
  } \
  TARGET static size_t select_bounds_##NAME( \
      const superpose_real_bound *bound, const float *first, const float *second, size_t count, \
      uint32_t *positions) { \
    return select_bounds(bound, first, second, count, positions); \
  }

TIER(baseline, )
#if defined(__x86_64__)
TIER(avx2, __attribute__((target("avx2"))))
#endif

size_t superpose_select_scores(
    float *scores, const float *weights, const float *offsets, float offset_scale, int absolute,
    size_t count, float threshold, uint32_t *positions) {
#if defined(__x86_64__)
  if (superpose_tier_in_use() != SUPERPOSE_TIER_PORTABLE)
    return select_scores_avx2(
        scores, weights, offsets, offset_scale, absolute, count, threshold, positions);
#endif
  return select_scores_baseline(
      scores, weights, offsets, offset_scale, absolute, count, threshold, positions);
}

size_t superpose_select_bounds(
    const superpose_real_bound *bound, const float *first, const float *second, size_t count,
    uint32_t *positions) {
#if defined(__x86_64__)
  if (superpose_tier_in_use() != SUPERPOSE_TIER_PORTABLE)
    return select_bounds_avx2(bound, first, second, count, positions);
#endif
  return select_bounds_baseline(bound, first, second, count, positions);
}
