// Word kernels of the suite: one contract, one file per instruction set, one dispatcher.
//
// Tile layout. 64 codewords make a tile. A tile is a sequence of rows of 64 bytes, one byte per
// codeword; byte c of row w holds coordinates 8w ... 8w + 7 of codeword 64·tile + c, coordinate
// 8w + b in bit b. A set bit is the entry -1, a clear bit +1. So a vector register holds the same
// eight coordinates of 64 codewords, per-codeword sums are lane sums, and no tier ever needs a
// horizontal reduction. Tiles lie `tile_stride` bytes apart (a multiple of 64, at least
// 64·ceil(dimension / 8)) and start on 64-byte boundaries. A dictionary of a shorter dimension is
// the same memory read with a smaller `dimension`: kernels ignore the bits beyond it.
//
// A packed codeword (a query) is ceil(dimension / 8) bytes with the same bit order; kernels ignore
// the bits beyond `dimension`.
//
// Kernels are exact integer arithmetic unless they say otherwise, so all tiers agree to the bit. Pointers must be
// valid and non-overlapping; counts may be 0; 1 <= dimension < 2^31. Only the bytes that a contract
// names are read or written, so buffers need no slack at their end. All functions are thread-safe.
#ifndef CSUPERPOSITIONKERNELS_H
#define CSUPERPOSITIONKERNELS_H

#include <stddef.h>
#include <stdint.h>

#define SUPERPOSE_TILE_WIDTH 64

// ---- Tiers

typedef enum {
  SUPERPOSE_TIER_PORTABLE = 0,
  SUPERPOSE_TIER_AVX2 = 1,
  SUPERPOSE_TIER_AVX512 = 2,
  SUPERPOSE_TIER_NEON = 3,
  SUPERPOSE_TIER_AMX = 4,  // AVX-512, and matrix products for batches of vectors
} superpose_tier;

#define SUPERPOSE_TIER_COUNT 5

// Whether this build contains the tier and this processor can run it.
int superpose_tier_is_available(superpose_tier tier);

// "portable", "avx2", "avx512", "neon" or "amx".
const char *superpose_tier_name(superpose_tier tier);

// The best available tier.
superpose_tier superpose_best_tier(void);

// Makes all kernels use `tier` from now on; returns 0, or -1 (and changes nothing) if it is not
// available. The initial tier is superpose_best_tier().
int superpose_use_tier(superpose_tier tier);

superpose_tier superpose_tier_in_use(void);

// ---- Counter-based generator

// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, 'Parallel random numbers: as easy as 1, 2, 3').
void superpose_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t output[4]);

// Fills whole tiles with the Rademacher dictionary of `seed`. Coordinates 128b ... 128b + 127 of
// codeword i are the 128 output bits, least significant first, word 0 first, of
// Philox(counter = (low32(i), high32(i), b, 0), key = (low32(seed), high32(seed))).
// Bits beyond `dimension` in the last row are zero; bytes between 64·ceil(dimension / 8) and
// `tile_stride` are left alone.
void superpose_fill_tiles(
    uint64_t seed, uint64_t first_tile, size_t tile_count, size_t dimension, size_t tile_stride,
    uint8_t *tiles);

// Codeword i of that dictionary on its own, in ceil(dimension / 8) packed bytes.
void superpose_generate_codeword(
    uint64_t seed, uint64_t codeword, size_t dimension, uint8_t *packed);

// Draws independent coordinates: bit l of `codeword` is set iff r_l < thresholds[l], where r_l is
// the uniform 32-bit word l mod 4 of Philox(counter = (l / 4, stream low32, stream high32, 1),
// key = seed). A threshold of 2^31 is a fair coin. Unused bits of the last byte are zero.
void superpose_sample_codeword(
    uint64_t seed, uint64_t stream, const uint32_t *thresholds, size_t dimension,
    uint8_t *codeword);

// ---- Products

// Copies codeword `lane` (0 ..< 64) of one tile into ceil(dimension / 8) packed bytes; bits beyond
// `dimension` are cleared.
void superpose_copy_codeword(
    const uint8_t *tile, size_t lane, size_t dimension, uint8_t *codeword);

// products[q · product_stride + j] = <query q, codeword j> for all 64·tile_count codewords.
// Queries lie `query_stride` bytes apart. XOR and population count.
void superpose_inner_products(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const uint8_t *queries, size_t query_stride, size_t query_count, int32_t *products,
    size_t product_stride);

