// AVX2 and NEON: weighted sums of codewords. Included by vector_kernels.h alone.

// ---- The transposed product

static void accumulate(
    const uint8_t *tiles, size_t tile_stride, size_t dimension, const uint64_t *codewords,
    const int32_t *weights, size_t count, int32_t *sum) {
  enum { registers = 32 / LANES };  // to the eight coordinates of a byte
  lanes32_t bits[registers];
  for (size_t i = 0; i < 8; i++) bits[i / (LANES / 4)][i % (LANES / 4)] = 1u << i;
  for (size_t c = 0; c < count; c++) {
    const uint8_t *bytes = tiles + (codewords[c] / 64) * tile_stride + codewords[c] % 64;
    uint32_t weight = (uint32_t)weights[c];
    size_t row = 0;
    for (; 8 * row + 8 <= dimension; row++) {
      lanes32_t byte = (lanes32_t){0} + bytes[64 * row];
#pragma unroll
      for (size_t r = 0; r < registers; r++) {
        int32_t *target = sum + 8 * row + r * (LANES / 4);
        lanes32_t is_set = (lanes32_t)((byte & bits[r]) == bits[r]);
        lanes32_t value = load_lanes(target) + weight - (is_set & (2 * weight));
        memcpy(target, &value, LANES);
      }
    }
    for (size_t l = 8 * row; l < dimension; l++) {
      uint32_t signed_weight = bytes[64 * row] >> (l % 8) & 1 ? 0u - weight : weight;
      sum[l] = (int32_t)((uint32_t)sum[l] + signed_weight);
    }
  }
}
