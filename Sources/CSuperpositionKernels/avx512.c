// The AVX-512 tier: F, BW, VL, DQ, VBMI (byte permutation) and BITALG (population count of bytes).
#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "kernels.h"

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,avx512bitalg"))), \
    apply_to = function)

#define INLINE static inline __attribute__((always_inline))

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

// ---- Integer vectors against codewords

// With a set bit for -1, <f, x> = Σ x_l - 2 Σ_{l: bit set} x_l. The coordinates are taken in groups
// of six, each a table of 64 bytes that is indexed by the six bits: sum of the entries whose bits
// are set, less the sum of the negative ones, hence between 0 and the group's bound Σ |x_l|. A byte
// permutation looks up 64 codewords at once. Bytes are added up as long as the bounds allow, then
// widened. Three rows of a tile (24 coordinates) make four groups: the low six bits of each row,
// and the high two bits of all three; the permutation ignores the high two bits of an index.
//
// If all entries are even the tables are made of their halves. A group with a bound above 255 has
// the low byte of each sum in the main table, and the bits above it in tables of their own in up
// to two further planes.

enum { group_count_of_triple = 4, triples_per_chunk = 6, batch = 32 };
// The indices of one set of tiles and chunk stay in the first-level cache while all vectors pass,
// the tables of all vectors and one chunk in the second-level cache while all sets of a block pass.
enum { tiles_per_set = 16, sets_per_block = 4, tiles_per_block = tiles_per_set * sets_per_block };
enum { groups_per_chunk = group_count_of_triple * triples_per_chunk };
enum { groups_per_sweep = 128 * groups_per_chunk };

enum {
  lookup_shift, lookup_base, lookup_plane_1, lookup_plane_2, lookup_between, lookup_total_bound
};

// Into how long runs a chunk may be cut so that a run's bounds sum to at most 255, as a set: bit b
// for runs of run_lengths[b] groups. Two vectors that are looked up together take the longest that
// both allow. One length for a whole chunk keeps branches predictable, which is worth more than the
// longest possible runs.
static const uint8_t run_lengths[8] = {24, 12, 8, 6, 4, 3, 2, 1};

typedef struct {
  size_t groups;
  const uint8_t *tables;
  const uint16_t *bounds_below;  // the sum of the bounds of all groups before this, modulo 2^16
  const uint8_t *chunk_runs;  // a set of run lengths for each chunk
  uint64_t total_bound;
  // The planes above: numbers of the groups in ascending order, and their tables.
  size_t plane_counts[2];
  const uint32_t *plane_groups[2];
  const uint8_t *plane_tables[2];
  uint32_t shift;
  int32_t base;
  int between;  // how many groups of each triple may be added up in bytes: 1, 2 or 4
} lookup_view;

static lookup_view view_lookup(const void *lookup) {
  const struct superpose_lookup_header *header = lookup;
  lookup_view view;
  view.groups = superpose_padded_dimension(header->dimension) / 6;
  const uint8_t *start =
      (const uint8_t *)lookup + superpose_lookup_tables_offset(header->dimension);
  view.tables = start;
  view.plane_tables[0] = view.tables + 64 * view.groups;
  view.plane_tables[1] = view.plane_tables[0] + 64 * view.groups;
  view.plane_groups[0] = (const uint32_t *)(view.plane_tables[1] + 64 * view.groups);
  view.plane_groups[1] = view.plane_groups[0] + view.groups;
  view.bounds_below = (const uint16_t *)(view.plane_groups[1] + view.groups);
  view.chunk_runs = (const uint8_t *)(view.bounds_below + view.groups + 1);
  view.total_bound = header->tier_data[lookup_total_bound];
  view.plane_counts[0] = header->tier_data[lookup_plane_1];
  view.plane_counts[1] = header->tier_data[lookup_plane_2];
  view.shift = (uint32_t)header->tier_data[lookup_shift];
  view.base = (int32_t)(uint32_t)header->tier_data[lookup_base];
  view.between = (int)header->tier_data[lookup_between];
  return view;
}

// Six coordinates of a triple, by group.
static const uint8_t group_members[group_count_of_triple][6] = {
    {0, 1, 2, 3, 4, 5},
    {8, 9, 10, 11, 12, 13},
    {16, 17, 18, 19, 20, 21},
    {6, 7, 14, 15, 22, 23},
};

