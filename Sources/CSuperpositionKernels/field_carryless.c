// Binary fields by the processor's carry-less multiplication, and the choice of the tier.
#include "SuperpositionBinaryField.h"

#if defined(__x86_64__)

#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("pclmul,sse4.1"))), apply_to = function)

typedef __m128i wide;

static inline wide zero_product(void) { return _mm_setzero_si128(); }
static inline wide add_product(wide sum, uint64_t a, uint64_t b) {
  return _mm_xor_si128(
      sum, _mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)a), _mm_cvtsi64_si128((int64_t)b), 0));
}
static inline uint64_t low_word(wide sum) { return (uint64_t)_mm_cvtsi128_si64(sum); }
static inline uint64_t high_word(wide sum) { return (uint64_t)_mm_extract_epi64(sum, 1); }

#include "field_kernels.h"

#pragma clang attribute pop

static const struct superpose_field_kernels kernels = FIELD_KERNELS;

const struct superpose_field_kernels *superpose_carryless_field_kernels(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1") ? &kernels : 0;
}

#elif defined(__aarch64__) && defined(__ARM_NEON)

#include <arm_neon.h>
#if defined(__linux__)
#include <sys/auxv.h>
#endif

#pragma clang attribute push(__attribute__((target("aes"))), apply_to = function)

typedef uint64x2_t wide;

static inline wide zero_product(void) { return vdupq_n_u64(0); }
static inline wide add_product(wide sum, uint64_t a, uint64_t b) {
  return veorq_u64(sum, vreinterpretq_u64_p128(vmull_p64((poly64_t)a, (poly64_t)b)));
}
static inline uint64_t low_word(wide sum) { return vgetq_lane_u64(sum, 0); }
static inline uint64_t high_word(wide sum) { return vgetq_lane_u64(sum, 1); }

#include "field_kernels.h"

#pragma clang attribute pop

static const struct superpose_field_kernels kernels = FIELD_KERNELS;

const struct superpose_field_kernels *superpose_carryless_field_kernels(void) {
#if defined(__linux__)
  enum { has_pmull = 1 << 4 };  // HWCAP_PMULL
  return getauxval(AT_HWCAP) & has_pmull ? &kernels : 0;
#else
  return &kernels;
#endif
}

#else

const struct superpose_field_kernels *superpose_carryless_field_kernels(void) { return 0; }

#endif
