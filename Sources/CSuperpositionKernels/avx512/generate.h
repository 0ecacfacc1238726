// AVX-512: codewords from the generator. Included by avx512.c alone.

// ---- Philox4x32-10 on eight counters

// One word of eight counters, each in the low half of a 64-bit lane; the high halves hold anything,
// for the 32-bit multiplication does not read them.
typedef struct {
  __m512i c0, c1, c2, c3;
} counters;

INLINE counters philox(counters c, uint64_t seed) {
  const __m512i m0 = _mm512_set1_epi64(0xD2511F53), m1 = _mm512_set1_epi64(0xCD9E8D57);
  uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
#pragma unroll
  for (int round = 0; round < 10; round++) {
    __m512i p0 = _mm512_mul_epu32(c.c0, m0), p1 = _mm512_mul_epu32(c.c2, m1);
    c.c0 = _mm512_ternarylogic_epi64(
        _mm512_srli_epi64(p1, 32), c.c1, _mm512_set1_epi32((int)k0), 0x96);
    c.c2 = _mm512_ternarylogic_epi64(
        _mm512_srli_epi64(p0, 32), c.c3, _mm512_set1_epi32((int)k1), 0x96);
    c.c1 = p1;
    c.c3 = p0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return c;
}

// The low halves of `low` and `high` side by side in each 64-bit lane.
INLINE __m512i join(__m512i low, __m512i high) {
  return _mm512_mask_shuffle_epi32(low, 0xAAAA, high, (_MM_PERM_ENUM)0xA0);
}

// Input v holds the eight bytes of each of the codewords 8v ... 8v + 7. Output r: byte r of the 64
// codewords in order.
INLINE void transpose_bytes(const __m512i input[8], __m512i output[8]) {
  _Alignas(64) static const uint8_t order_bytes[64] = {
      0, 8, 16, 24, 32, 40, 48, 56, 1, 9, 17, 25, 33, 41, 49, 57, 2, 10, 18, 26, 34, 42, 50, 58,
      3, 11, 19, 27, 35, 43, 51, 59, 4, 12, 20, 28, 36, 44, 52, 60, 5, 13, 21, 29, 37, 45, 53, 61,
      6, 14, 22, 30, 38, 46, 54, 62, 7, 15, 23, 31, 39, 47, 55, 63};
  const __m512i order = _mm512_load_si512(order_bytes);
  __m512i a[8], b[8];
  // Quadword r of a[v]: byte r of eight codewords. What remains is an 8 x 8 transposition.
  for (int v = 0; v < 8; v++) a[v] = _mm512_permutexvar_epi8(order, input[v]);
  for (int v = 0; v < 8; v += 2) {
    b[v] = _mm512_unpacklo_epi64(a[v], a[v + 1]);
    b[v + 1] = _mm512_unpackhi_epi64(a[v], a[v + 1]);
  }
  // b[v + p] holds in its 128-bit lanes rows p, p + 2, p + 4, p + 6 of the pair v, v + 1.
  for (int p = 0; p < 2; p++) {
    __m512i low01 = _mm512_shuffle_i64x2(b[p], b[2 + p], 0x88);
    __m512i high01 = _mm512_shuffle_i64x2(b[p], b[2 + p], 0xDD);
    __m512i low23 = _mm512_shuffle_i64x2(b[4 + p], b[6 + p], 0x88);
    __m512i high23 = _mm512_shuffle_i64x2(b[4 + p], b[6 + p], 0xDD);
    output[p] = _mm512_shuffle_i64x2(low01, low23, 0x88);
    output[4 + p] = _mm512_shuffle_i64x2(low01, low23, 0xDD);
    output[2 + p] = _mm512_shuffle_i64x2(high01, high23, 0x88);
    output[6 + p] = _mm512_shuffle_i64x2(high01, high23, 0xDD);
  }
}

// The sixteen rows of coordinates 128·block ... of one tile.
INLINE void fill_block(uint64_t seed, uint64_t tile, size_t block, __m512i rows[16]) {
  const __m512i lanes = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
  __m512i low[8], high[8];
  for (int v = 0; v < 8; v++) {
    uint64_t codeword = 64 * tile + 8 * (uint64_t)v;  // its low three bits are clear
    counters c = {
        _mm512_add_epi64(_mm512_set1_epi64((long long)(uint32_t)codeword), lanes),
        _mm512_set1_epi64((long long)(codeword >> 32)), _mm512_set1_epi64((long long)block),
        _mm512_setzero_si512()};
    c = philox(c, seed);
    low[v] = join(c.c0, c.c1);
    high[v] = join(c.c2, c.c3);
  }
  transpose_bytes(low, rows);
  transpose_bytes(high, rows + 8);
}

static void fill_tiles(
    uint64_t seed, uint64_t first_tile, size_t tile_count, size_t dimension, size_t tile_stride,
    uint8_t *tiles) {
  size_t row_count = superpose_row_count(dimension);
  for (size_t t = 0; t < tile_count; t++) {
    uint8_t *tile = tiles + t * tile_stride;
    for (size_t block = 0; 16 * block < row_count; block++) {
      __m512i rows[16];
      fill_block(seed, first_tile + t, block, rows);
      uint8_t *output = tile + 1024 * block;
      if (16 * block + 16 <= row_count) {
        for (int r = 0; r < 16; r++) _mm512_storeu_si512(output + 64 * r, rows[r]);
      } else {
        memcpy(output, rows, 64 * (row_count - 16 * block));
      }
    }
    if (dimension % 8 != 0) {
      uint8_t *last = tile + 64 * (row_count - 1);
      __m512i mask = _mm512_set1_epi8((char)superpose_last_row_mask(dimension));
      _mm512_storeu_si512(last, _mm512_and_si512(_mm512_loadu_si512(last), mask));
    }
  }
}

static void generate_codeword(
    uint64_t seed, uint64_t codeword, size_t dimension, uint8_t *packed) {
  const __m512i lanes = _mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7);
  size_t row_count = superpose_row_count(dimension);
  for (size_t row = 0; row < row_count; row += 128) {
    counters c = {
        _mm512_set1_epi64((long long)(uint32_t)codeword),
        _mm512_set1_epi64((long long)(codeword >> 32)),
        _mm512_add_epi64(_mm512_set1_epi64((long long)(row / 16)), lanes),
        _mm512_setzero_si512()};
    c = philox(c, seed);
    __m512i low = join(c.c0, c.c1), high = join(c.c2, c.c3);
    __m512i bytes[2] = {_mm512_unpacklo_epi64(low, high), _mm512_unpackhi_epi64(low, high)};
    for (size_t half = 0; half < 2 && row + 64 * half < row_count; half++) {
      size_t left = row_count - row - 64 * half;
      __mmask64 mask = left >= 64 ? ~0ull : (1ull << left) - 1;
      _mm512_mask_storeu_epi8(packed + row + 64 * half, mask, bytes[half]);
    }
  }
  if (row_count > 0) packed[row_count - 1] &= superpose_last_row_mask(dimension);
}