static uint8_t allowed_runs(const uint16_t *bounds_below, size_t group_count) {
  uint8_t allowed = 0;
  for (size_t b = 0; b < sizeof run_lengths; b++) {
    size_t length = run_lengths[b];
    int fits = 1;
    for (size_t start = 0; fits && start < group_count; start += length) {
      size_t end = group_count - start < length ? group_count : start + length;
      fits = (uint16_t)(bounds_below[end] - bounds_below[start]) <= 255;
    }
    allowed |= (uint8_t)(fits << b);
  }
  return allowed;
}

static void prepare_lookup(const int16_t *vector, size_t dimension, void *lookup) {
  superpose_begin_lookup(vector, dimension, SUPERPOSE_TIER_AVX512, lookup);
  const int16_t *entries = superpose_lookup_vector(lookup);
  struct superpose_lookup_header *header = lookup;
  lookup_view view = view_lookup(lookup);
  uint8_t *tables = (uint8_t *)view.tables;
  uint16_t *bounds_below = (uint16_t *)view.bounds_below;
  bounds_below[0] = 0;

  int16_t any = 0;
  for (size_t l = 0; l < dimension; l++) any |= entries[l];
  int shift = (any & 1) == 0;

  static const __mmask64 bit_of_index[6] = {
      0xAAAAAAAAAAAAAAAAull, 0xCCCCCCCCCCCCCCCCull, 0xF0F0F0F0F0F0F0F0ull,
      0xFF00FF00FF00FF00ull, 0xFFFF0000FFFF0000ull, 0xFFFFFFFF00000000ull};
  uint32_t total = 0, negative_total = 0;
  uint64_t total_bound = 0;
  size_t plane_counts[2] = {0, 0};
  uint16_t triple_bound = 0, pair_bound = 0;  // the largest of any
  for (size_t triple = 0; triple < view.groups / group_count_of_triple; triple++) {
    for (size_t g = 0; g < group_count_of_triple; g++) {
      size_t group = group_count_of_triple * triple + g;
      int32_t halves[6];
      int32_t sum = 0, bound = 0;
      for (size_t i = 0; i < 6; i++) {
        halves[i] = entries[24 * triple + group_members[g][i]] >> shift;
        sum += halves[i];
        bound += halves[i] < 0 ? -halves[i] : halves[i];
      }
      int32_t negative = (bound - sum) / 2;  // minus the sum of the negative entries
      total += (uint32_t)sum;
      negative_total += (uint32_t)negative;
      uint16_t byte_bound = bound < 255 ? (uint16_t)bound : 255;
      bounds_below[group + 1] = (uint16_t)(bounds_below[group] + byte_bound);
      total_bound += byte_bound;
      __m512i table = _mm512_set1_epi8((char)negative);
#pragma unroll
      for (size_t i = 0; i < 6; i++)
        table = _mm512_mask_add_epi8(
            table, bit_of_index[i], table, _mm512_set1_epi8((char)halves[i]));
      _mm512_storeu_si512(tables + 64 * group, table);
      for (int plane = 0; plane < 2 && bound >> (8 * plane + 8) != 0; plane++) {
        size_t slot = plane_counts[plane]++;
        ((uint32_t *)view.plane_groups[plane])[slot] = (uint32_t)group;
        uint8_t *high = (uint8_t *)view.plane_tables[plane] + 64 * slot;
        for (uint32_t index = 0; index < 64; index++) {
          int32_t subset = negative;
          for (size_t i = 0; i < 6; i++)
            if (index >> i & 1) subset += halves[i];
          high[index] = (uint8_t)(subset >> (8 * plane + 8));
        }
      }
    }
    const uint16_t *below = bounds_below + group_count_of_triple * triple;
    uint16_t first = (uint16_t)(below[2] - below[0]), second = (uint16_t)(below[4] - below[2]);
    if (first > pair_bound) pair_bound = first;
    if (second > pair_bound) pair_bound = second;
    if (first + second > triple_bound) triple_bound = (uint16_t)(first + second);
  }
  for (size_t group = 0; group < view.groups; group += groups_per_chunk)
    ((uint8_t *)view.chunk_runs)[group / groups_per_chunk] = allowed_runs(
        bounds_below + group,
        view.groups - group < groups_per_chunk ? view.groups - group : groups_per_chunk);
  header->tier_data[lookup_total_bound] = total_bound;
  // <f, x> = 2^shift · (total - 2 · (table sums - negative_total))
  header->tier_data[lookup_shift] = (uint64_t)shift;
  header->tier_data[lookup_base] = (total + 2 * negative_total) << shift;
  header->tier_data[lookup_plane_1] = plane_counts[0];
  header->tier_data[lookup_plane_2] = plane_counts[1];
  header->tier_data[lookup_between] = triple_bound <= 255 ? 4 : pair_bound <= 255 ? 2 : 1;
}

