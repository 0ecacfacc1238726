// The kernels of the tiers whose registers have 16 or 32 bytes, on the compiler's vector extensions.
// The including file defines
//   TIER                        its superpose_tier;
//   LANES                       bytes per register, 16 or 32;
//   broadcast_table(p)          the 16 bytes at p in every 16-byte part of a register;
//   lookup(table, index)        bytewise, within 16-byte parts, for indices 0 ... 15;
//   disagreements(x, low, high, byte)   the number of bits in which each byte of x differs from
//                               `byte`; low and high are the nibbles of x;
//   any_lane(x)                 whether a mask of 32-bit lanes has any lane set;
//   lane_bits(x)                such a mask as one bit a lane.
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

enum { parts = 64 / LANES };  // registers to a row of a tile

typedef uint8_t bytes_t __attribute__((vector_size(LANES)));
typedef uint16_t words_t __attribute__((vector_size(LANES)));
typedef uint32_t lanes32_t __attribute__((vector_size(LANES)));
typedef int32_t signed32_t __attribute__((vector_size(LANES)));
typedef uint64_t lanes64_t __attribute__((vector_size(LANES)));

INLINE bytes_t load_bytes(const void *p) {
  bytes_t value;
  memcpy(&value, p, LANES);
  return value;
}

INLINE signed32_t load_signed(const int32_t *p) {
  signed32_t value;
  memcpy(&value, p, LANES);
  return value;
}

INLINE lanes32_t load_lanes(const void *p) {
  lanes32_t value;
  memcpy(&value, p, LANES);
  return value;
}

// Asks for the bytes that follow some pages' worth of work later: hardware prefetch stops at the end of
// each page, and these kernels reach it every few hundred cycles.
INLINE void prefetch(const void *p) { __builtin_prefetch((const uint8_t *)p + 2048); }

static bytes_t broadcast_table(const uint8_t *table);
static bytes_t lookup(bytes_t table, bytes_t index);
static bytes_t disagreements(bytes_t x, bytes_t low, bytes_t high, uint8_t byte);
static int any_lane(signed32_t mask);
static uint32_t lane_bits(signed32_t mask);

#include "vector/generate.h"
#include "vector/sums.h"
#include "vector/products.h"
#include "vector/correlate.h"
#include "vector/accumulate.h"
#include "vector/scan.h"
