// The first position of the largest value, block by block: one body for the tiers that define
//   largest(values, count)      the largest of at least one value.
// Included by their scan.h alone.

// The first position of a value that is there.
INLINE size_t position_of(const int32_t *values, int32_t value) {
  size_t j = 0;
  while (values[j] != value) j++;
  return j;
}

enum { scan_block = 1024 };

static size_t first_maximum(const int32_t *values, size_t count) {
  size_t best_block = 0;
  int32_t best = INT32_MIN;
  for (size_t j = 0; j < count; j += scan_block) {
    int32_t value = largest(values + j, count - j < scan_block ? count - j : scan_block);
    if (value > best) {
      best = value;
      best_block = j;
    }
  }
  return best_block + position_of(values + best_block, best);
}
