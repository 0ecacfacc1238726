// Runs every kernel of every available tier on random shapes, against a bit-by-bit reference, in
// buffers of exactly the size that the contract asks for. Meant to be built with the address and
// undefined-behaviour sanitizers (run.sh). Arguments: number of rounds, seed.
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CSuperpositionKernels.h"
#include "SuperpositionKernelTiers.h"

// SplitMix64 (Steele, Lea and Flood 2014).
static uint64_t state;

static uint64_t next(void) {
  uint64_t z = (state += 0x9E3779B97F4A7C15u);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static size_t below(size_t bound) { return (size_t)(next() % bound); }

static const char *tier_name, *kernel_name;
static size_t shape[4];

static void require(int condition) {
  if (condition) return;
  printf(
      "FAILED: %s of tier %s, dimension %zu, tiles %zu, count %zu, kind %zu\n", kernel_name,
      tier_name, shape[0], shape[1], shape[2], shape[3]);
  exit(1);
}

// At least one byte, so that the allocation is real; on a 64-byte boundary.
static void *allocate(size_t bytes) {
  void *memory = 0;
  if (posix_memalign(&memory, 64, bytes == 0 ? 1 : bytes) != 0) exit(2);
  memset(memory, 0xA5, bytes);
  return memory;
}

static int sign(const uint8_t *tiles, size_t stride, size_t codeword, size_t l) {
  return tiles[codeword / 64 * stride + l / 8 * 64 + codeword % 64] >> (l % 8) & 1 ? -1 : 1;
}

static size_t random_dimension(void) {
  switch (below(8)) {
    case 0: return 1 + below(8);
    case 1: return 1 + below(64);
    case 2: return 24 * (1 + below(40));
    case 3: return 8 * (1 + below(150));
    case 4: return 1 + below(9000);
    default: return 1 + below(1200);
  }
}

static void check_products(const struct superpose_kernels *k) {
  size_t dimension = random_dimension(), rows = (dimension + 7) / 8;
  size_t tile_count = below(22), stride = 64 * (rows + below(4));
  if (dimension > 2000) tile_count = below(6);
  size_t bytes = tile_count == 0 ? 0 : (tile_count - 1) * stride + 64 * rows;
  uint8_t *tiles = allocate(bytes);
  for (size_t i = 0; i < bytes; i++) tiles[i] = (uint8_t)next();
  size_t width = 64 * tile_count, output_stride = width + below(3);
  shape[0] = dimension;
  shape[1] = tile_count;

  kernel_name = "inner_products";
  size_t count = below(3) ? below(8) : below(41), query_stride = rows + below(5);
  shape[2] = count;
  uint8_t *queries = allocate(count == 0 ? 0 : (count - 1) * query_stride + rows);
  for (size_t q = 0; q < count; q++)
    for (size_t i = 0; i < rows; i++) queries[q * query_stride + i] = (uint8_t)next();
  size_t output_count = count == 0 ? 0 : (count - 1) * output_stride + width;
  int32_t *output = allocate(4 * output_count), *expected = allocate(4 * width);
  k->inner_products(
      tiles, stride, tile_count, dimension, queries, query_stride, count, output, output_stride);
  for (size_t q = 0; q < count; q++) {
    for (size_t j = 0; j < width; j++) {
      expected[j] = 0;
      for (size_t l = 0; l < dimension; l++)
        expected[j] += sign(tiles, stride, j, l) *
                       (queries[q * query_stride + l / 8] >> (l % 8) & 1 ? -1 : 1);
    }
    require(memcmp(expected, output + q * output_stride, 4 * width) == 0);
  }
  free(queries);
  free(output);

  kernel_name = "correlate";
  count = below(3) ? below(8) : below(41);
  shape[2] = count;
  size_t kind = below(6);
  shape[3] = kind;
  // The vectors may be longer than the codewords, whose unused bits are clear then.
  size_t prepared = dimension + (below(3) ? 0 : below(70));
  for (size_t i = 0; prepared > dimension && i < bytes; i++)
    if (i % stride / 64 == rows - 1 && dimension % 8 != 0)
      tiles[i] &= (uint8_t)((1u << (dimension % 8)) - 1);
  int16_t *vectors = allocate(2 * count * prepared);
  void **lookups = allocate(count * sizeof *lookups);
  size_t lookup_bytes = superpose_lookup_size(prepared);
  for (size_t q = 0; q < count; q++) {
    static const int scale[6] = {3, 20, 100, 400, 32767, 64};
    for (size_t l = 0; l < prepared; l++) {
      int value = (int)below(2 * (size_t)scale[kind] + 1) - scale[kind];
      if (kind == 5) value = 2 * (value / 2);  // even
      if (kind == 3 && below(20)) value /= 100;  // few wide groups
      if (kind == 4 && below(10) == 0) value = below(2) ? 32767 : -32768;
      vectors[q * prepared + l] = (int16_t)value;
    }
    lookups[q] = allocate(lookup_bytes);
    const struct superpose_kernels *preparer = k;
    if (below(8) == 0) preparer = superpose_kernels_of_tier(SUPERPOSE_TIER_PORTABLE);
    if (below(8) == 0) preparer = superpose_kernels_of_tier(superpose_best_tier());
    int16_t *copy = allocate(2 * prepared);
    memcpy(copy, vectors + q * prepared, 2 * prepared);
    preparer->prepare_lookup(copy, prepared, lookups[q]);
    free(copy);
  }
  output_count = count == 0 ? 0 : (count - 1) * output_stride + width;
  output = allocate(4 * output_count);
  k->correlate(
      tiles, stride, tile_count, dimension, (const void *const *)lookups, count, output,
      output_stride);
  for (size_t q = 0; q < count; q++) {
    for (size_t j = 0; j < width; j++) {
      expected[j] = 0;
      for (size_t l = 0; l < dimension; l++)
        expected[j] += sign(tiles, stride, j, l) * vectors[q * prepared + l];
    }
    require(memcmp(expected, output + q * output_stride, 4 * width) == 0);
    free(lookups[q]);
  }
  free(lookups);
  free(vectors);
  free(output);
  free(expected);

  kernel_name = "accumulate";
  count = width == 0 ? 0 : below(200);
  shape[2] = count;
  uint64_t *codewords = allocate(8 * count);
  int32_t *weights = allocate(4 * count), *sum = allocate(4 * dimension);
  int32_t *reference = allocate(4 * dimension);
  for (size_t l = 0; l < dimension; l++) reference[l] = sum[l] = (int32_t)below(1000) - 500;
  for (size_t c = 0; c < count; c++) {
    codewords[c] = below(width);
    weights[c] = (int32_t)below(2000001) - 1000000;
    for (size_t l = 0; l < dimension; l++)
      reference[l] += weights[c] * sign(tiles, stride, codewords[c], l);
  }
  k->accumulate(tiles, stride, dimension, codewords, weights, count, sum);
  require(memcmp(sum, reference, 4 * dimension) == 0);
  free(codewords);
  free(weights);
  free(sum);
  free(reference);
  free(tiles);
}

static void check_generator(const struct superpose_kernels *k) {
  size_t dimension = random_dimension(), rows = (dimension + 7) / 8;
  size_t tile_count = below(4), stride = 64 * (rows + below(3));
  uint64_t seed = next(), first = below(2) ? next() >> 6 : below(1000);
  shape[0] = dimension;
  shape[1] = tile_count;
  kernel_name = "fill_tiles";
  size_t bytes = tile_count == 0 ? 0 : (tile_count - 1) * stride + 64 * rows;
  uint8_t *tiles = allocate(bytes), *packed = allocate(rows), *other = allocate(rows);
  k->fill_tiles(seed, first, tile_count, dimension, stride, tiles);
  for (size_t t = 0; t < tile_count; t++) {
    for (size_t lane = 0; lane < 64; lane += 1 + below(20)) {
      uint64_t codeword = 64 * (first + t) + lane;
      memset(packed, 0, rows);
      for (size_t l = 0; l < dimension; l++) {
        uint32_t counter[4] = {
            (uint32_t)codeword, (uint32_t)(codeword >> 32), (uint32_t)(l / 128), 0};
        uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)}, output[4];
        superpose_philox(counter, key, output);
        packed[l / 8] |= (uint8_t)((output[l % 128 / 32] >> (l % 32) & 1) << (l % 8));
      }
      for (size_t row = 0; row < rows; row++)
        require(tiles[t * stride + 64 * row + lane] == packed[row]);
      k->generate_codeword(seed, codeword, dimension, other);
      require(memcmp(packed, other, rows) == 0);
      superpose_copy_codeword(tiles + t * stride, lane, dimension, other);
      require(memcmp(packed, other, rows) == 0);
    }
    for (size_t i = 64 * rows; t + 1 < tile_count && i < stride; i++)
      require(tiles[t * stride + i] == 0xA5);
  }
  kernel_name = "sample_codeword";
  uint32_t *thresholds = allocate(4 * dimension);
  for (size_t l = 0; l < dimension; l++) thresholds[l] = (uint32_t)next();
  uint64_t stream = next();
  k->sample_codeword(seed, stream, thresholds, dimension, other);
  memset(packed, 0, rows);
  for (size_t l = 0; l < dimension; l++) {
    uint32_t counter[4] = {(uint32_t)(l / 4), (uint32_t)stream, (uint32_t)(stream >> 32), 1};
    uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)}, output[4];
    superpose_philox(counter, key, output);
    packed[l / 8] |= (uint8_t)((output[l % 4] < thresholds[l]) << (l % 8));
  }
  require(memcmp(packed, other, rows) == 0);
  free(thresholds);
  free(tiles);
  free(packed);
  free(other);
}

