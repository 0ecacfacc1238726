// AVX-512: weighted sums of codewords. Included by avx512.c alone.

// ---- The transposed product

// Coordinates first ..< first + 512 at most: the bytes of a group of codewords are collected first
// (one cache line each), then added with the sums in registers.
static void accumulate(
    const uint8_t *tiles, size_t tile_stride, size_t dimension, const uint64_t *codewords,
    const int32_t *weights, size_t count, int32_t *sum) {
  enum { rows_per_strip = 32, group = 64, registers = rows_per_strip / 2 };
  size_t rows = superpose_row_count(dimension);
  uint32_t total = 0;
  for (size_t c = 0; c < count; c++) total += (uint32_t)weights[c];
  for (size_t first = 0; first < rows; first += rows_per_strip) {
    size_t strip = rows - first < rows_per_strip ? rows - first : rows_per_strip;
    size_t left = dimension - 8 * first;
    __mmask16 masks[registers];
    __m512i sums[registers];
    for (size_t i = 0; i < registers; i++) {
      size_t inside = left > 16 * i ? left - 16 * i : 0;
      masks[i] = inside >= 16 ? 0xffff : (__mmask16)((1u << inside) - 1);
      sums[i] = _mm512_set1_epi32((int32_t)total);
      if (masks[i])
        sums[i] = _mm512_add_epi32(
            sums[i], _mm512_maskz_loadu_epi32(masks[i], sum + 8 * first + 16 * i));
    }
    for (size_t c = 0; c < count; c += group) {
      size_t width = count - c < group ? count - c : group;
      _Alignas(64) uint8_t bytes[group][rows_per_strip];
      for (size_t i = 0; i < width; i++) {
        uint64_t codeword = codewords[c + i];
        const uint8_t *source =
            tiles + (codeword / 64) * tile_stride + 64 * first + codeword % 64;
        if (strip == rows_per_strip) {
#pragma unroll
          for (size_t row = 0; row < rows_per_strip; row++) bytes[i][row] = source[64 * row];
        } else {
          memset(bytes[i], 0, rows_per_strip);
          for (size_t row = 0; row < strip; row++) bytes[i][row] = source[64 * row];
        }
      }
      for (size_t i = 0; i < width; i++) {
        __m512i twice = _mm512_set1_epi32((int32_t)(2 * (uint32_t)weights[c + i]));
        const uint16_t *bits = (const uint16_t *)bytes[i];
#pragma unroll
        for (size_t r = 0; r < registers; r++)
          sums[r] = _mm512_mask_sub_epi32(sums[r], bits[r], sums[r], twice);
      }
    }
    for (size_t i = 0; i < registers; i++)
      if (masks[i]) _mm512_mask_storeu_epi32(sum + 8 * first + 16 * i, masks[i], sums[i]);
  }
}
