// AVX2 and NEON: codewords against codewords. Included by vector_kernels.h alone.

// ---- Codewords against codewords

// 31 rows of at most eight disagreements fit into a byte, 8184 rows into 16 bits.
enum { rows_per_byte = 31, rows_per_word = 8184 };

// One row of P registers with Q queries.
INLINE void products_row(
    const uint8_t *row, uint8_t mask, const uint8_t *queries, size_t query_stride, bytes_t *bytes,
    const size_t P, const size_t Q) {
  bytes_t x[4], low[4], high[4];
#pragma unroll
  for (size_t p = 0; p < P; p++) {
    x[p] = load_bytes(row + LANES * p) & mask;
    prefetch(row + LANES * p);
    low[p] = x[p] & 0x0f;
    high[p] = x[p] >> 4;
  }
#pragma unroll
  for (size_t q = 0; q < Q; q++)
#pragma unroll
    for (size_t p = 0; p < P; p++)
      bytes[p * Q + q] +=
          disagreements(x[p], low[p], high[p], queries[q * query_stride] & mask);
}

// Q queries with P registers of each row of one tile, rows first ..< end.
INLINE void products_part(
    const uint8_t *tile, size_t first, size_t end, size_t rows, uint8_t last_mask,
    const uint8_t *queries, size_t query_stride, int32_t *products, size_t product_stride,
    const size_t P, const size_t Q) {
  wide_sum sums[16] = {0};
  for (size_t row = first; row < end;) {
    bytes_t bytes[16] = {0};
    size_t run_end = end - row < rows_per_byte ? end : row + rows_per_byte;
    // All bits of a row count but for the last one's.
    size_t whole_end = run_end == rows ? run_end - 1 : run_end;
    for (; row < whole_end; row++)
      products_row(tile + 64 * row, 0xff, queries + row, query_stride, bytes, P, Q);
    for (; row < run_end; row++)
      products_row(tile + 64 * row, last_mask, queries + row, query_stride, bytes, P, Q);
#pragma unroll
    for (size_t i = 0; i < P * Q; i++) widen(&sums[i], bytes[i]);
  }
  for (size_t p = 0; p < P; p++)
    for (size_t q = 0; q < Q; q++) {
      uint32_t values[LANES];
      expand(sums[p * Q + q], values);
      int32_t *output = products + q * product_stride + LANES * p;
      for (size_t i = 0; i < LANES; i++) output[i] = (int32_t)((uint32_t)output[i] - 2 * values[i]);
    }
}

static void inner_products(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const uint8_t *queries, size_t query_stride, size_t query_count, int32_t *products,
    size_t product_stride) {
  size_t rows = superpose_row_count(dimension);
  uint8_t mask = superpose_last_row_mask(dimension);
  for (size_t t = 0; t < tile_count; t++)
    for (size_t q = 0; q < query_count;) {
      size_t height = query_count - q < 4 ? 1 : 4;
      int32_t *output = products + q * product_stride + 64 * t;
      for (size_t i = 0; i < height; i++)
        for (size_t j = 0; j < 64; j++) output[i * product_stride + j] = (int32_t)dimension;
      const uint8_t *query = queries + q * query_stride;
      for (size_t first = 0; first < rows; first += rows_per_word) {
        size_t end = rows - first < rows_per_word ? rows : first + rows_per_word;
        const uint8_t *tile = tiles + t * tile_stride;
        if (height == 4)
          for (size_t part = 0; part < parts; part += PARTS_OF_FOUR)
            products_part(
                tile + LANES * part, first, end, rows, mask, query, query_stride,
                output + LANES * part, product_stride, PARTS_OF_FOUR, 4);
        else
          products_part(
              tile, first, end, rows, mask, query, query_stride, output, product_stride, parts, 1);
      }
      q += height;
    }
}
