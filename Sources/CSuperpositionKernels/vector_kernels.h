// The kernels of the tiers whose registers have 16 or 32 bytes, on the compiler's vector extensions.
// The including file defines
//   LANES                       bytes per register, 16 or 32;
//   broadcast_table(p)          the 16 bytes at p in every 16-byte part of a register;
//   lookup(table, index)        bytewise, within 16-byte parts, for indices 0 ... 15;
//   disagreements(x, low, high, byte)   the number of bits in which each byte of x differs from
//                               `byte`; low and high are the nibbles of x;
//   any_lane(x)                 whether a mask of 32-bit lanes has any lane set.
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

enum { parts = 64 / LANES };  // registers to a row of a tile

typedef uint8_t bytes_t __attribute__((vector_size(LANES)));
typedef uint16_t words_t __attribute__((vector_size(LANES)));
typedef uint32_t lanes32_t __attribute__((vector_size(LANES)));
typedef int32_t signed32_t __attribute__((vector_size(LANES)));
typedef uint64_t lanes64_t __attribute__((vector_size(LANES)));

INLINE bytes_t load_bytes(const void *p) {
  bytes_t value;
  memcpy(&value, p, LANES);
  return value;
}

INLINE signed32_t load_signed(const int32_t *p) {
  signed32_t value;
  memcpy(&value, p, LANES);
  return value;
}

INLINE lanes32_t load_lanes(const void *p) {
  lanes32_t value;
  memcpy(&value, p, LANES);
  return value;
}

// Asks for the bytes that follow some pages' worth of work later: hardware prefetch stops at the end of
// each page, and these kernels reach it every few hundred cycles.
INLINE void prefetch(const void *p) { __builtin_prefetch((const uint8_t *)p + 2048); }

static bytes_t broadcast_table(const uint8_t *table);
static bytes_t lookup(bytes_t table, bytes_t index);
static bytes_t disagreements(bytes_t x, bytes_t low, bytes_t high, uint8_t byte);
static int any_lane(signed32_t mask);

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

// The sixteen words of as many counters as fit, in order: words[0 ..< LANES / 2].
INLINE void philox_words(counters c, uint64_t seed, uint32_t words[LANES / 2]) {
  c = philox(c, seed);
  lanes64_t low = join(c.c0, c.c1), high = join(c.c2, c.c3);
  for (size_t i = 0; i < LANES / 8; i++) {
    uint64_t pair[2] = {low[i], high[i]};
    memcpy(words + 4 * i, pair, 16);
  }
}

static void generate_codeword(
    uint64_t seed, uint64_t codeword, size_t dimension, uint8_t *packed) {
  size_t rows = superpose_row_count(dimension);
  lanes64_t lane;
  for (int q = 0; q < LANES / 8; q++) lane[q] = (uint64_t)q;
  for (size_t row = 0; row < rows; row += 2 * LANES) {
    uint32_t words[LANES / 2];
    counters c = {
        (lanes64_t){0} + (uint32_t)codeword, (lanes64_t){0} + (codeword >> 32), lane + row / 16,
        (lanes64_t){0}};
    philox_words(c, seed, words);
    memcpy(packed + row, words, rows - row < 2 * LANES ? rows - row : 2 * LANES);
  }
  if (rows > 0) packed[rows - 1] &= superpose_last_row_mask(dimension);
}

static void sample_codeword(
    uint64_t seed, uint64_t stream, const uint32_t *thresholds, size_t dimension,
    uint8_t *codeword) {
  enum { step = LANES / 2 };  // coordinates at a time, a multiple of eight
  lanes64_t lane;
  for (int q = 0; q < LANES / 8; q++) lane[q] = (uint64_t)q;
  for (size_t l = 0; l < dimension; l += step) {
    uint32_t words[step];
    counters c = {
        lane + l / 4, (lanes64_t){0} + (uint32_t)stream, (lanes64_t){0} + (stream >> 32),
        (lanes64_t){0} + 1};
    philox_words(c, seed, words);
    size_t left = dimension - l < step ? dimension - l : step;
    for (size_t first = 0; first < left; first += 8) {
      uint8_t bits = 0;
      size_t end = left - first < 8 ? left - first : 8;
      for (size_t i = 0; i < end; i++)
        bits |= (uint8_t)((words[first + i] < thresholds[l + first + i]) << i);
      codeword[(l + first) / 8] = bits;
    }
  }
}

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