// The index of the fourth group: bits 6 and 7 of three rows, in the low six bits.
INLINE __m512i join_high_bits(__m512i row0, __m512i row1, __m512i row2) {
  const __m512i low_two = _mm512_set1_epi8(0x03), low_four = _mm512_set1_epi8(0x0f);
  __m512i joined = _mm512_ternarylogic_epi64(  // low_two ? row0 >> 6 : row1 >> 4
      low_two, _mm512_srli_epi16(row0, 6), _mm512_srli_epi16(row1, 4), 0xCA);
  return _mm512_ternarylogic_epi64(low_four, joined, _mm512_srli_epi16(row2, 2), 0xCA);
}

// Rows beyond `rows` count as zero.
INLINE __m512i load_row(const uint8_t *tile, size_t row, size_t rows) {
  return row < rows ? _mm512_loadu_si512(tile + 64 * row) : _mm512_setzero_si512();
}

// Writes `base`, or what was there if `adds`, less 2^(shift + 1) times the sums of one tile as its 64
// correlations.
INLINE void flush(wide_sum sum, uint32_t shift, int32_t base, int adds, int32_t *output) {
  __m512i lanes[4];
  expand(sum, lanes);
  __m128i places = _mm_cvtsi32_si128((int)shift + 1);
  for (int i = 0; i < 4; i++) {
    __m512i before = adds ? _mm512_loadu_si512(output + 16 * i) : _mm512_set1_epi32(base);
    _mm512_storeu_si512(
        output + 16 * i, _mm512_sub_epi32(before, _mm512_sll_epi32(lanes[i], places)));
  }
}

// What the sums of all groups are subtracted from.
INLINE void set_base(int32_t base, size_t tile_count, int32_t *output) {
  for (size_t i = 0; i < 4 * tile_count; i++)
    _mm512_storeu_si512(output + 16 * i, _mm512_set1_epi32(base));
}

// The indices of four tiles side by side, group after group.
typedef uint8_t index_block[groups_per_chunk][4][64];

INLINE void store_triple(
    __m512i row0, __m512i row1, __m512i row2, size_t tile, size_t triple, index_block indices) {
  _mm512_store_si512(indices[4 * triple][tile], row0);
  _mm512_store_si512(indices[4 * triple + 1][tile], row1);
  _mm512_store_si512(indices[4 * triple + 2][tile], row2);
  _mm512_store_si512(indices[4 * triple + 3][tile], join_high_bits(row0, row1, row2));
}

static void expand_indices(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t rows, size_t first_triple,
    size_t triple_count, index_block indices) {
  size_t left = rows / 3 - first_triple, full = left < triple_count ? left : triple_count;
  for (size_t t = 0; t < tile_count; t++) {
    const uint8_t *tile = tiles + t * tile_stride;
    const uint8_t *row = tile + 192 * first_triple;
    for (size_t i = 0; i < full; i++, row += 192)
      store_triple(
          _mm512_loadu_si512(row), _mm512_loadu_si512(row + 64), _mm512_loadu_si512(row + 128), t,
          i, indices);
    for (size_t i = full; i < triple_count; i++) {
      size_t r = 3 * (first_triple + i);
      store_triple(
          load_row(tile, r, rows), load_row(tile, r + 1, rows), load_row(tile, r + 2, rows), t, i,
          indices);
    }
  }
}

