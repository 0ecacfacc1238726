// Products of real rows with vectors of one tier. The including file defines
//   TIER(name)        the name of a function of this tier;
//   TARGET            its attribute;
//   REGISTER, PARTS   a register of floats, and how many make sixteen lanes;
//   LOAD(p), ZERO(), FILL(x)   registers from memory, of zeros, of one number;
//   MADD(a, b, c)     a·b + c with one rounding;
//   STORE(p, a)       to memory;
//   SUM(a)            the sum of sixteen lanes, by halves;
//   ROWS, VECTORS     the block that stays in registers.

// Sixteen floats at p, or the first `count` of them and zeros.
static inline __attribute__((always_inline)) TARGET void TIER(load)(
    const float *p, size_t count, REGISTER lanes[PARTS]) {
  float copy[16] = {0};
  if (count < 16) {
    memcpy(copy, p, count * sizeof *p);
    p = copy;
  }
  for (size_t i = 0; i < PARTS; i++) lanes[i] = LOAD(p + i * (16 / PARTS));
}

// One step of a block: sixteen lanes, or the first `count`.
static inline __attribute__((always_inline)) TARGET void TIER(correlate_step)(
    const float *rows, const float *vectors, size_t dimension, size_t count, size_t row_count,
    size_t vector_count, REGISTER sums[ROWS][VECTORS][PARTS]) {
  REGISTER lanes[ROWS][PARTS];
  for (size_t r = 0; r < row_count; r++) TIER(load)(rows + r * dimension, count, lanes[r]);
  for (size_t v = 0; v < vector_count; v++) {
    REGISTER entries[PARTS];
    TIER(load)(vectors + v * dimension, count, entries);
    for (size_t r = 0; r < row_count; r++)
      for (size_t i = 0; i < PARTS; i++)
        sums[r][v][i] = MADD(lanes[r][i], entries[i], sums[r][v][i]);
  }
}

static inline __attribute__((always_inline)) TARGET void TIER(correlate_block)(
    const float *rows, size_t dimension, size_t row_count, const float *vectors,
    size_t vector_count, float *products, size_t product_stride) {
  REGISTER sums[ROWS][VECTORS][PARTS];
  for (size_t r = 0; r < row_count; r++)
    for (size_t v = 0; v < vector_count; v++)
      for (size_t i = 0; i < PARTS; i++) sums[r][v][i] = ZERO();
  size_t l = 0;
  for (; l + 16 <= dimension; l += 16)
    TIER(correlate_step)(rows + l, vectors + l, dimension, 16, row_count, vector_count, sums);
  if (l < dimension)
    TIER(correlate_step)(
        rows + l, vectors + l, dimension, dimension - l, row_count, vector_count, sums);
  for (size_t v = 0; v < vector_count; v++)
    for (size_t r = 0; r < row_count; r++)
      products[v * product_stride + r] = SUM(sums[r][v]);
}

static TARGET void TIER(correlate)(
    const float *rows, size_t dimension, size_t row_count, const float *vectors,
    size_t vector_count, float *products, size_t product_stride) {
  // Vectors that stay in the first-level cache beside a block of rows.
  size_t fitting = 4096 / dimension / VECTORS * VECTORS, group = fitting ? fitting : VECTORS;
  // Blocks of constant size, so that the sums stay in registers.
#define BLOCK(COUNT, SOME) \
  TIER(correlate_block)( \
      rows + r * dimension, dimension, COUNT, vectors + v * dimension, SOME, \
      products + v * product_stride + r, product_stride)
  for (size_t first = 0; first < vector_count; first += group) {
    size_t end = vector_count - first < group ? vector_count : first + group;
    for (size_t r = 0; r < row_count;) {
      size_t v = first;
      if (r + ROWS <= row_count) {
        for (; v + VECTORS <= end; v += VECTORS) BLOCK(ROWS, VECTORS);
        for (; v < end; v++) BLOCK(ROWS, 1);
        r += ROWS;
      } else {
        for (; v + VECTORS <= end; v += VECTORS) BLOCK(1, VECTORS);
        for (; v < end; v++) BLOCK(1, 1);
        r++;
      }
    }
  }
#undef BLOCK
}

static inline __attribute__((always_inline)) TARGET void TIER(combine_block)(
    const float *rows, size_t dimension, size_t row_count, const float *weights,
    size_t weight_stride, size_t vector_count, size_t count, float *sums) {
  REGISTER totals[2 * VECTORS][PARTS];
  for (size_t v = 0; v < vector_count; v++)
    for (size_t i = 0; i < PARTS; i++) totals[v][i] = ZERO();
  for (size_t r = 0; r < row_count; r++) {
    REGISTER lanes[PARTS];
    TIER(load)(rows + r * dimension, count, lanes);
    for (size_t v = 0; v < vector_count; v++) {
      REGISTER weight = FILL(weights[v * weight_stride + r]);
      for (size_t i = 0; i < PARTS; i++) totals[v][i] = MADD(weight, lanes[i], totals[v][i]);
    }
  }
  for (size_t v = 0; v < vector_count; v++) {
    float lanes[16];
    for (size_t i = 0; i < PARTS; i++) STORE(lanes + i * (16 / PARTS), totals[v][i]);
    memcpy(sums + v * dimension, lanes, (count < 16 ? count : 16) * sizeof *sums);
  }
}

static TARGET void TIER(combine)(
    const float *rows, size_t dimension, size_t row_count, const float *weights,
    size_t weight_stride, size_t vector_count, float *sums) {
  enum { some = 2 * VECTORS - 1 };
#define BLOCK(SOME, COUNT) \
  TIER(combine_block)( \
      rows + l, dimension, row_count, weights + v * weight_stride, weight_stride, SOME, COUNT, \
      sums + v * dimension + l)
  for (size_t l = 0; l < dimension; l += 16) {
    size_t v = 0, count = dimension - l;
    if (count >= 16) {
      for (; v + some <= vector_count; v += some) BLOCK(some, 16);
      for (; v < vector_count; v++) BLOCK(1, 16);
    }
    for (; v < vector_count; v++) BLOCK(1, count);
  }
#undef BLOCK
}

#undef TIER
#undef TARGET
#undef REGISTER
#undef PARTS
#undef LOAD
#undef ZERO
#undef FILL
#undef MADD
#undef STORE
#undef SUM
#undef ROWS
#undef VECTORS
