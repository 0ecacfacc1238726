// AVX2 and NEON: integer vectors against codewords. Included by vector_kernels.h alone.

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

static void prepare_lookup(const int16_t *vector, size_t dimension, void *lookup) {
  superpose_begin_lookup(vector, dimension, TIER, lookup);
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

static void correlate(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const void *const *lookups, size_t lookup_count, int32_t *correlations,
    size_t correlation_stride) {
  for (size_t q = 0; q < lookup_count;) {
    int32_t *outputs = correlations + q * correlation_stride;
    const struct superpose_lookup_header *header = lookups[q];
    if (header->tier != (uint32_t)TIER) {
      superpose_portable_kernels.correlate(
          tiles, tile_stride, tile_count, dimension, lookups + q, 1, outputs, correlation_stride);
      q++;
      continue;
    }
    // Up to four neighbours of one plane each share the indices.
    size_t count = 1, planes = header->tier_data[lookup_planes];
    for (; planes == 1 && count < 4 && q + count < lookup_count; count++) {
      const struct superpose_lookup_header *other = lookups[q + count];
      if (other->tier != (uint32_t)TIER || other->tier_data[lookup_planes] != 1) break;
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