// Looks up one chunk of groups for `fours` times four tiles and V vectors, widening after each run
// of groups; within four tiles all sums stay in registers. `tables` point to the first group of the
// chunk. The sums are added to, or with `starts` set.
INLINE void lookup_chunk(
    const index_block *indices, size_t fours, const uint8_t *const *tables, size_t group_count,
    size_t run_length, int starts, wide_sum (*sums)[8], const int V) {
  for (size_t four = 0; four < fours; four++) {
    const uint8_t(*block)[4][64] = indices[four];
    wide_sum wide[4 * 2];
    if (starts) {
#pragma unroll
      for (int i = 0; i < 4 * V; i++)
        wide[i] = (wide_sum){_mm512_setzero_si512(), _mm512_setzero_si512()};
    } else {
#pragma unroll
      for (int i = 0; i < 4 * V; i++) wide[i] = sums[four][i];
    }
    for (size_t group = 0; group < group_count;) {
      __m512i bytes[4 * 2];
      size_t end = group_count - group < run_length ? group_count : group + run_length;
#pragma unroll
      for (int v = 0; v < V; v++) {
        __m512i table = _mm512_load_si512(tables[v] + 64 * group);
#pragma unroll
        for (int t = 0; t < 4; t++)
          bytes[4 * v + t] =
              _mm512_permutexvar_epi8(_mm512_load_si512(block[group][t]), table);
      }
      while (++group < end) {
        __m512i index[4];
#pragma unroll
        for (int t = 0; t < 4; t++) index[t] = _mm512_load_si512(block[group][t]);
#pragma unroll
        for (int v = 0; v < V; v++) {
          __m512i table = _mm512_load_si512(tables[v] + 64 * group);
#pragma unroll
          for (int t = 0; t < 4; t++)
            bytes[4 * v + t] = _mm512_add_epi8(
                bytes[4 * v + t], _mm512_permutexvar_epi8(index[t], table));
        }
      }
#pragma unroll
      for (int i = 0; i < 4 * V; i++) widen(&wide[i], bytes[i]);
    }
#pragma unroll
    for (int i = 0; i < 4 * V; i++) sums[four][i] = wide[i];
  }
}

static __attribute__((noinline)) void lookup_chunk_1(
    const index_block *indices, size_t fours, const uint8_t *const *tables, size_t group_count,
    size_t run_length, int starts, wide_sum (*sums)[8]) {
  lookup_chunk(indices, fours, tables, group_count, run_length, starts, sums, 1);
}

static __attribute__((noinline)) void lookup_chunk_2(
    const index_block *indices, size_t fours, const uint8_t *const *tables, size_t group_count,
    size_t run_length, int starts, wide_sum (*sums)[8]) {
  lookup_chunk(indices, fours, tables, group_count, run_length, starts, sums, 2);
}

// The higher planes of one vector in one chunk, for four tiles.
static __attribute__((noinline)) void lookup_planes(
    const uint8_t (*indices)[4][64], const lookup_view *view, size_t first_group,
    size_t group_count, size_t tile_count, int32_t *output) {
  for (int plane = 0; plane < 2; plane++) {
    const uint32_t *groups = view->plane_groups[plane];
    // The first of the plane's groups in this chunk.
    size_t low = 0, high = view->plane_counts[plane];
    while (low < high) {
      size_t middle = (low + high) / 2;
      if (groups[middle] < first_group) low = middle + 1;
      else high = middle;
    }
    wide_sum sums[4] = {0};
    size_t slot = low;
    for (; slot < view->plane_counts[plane] && groups[slot] < first_group + group_count; slot++) {
      __m512i table = _mm512_loadu_si512(view->plane_tables[plane] + 64 * slot);
      for (size_t t = 0; t < 4; t++)
        widen(
            &sums[t], _mm512_permutexvar_epi8(
                          _mm512_load_si512(indices[groups[slot] - first_group][t]), table));
    }
    if (slot > low)
      for (size_t t = 0; t < tile_count; t++)
        flush(sums[t], view->shift + 8 * (uint32_t)plane + 8, 0, 1, output + 64 * t);
  }
}

// How many groups from `first` on can be added up in 16 bits for all vectors: a multiple of the
// chunk, unless it reaches the end.
static size_t sweep_length(const lookup_view *views, size_t count, size_t first) {
  size_t limit = views[0].groups - first;
  if (limit > groups_per_sweep) limit = groups_per_sweep;
  for (size_t v = 0; v < count; v++) {
    if (views[v].total_bound <= 65535) continue;
    const uint16_t *below = views[v].bounds_below + first;
    uint32_t sum = 0;
    for (size_t chunk = 0; chunk < limit; chunk += groups_per_chunk) {
      size_t chunk_end = limit - chunk < groups_per_chunk ? limit : chunk + groups_per_chunk;
      sum += (uint16_t)(below[chunk_end] - below[chunk]);
      if (sum > 65535) limit = chunk;
    }
  }
  return limit;
}

// What a call of correlate_batch works on.
typedef struct {
  const uint8_t *tiles;
  size_t tile_stride, tile_count, rows;
  const lookup_view *views;
  size_t count;
  int32_t *correlations;
  size_t correlation_stride;
} correlate_job;

// The rows of one chunk of a set of tiles.
typedef struct {
  const uint8_t *tiles;
  size_t tile_count, row_count;
} chunk_rows;