// ---- Integer vectors against codewords

// <f, x> = Σ x_l - 2 Σ_{l: bit set} x_l, four coordinates at a time: a table of 16 sums, less the
// sum of the negative entries, is indexed by a nibble. Entries of a table reach at most the group's
// bound Σ |x_l|; if that exceeds 255 for any group, the vector has a second and a third plane of
// tables for the next bytes of the sums. If all entries are even, the tables hold half of them, which
// doubles the rows that fit into a byte. Tables: planes, in each the low and the high nibble of each
// row; behind them the rows' bounds, 16 bits each, those beyond saturated.

enum { lookup_planes, lookup_base, lookup_shift };

// A sweep ends where the tables of its vectors fill half of a first-level cache, or where 256 sums of
// at most 255 each fill 16 bits.
enum { table_rows_per_sweep = 512, widenings_per_sweep = 256 };

INLINE const uint8_t *lookup_tables(const void *lookup, size_t plane) {
  const struct superpose_lookup_header *header = lookup;
  return (const uint8_t *)lookup + superpose_lookup_tables_offset(header->dimension) +
         32 * superpose_row_count(header->dimension) * plane;
}

INLINE const uint16_t *row_bounds(const void *lookup) {
  const struct superpose_lookup_header *header = lookup;
  return (const uint16_t *)lookup_tables(lookup, header->tier_data[lookup_planes]);
}

static void prepare_lookup_of_tier(
    const int16_t *vector, size_t dimension, superpose_tier tier, void *lookup) {
  superpose_begin_lookup(vector, dimension, tier, lookup);
  struct superpose_lookup_header *header = lookup;
  const int16_t *entries = superpose_lookup_vector(lookup);
  uint8_t *tables = (uint8_t *)lookup + superpose_lookup_tables_offset(dimension);
  size_t rows = superpose_row_count(dimension);

  int16_t odd = 0;
  for (size_t l = 0; l < dimension; l++) odd |= entries[l] & 1;
  int shift = odd ? 0 : 1;
  uint32_t base = 0, largest = 0;
  for (size_t group = 0; group < 2 * rows; group++) {
    uint32_t bound = 0;
    for (size_t i = 0; i < 4; i++) {
      int32_t x = entries[4 * group + i];
      base += (uint32_t)x + (x < 0 ? 2 * (uint32_t)-x : 0);
      bound += (uint32_t)(x < 0 ? -x : x) >> shift;
    }
    if (bound > largest) largest = bound;
  }
  size_t planes = largest <= 0xff ? 1 : largest <= 0xffff ? 2 : 3;
  header->tier_data[lookup_planes] = planes;
  header->tier_data[lookup_base] = base;
  header->tier_data[lookup_shift] = (uint64_t)shift;
  uint16_t *bounds = (uint16_t *)(tables + 32 * rows * planes);
  for (size_t group = 0; group < 2 * rows; group++) {
    int32_t sums[16] = {0};
    uint32_t bound = 0;
    for (size_t i = 0; i < 4; i++) {
      int32_t x = entries[4 * group + i] / (1 << shift);
      if (x < 0) sums[0] -= x;
      bound += (uint32_t)(x < 0 ? -x : x);
    }
    for (size_t i = 0; i < 4; i++)
      for (size_t index = 0; index < (size_t)1 << i; index++)
        sums[((size_t)1 << i) + index] = sums[index] + entries[4 * group + i] / (1 << shift);
    for (size_t plane = 0; plane < planes; plane++)
      for (size_t index = 0; index < 16; index++)
        tables[(2 * rows * plane + group) * 16 + index] = (uint8_t)(sums[index] >> (8 * plane));
    if (bound > 0x7fff) bound = 0x7fff;
    bounds[group / 2] = (uint16_t)(group % 2 == 0 ? bound : bounds[group / 2] + bound);
  }
}

// How the rows of a sweep are added up: the ends of runs whose sums fit into bytes for all vectors. A
// row that does not fit by itself is a run of its own, split: its nibbles are widened one by one.
typedef struct {
  size_t count, length;
  uint16_t ends[widenings_per_sweep];  // relative to the first row
  uint8_t is_split[widenings_per_sweep];
} runs_t;

