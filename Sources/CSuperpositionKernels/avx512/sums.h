// AVX-512: sums of bytes. Included by avx512.c alone.

// ---- Sums of bytes

// Sums of bytes in two registers of 16-bit lanes. `odd` holds the odd bytes' sums, `both` the even
// bytes' sums plus 256 times the odd ones', modulo 2^16: three operations to add 64 bytes.
typedef struct {
  __m512i both, odd;
} wide_sum;

INLINE void widen(wide_sum *sum, __m512i bytes) {
  sum->both = _mm512_add_epi16(sum->both, bytes);
  sum->odd = _mm512_add_epi16(sum->odd, _mm512_srli_epi16(bytes, 8));
}

// The 64 sums in order, as four registers of 32-bit lanes.
INLINE void expand(wide_sum sum, __m512i lanes[4]) {
  // Word 2i: the low half of lane i, an even byte's sum or (from 32 on) an odd one's.
#define PAIR(i) i, 0, 32 + i, 0
#define EIGHT(i) PAIR(i), PAIR(i + 1), PAIR(i + 2), PAIR(i + 3)
  _Alignas(64) static const uint16_t interleave[4][32] = {
      {EIGHT(0), EIGHT(4)}, {EIGHT(8), EIGHT(12)}, {EIGHT(16), EIGHT(20)}, {EIGHT(24), EIGHT(28)}};
#undef EIGHT
#undef PAIR
  __m512i even = _mm512_sub_epi16(sum.both, _mm512_slli_epi16(sum.odd, 8));
#pragma unroll
  for (int i = 0; i < 4; i++)
    lanes[i] = _mm512_maskz_permutex2var_epi16(
        0x55555555, even, _mm512_load_si512(interleave[i]), sum.odd);
}