// The rows that follow those of a set of tiles: of the next set in the same chunk, of the block's
// first set in the next chunk, or of the next block's first set and chunk.
static chunk_rows following_rows(
    const correlate_job *job, size_t block, size_t block_end, size_t set, size_t chunk,
    size_t first, size_t end) {
  set += tiles_per_set;
  if (set >= block_end) {
    set = block;
    chunk += groups_per_chunk;
    if (chunk >= end) {
      set = block_end;
      chunk = first;
    }
  }
  size_t tiles_left = job->tile_count - set;
  size_t row = chunk / group_count_of_triple * 3, rows_left = job->rows - row;
  return (chunk_rows){
      job->tiles + set * job->tile_stride + 64 * row,
      tiles_left < tiles_per_set ? tiles_left : tiles_per_set,
      rows_left < 3 * triples_per_chunk ? rows_left : 3 * triples_per_chunk};
}

// Fetches one tile's rows into the second-level cache.
INLINE void prefetch_rows(const chunk_rows *rows, size_t tile_stride, size_t tile) {
  const char *row = (const char *)rows->tiles + tile * tile_stride;
  for (size_t i = 0; i < rows->row_count; i++) _mm_prefetch(row + 64 * i, _MM_HINT_T1);
}

// Two vectors by four tiles lie together.
typedef wide_sum set_sums[batch / 2][tiles_per_set / 4][8];

// One chunk of all vectors against one set of tiles. `runs` are the lengths of runs by two vectors.
static void correlate_set(
    const correlate_job *job, size_t set, size_t set_end, size_t chunk, size_t chunk_end,
    const uint8_t *runs, chunk_rows next, int starts, set_sums sums) {
  _Alignas(64) index_block indices[tiles_per_set / 4];
  for (size_t i = set; i < set_end; i += 4)
    expand_indices(
        job->tiles + i * job->tile_stride, job->tile_stride, set_end - i < 4 ? set_end - i : 4,
        job->rows, chunk / group_count_of_triple, (chunk_end - chunk) / group_count_of_triple,
        indices[(i - set) / 4]);
  size_t fetched = 0;
  for (size_t v = 0; v < job->count; v += 2) {
    size_t height = job->count - v < 2 ? 1 : 2;
    for (; fetched * job->count < next.tile_count * (v + height); fetched++)
      prefetch_rows(&next, job->tile_stride, fetched);
    const uint8_t *tables[2];
    for (size_t i = 0; i < height; i++) tables[i] = job->views[v + i].tables + 64 * chunk;
    (height == 2 ? lookup_chunk_2 : lookup_chunk_1)(
        (const index_block *)indices, (set_end - set + 3) / 4, tables, chunk_end - chunk,
        runs[v / 2], starts, sums[v / 2]);
    for (size_t j = 0; j < height; j++)
      for (size_t i = set; job->views[v + j].plane_counts[0] != 0 && i < set_end; i += 4)
        lookup_planes(
            (const uint8_t(*)[4][64])indices[(i - set) / 4], &job->views[v + j], chunk,
            chunk_end - chunk, set_end - i < 4 ? set_end - i : 4,
            job->correlations + (v + j) * job->correlation_stride + 64 * i);
  }
}

// Groups first ..< end of all vectors against one block of tiles. `runs` are the lengths of runs by
// chunk and two vectors.
static void correlate_block(
    const correlate_job *job, size_t block, size_t block_end, size_t first, size_t end,
    const uint8_t (*runs)[batch / 2]) {
  set_sums sums[sets_per_block];
  for (size_t chunk = first; chunk < end; chunk += groups_per_chunk)
    for (size_t set = block; set < block_end; set += tiles_per_set)
      correlate_set(
          job, set, block_end - set < tiles_per_set ? block_end : set + tiles_per_set, chunk,
          end - chunk < groups_per_chunk ? end : chunk + groups_per_chunk,
          runs[(chunk - first) / groups_per_chunk],
          following_rows(job, block, block_end, set, chunk, first, end), chunk == first,
          sums[(set - block) / tiles_per_set]);
  for (size_t v = 0; v < job->count; v++)
    for (size_t tile = block; tile < block_end; tile++) {
      size_t in_set = (tile - block) % tiles_per_set;
      flush(
          sums[(tile - block) / tiles_per_set][v / 2][in_set / 4][4 * (v % 2) + in_set % 4],
          job->views[v].shift, job->views[v].base,
          first > 0 || job->views[v].plane_counts[0] != 0,
          job->correlations + v * job->correlation_stride + 64 * tile);
    }
}

