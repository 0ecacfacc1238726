// AMX: integer vectors against codewords, as products of matrices of bytes. Included by avx512.c
// alone; all else of this tier is AVX-512's.

// <f, x> = Σ x_l - 2 Σ_{l: bit set} x_l. A tile register holds 64 coordinates of up to 16 vectors, as
// bytes -x_l, or twice as many bits of 16 codewords, a byte each; one instruction adds their 256 sums
// to those in another register, which start from Σ x_l and end as correlations. Two registers of
// vectors by two of codewords share their loads.

enum { amx_rows = 16, amx_block = 64, amx_vectors = 2 * amx_rows };
// Codewords whose bits are expanded together, and the rows of a tile in a block of coordinates.
enum { amx_lanes = 2 * amx_rows, amx_tile_rows = amx_block / 8 };
// Blocks of a sweep: their vectors stay in the second-level cache, from which a register's loads come
// as fast as they are needed; shorter sweeps cost more visits to the sums. Bits are expanded so many blocks
// before they are read, since what has just been stored is not forwarded to a tile register.
enum { amx_blocks_per_sweep = 96, amx_ring = 4, amx_ahead = 2 };
// Fewer vectors than these are faster by lookups.
enum { amx_least_vectors = 10 };

typedef int8_t amx_panel[amx_blocks_per_sweep][amx_rows][amx_block];
typedef uint8_t amx_bits[2][amx_rows][amx_block];

// What LDTILECFG reads.
typedef struct {
  uint8_t palette, start_row, reserved[14];
  uint16_t row_bytes[16];
  uint8_t rows[16];
} amx_configuration;

// The vectors of one sweep.
typedef struct {
  amx_panel panels[2];
  int32_t sums[amx_vectors][16];  // Σ x_l over all coordinates, sixteen times
  size_t blocks;
  size_t height, count;  // vectors in the first panel, and in all
  int adds;              // whether sweeps came before
} amx_sweep;

// The bits of 32 codewords in one block, the first `rows` rows of it.
INLINE void expand_bits(const uint8_t *row, size_t rows, amx_bits bits) {
#define FOUR(n) n, n + 16, n + 32, n + 48
#define SIXTEEN(n) FOUR(n), FOUR(n + 1), FOUR(n + 2), FOUR(n + 3)
  // Sixteen codewords' bytes of four rows, to four bytes a codeword.
  _Alignas(64) static const uint8_t transposed[64] = {SIXTEEN(0), SIXTEEN(4), SIXTEEN(8),
                                                      SIXTEEN(12)};
#undef SIXTEEN
#undef FOUR
  // Where the eight bits start whose second is the one wanted: four on in each 32-bit lane, and on by
  // four from one row of the register to the next.
  const __m512i first = _mm512_set1_epi64(0x2221201f0201003f);
  const __m512i step = _mm512_set1_epi8(4), two = _mm512_set1_epi8(2);
#pragma unroll
  for (size_t half = 0; half < 2; half++) {
#pragma unroll
    for (size_t g = 0; g < 2; g++) {
      __m128i r[4];
      for (size_t i = 0; i < 4; i++)
        r[i] = 4 * half + i < rows
                   ? _mm_loadu_si128((const __m128i *)(row + 64 * (4 * half + i) + 16 * g))
                   : _mm_setzero_si128();
      __m512i lanes = _mm512_inserti32x4(_mm512_castsi128_si512(r[0]), r[1], 1);
      lanes = _mm512_inserti32x4(_mm512_inserti32x4(lanes, r[2], 2), r[3], 3);
      lanes = _mm512_permutexvar_epi8(_mm512_load_si512(transposed), lanes);
      __m512i places = first;
#pragma unroll
      for (size_t i = 0; i < 8; i++, places = _mm512_add_epi8(places, step))
        _mm512_store_si512(
            bits[g][8 * half + i],
            _mm512_and_si512(_mm512_multishift_epi64_epi8(places, lanes), two));
    }
  }
}

