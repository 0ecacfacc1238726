// AVX-512: integer vectors against codewords. Included by avx512.c alone.

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
