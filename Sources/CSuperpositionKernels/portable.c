// The portable tier: plain loops over the 64 lanes of a tile, which a compiler vectorises for the
// baseline instruction set. The other tiers are measured against it.
#include <string.h>

#include "kernels.h"

// ---- Philox4x32-10

#define PHILOX_MULTIPLIER_0 0xD2511F53u
#define PHILOX_MULTIPLIER_1 0xCD9E8D57u
#define PHILOX_WEYL_0 0x9E3779B9u
#define PHILOX_WEYL_1 0xBB67AE85u

void superpose_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t output[4]) {
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)PHILOX_MULTIPLIER_0 * c0;
    uint64_t p1 = (uint64_t)PHILOX_MULTIPLIER_1 * c2;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
    c1 = (uint32_t)p1;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c3 = (uint32_t)p0;
    k0 += PHILOX_WEYL_0;
    k1 += PHILOX_WEYL_1;
  }
  output[0] = c0;
  output[1] = c1;
  output[2] = c2;
  output[3] = c3;
}

static void fill_tiles(
    uint64_t seed, uint64_t first_tile, size_t tile_count, size_t dimension, size_t tile_stride,
    uint8_t *tiles) {
  size_t rows = superpose_row_count(dimension);
  uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
  for (size_t t = 0; t < tile_count; t++) {
    uint8_t *tile = tiles + t * tile_stride;
    for (size_t block = 0; 16 * block < rows; block++) {
      size_t block_rows = rows - 16 * block < 16 ? rows - 16 * block : 16;
      for (size_t lane = 0; lane < 64; lane++) {
        uint64_t codeword = 64 * (first_tile + t) + lane;
        uint32_t counter[4] = {(uint32_t)codeword, (uint32_t)(codeword >> 32), (uint32_t)block, 0};
        uint32_t output[4];
        superpose_philox(counter, key, output);
        for (size_t row = 0; row < block_rows; row++)
          tile[64 * (16 * block + row) + lane] = (uint8_t)(output[row / 4] >> (8 * (row % 4)));
      }
    }
    uint8_t mask = superpose_last_row_mask(dimension);
    for (size_t lane = 0; lane < 64 && rows > 0; lane++) tile[64 * (rows - 1) + lane] &= mask;
  }
}

static void sample_codeword(
    uint64_t seed, uint64_t stream, const uint32_t *thresholds, size_t dimension,
    uint8_t *codeword) {
  uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
  memset(codeword, 0, superpose_row_count(dimension));
  for (size_t l = 0; l < dimension; l += 4) {
    uint32_t counter[4] = {(uint32_t)(l / 4), (uint32_t)stream, (uint32_t)(stream >> 32), 1};
    uint32_t output[4];
    superpose_philox(counter, key, output);
    for (size_t i = 0; i < 4 && l + i < dimension; i++)
      codeword[l / 8] |= (uint8_t)((output[i] < thresholds[l + i]) << ((l + i) % 8));
  }
}

static void generate_codeword(
    uint64_t seed, uint64_t codeword, size_t dimension, uint8_t *packed) {
  size_t rows = superpose_row_count(dimension);
  uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
  for (size_t row = 0; row < rows; row += 16) {
    uint32_t counter[4] = {
        (uint32_t)codeword, (uint32_t)(codeword >> 32), (uint32_t)(row / 16), 0};
    uint32_t output[4];
    superpose_philox(counter, key, output);
    for (size_t i = 0; i < 16 && row + i < rows; i++)
      packed[row + i] = (uint8_t)(output[i / 4] >> (8 * (i % 4)));
  }
  if (rows > 0) packed[rows - 1] &= superpose_last_row_mask(dimension);
}

// ---- Products

// Byte sums of at most 31 rows of at most 8 disagreements each stay below 256.
enum { rows_per_byte_sum = 31 };

// Counts the disagreements of 64 codewords with the bytes of a query, row by row; `mask` applies to
// the last row.
static void count_disagreements(
    const uint8_t *tile, const uint8_t *query, size_t rows, uint8_t mask, uint32_t counts[64]) {
  memset(counts, 0, 64 * sizeof *counts);
  for (size_t first = 0; first < rows; first += rows_per_byte_sum) {
    size_t end = rows - first < rows_per_byte_sum ? rows : first + rows_per_byte_sum;
    uint8_t sums[64] = {0};
    for (size_t row = first; row < end; row++) {
      uint8_t splat = query[row], row_mask = row == rows - 1 ? mask : 0xff;
      for (size_t lane = 0; lane < 64; lane++) {
        uint8_t bits = (uint8_t)((tile[64 * row + lane] ^ splat) & row_mask);
        bits = (uint8_t)(bits - ((bits >> 1) & 0x55));
        bits = (uint8_t)((bits & 0x33) + ((bits >> 2) & 0x33));
        sums[lane] = (uint8_t)(sums[lane] + ((bits + (bits >> 4)) & 0x0f));
      }
    }
    for (size_t lane = 0; lane < 64; lane++) counts[lane] += sums[lane];
  }
}

