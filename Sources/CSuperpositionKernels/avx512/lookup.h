// AVX-512: the tables of integer vectors. Included by avx512.c alone.

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
