// AVX-512: codewords against codewords. Included by avx512.c alone.

// ---- Codewords against codewords

// How many bytes ahead of the reader a stream of rows is prefetched. Half as many, or a prefetch into
// the second-level cache, leaves a fifth of the bandwidth of memory and third-level cache unused.
enum { stream_ahead = 8192 };

// At most 31 rows of at most eight disagreements each, and seven in a last incomplete row, fit into
// a byte; 8184 rows fit into 16 bits.
enum { rows_per_byte = 31, rows_per_word = 8184 };

// Disagreements of Q queries with T tiles, registers holding T x Q sums of bytes. `base` is the
// number of coordinates in these rows; the products are stored, or added to those of rows before.
// Rows `ahead` bytes further on are prefetched: a single tile's, which stream, into the first-level
// cache.
INLINE void products_block(
    const uint8_t *tiles, size_t tile_stride, size_t full_rows, uint8_t last_mask,
    const uint8_t *queries, size_t query_stride, size_t ahead, int32_t base, int adds,
    int32_t *products, size_t product_stride, const int T, const int Q) {
  wide_sum sums[4][4];
  for (int t = 0; t < T; t++)
    for (int q = 0; q < Q; q++)
      sums[t][q] = (wide_sum){_mm512_setzero_si512(), _mm512_setzero_si512()};

  for (size_t row = 0;;) {
    __m512i bytes[4][4];
    for (int t = 0; t < T; t++)
      for (int q = 0; q < Q; q++) bytes[t][q] = _mm512_setzero_si512();
    size_t end = full_rows - row < rows_per_byte ? full_rows : row + rows_per_byte;
    for (; row < end; row++) {
      __m512i tile[4];
#pragma unroll
      for (int t = 0; t < T; t++)
        tile[t] = _mm512_loadu_si512(tiles + (size_t)t * tile_stride + 64 * row);
#pragma unroll
      for (int t = 0; t < T; t++) {
        const char *later = (const char *)tiles + (size_t)t * tile_stride + 64 * row + ahead;
        if (T == 1) _mm_prefetch(later, _MM_HINT_T0);
        else _mm_prefetch(later, _MM_HINT_T1);
      }
#pragma unroll
      for (int q = 0; q < Q; q++) {
        __m512i query = _mm512_set1_epi8((char)queries[(size_t)q * query_stride + row]);
#pragma unroll
        for (int t = 0; t < T; t++)
          bytes[t][q] = _mm512_add_epi8(
              bytes[t][q], _mm512_popcnt_epi8(_mm512_xor_si512(tile[t], query)));
      }
    }
    if (row == full_rows && last_mask != 0) {
      __m512i mask = _mm512_set1_epi8((char)last_mask);
      for (int q = 0; q < Q; q++) {
        __m512i query = _mm512_set1_epi8((char)queries[(size_t)q * query_stride + row]);
        for (int t = 0; t < T; t++) {
          __m512i tile = _mm512_loadu_si512(tiles + (size_t)t * tile_stride + 64 * row);
          __m512i differing = _mm512_and_si512(_mm512_xor_si512(tile, query), mask);
          bytes[t][q] = _mm512_add_epi8(bytes[t][q], _mm512_popcnt_epi8(differing));
        }
      }
    }
    for (int t = 0; t < T; t++)
      for (int q = 0; q < Q; q++) widen(&sums[t][q], bytes[t][q]);
    if (row == full_rows) break;
  }

  for (int q = 0; q < Q; q++)
    for (int t = 0; t < T; t++) {
      __m512i lanes[4];
      expand(sums[t][q], lanes);
      int32_t *output = products + (size_t)q * product_stride + 64 * (size_t)t;
      for (int i = 0; i < 4; i++) {
        __m512i value = _mm512_sub_epi32(_mm512_set1_epi32(base), _mm512_slli_epi32(lanes[i], 1));
        if (adds) value = _mm512_add_epi32(value, _mm512_loadu_si512(output + 16 * i));
        _mm512_storeu_si512(output + 16 * i, value);
      }
    }
}

#define PRODUCTS_BLOCK(T, Q) \
  static __attribute__((noinline)) void products_block_##T##_##Q( \
      const uint8_t *tiles, size_t tile_stride, size_t full_rows, uint8_t last_mask, \
      const uint8_t *queries, size_t query_stride, size_t ahead, int32_t base, int adds, \
      int32_t *products, size_t product_stride) { \
    products_block( \
        tiles, tile_stride, full_rows, last_mask, queries, query_stride, ahead, base, adds, \
        products, product_stride, T, Q); \
  }
PRODUCTS_BLOCK(1, 1)
PRODUCTS_BLOCK(1, 2)
PRODUCTS_BLOCK(1, 3)
PRODUCTS_BLOCK(1, 4)
PRODUCTS_BLOCK(4, 1)
PRODUCTS_BLOCK(4, 2)
PRODUCTS_BLOCK(4, 3)
PRODUCTS_BLOCK(4, 4)

typedef void products_block_function(
    const uint8_t *tiles, size_t tile_stride, size_t full_rows, uint8_t last_mask,
    const uint8_t *queries, size_t query_stride, size_t ahead, int32_t base, int adds,
    int32_t *products, size_t product_stride);

static void inner_products(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const uint8_t *queries, size_t query_stride, size_t query_count, int32_t *products,
    size_t product_stride) {
  static products_block_function *const blocks[2][4] = {
      {products_block_1_1, products_block_1_2, products_block_1_3, products_block_1_4},
      {products_block_4_1, products_block_4_2, products_block_4_3, products_block_4_4}};
  size_t rows = superpose_row_count(dimension);
  // Four tiles at a time, so that a group of them stays in the second-level cache while all queries
  // pass; a single query streams, and one tile after the other is what prefetching likes.
  for (size_t t = 0; t < tile_count;) {
    size_t width = query_count > 1 && tile_count - t >= 4 ? 4 : 1;
    for (size_t first = 0; first < rows; first += rows_per_word) {
      int is_last = rows - first <= rows_per_word;
      size_t full_rows = is_last ? dimension / 8 - first : rows_per_word;
      uint8_t last_mask = is_last && dimension % 8 != 0 ? superpose_last_row_mask(dimension) : 0;
      size_t base = is_last ? dimension - 8 * first : 8 * full_rows;
      for (size_t q = 0; q < query_count;) {
        // The last queries to pass fetch the tiles that come next.
        size_t ahead = query_count - q <= 4 ? width * tile_stride : 0;
        if (width == 1) ahead = stream_ahead;
        size_t height = query_count - q < 4 ? query_count - q : 4;
        blocks[width == 4][height - 1](
            tiles + t * tile_stride + 64 * first, tile_stride, full_rows, last_mask,
            queries + q * query_stride + first, query_stride, ahead, (int32_t)base, first > 0,
            products + q * product_stride + 64 * t, product_stride);
        q += height;
      }
    }
    t += width;
  }
}