static void sample_codeword(
    uint64_t seed, uint64_t stream, const uint32_t *thresholds, size_t dimension,
    uint8_t *codeword) {
  // This order of the counters makes the words come out of the interleaving in order.
  const __m512i lanes = _mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7);
  for (size_t l = 0; l < dimension; l += 32) {
    counters c = {
        _mm512_add_epi64(_mm512_set1_epi64((long long)(l / 4)), lanes),
        _mm512_set1_epi64((long long)(uint32_t)stream),
        _mm512_set1_epi64((long long)(stream >> 32)), _mm512_set1_epi64(1)};
    c = philox(c, seed);
    __m512i low = join(c.c0, c.c1), high = join(c.c2, c.c3);
    __m512i first = _mm512_unpacklo_epi64(low, high), second = _mm512_unpackhi_epi64(low, high);
    if (l + 32 <= dimension) {
      uint32_t bits = _mm512_cmplt_epu32_mask(first, _mm512_loadu_si512(thresholds + l));
      bits |= (uint32_t)_mm512_cmplt_epu32_mask(second, _mm512_loadu_si512(thresholds + l + 16))
              << 16;
      memcpy(codeword + l / 8, &bits, 4);
    } else {
      size_t left = dimension - l;
      uint32_t inside = (1u << left) - 1;
      // Masked-out lanes compare against zero: no bit.
      uint32_t bits = _mm512_cmplt_epu32_mask(
          first, _mm512_maskz_loadu_epi32((__mmask16)inside, thresholds + l));
      if (left > 16)
        bits |= (uint32_t)_mm512_cmplt_epu32_mask(
                    second,
                    _mm512_maskz_loadu_epi32((__mmask16)(inside >> 16), thresholds + l + 16))
                << 16;
      memcpy(codeword + l / 8, &bits, superpose_row_count(left));
    }
  }
}