static void check_scans(const struct superpose_kernels *k) {
  size_t count = 1 + below(below(2) ? 40 : 5000);
  int32_t range = (int32_t)(1 + below(below(2) ? 3 : 1000));
  shape[2] = count;
  int32_t *values = allocate(4 * count);
  uint32_t *positions = allocate(4 * count), *expected = allocate(4 * count);
  for (size_t j = 0; j < count; j++) values[j] = (int32_t)below(2 * (size_t)range + 1) - range;
  if (below(10) == 0)
    for (size_t j = 0; j < count; j++) values[j] = INT32_MIN;

  kernel_name = "select_at_least";
  int32_t threshold = (int32_t)below((size_t)range + 2);
  size_t found = 0;
  for (size_t j = 0; j < count; j++)
    if (values[j] >= threshold) expected[found++] = (uint32_t)j;
  require(k->select_at_least(values, count, threshold, positions) == found);
  require(memcmp(positions, expected, 4 * found) == 0);

  kernel_name = "first_maximum";
  size_t best = 0;
  for (size_t j = 0; j < count; j++)
    if (values[j] > values[best]) best = j;
  require(k->first_maximum(values, count) == best);

  kernel_name = "largest_magnitude";
  uint32_t largest = 0;
  for (size_t j = 0; j < count; j++) {
    uint32_t magnitude = values[j] < 0 ? 0u - (uint32_t)values[j] : (uint32_t)values[j];
    if (magnitude > largest) largest = magnitude;
  }
  require(k->largest_magnitude(values, count) == largest);
  require(k->largest_magnitude(values, 0) == 0);

  kernel_name = "read_sum";
  uint64_t sum = 0;
  for (size_t i = 0; 8 * i + 8 <= 4 * count; i++) {
    uint64_t word;
    memcpy(&word, (const uint8_t *)values + 8 * i, 8);
    sum ^= word;
  }
  require(k->read_sum((const uint8_t *)values, 4 * count) == sum);
  free(values);
  free(positions);
  free(expected);
}

