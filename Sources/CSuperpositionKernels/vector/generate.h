// AVX2 and NEON: codewords from the generator. Included by vector_kernels.h alone.

// ---- Philox4x32-10

// One word of several counters in the low halves of 64-bit lanes; the high halves hold anything.
typedef struct {
  lanes64_t c0, c1, c2, c3;
} counters;

INLINE lanes64_t low_half(lanes64_t x) { return x & 0xFFFFFFFFu; }

INLINE counters philox(counters c, uint64_t seed) {
  uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
#pragma unroll
  for (int round = 0; round < 10; round++) {
    lanes64_t p0 = low_half(c.c0) * 0xD2511F53u, p1 = low_half(c.c2) * 0xCD9E8D57u;
    c.c0 = (p1 >> 32) ^ c.c1 ^ k0;
    c.c2 = (p0 >> 32) ^ c.c3 ^ k1;
    c.c1 = p1;
    c.c3 = p0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return c;
}

INLINE lanes64_t join(lanes64_t low, lanes64_t high) { return low_half(low) | (high << 32); }

// Byte j of lane q of output r is byte r of lane q of input j: an 8 x 8 transposition in each lane.
INLINE void transpose_bytes(lanes64_t a[8]) {
  for (int i = 0; i < 4; i++) {
    lanes64_t low = a[i], high = a[i + 4];
    a[i] = join(low, high);
    a[i + 4] = (low >> 32) | (high & 0xFFFFFFFF00000000u);
  }
  for (int i = 0; i < 8; i += i % 2 == 1 ? 3 : 1) {
    lanes64_t low = a[i], high = a[i + 2];
    a[i] = (low & 0x0000FFFF0000FFFFu) | ((high & 0x0000FFFF0000FFFFu) << 16);
    a[i + 2] = ((low >> 16) & 0x0000FFFF0000FFFFu) | (high & 0xFFFF0000FFFF0000u);
  }
  for (int i = 0; i < 8; i += 2) {
    lanes64_t low = a[i], high = a[i + 1];
    a[i] = (low & 0x00FF00FF00FF00FFu) | ((high & 0x00FF00FF00FF00FFu) << 8);
    a[i + 1] = ((low >> 8) & 0x00FF00FF00FF00FFu) | (high & 0xFF00FF00FF00FF00u);
  }
}

static void fill_tiles(
    uint64_t seed, uint64_t first_tile, size_t tile_count, size_t dimension, size_t tile_stride,
    uint8_t *tiles) {
  size_t rows = superpose_row_count(dimension);
  uint8_t mask = superpose_last_row_mask(dimension);
  lanes64_t lane;
  for (int q = 0; q < LANES / 8; q++) lane[q] = 8 * (uint64_t)q;
  for (size_t t = 0; t < tile_count; t++) {
    uint8_t *tile = tiles + t * tile_stride;
    for (size_t block = 0; 16 * block < rows; block++)
      for (size_t part = 0; part < parts; part++) {
        lanes64_t low[8], high[8];
        for (size_t i = 0; i < 8; i++) {
          uint64_t codeword = 64 * (first_tile + t) + LANES * part;
          counters c = {
              lane + ((uint32_t)codeword + i), (lanes64_t){0} + (codeword >> 32),
              (lanes64_t){0} + block, (lanes64_t){0}};
          c = philox(c, seed);
          low[i] = join(c.c0, c.c1);
          high[i] = join(c.c2, c.c3);
        }
        transpose_bytes(low);
        transpose_bytes(high);
        for (size_t r = 0; r < 16 && 16 * block + r < rows; r++)
          memcpy(
              tile + 64 * (16 * block + r) + LANES * part, r < 8 ? &low[r] : &high[r - 8], LANES);
      }
    for (size_t j = 0; j < 64 && rows > 0; j++) tile[64 * (rows - 1) + j] &= mask;
  }
}

// The words of as many counters as a register has 64-bit lanes, in order. The counters' last words are
// 0 ... in the order of `counter_order`.
INLINE void philox_words(counters c, uint64_t seed, lanes32_t words[2]) {
  c = philox(c, seed);
  lanes64_t low = join(c.c0, c.c1), high = join(c.c2, c.c3);
#if LANES == 32
  words[0] = (lanes32_t)__builtin_shufflevector(low, high, 0, 4, 2, 6);
  words[1] = (lanes32_t)__builtin_shufflevector(low, high, 1, 5, 3, 7);
#else
  words[0] = (lanes32_t)__builtin_shufflevector(low, high, 0, 2);
  words[1] = (lanes32_t)__builtin_shufflevector(low, high, 1, 3);
#endif
}

INLINE lanes64_t counter_order(void) {
#if LANES == 32
  return (lanes64_t){0, 2, 1, 3};
#else
  return (lanes64_t){0, 1};
#endif
}

static void generate_codeword(
    uint64_t seed, uint64_t codeword, size_t dimension, uint8_t *packed) {
  size_t rows = superpose_row_count(dimension);
  for (size_t row = 0; row < rows; row += 2 * LANES) {
    lanes32_t words[2];
    counters c = {
        (lanes64_t){0} + (uint32_t)codeword, (lanes64_t){0} + (codeword >> 32),
        counter_order() + row / 16, (lanes64_t){0}};
    philox_words(c, seed, words);
    memcpy(packed + row, words, rows - row < 2 * LANES ? rows - row : 2 * LANES);
  }
  if (rows > 0) packed[rows - 1] &= superpose_last_row_mask(dimension);
}

static void sample_codeword(
    uint64_t seed, uint64_t stream, const uint32_t *thresholds, size_t dimension,
    uint8_t *codeword) {
  enum { step = LANES / 2 };  // coordinates at a time, a multiple of eight
  for (size_t l = 0; l < dimension; l += step) {
    lanes32_t words[2];
    counters c = {
        counter_order() + l / 4, (lanes64_t){0} + (uint32_t)stream,
        (lanes64_t){0} + (stream >> 32), (lanes64_t){0} + 1};
    philox_words(c, seed, words);
    uint32_t padded[step] = {0};
    const uint32_t *bounds = thresholds + l;
    size_t left = dimension - l < step ? dimension - l : step;
    if (left < step) bounds = memcpy(padded, bounds, 4 * left);
    uint32_t bits = lane_bits((signed32_t)(words[0] < load_lanes(bounds))) |
                    lane_bits((signed32_t)(words[1] < load_lanes(bounds + step / 2)))
                        << (step / 2);
    for (size_t byte = 0; 8 * byte < left; byte++)
      codeword[l / 8 + byte] = (uint8_t)(bits >> (8 * byte));
  }
}
