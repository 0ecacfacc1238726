// Forwards the arithmetic of binary fields to the best tier of this processor.
#include <stdatomic.h>

#include "SuperpositionBinaryField.h"

// Null until the first use; any thread finds the same.
static _Atomic(const struct superpose_field_kernels *) kernels_in_use;

static const struct superpose_field_kernels *kernels(void) {
  const struct superpose_field_kernels *table =
      atomic_load_explicit(&kernels_in_use, memory_order_relaxed);
  if (__builtin_expect(table != 0, 1)) return table;
  table = superpose_carryless_field_kernels();
  if (!table) table = superpose_portable_field_kernels();
  atomic_store_explicit(&kernels_in_use, table, memory_order_relaxed);
  return table;
}

uint64_t superpose_field_multiply(superpose_field field, uint64_t a, uint64_t b) {
  return kernels()->multiply(field, a, b);
}

uint64_t superpose_field_dot(
    superpose_field field, const uint64_t *a, const uint64_t *b, size_t count) {
  return kernels()->dot(field, a, b, count);
}

void superpose_field_add_scaled(
    superpose_field field, uint64_t scalar, const uint64_t *addend, size_t count, uint64_t *sum) {
  kernels()->add_scaled(field, scalar, addend, count, sum);
}

void superpose_field_deflate_two(
    superpose_field field, uint64_t point, uint64_t *first, uint64_t *second, size_t count) {
  kernels()->deflate_two(field, point, first, second, count);
}

void superpose_fill_bch_tiles(
    superpose_field field, uint64_t first_tile, size_t tile_count, size_t dimension,
    size_t tile_stride, uint8_t *tiles) {
  kernels()->fill_bch_tiles(field, first_tile, tile_count, dimension, tile_stride, tiles);
}

void superpose_generate_bch_codeword(
    superpose_field field, uint64_t codeword, size_t dimension, uint8_t *packed) {
  kernels()->generate_bch_codeword(field, codeword, dimension, packed);
}