// Sums over rows, in the order of the contract and to the bit.
#pragma STDC FP_CONTRACT OFF
static void check_rows(void) {
  enum { lanes = SUPERPOSE_ROW_LANES };
  size_t width = lanes * below(12), row_count = 1 + below(20), count = below(30);
  size_t stride = width + lanes * below(3);
  shape[0] = width;
  shape[1] = row_count;
  shape[2] = count;
  float *rows = allocate(4 * ((row_count - 1) * stride + width)), *vector = allocate(4 * width);
  float *target = allocate(4 * width), *expected = allocate(4 * width);
  uint32_t *indices = allocate(4 * count);
  float *factors = allocate(4 * count), *products = allocate(4 * count);
  for (size_t i = 0; i < (row_count - 1) * stride + width; i++)
    rows[i] = (float)below(2000001) / 1e6f - 1;
  for (size_t i = 0; i < width; i++) {
    vector[i] = (float)below(2000001) / 1e6f - 1;
    target[i] = expected[i] = (float)below(2000001) / 1e6f - 1;
  }
  for (size_t j = 0; j < count; j++) {
    indices[j] = (uint32_t)below(row_count);
    factors[j] = (float)below(2000001) / 1e6f - 1;
  }

  kernel_name = "add_rows";
  for (size_t j = 0; j < count; j++)
    for (size_t i = 0; i < width; i++) expected[i] += factors[j] * rows[indices[j] * stride + i];
  superpose_add_rows(rows, stride, indices, factors, count, width, target);
  require(memcmp(target, expected, 4 * width) == 0);

  kernel_name = "row_products";
  superpose_row_products(rows, stride, indices, count, width, vector, products);
  for (size_t j = 0; j < count; j++) {
    float sums[lanes] = {0}, sum = -0.0f;
    for (size_t i = 0; i < width; i++) sums[i % lanes] += rows[indices[j] * stride + i] * vector[i];
    for (size_t l = 0; l < lanes; l++) sum += sums[l];
    require(memcmp(&sum, products + j, sizeof sum) == 0);
  }
  free(rows);
  free(vector);
  free(target);
  free(expected);
  free(indices);
  free(factors);
  free(products);
}