INLINE void find_runs(
    const void *const *lookups, size_t count, size_t dimension, size_t first, runs_t *runs) {
  size_t left = superpose_row_count(dimension) - first, limit = table_rows_per_sweep / count;
  // Sweeps of one length: each costs a visit to all outputs.
  size_t sweeps = (left + limit - 1) / limit, length = (left + sweeps - 1) / sweeps;
  const uint16_t *bounds[4];
  int is_wide = 0;
  for (size_t q = 0; q < count; q++) {
    bounds[q] = row_bounds(lookups[q]) + first;
    is_wide |= ((const struct superpose_lookup_header *)lookups[q])->tier_data[lookup_planes] > 1;
  }
  runs->count = 0;
  size_t row = 0;
  for (size_t widenings = 0; row < length && widenings + 2 <= widenings_per_sweep;) {
    uint32_t sums[4] = {0};
    size_t end = row;
    for (int fits = !is_wide; fits && end < length; end += (size_t)fits)
      for (size_t q = 0; q < count; q++) {
        sums[q] += bounds[q][end];
        fits &= sums[q] <= 255;
      }
    int is_split = end == row;
    row = is_split ? row + 1 : end;
    widenings += is_split ? 2 : 1;
    runs->is_split[runs->count] = (uint8_t)is_split;
    runs->ends[runs->count++] = (uint16_t)row;
  }
  runs->length = row;
}

// P registers of each row of one tile with one plane of Q vectors: subtracts twice the sums, shifted,
// from the outputs.
INLINE void lookup_sweep(
    const uint8_t *tile, const runs_t *runs, const uint8_t *const *tables, const uint32_t *shifts,
    int32_t *const *outputs, const size_t P, const size_t Q) {
  wide_sum sums[16] = {0};
  size_t row = 0;
  for (size_t run = 0; run < runs->count; run++) {
    bytes_t bytes[16] = {0};
    if (__builtin_expect(runs->is_split[run], 0)) {
#pragma unroll
      for (size_t p = 0; p < P; p++) {
        bytes_t x = load_bytes(tile + 64 * row + LANES * p);
#pragma unroll
        for (size_t q = 0; q < Q; q++) {
          widen(&sums[p * Q + q], lookup(broadcast_table(tables[q] + 32 * row), x & 0x0f));
          bytes[p * Q + q] = lookup(broadcast_table(tables[q] + 32 * row + 16), x >> 4);
        }
      }
      row++;
    } else {
      for (size_t end = runs->ends[run]; row < end; row++) {
        bytes_t low[4], high[4];
#pragma unroll
        for (size_t p = 0; p < P; p++) {
          bytes_t x = load_bytes(tile + 64 * row + LANES * p);
          prefetch(tile + 64 * row + LANES * p);
          low[p] = x & 0x0f;
          high[p] = x >> 4;
        }
#pragma unroll
        for (size_t q = 0; q < Q; q++) {
          bytes_t table = broadcast_table(tables[q] + 32 * row);
#pragma unroll
          for (size_t p = 0; p < P; p++) bytes[p * Q + q] += lookup(table, low[p]);
          table = broadcast_table(tables[q] + 32 * row + 16);
#pragma unroll
          for (size_t p = 0; p < P; p++) bytes[p * Q + q] += lookup(table, high[p]);
        }
      }
    }
#pragma unroll
    for (size_t i = 0; i < P * Q; i++) widen(&sums[i], bytes[i]);
  }
#pragma unroll
  for (size_t p = 0; p < P; p++)
#pragma unroll
    for (size_t q = 0; q < Q; q++) {
      uint32_t values[LANES];
      expand(sums[p * Q + q], values);
      int32_t *output = outputs[q] + LANES * p;
      for (size_t i = 0; i < LANES; i++)
        output[i] = (int32_t)((uint32_t)output[i] - (values[i] << shifts[q]));
    }
}