static void correlate_batch(const correlate_job *job) {
  size_t groups = job->views[0].groups;
  for (size_t first = 0; first < groups;) {
    size_t end = first + sweep_length(job->views, job->count, first);
    uint8_t runs[groups_per_sweep / groups_per_chunk][batch / 2];
    for (size_t v = 0; v < job->count; v += 2)
      for (size_t chunk = first; chunk < end; chunk += groups_per_chunk) {
        size_t number = chunk / groups_per_chunk;
        uint8_t allowed = job->views[v].chunk_runs[number];
        if (v + 1 < job->count) allowed &= job->views[v + 1].chunk_runs[number];
        runs[number - first / groups_per_chunk][v / 2] = run_lengths[__builtin_ctz(allowed)];
      }
    for (size_t block = 0; block < job->tile_count; block += tiles_per_block) {
      size_t left = job->tile_count - block;
      size_t block_end = left < tiles_per_block ? job->tile_count : block + tiles_per_block;
      for (size_t v = 0; v < job->count; v++)
        if (first == 0 && job->views[v].plane_counts[0] != 0)
          set_base(
              job->views[v].base, block_end - block,
              job->correlations + v * job->correlation_stride + 64 * block);
      correlate_block(job, block, block_end, first, end, (const uint8_t(*)[batch / 2])runs);
    }
    first = end;
  }
}

// One vector against T tiles, straight from the rows, triples first ..< end. `between` is how many
// groups of a triple may be added up in bytes: 1, 2 or 4, and if 4, `runs` are the numbers of
// triples between two widenings. With `prefetches`, rows further on are fetched, which pays when
// the tiles come from memory and costs a fifth when they are in the cache.
INLINE void lookup_rows(
    const uint8_t *tiles, size_t tile_stride, size_t rows, const uint8_t *tables, size_t first,
    size_t end, const uint8_t *runs, uint32_t shift, int32_t base, int32_t *output, const int T,
    const int between, const int prefetches) {
  wide_sum sums[4];
  for (int t = 0; t < T; t++) sums[t] = (wide_sum){_mm512_setzero_si512(), _mm512_setzero_si512()};
  for (size_t triple = first; triple < end;) {
    __m512i bytes[4];
    for (int t = 0; t < T; t++) bytes[t] = _mm512_setzero_si512();
    size_t run_end = triple + (between == 4 ? *runs++ : 1);
    for (; triple < run_end; triple++) {
      __m512i table[4];
#pragma unroll
      for (int g = 0; g < 4; g++) table[g] = _mm512_loadu_si512(tables + 256 * triple + 64 * g);
#pragma unroll
      for (int t = 0; t < T; t++) {
        const uint8_t *tile = tiles + (size_t)t * tile_stride;
        __m512i index[4];
        if (3 * triple + 3 <= rows) {
#pragma unroll
          for (size_t r = 0; r < 3; r++) {
            index[r] = _mm512_loadu_si512(tile + 192 * triple + 64 * r);
            if (prefetches)
              _mm_prefetch(
                  (const char *)tile + 192 * triple + 64 * r + stream_ahead, _MM_HINT_T0);
          }
        } else {
          for (size_t r = 0; r < 3; r++) index[r] = load_row(tile, 3 * triple + r, rows);
        }
        index[3] = join_high_bits(index[0], index[1], index[2]);
#pragma unroll
        for (int g = 0; g < 4; g++) {
          bytes[t] = _mm512_add_epi8(bytes[t], _mm512_permutexvar_epi8(index[g], table[g]));
          if (between < 4 && (g + 1) % between == 0) {
            widen(&sums[t], bytes[t]);
            bytes[t] = _mm512_setzero_si512();
          }
        }
      }
    }
    if (between == 4)
#pragma unroll
      for (int t = 0; t < T; t++) widen(&sums[t], bytes[t]);
  }
  for (int t = 0; t < T; t++) flush(sums[t], shift, base, first > 0, output + 64 * t);
}

typedef void lookup_rows_function(
    const uint8_t *tiles, size_t tile_stride, size_t rows, const uint8_t *tables, size_t first,
    size_t end, const uint8_t *runs, uint32_t shift, int32_t base, int32_t *output);

#define LOOKUP_ROWS(T, between, prefetches) \
  static __attribute__((noinline)) void lookup_rows_##T##_##between##_##prefetches( \
      const uint8_t *tiles, size_t tile_stride, size_t rows, const uint8_t *tables, size_t first, \
      size_t end, const uint8_t *runs, uint32_t shift, int32_t base, int32_t *output) { \
    lookup_rows( \
        tiles, tile_stride, rows, tables, first, end, runs, shift, base, output, T, between, \
        prefetches); \
  }