// One sweep of P panels with 32 codewords. `fetched` rows from `next` on, of the tile that follows, are
// fetched meanwhile: evenly, since requests in bursts hold up the registers' loads.
INLINE void multiply(
    const amx_sweep *sweep, const uint8_t *tile, size_t rows, const uint8_t *next,
    size_t fetched, int32_t *correlations, size_t stride, const int P) {
  _Alignas(64) amx_bits ring[amx_ring];
  size_t row_bytes = sizeof(int32_t) * stride, start_bytes = sweep->adds ? row_bytes : 64;
  int32_t *second = correlations + sweep->height * stride;
  const int32_t *start[2] = {sweep->sums[0], sweep->sums[sweep->height]};
  if (sweep->adds) {
    start[0] = correlations;
    start[1] = second;
  }
  size_t across = sweep->adds ? 16 : 0;
  _tile_loadd(0, start[0], start_bytes);
  _tile_loadd(1, start[0] + across, start_bytes);
  if (P == 2) {
    _tile_loadd(2, start[1], start_bytes);
    _tile_loadd(3, start[1] + across, start_bytes);
  }
  for (size_t step = 0; step < sweep->blocks + amx_ahead; step++) {
    if (step < sweep->blocks) {
      size_t row = amx_tile_rows * step;
      if (row + amx_tile_rows <= rows)
        expand_bits(tile + 64 * row, amx_tile_rows, ring[step % amx_ring]);
      else
        expand_bits(tile + 64 * row, rows - row, ring[step % amx_ring]);
      for (size_t i = row / 2; i < (row + amx_tile_rows) / 2 && i < fetched; i++)
        _mm_prefetch((const char *)next + 64 * i, _MM_HINT_T1);
    }
    if (step < amx_ahead) continue;
    size_t block = step - amx_ahead;
    _tile_loadd(4, sweep->panels[0][block], amx_block);
    _tile_loadd(6, ring[block % amx_ring][0], amx_block);
    _tile_dpbsud(0, 4, 6);
    _tile_loadd(7, ring[block % amx_ring][1], amx_block);
    _tile_dpbsud(1, 4, 7);
    if (P == 2) {
      _tile_loadd(5, sweep->panels[1][block], amx_block);
      _tile_dpbsud(2, 5, 6);
      _tile_dpbsud(3, 5, 7);
    }
  }
  _tile_stored(0, correlations, row_bytes);
  _tile_stored(1, correlations + 16, row_bytes);
  if (P == 2) {
    _tile_stored(2, second, row_bytes);
    _tile_stored(3, second + 16, row_bytes);
  }
}

typedef void multiply_function(
    const amx_sweep *sweep, const uint8_t *tile, size_t rows, const uint8_t *next,
    size_t fetched, int32_t *correlations, size_t stride);

#define MULTIPLY(P) \
  static __attribute__((noinline)) void multiply_##P( \
      const amx_sweep *sweep, const uint8_t *tile, size_t rows, const uint8_t *next, \
      size_t fetched, int32_t *correlations, size_t stride) { \
    multiply(sweep, tile, rows, next, fetched, correlations, stride, P); \
  }
MULTIPLY(1)
MULTIPLY(2)

// Whether all entries are from -127 to 127.
static int fits_bytes(const int16_t *vector, size_t dimension) {
  __m512i largest = _mm512_setzero_si512();
  for (size_t l = 0; l < dimension; l += 32) {
    __mmask32 inside = dimension - l >= 32 ? 0xffffffff : (1u << (dimension - l)) - 1;
    largest = _mm512_max_epu16(
        largest, _mm512_abs_epi16(_mm512_maskz_loadu_epi16(inside, vector + l)));
  }
  return _mm512_cmpgt_epu16_mask(largest, _mm512_set1_epi16(127)) == 0;
}