// One plane of `count` vectors with all tiles.
INLINE void correlate_plane(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const void *const *lookups, size_t count, size_t plane, int32_t *correlations,
    size_t correlation_stride) {
  size_t rows = superpose_row_count(dimension);
  runs_t runs;
  for (size_t first = 0; first < rows; first += runs.length) {
    find_runs(lookups, count, dimension, first, &runs);
    const uint8_t *tables[4];
    uint32_t shifts[4];
    for (size_t q = 0; q < count; q++) {
      const struct superpose_lookup_header *header = lookups[q];
      tables[q] = lookup_tables(lookups[q], plane) + 32 * first;
      shifts[q] = 8 * (uint32_t)plane + 1 + (uint32_t)header->tier_data[lookup_shift];
    }
    for (size_t t = 0; t < tile_count; t++) {
      const uint8_t *tile = tiles + t * tile_stride + 64 * first;
      int32_t *outputs[4];
      for (size_t q = 0; q < count; q++)
        outputs[q] = correlations + q * correlation_stride + 64 * t;
      if (count == 4) {
        for (size_t part = 0; part < parts; part += PARTS_OF_FOUR) {
          lookup_sweep(tile + LANES * part, &runs, tables, shifts, outputs, PARTS_OF_FOUR, 4);
          for (size_t q = 0; q < 4; q++) outputs[q] += LANES * PARTS_OF_FOUR;
        }
      } else {
        for (size_t q = 0; q < count; q++)
          for (size_t part = 0; part < parts; part += 2)
            lookup_sweep(
                tile + LANES * part, &runs, tables + q, shifts + q,
                (int32_t *[1]){outputs[q] + LANES * part}, 2, 1);
      }
    }
  }
}

static void correlate_of_tier(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const void *const *lookups, size_t lookup_count, int32_t *correlations,
    size_t correlation_stride, superpose_tier tier) {
  for (size_t q = 0; q < lookup_count;) {
    int32_t *outputs = correlations + q * correlation_stride;
    const struct superpose_lookup_header *header = lookups[q];
    if (header->tier != (uint32_t)tier) {
      superpose_portable_kernels.correlate(
          tiles, tile_stride, tile_count, dimension, lookups + q, 1, outputs, correlation_stride);
      q++;
      continue;
    }
    // Up to four neighbours of one plane each share the indices.
    size_t count = 1, planes = header->tier_data[lookup_planes];
    for (; planes == 1 && count < 4 && q + count < lookup_count; count++) {
      const struct superpose_lookup_header *other = lookups[q + count];
      if (other->tier != (uint32_t)tier || other->tier_data[lookup_planes] != 1) break;
    }
    if (count < 4) count = 1;
    for (size_t i = 0; i < count; i++) {
      header = lookups[q + i];
      int32_t base = (int32_t)(uint32_t)header->tier_data[lookup_base];
      if (dimension < header->dimension)
        base = (int32_t)superpose_prefix_base(
            superpose_lookup_vector(header), dimension, 8 * superpose_row_count(dimension));
      for (size_t j = 0; j < 64 * tile_count; j++) outputs[i * correlation_stride + j] = base;
    }
    for (size_t plane = 0; plane < planes; plane++)
      correlate_plane(
          tiles, tile_stride, tile_count, dimension, lookups + q, count, plane, outputs,
          correlation_stride);
    q += count;
  }
}

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

// ---- Scans over correlations

enum { scan_lanes = LANES / 4 };

static size_t select_at_least(
    const int32_t *values, size_t count, int32_t threshold, uint32_t *positions) {
  size_t found = 0, j = 0;
  for (; j + 4 * scan_lanes <= count; j += 4 * scan_lanes) {
    signed32_t hits = {0};
#pragma unroll
    for (size_t i = 0; i < 4; i++)
      hits |= load_signed(values + j + i * scan_lanes) >= threshold;
    if (!any_lane(hits)) continue;
    for (size_t i = 0; i < 4 * scan_lanes; i++)
      if (values[j + i] >= threshold) positions[found++] = (uint32_t)(j + i);
  }
  for (; j < count; j++)
    if (values[j] >= threshold) positions[found++] = (uint32_t)j;
  return found;
}

INLINE int32_t largest(const int32_t *values, size_t count) {
  int32_t best = values[0];
  for (size_t j = 1; j < count; j++) best = values[j] > best ? values[j] : best;
  return best;
}

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
  return superpose_scan_magnitudes(values, count);
}

// ---- Measurement

static uint64_t read_sum(const uint8_t *bytes, size_t count) {
  lanes64_t sums[8] = {0};
  size_t at = 0;
  for (; at + 8 * LANES <= count; at += 8 * LANES)
#pragma unroll
    for (size_t i = 0; i < 8; i++) sums[i] ^= (lanes64_t)load_bytes(bytes + at + LANES * i);
  uint64_t sum = superpose_portable_kernels.read_sum(bytes + at, count - at);
  for (size_t i = 1; i < 8; i++) sums[0] ^= sums[i];
  for (size_t i = 0; i < LANES / 8; i++) sum ^= sums[0][i];
  return sum;
}
