// Scans over real correlations. Comparisons and single products alone, so that what a compiler makes
// of the loops cannot change a result.
#include "CSuperpositionKernels.h"

#pragma STDC FP_CONTRACT OFF

enum { block = 32 };

size_t superpose_select_scores(
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