// An integer vector prepared for superpose_correlate: tables of partial sums. Opaque; its form
// depends on the tier in use when it was prepared, and every tier reads (a foreign form more slowly)
// what another prepared. `lookup` has superpose_lookup_size(dimension) bytes, 64-byte aligned. Any
// int16_t entries are allowed and exact as long as the sum of magnitudes is below 2^31. Fast as long
// as the magnitudes of six neighbours sum to at most 255, faster the smaller they are (if all
// entries are even, half of them counts); other groups of neighbours take a slower path of their
// own.
size_t superpose_lookup_size(size_t dimension);
void superpose_prepare_lookup(const int16_t *vector, size_t dimension, void *lookup);

// correlations[q · correlation_stride + j] = <vector q, codeword j> for all 64·tile_count
// codewords, exactly. `lookups` holds lookup_count pointers, prepared with one dimension. That may
// exceed `dimension`: then the vectors' first `dimension` entries count, and the bits beyond
// `dimension` in the tiles' last row must be clear.
void superpose_correlate(
    const uint8_t *tiles, size_t tile_stride, size_t tile_count, size_t dimension,
    const void *const *lookups, size_t lookup_count, int32_t *correlations,
    size_t correlation_stride);

// The transposed product: sum[l] += Σ_c weights[c] · f_{codewords[c], l}, codeword numbers relative
// to the first tile. Σ |weights| must be below 2^31; sum[] wraps otherwise.
void superpose_accumulate(
    const uint8_t *tiles, size_t tile_stride, size_t dimension, const uint64_t *codewords,
    const int32_t *weights, size_t count, int32_t *sum);

// ---- Scans over correlations

// Writes the positions j (ascending) with values[j] >= threshold; returns their number. `positions`
// has room for `count`.
size_t superpose_select_at_least(
    const int32_t *values, size_t count, int32_t threshold, uint32_t *positions);

// Writes the positions j (ascending) with
// first_weight · first[j] + second_weight · second[j] >= threshold; returns their number. The
// products and the sum must stay within 32 bits; `second` may be `first`.
size_t superpose_select_combination_at_least(
    const int32_t *first, int32_t first_weight, const int32_t *second, int32_t second_weight,
    size_t count, int32_t threshold, uint32_t *positions);

// The first position of the largest value; count >= 1.
size_t superpose_first_maximum(const int32_t *values, size_t count);

// The largest |values[j]|, 0 if there are none; any values are allowed, and -2^31 gives 2^31.
uint32_t superpose_largest_magnitude(const int32_t *values, size_t count);

// sums[n] = Σ e^((n + 1)·(slope·values[j] + offset)) for n = 0, 1, 2 over all values[j] < bound, to a few
// parts in 10^6; exponents are kept within -28 ... 0. Lanes are
// summed in an order of its own, the same on every tier.
void superpose_exponential_sums(
    const int32_t *values, size_t count, int32_t bound, float slope, float offset, float sums[3]);

// Of a coefficient that is 0 or 1 and was seen in noise: log_odds[j] = slope·correlations[j] +
// inverse·energies[j]·(estimates[j] - ½) + prior, and posteriors[j] = 1/(1 + e^-log_odds[j]), 0 where it
// is below 10^-7. Returns Σ energies[j]·p·(1 - p), summed in the order of superpose_exponential_sums.
float superpose_unit_posteriors(
    const float *correlations, const float *estimates, const float *energies, float slope,
    float inverse, float prior, size_t count, float *log_odds, float *posteriors);

// Replaces values[j] by (1 - kept)·values[j] + kept·estimates[j], 0 <= kept < 1, and estimates[j] by the
// same; returns Σ |change of estimates[j]|, summed in the order of superpose_exponential_sums.
double superpose_move_estimates(float *values, float *estimates, size_t count, float kept);

// Turns real correlations into scores, in place: scores[j]·weights[j] - offset_scale·offsets[j], its
// magnitude if `absolute`; null stands for weights of 1 and for offsets of 0. Writes the positions j
// (ascending) with a score of at least `threshold`; returns their number. `positions` has room for
// `count`.
size_t superpose_select_scores(
    float *scores, const float *weights, const float *offsets, float offset_scale, int absolute,
    size_t count, float threshold, uint32_t *positions);

// A bound on the scores of codewords from two rows of correlations: b[j] =
// s[j] + reach·lengths[j], where s[j] = (first_weight·first[j] + second_weight·second[j])·weights[j] -
// offsets[j], or its magnitude. Null stands for weights and lengths of 1, offsets of 0.
typedef struct {
  float first_weight, second_weight;
  const float *weights, *offsets, *lengths;
  float reach, threshold;
  int absolute;
} superpose_real_bound;

