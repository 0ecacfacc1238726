// AVX2 and NEON: sums of bytes. Included by vector_kernels.h alone.

// ---- Sums of bytes

// `odd` holds the odd bytes' sums in 16-bit lanes, `both` the even bytes' sums plus 256 times the
// odd ones', modulo 2^16.
typedef struct {
  words_t both, odd;
} wide_sum;

INLINE void widen(wide_sum *sum, bytes_t bytes) {
  sum->both += (words_t)bytes;
  sum->odd += (words_t)bytes >> 8;
}

INLINE void expand(wide_sum sum, uint32_t values[LANES]) {
  words_t even = sum.both - (sum.odd << 8);
#pragma unroll
  for (size_t i = 0; i < LANES / 2; i++) {
    values[2 * i] = even[i];
    values[2 * i + 1] = sum.odd[i];
  }
}