static void inner_products(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const uint8_t *queries, size_t query_stride, size_t query_count, int32_t *products,
    size_t product_stride) {
  size_t rows = superpose_row_count(dimension);
  uint8_t mask = superpose_last_row_mask(dimension);
  for (size_t t = 0; t < tile_count; t++)
    for (size_t q = 0; q < query_count; q++) {
      uint32_t counts[64];
      count_disagreements(
          tiles + t * tile_stride, queries + q * query_stride, rows, mask, counts);
      int32_t *output = products + q * product_stride + 64 * t;
      for (size_t lane = 0; lane < 64; lane++)
        output[lane] = (int32_t)((uint32_t)dimension - 2 * counts[lane]);
    }
}

static void prepare_lookup(const int16_t *vector, size_t dimension, void *lookup) {
  superpose_begin_lookup(vector, dimension, SUPERPOSE_TIER_PORTABLE, lookup);
}

// table[bits] = the sum of eight entries with the signs that `bits` stands for.
static void build_signed_sums(const int16_t entries[8], int32_t table[256]) {
  int32_t all_plus = 0;
  for (size_t b = 0; b < 8; b++) all_plus += entries[b];
  table[0] = all_plus;
  for (size_t b = 0; b < 8; b++)
    for (size_t i = 0; i < (size_t)1 << b; i++)
      table[((size_t)1 << b) + i] = table[i] - 2 * entries[b];
}

// Works on the vector that every lookup carries, one table of 256 signed sums per row at a time,
// shared by a block of tiles. Padding is zero, so bits beyond the dimension add nothing; entries of a
// longer vector that share the last row are taken away again.
static void correlate(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const void *const *lookups, size_t lookup_count, int32_t *correlations,
    size_t correlation_stride) {
  enum { block = 32 };
  size_t rows = superpose_row_count(dimension);
  for (size_t first = 0; first < tile_count; first += block) {
    size_t end = tile_count - first < block ? tile_count : first + block;
    for (size_t q = 0; q < lookup_count; q++) {
      const int16_t *vector = superpose_lookup_vector(lookups[q]);
      int32_t *output = correlations + q * correlation_stride;
      int32_t beyond = 0;
      for (size_t l = dimension; l < 8 * rows; l++) beyond += vector[l];
      for (size_t j = 64 * first; j < 64 * end; j++) output[j] = -beyond;
      for (size_t row = 0; row < rows; row++) {
        int32_t table[256];
        build_signed_sums(vector + 8 * row, table);
        for (size_t t = first; t < end; t++) {
          const uint8_t *bytes = tiles + t * tile_stride + 64 * row;
          for (size_t lane = 0; lane < 64; lane++) output[64 * t + lane] += table[bytes[lane]];
        }
      }
    }
  }
}

static void accumulate(
    const uint8_t *tiles, size_t tile_stride, size_t dimension, const uint64_t *codewords,
    const int32_t *weights, size_t count, int32_t *sum) {
  for (size_t c = 0; c < count; c++) {
    const uint8_t *bytes = tiles + (codewords[c] / 64) * tile_stride + codewords[c] % 64;
    uint32_t weight = (uint32_t)weights[c];
    size_t row = 0;
    for (; 8 * row + 8 <= dimension; row++)
      for (size_t b = 0; b < 8; b++) {
        uint32_t sign = 0u - ((bytes[64 * row] >> b) & 1u);
        sum[8 * row + b] = (int32_t)((uint32_t)sum[8 * row + b] + ((weight ^ sign) - sign));
      }
    for (size_t b = 0; 8 * row + b < dimension; b++) {
      uint32_t sign = 0u - ((bytes[64 * row] >> b) & 1u);
      sum[8 * row + b] = (int32_t)((uint32_t)sum[8 * row + b] + ((weight ^ sign) - sign));
    }
  }
}

// ---- Scans over correlations

static size_t select_at_least(
    const int32_t *values, size_t count, int32_t threshold, uint32_t *positions) {
  size_t found = 0;
  for (size_t j = 0; j < count; j++)
    if (values[j] >= threshold) positions[found++] = (uint32_t)j;
  return found;
}

static size_t first_maximum(const int32_t *values, size_t count) {
  size_t best = 0;
  for (size_t j = 1; j < count; j++)
    if (values[j] > values[best]) best = j;
  return best;
}

static uint32_t largest_magnitude(const int32_t *values, size_t count) {
  return superpose_scan_magnitudes(values, count);
}

static uint64_t read_sum(const uint8_t *bytes, size_t count) {
  uint64_t sums[8] = {0};
  size_t i = 0;
  for (; i + 64 <= count; i += 64)
    for (size_t w = 0; w < 8; w++) {
      uint64_t word;
      memcpy(&word, bytes + i + 8 * w, 8);
      sums[w] ^= word;
    }
  for (; i + 8 <= count; i += 8) {
    uint64_t word;
    memcpy(&word, bytes + i, 8);
    sums[0] ^= word;
  }
  return sums[0] ^ sums[1] ^ sums[2] ^ sums[3] ^ sums[4] ^ sums[5] ^ sums[6] ^ sums[7];
}

const struct superpose_kernels superpose_portable_kernels = SUPERPOSE_KERNELS(correlate);
