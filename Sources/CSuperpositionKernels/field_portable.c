// Binary fields by shifts: four bits of one factor at a time look up a multiple of the other.
#include <stdint.h>

typedef struct {
  uint64_t low, high;
} wide;

static inline wide zero_product(void) { return (wide){0, 0}; }
static inline uint64_t low_word(wide sum) { return sum.low; }
static inline uint64_t high_word(wide sum) { return sum.high; }

// `a` has at most 60 bits, so that its multiples by polynomials of degree 3 fit into a word.
static inline wide add_product(wide sum, uint64_t a, uint64_t b) {
  uint64_t multiples[16] = {0, a};
  for (int i = 2; i < 16; i += 2) {
    multiples[i] = multiples[i / 2] << 1;
    multiples[i + 1] = multiples[i] ^ a;
  }
  wide product = {0, 0};
  for (int shift = 60; shift >= 0; shift -= 4) {
    product.high = product.high << 4 | product.low >> 60;
    product.low = product.low << 4 ^ multiples[b >> shift & 15];
  }
  return (wide){sum.low ^ product.low, sum.high ^ product.high};
}

#include "field_kernels.h"

static const struct superpose_field_kernels kernels = FIELD_KERNELS;

const struct superpose_field_kernels *superpose_portable_field_kernels(void) { return &kernels; }