LOOKUP_ROWS(1, 1, 0)
LOOKUP_ROWS(1, 2, 0)
LOOKUP_ROWS(1, 4, 0)
LOOKUP_ROWS(4, 1, 0)
LOOKUP_ROWS(4, 2, 0)
LOOKUP_ROWS(4, 4, 0)
LOOKUP_ROWS(1, 1, 1)
LOOKUP_ROWS(1, 2, 1)
LOOKUP_ROWS(1, 4, 1)

// A single vector without higher planes: no indices are stored.
static void correlate_single(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t rows,
    const lookup_view *view, int32_t *correlations) {
  static lookup_rows_function *const functions[3][3] = {
      {lookup_rows_1_1_0, lookup_rows_4_1_0, lookup_rows_1_1_1},
      {lookup_rows_1_2_0, lookup_rows_4_2_0, lookup_rows_1_2_1},
      {lookup_rows_1_4_0, lookup_rows_4_4_0, lookup_rows_1_4_1}};
  lookup_rows_function *const *function =
      functions[view->between == 4 ? 2 : view->between == 2 ? 1 : 0];
  // What does not stay near the core is streamed, one tile after the other.
  int streams = 64 * rows * tile_count > (size_t)4 << 20;
  for (size_t first = 0; first < view->groups;) {
    size_t length = sweep_length(view, 1, first);
    size_t first_triple = first / group_count_of_triple;
    size_t end_triple = (first + length) / group_count_of_triple;
    uint8_t runs[groups_per_sweep / group_count_of_triple];
    size_t run = 0;
    uint32_t sum = 0;
    for (size_t triple = first_triple; view->between == 4 && triple < end_triple; triple++) {
      const uint16_t *below = view->bounds_below + group_count_of_triple * triple;
      uint32_t bound = (uint16_t)(below[group_count_of_triple] - below[0]);
      if (triple == first_triple || sum + bound > 255 || runs[run - 1] == 255) {
        runs[run++] = 0;
        sum = 0;
      }
      runs[run - 1]++;
      sum += bound;
    }
    for (size_t t = 0; t < tile_count;) {
      size_t width = streams || tile_count - t < 4 ? 1 : 4;
      function[streams ? 2 : width / 4](
          tiles + t * tile_stride, tile_stride, rows, view->tables, first_triple, end_triple, runs,
          view->shift, view->base, correlations + 64 * t);
      t += width;
    }
    first += length;
  }
}

static void correlate(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const void *const *lookups, size_t lookup_count, int32_t *correlations,
    size_t correlation_stride) {
  size_t rows = superpose_row_count(dimension);
  for (size_t q = 0; q < lookup_count;) {
    int32_t *output = correlations + q * correlation_stride;
    const struct superpose_lookup_header *header = lookups[q];
    if (header->tier != SUPERPOSE_TIER_AVX512) {
      superpose_portable_kernels.correlate(
          tiles, tile_stride, tile_count, dimension, lookups + q, 1, output, correlation_stride);
      q++;
      continue;
    }
    lookup_view views[batch];
    size_t count = 0;
    while (count < batch && q + count < lookup_count &&
           ((const struct superpose_lookup_header *)lookups[q + count])->tier ==
               SUPERPOSE_TIER_AVX512) {
      views[count] = view_lookup(lookups[q + count]);
      if (dimension < ((const struct superpose_lookup_header *)lookups[q + count])->dimension) {
        size_t covered = superpose_padded_dimension(dimension);
        views[count].groups = covered / 6;
        views[count].base = (int32_t)superpose_prefix_base(
            superpose_lookup_vector(lookups[q + count]), dimension, covered);
      }
      count++;
    }
    if (count == 1 && views[0].plane_counts[0] == 0) {
      correlate_single(tiles, tile_stride, tile_count, rows, &views[0], output);
    } else {
      correlate_job job = {tiles, tile_stride, tile_count, rows, views, count, output,
                           correlation_stride};
      correlate_batch(&job);
    }
    q += count;
  }
}

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

// ---- Scans over correlations

