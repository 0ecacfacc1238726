// The functions of one tier of the binary fields. The including file defines
//   wide                       the unreduced sum of carry-less products;
//   wide zero_product(void), wide add_product(wide, uint64_t a, uint64_t b),
//   uint64_t low_word(wide), uint64_t high_word(wide).
#include <string.h>

#include "SuperpositionBinaryField.h"
#include "kernels.h"

#define INLINE static inline __attribute__((always_inline))

// Reduces a sum of products of elements: two folds, since the tail is short.
INLINE uint64_t reduce(superpose_field field, wide product) {
  uint64_t low = low_word(product), mask = (1ull << field.degree) - 1;
  uint64_t high = low >> field.degree | high_word(product) << (64 - field.degree);
  wide fold = add_product(zero_product(), high, field.tail);
  uint64_t rest = low_word(fold) >> field.degree | high_word(fold) << (64 - field.degree);
  low ^= low_word(fold) ^ low_word(add_product(zero_product(), rest, field.tail));
  return low & mask;
}

INLINE uint64_t product(superpose_field field, uint64_t a, uint64_t b) {
  return reduce(field, add_product(zero_product(), a, b));
}

static uint64_t multiply(superpose_field field, uint64_t a, uint64_t b) {
  return product(field, a, b);
}

static uint64_t dot(
    superpose_field field, const uint64_t *a, const uint64_t *b, size_t count) {
  // Sums of products are reduced once; two of them, so that they do not wait for each other.
  wide even = zero_product(), odd = zero_product();
  size_t i = 0;
  for (; i + 2 <= count; i += 2) {
    even = add_product(even, a[i], b[i]);
    odd = add_product(odd, a[i + 1], b[i + 1]);
  }
  if (i < count) even = add_product(even, a[i], b[i]);
  return reduce(field, even) ^ reduce(field, odd);
}

static void add_scaled(
    superpose_field field, uint64_t scalar, const uint64_t *addend, size_t count, uint64_t *sum) {
  for (size_t i = 0; i < count; i++) sum[i] ^= product(field, scalar, addend[i]);
}

static void deflate_two(
    superpose_field field, uint64_t point, uint64_t *first, uint64_t *second, size_t count) {
  for (size_t i = 1; i < count; i++) {
    first[i] ^= product(field, point, first[i - 1]);
    second[i] ^= product(field, point, second[i - 1]);
  }
}

static void fill_bch_tiles(
    superpose_field field, uint64_t first_tile, size_t tile_count, size_t dimension,
    size_t tile_stride, uint8_t *tiles) {
  size_t rows = superpose_row_count(dimension);
  uint64_t mask = (1ull << field.degree) - 1;
  // A power's bits in pieces that fit beside the seven that may wait.
  uint32_t piece = field.degree < 32 ? field.degree : 32;
  for (size_t t = 0; t < tile_count; t++) {
    uint8_t *tile = tiles + t * tile_stride;
    uint64_t powers[64], squares[64], waiting[64];
    for (size_t lane = 0; lane < 64; lane++) {
      powers[lane] = (64 * (first_tile + t) + lane) & mask;
      squares[lane] = product(field, powers[lane], powers[lane]);
      waiting[lane] = 0;
    }
    uint32_t filled = 0;
    for (size_t row = 0; row < rows;) {
      for (uint32_t done = 0; done < field.degree; done += piece) {
        uint32_t width = field.degree - done < piece ? field.degree - done : piece;
        uint64_t piece_mask = (1ull << width) - 1;
        for (size_t lane = 0; lane < 64; lane++)
          waiting[lane] |= (powers[lane] >> done & piece_mask) << filled;
        for (filled += width; filled >= 8 && row < rows; filled -= 8, row++)
          for (size_t lane = 0; lane < 64; lane++) {
            tile[64 * row + lane] = (uint8_t)waiting[lane];
            waiting[lane] >>= 8;
          }
        if (row == rows) break;
      }
      for (size_t lane = 0; row < rows && lane < 64; lane++)
        powers[lane] = product(field, powers[lane], squares[lane]);
    }
    for (size_t lane = 0; lane < 64 && rows > 0; lane++)
      tile[64 * (rows - 1) + lane] &= superpose_last_row_mask(dimension);
  }
}

static void generate_bch_codeword(
    superpose_field field, uint64_t codeword, size_t dimension, uint8_t *packed) {
  memset(packed, 0, superpose_row_count(dimension));
  uint64_t power = codeword & ((1ull << field.degree) - 1);
  uint64_t square = product(field, power, power);
  for (size_t first = 0; first < dimension; first += field.degree) {
    for (size_t b = 0; b < field.degree && first + b < dimension; b++)
      packed[(first + b) / 8] |= (uint8_t)((power >> b & 1) << ((first + b) % 8));
    power = product(field, power, square);
  }
}

#define FIELD_KERNELS \
  { \
    .multiply = multiply, .dot = dot, .add_scaled = add_scaled, .deflate_two = deflate_two, \
    .fill_bch_tiles = fill_bch_tiles, .generate_bch_codeword = generate_bch_codeword, \
  }