static float real(void) { return (float)((int)below(2001) - 1000) / 256; }

// The sum of sixteen running sums, added up by halves.
static float folded(float lanes[16]) {
  for (size_t half = 8; half > 0; half /= 2)
    for (size_t i = 0; i < half; i++) lanes[i] += lanes[i + half];
  return lanes[0];
}

static void check_real_rows(void) {
  size_t dimension = 1 + below(90), rows = 1 + below(20), vectors = 1 + below(12);
  size_t stride = rows + below(3);
  shape[0] = dimension;
  shape[1] = rows;
  shape[2] = vectors;
  float *entries = allocate(4 * rows * dimension), *inputs = allocate(4 * vectors * dimension);
  float *weights = allocate(4 * vectors * stride), *products = allocate(4 * vectors * stride);
  float *sums = allocate(4 * vectors * dimension);
  double *wide = allocate(8 * dimension), *singles = allocate(8 * rows);
  size_t *numbers = allocate(sizeof(size_t) * rows);
  for (size_t i = 0; i < rows * dimension; i++) entries[i] = real();
  for (size_t i = 0; i < vectors * dimension; i++) inputs[i] = real() / 3;
  for (size_t i = 0; i < vectors * stride; i++) weights[i] = real() / 7;
  for (size_t l = 0; l < dimension; l++) wide[l] = (double)((int)below(2001) - 1000);
  for (size_t i = 0; i < rows; i++) numbers[i] = below(rows);

  kernel_name = "correlate_rows";
  superpose_correlate_rows(entries, dimension, rows, inputs, vectors, products, stride);
  for (size_t v = 0; v < vectors; v++)
    for (size_t i = 0; i < rows; i++) {
      float lanes[16] = {0};
      for (size_t l = 0; l < dimension; l++)
        lanes[l % 16] =
            fmaf(entries[i * dimension + l], inputs[v * dimension + l], lanes[l % 16]);
      require(products[v * stride + i] == folded(lanes));
    }

  kernel_name = "combine_rows";
  superpose_combine_rows(entries, dimension, rows, weights, stride, vectors, sums);
  for (size_t v = 0; v < vectors; v++)
    for (size_t l = 0; l < dimension; l++) {
      float sum = 0;
      for (size_t i = 0; i < rows; i++)
        sum = fmaf(weights[v * stride + i], entries[i * dimension + l], sum);
      require(sums[v * dimension + l] == sum);
    }

  kernel_name = "wide_row_products";
  superpose_wide_row_products(entries, dimension, numbers, rows, wide, singles);
  for (size_t i = 0; i < rows; i++) {
    // Multiples of 2^-8, so that every order gives the same.
    double sum = 0;
    for (size_t l = 0; l < dimension; l++)
      sum += (double)entries[numbers[i] * dimension + l] * wide[l];
    require(singles[i] == sum);
  }

  kernel_name = "move_estimates";
  float kept = below(2) ? 0.5f : 0.0f;
  double moved = 0;
  memcpy(sums, inputs, 4 * dimension);
  float *estimates = allocate(4 * dimension);
  for (size_t l = 0; l < dimension; l++) estimates[l] = wide[l] == 0 ? 0 : (float)wide[l];
  for (size_t l = 0; l < dimension; l++) {
    float after = kept == 0 ? sums[l] : (1 - kept) * sums[l] + kept * estimates[l];
    moved += fabs((double)(float)(after - estimates[l]));
  }
  double found = superpose_move_estimates(sums, estimates, dimension, kept);
  require(fabs(found - moved) <= 1e-12 * moved + 1e-12);
  require(memcmp(sums, estimates, 4 * dimension) == 0);

  free(entries);
  free(inputs);
  free(weights);
  free(products);
  free(sums);
  free(wide);
  free(singles);
  free(numbers);
  free(estimates);
}