static size_t select_at_least(
    const int32_t *values, size_t count, int32_t threshold, uint32_t *positions) {
  const __m512i least = _mm512_set1_epi32(threshold);
  const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  size_t found = 0;
  for (size_t j = 0; j < count; j += 16) {
    __mmask16 inside = count - j >= 16 ? 0xffff : (__mmask16)((1u << (count - j)) - 1);
    __mmask16 hits = _mm512_mask_cmpge_epi32_mask(
        inside, _mm512_maskz_loadu_epi32(inside, values + j), least);
    if (hits == 0) continue;
    __m512i numbers = _mm512_maskz_compress_epi32(
        hits, _mm512_add_epi32(_mm512_set1_epi32((int)(uint32_t)j), lanes));
    size_t number = (size_t)__builtin_popcount(hits);
    _mm512_mask_storeu_epi32(positions + found, (__mmask16)((1u << number) - 1), numbers);
    found += number;
  }
  return found;
}

// The largest of at least one value.
INLINE int32_t largest(const int32_t *values, size_t count) {
  __m512i best[4];
  for (int i = 0; i < 4; i++) best[i] = _mm512_set1_epi32(values[0]);
  size_t j = 0;
  for (; j + 64 <= count; j += 64)
    for (int i = 0; i < 4; i++)
      best[i] = _mm512_max_epi32(best[i], _mm512_loadu_si512(values + j + 16 * i));
  for (; j < count; j += 16) {
    __mmask16 inside = count - j >= 16 ? 0xffff : (__mmask16)((1u << (count - j)) - 1);
    best[0] = _mm512_mask_max_epi32(
        best[0], inside, best[0], _mm512_maskz_loadu_epi32(inside, values + j));
  }
  return _mm512_reduce_max_epi32(
      _mm512_max_epi32(_mm512_max_epi32(best[0], best[1]), _mm512_max_epi32(best[2], best[3])));
}

// The first position of a value that is there.
INLINE size_t position_of(const int32_t *values, int32_t value) {
  size_t j = 0;
  while (values[j] != value) j++;
  return j;
}

enum { scan_block = 1024 };

static size_t first_maximum(const int32_t *values, size_t count) {
  size_t best_block = 0;
  int32_t best = INT32_MIN;
  for (size_t j = 0; j < count; j += scan_block) {
    int32_t value = largest(values + j, count - j < scan_block ? count - j : scan_block);
    if (value > best) {
      best = value;
      best_block = j;
    }
  }
  return best_block + position_of(values + best_block, best);
}

static uint32_t largest_magnitude(const int32_t *values, size_t count) {
  __m512i best[4];
  for (int i = 0; i < 4; i++) best[i] = _mm512_setzero_si512();
  size_t j = 0;
  for (; j + 64 <= count; j += 64)
    for (int i = 0; i < 4; i++)
      best[i] = _mm512_max_epu32(
          best[i], _mm512_abs_epi32(_mm512_loadu_si512(values + j + 16 * i)));
  for (; j < count; j += 16) {
    __mmask16 inside = count - j >= 16 ? 0xffff : (__mmask16)((1u << (count - j)) - 1);
    best[0] = _mm512_max_epu32(
        best[0], _mm512_abs_epi32(_mm512_maskz_loadu_epi32(inside, values + j)));
  }
  return _mm512_reduce_max_epu32(
      _mm512_max_epu32(_mm512_max_epu32(best[0], best[1]), _mm512_max_epu32(best[2], best[3])));
}

// ---- Measurement

static uint64_t read_sum(const uint8_t *bytes, size_t count) {
  __m512i sums[8];
  for (int i = 0; i < 8; i++) sums[i] = _mm512_setzero_si512();
  size_t at = 0;
  for (; at + 512 <= count; at += 512) {
#pragma unroll
    for (int i = 0; i < 8; i++) {
      _mm_prefetch((const char *)bytes + at + 64 * i + 4096, _MM_HINT_T0);
      sums[i] = _mm512_xor_si512(sums[i], _mm512_loadu_si512(bytes + at + 64 * i));
    }
  }
  uint64_t words[8], sum = superpose_portable_kernels.read_sum(bytes + at, count - at);
  for (int i = 1; i < 8; i++) sums[0] = _mm512_xor_si512(sums[0], sums[i]);
  _mm512_storeu_si512(words, sums[0]);
  for (int i = 0; i < 8; i++) sum ^= words[i];
  return sum;
}

#pragma clang attribute pop

const struct superpose_kernels superpose_avx512_kernels = {
    .fill_tiles = fill_tiles,
    .sample_codeword = sample_codeword,
    .generate_codeword = generate_codeword,
    .inner_products = inner_products,
    .prepare_lookup = prepare_lookup,
    .correlate = correlate,
    .accumulate = accumulate,
    .select_at_least = select_at_least,
    .first_maximum = first_maximum,
    .largest_magnitude = largest_magnitude,
    .read_sum = read_sum,
};

#endif