// Coordinates from `first` on of all vectors, zero from `dimension` on.
static void fill_panels(
    const void *const *lookups, size_t first, size_t dimension, amx_sweep *sweep) {
  for (size_t v = 0; v < sweep->count; v++) {
    const int16_t *vector = superpose_lookup_vector(lookups[v]) + first;
    size_t place = v < sweep->height ? v : v - sweep->height;
    int8_t(*panel)[amx_rows][amx_block] = sweep->panels[v >= sweep->height];
    for (size_t l = 0; l < amx_block * sweep->blocks; l += 32) {
      size_t left = dimension - first > l ? dimension - first - l : 0;
      __mmask32 inside = left >= 32 ? 0xffffffff : (1u << left) - 1;
      __m512i negative = _mm512_sub_epi16(
          _mm512_setzero_si512(), _mm512_maskz_loadu_epi16(inside, vector + l));
      _mm256_store_si256(
          (__m256i *)&panel[l / amx_block][place][l % amx_block], _mm512_cvtepi16_epi8(negative));
    }
  }
}

static void fill_sums(const void *const *lookups, size_t dimension, amx_sweep *sweep) {
  for (size_t v = 0; v < sweep->count; v++) {
    const int16_t *vector = superpose_lookup_vector(lookups[v]);
    int32_t sum = 0;
    for (size_t l = 0; l < dimension; l++) sum += vector[l];
    _mm512_store_si512(sweep->sums[v], _mm512_set1_epi32(sum));
  }
}

// Up to 32 vectors whose entries fit into bytes.
static void correlate_bytes(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const void *const *lookups, size_t count, int32_t *correlations, size_t correlation_stride) {
  _Alignas(64) amx_sweep sweep;
  sweep.count = count;
  sweep.height = count <= amx_rows ? count : (count + 1) / 2;
  amx_configuration configuration = {.palette = 1};
  for (size_t i = 0; i < 8; i++) {
    size_t rows = i == 2 || i == 3 || i == 5 ? count - sweep.height : i < 5 ? sweep.height : amx_rows;
    configuration.row_bytes[i] = rows == 0 ? 0 : 64;
    configuration.rows[i] = (uint8_t)rows;
  }
  _tile_loadconfig(&configuration);
  fill_sums(lookups, dimension, &sweep);
  size_t blocks = (dimension + amx_block - 1) / amx_block;
  size_t sweeps = (blocks + amx_blocks_per_sweep - 1) / amx_blocks_per_sweep;
  sweep.blocks = (blocks + sweeps - 1) / sweeps;
  for (size_t block = 0; block < blocks; block += sweep.blocks) {
    if (blocks - block < sweep.blocks) sweep.blocks = blocks - block;
    sweep.adds = block > 0;
    fill_panels(lookups, amx_block * block, dimension, &sweep);
    size_t rows = superpose_row_count(dimension) - amx_tile_rows * block;
    if (rows > amx_tile_rows * sweep.blocks) rows = amx_tile_rows * sweep.blocks;
    for (size_t t = 0; t < tile_count; t++) {
      const uint8_t *tile = tiles + t * tile_stride + 64 * amx_tile_rows * block;
      for (size_t lane = 0; lane < 64; lane += amx_lanes) {
        size_t before = lane == 0 ? 0 : rows / 2;  // what the first half has fetched
        size_t fetched = t + 1 == tile_count ? 0 : lane == 0 ? rows / 2 : rows - before;
        (count > amx_rows ? multiply_2 : multiply_1)(
            &sweep, tile + lane, rows, tile + tile_stride + 64 * before, fetched,
            correlations + 64 * t + lane, correlation_stride);
      }
    }
  }
  _tile_release();
}

static void correlate_by_products(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const void *const *lookups, size_t lookup_count, int32_t *correlations,
    size_t correlation_stride) {
  for (size_t q = 0; q < lookup_count;) {
    size_t count = 0, left = lookup_count - q;
    // Of many vectors, batches of one size.
    size_t limit = (left + amx_vectors - 1) / amx_vectors;
    limit = (left + limit - 1) / limit;
    while (count < limit && fits_bytes(superpose_lookup_vector(lookups[q + count]), dimension))
      count++;
    int32_t *output = correlations + q * correlation_stride;
    if (count >= amx_least_vectors) {
      correlate_bytes(
          tiles, tile_stride, tile_count, dimension, lookups + q, count, output,
          correlation_stride);
    } else {
      // With the vector that did not fit.
      count += count < limit;
      correlate(
          tiles, tile_stride, tile_count, dimension, lookups + q, count, output,
          correlation_stride);
    }
    q += count;
  }
}
