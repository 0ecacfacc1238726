// Arithmetic in the fields GF(2^m), m = 1 ... 60, and the dictionary whose columns are the columns of
// a BCH code's parity check matrix.
//
// An element is a polynomial over GF(2) modulo x^m + tail(x), one bit a coefficient. A field's tail
// needs 2·degree(tail) - 2 < m, as the numerically least irreducible polynomials have. Every function
// is exact, so all tiers agree; arrays may not overlap, except where a contract says so. The tier is
// chosen by the processor once: carry-less multiplication where it has it, shifts elsewhere.
#ifndef SUPERPOSITIONBINARYFIELD_H
#define SUPERPOSITIONBINARYFIELD_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint32_t degree;  // m
  uint64_t tail;    // the modulus without x^m
} superpose_field;

// The functions of one tier; the contract of each is that of the function of the same name.
struct superpose_field_kernels {
  uint64_t (*multiply)(superpose_field field, uint64_t a, uint64_t b);
  uint64_t (*dot)(superpose_field field, const uint64_t *a, const uint64_t *b, size_t count);
  void (*add_scaled)(
      superpose_field field, uint64_t scalar, const uint64_t *addend, size_t count, uint64_t *sum);
  void (*deflate_two)(
      superpose_field field, uint64_t point, uint64_t *first, uint64_t *second, size_t count);
  void (*fill_bch_tiles)(
      superpose_field field, uint64_t first_tile, size_t tile_count, size_t dimension,
      size_t tile_stride, uint8_t *tiles);
  void (*generate_bch_codeword)(
      superpose_field field, uint64_t codeword, size_t dimension, uint8_t *packed);
};

// Shifts and table look-ups, on every processor.
const struct superpose_field_kernels *superpose_portable_field_kernels(void);

// PCLMULQDQ or PMULL; null where the processor has neither.
const struct superpose_field_kernels *superpose_carryless_field_kernels(void);

// The product of two elements.
uint64_t superpose_field_multiply(superpose_field field, uint64_t a, uint64_t b);

// Σ a[i]·b[i].
uint64_t superpose_field_dot(
    superpose_field field, const uint64_t *a, const uint64_t *b, size_t count);

// sum[i] += scalar·addend[i].
void superpose_field_add_scaled(
    superpose_field field, uint64_t scalar, const uint64_t *addend, size_t count, uint64_t *sum);

// Replaces each of two arrays by the first `count` coefficients of its power series divided by
// 1 + point·x: q[0] = p[0], q[i] = p[i] + point·q[i - 1]. The last of them is
// point^(count - 1) · p(1/point), 0 where the division has no remainder.
void superpose_field_deflate_two(
    superpose_field field, uint64_t point, uint64_t *first, uint64_t *second, size_t count);

// Fills whole tiles (the layout of CSuperpositionKernels.h) with the columns of a binary BCH code's
// parity check matrix: bit g·m + b of codeword i is bit b of β^(2g+1), β = i mod 2^m as an element of
// the field. Bits beyond `dimension` in the last row are zero.
void superpose_fill_bch_tiles(
    superpose_field field, uint64_t first_tile, size_t tile_count, size_t dimension,
    size_t tile_stride, uint8_t *tiles);

// Codeword i of that dictionary on its own, in ceil(dimension / 8) packed bytes.
void superpose_generate_bch_codeword(
    superpose_field field, uint64_t codeword, size_t dimension, uint8_t *packed);

#endif
