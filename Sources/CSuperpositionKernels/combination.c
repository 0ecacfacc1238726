// A scan that the compiler vectorises by itself: one body, compiled once for each tier.
#include "CSuperpositionKernels.h"

#define INLINE static inline __attribute__((always_inline))

INLINE size_t select_combination(
    const int32_t *first, int32_t first_weight, const int32_t *second, int32_t second_weight,
    size_t count, int32_t threshold, uint32_t *positions) {
  enum { block = 64 };
  size_t found = 0;
  for (size_t start = 0; start < count; start += block) {
    size_t end = start + block;
    if (end <= count) {
      // Hits are rare: look whether there is one before asking where.
      int32_t any = 0;
      for (size_t j = start; j < end; j++)
        any |= -(first_weight * first[j] + second_weight * second[j] >= threshold);
      if (any == 0) continue;
    } else {
      end = count;
    }
    for (size_t j = start; j < end; j++)
      if (first_weight * first[j] + second_weight * second[j] >= threshold)
        positions[found++] = (uint32_t)j;
  }
  return found;
}

#define TIER(NAME, TARGET) \
  TARGET static size_t select_combination_##NAME( \
      const int32_t *first, int32_t first_weight, const int32_t *second, int32_t second_weight, \
      size_t count, int32_t threshold, uint32_t *positions) { \
    return select_combination( \
        first, first_weight, second, second_weight, count, threshold, positions); \
  }

TIER(baseline, )
#if defined(__x86_64__)
TIER(avx2, __attribute__((target("avx2"))))
TIER(avx512, __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq"))))
#endif

size_t superpose_select_combination_at_least(
    const int32_t *first, int32_t first_weight, const int32_t *second, int32_t second_weight,
    size_t count, int32_t threshold, uint32_t *positions) {
  switch (superpose_tier_in_use()) {
#if defined(__x86_64__)
    case SUPERPOSE_TIER_AVX2:
      return select_combination_avx2(
          first, first_weight, second, second_weight, count, threshold, positions);
    case SUPERPOSE_TIER_AVX512:
    case SUPERPOSE_TIER_AMX:
      return select_combination_avx512(
          first, first_weight, second, second_weight, count, threshold, positions);
#endif
    default:
      return select_combination_baseline(
          first, first_weight, second, second_weight, count, threshold, positions);
  }
}