// Writes the positions j (ascending) with b[j] >= threshold; returns their number. `positions` has room
// for `count`; `second` may be `first`.
size_t superpose_select_bounds(
    const superpose_real_bound *bound, const float *first, const float *second, size_t count,
    uint32_t *positions);

// ---- Sums over chosen rows
//
// Of a row-major matrix with `stride` numbers to a row; `width`, the numbers of a row that count, is a
// multiple of SUPERPOSE_ROW_LANES. Every product and sum is rounded by itself, on every tier alike.

#define SUPERPOSE_ROW_LANES 16

// target[i] += factors[j]·rows[indices[j]·stride + i], i < width, one j after the other.
void superpose_add_rows(
    const float *rows, size_t stride, const uint32_t *indices, const float *factors, size_t count,
    size_t width, float *target);

// products[j] = <row indices[j], vector>: lane l sums the products of coordinates l, l + 16, ..., and
// the sixteen sums are added one after the other.
void superpose_row_products(
    const float *rows, size_t stride, const uint32_t *indices, size_t count, size_t width,
    const float *vector, float *products);

// ---- Products of real rows
//
// All tiers agree to the bit: sums run in a fixed order, and every product is added with one rounding.

// products[v · product_stride + i] = <row i, vector v> for row_count rows of `dimension` floats and as
// many floats a vector, one after the other: sixteen running sums, added up by halves.
void superpose_correlate_rows(
    const float *rows, size_t dimension, size_t row_count, const float *vectors,
    size_t vector_count, float *products, size_t product_stride);

// The transposed product: sums[v · dimension + l] = Σ_i weights[v · weight_stride + i] · rows[i][l], i
// ascending.
void superpose_combine_rows(
    const float *rows, size_t dimension, size_t row_count, const float *weights,
    size_t weight_stride, size_t vector_count, float *sums);

// products[j] = <row numbers[j], vector> in double precision, products and sums rounded: sixteen running
// sums, added up by halves. Exact where entries, products and sums are integers below 2^53.
void superpose_wide_row_products(
    const float *rows, size_t dimension, const size_t *numbers, size_t count, const double *vector,
    double *products);

// ---- Rows rounded to bytes
//
// A tile of 16 codewords: for every group of four coordinates 64 bytes, four a codeword; a byte is the
// entry over the codeword's scale, rounded, plus the form's offset.

// How rows are rounded, by what the processor multiplies.
typedef enum {
  SUPERPOSE_BYTES_NONE = 0,
  SUPERPOSE_BYTES_AVX2 = 1,  // Up to 63 in magnitude: sums of 16 bits on the way.
  SUPERPOSE_BYTES_VNNI = 2,  // Up to 127: AVX-512 VNNI sums in 32 bits.
} superpose_bytes_form;

// The best form for the tier in use, SUPERPOSE_BYTES_NONE if there is none.
superpose_bytes_form superpose_best_bytes_form(void);

// The largest magnitude of a rounded entry; one more is the offset.
int superpose_bytes_limit(superpose_bytes_form form);

// Where sums of 16 bits are taken on the way, the largest sum of the magnitudes of the entries of a
// vector at the eight coordinates 16w + 4g + 2h and 16w + 4g + 2h + 1, g = 0 ... 3, for any w and for h = 0
// and 1; 0 where there is no such limit.
int superpose_bytes_window_limit(superpose_bytes_form form);

// Rounds a row into its lane (0 ..< 16) of a tile, and says by which scale; returns ‖row - rounded‖².
float superpose_pack_bytes(
    superpose_bytes_form form, const float *row, size_t dimension, size_t lane, uint8_t *tile,
    float *scale);

// products[v · product_stride + j] = units[v]·scales[j]·<vector v, codeword j> for all 16·tile_count
// codewords, the inner product of the rounded entries exact for up to 2^15 dimensions.
// vectors[g · vector_count + v] holds the four signed bytes of group g of vector v, zero beyond the
// dimension, biases[v] is minus the offset times their sum over all groups. The form has to be one that
// the processor runs.
void superpose_correlate_bytes(
    superpose_bytes_form form, const uint8_t *tiles, size_t tile_count, size_t group_count,
    const float *scales, const int32_t *vectors, const int32_t *biases, const float *units,
    size_t vector_count, float *products, size_t product_stride);

// ---- Measurement

// The exclusive or of all little-endian 64-bit words of `bytes` (64-byte aligned), a tail of fewer
// than eight bytes left out. Reads as fast as the processor can: what the benchmark takes as
// the streaming-read bandwidth.
uint64_t superpose_read_sum(const uint8_t *bytes, size_t count);

#endif