static void check_bytes(void) {
  superpose_bytes_form form = superpose_best_bytes_form();
  if (form == SUPERPOSE_BYTES_NONE) return;
  size_t dimension = 1 + below(300), groups = (dimension + 3) / 4, tiles = 1 + below(9);
  size_t vectors = 1 + below(20), stride = 16 * tiles;
  shape[0] = dimension;
  shape[1] = tiles;
  shape[2] = vectors;
  int limit = superpose_bytes_limit(form), window = superpose_bytes_window_limit(form);
  uint8_t *bytes = allocate(64 * groups * tiles);
  int8_t *entries = allocate(4 * groups * vectors);
  int32_t *packed = allocate(4 * groups * vectors), *biases = allocate(4 * vectors);
  float *scales = allocate(4 * stride), *units = allocate(4 * vectors);
  float *products = allocate(4 * stride * vectors);
  // The largest entries of one sign are the hardest on sums of few bits.
  int is_extreme = below(3) == 0;
  for (size_t i = 0; i < 64 * groups * tiles; i++)
    bytes[i] = (uint8_t)(is_extreme ? 2 * limit + 1 : (int)below(2 * (size_t)limit + 1) + 1);
  for (size_t j = 0; j < stride; j++) scales[j] = 1 + (float)below(3);
  memset(entries, 0, 4 * groups * vectors);
  for (size_t v = 0; v < vectors; v++) {
    units[v] = 1 + (float)below(3);
    int sum = 0, used[2] = {0};
    for (size_t l = 0; l < dimension; l++) {
      if (l % 16 == 0) used[0] = used[1] = 0;
      int half = l % 4 / 2, size = is_extreme ? 127 : (int)below(128);
      if (window && used[half] + size > window) size = window - used[half];
      used[half] += size;
      int entry = is_extreme || below(2) ? size : -size;
      entries[v * 4 * groups + l] = (int8_t)entry;
      sum += entry;
    }
    biases[v] = -(limit + 1) * sum;
    for (size_t g = 0; g < groups; g++)
      memcpy(&packed[g * vectors + v], entries + v * 4 * groups + 4 * g, 4);
  }
  kernel_name = "correlate_bytes";
  superpose_correlate_bytes(
      form, bytes, tiles, groups, scales, packed, biases, units, vectors, products, stride);
  for (size_t v = 0; v < vectors; v++)
    for (size_t j = 0; j < stride; j++) {
      int product = 0;
      for (size_t l = 0; l < dimension; l++) {
        const uint8_t *tile = bytes + j / 16 * 64 * groups;
        product += (tile[l / 4 * 64 + j % 16 * 4 + l % 4] - limit - 1) *
            entries[v * 4 * groups + l];
      }
      require(products[v * stride + j] == (float)product * units[v] * scales[j]);
    }

  kernel_name = "pack_bytes";
  float *row = allocate(4 * dimension), scale;
  for (size_t l = 0; l < dimension; l++) row[l] = real();
  float error = superpose_pack_bytes(form, row, dimension, 5, bytes, &scale);
  double rest = 0;
  for (size_t l = 0; l < dimension; l++) {
    int entry = bytes[l / 4 * 64 + 20 + l % 4] - limit - 1;
    require(entry >= -limit && entry <= limit);
    double gap = (double)row[l] - (double)scale * entry;
    require(fabs(gap) <= 0.5001 * scale);
    rest += gap * gap;
  }
  require(fabs(rest - error) <= 1e-6 * rest);
  free(bytes);
  free(entries);
  free(packed);
  free(biases);
  free(scales);
  free(units);
  free(products);
  free(row);
}

int main(int argument_count, char **arguments) {
  long rounds = argument_count > 1 ? atol(arguments[1]) : 100;
  uint64_t seed = argument_count > 2 ? (uint64_t)atoll(arguments[2]) : 1;
  for (int tier = 0; tier < SUPERPOSE_TIER_COUNT; tier++) {
    const struct superpose_kernels *k = superpose_kernels_of_tier((superpose_tier)tier);
    tier_name = superpose_tier_name((superpose_tier)tier);
    if (!k) {
      printf("%s: not available here\n", tier_name);
      continue;
    }
    state = seed;
    // What has no entry in the table goes by the tier in use.
    superpose_use_tier((superpose_tier)tier);
    for (long round = 0; round < rounds; round++) {
      check_products(k);
      check_generator(k);
      check_scans(k);
      check_rows();
      check_real_rows();
      check_bytes();
    }
    printf("%s: %ld rounds agree with the reference\n", tier_name, rounds);
  }
  return 0;
}
