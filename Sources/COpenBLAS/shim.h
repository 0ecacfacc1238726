#include <cblas.h>
#include <stdlib.h>
#include <string.h>

// Debian's OpenBLAS exports LAPACK's Fortran symbols but ships no header for them.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);
void dpotrs_(
    const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda, double *b,
    const int *ldb, int *info);
void dsyevd_(
    const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
    double *work, const int *lwork, int *iwork, const int *liwork, int *info);

// dladdr() is hidden from Swift by glibc's feature macros; this is its layout in POSIX 2024.
struct superposition_symbol_info {
  const char *file_name;
  void *file_base;
  const char *symbol_name;
  void *symbol_address;
};
#ifdef __APPLE__
int superposition_dladdr(const void *, struct superposition_symbol_info *) __asm__("_dladdr");
#else
int superposition_dladdr(const void *, struct superposition_symbol_info *) __asm__("dladdr");
#endif

// Not in cblas.h: what the library's own start calls to choose its kernels, and their table. Weak, as
// builds for one processor type lack them.
#if defined(__x86_64__) && defined(__linux__)
void gotoblas_dynamic_init(void) __attribute__((weak));
void gotoblas_dynamic_quit(void) __attribute__((weak));
#endif

// An OpenBLAS that is older than the processor takes it for the oldest one, which is two to four times
// as slow: then it is told the newest type whose instructions there are. To be called before any
// routine; OPENBLAS_CORETYPE in the environment has the last word.
static inline void superposition_choose_core(void) {
#if defined(__x86_64__) && defined(__linux__)
  if (getenv("OPENBLAS_CORETYPE") || !gotoblas_dynamic_init || !gotoblas_dynamic_quit ||
      strcmp(openblas_get_corename(), "Prescott") != 0)
    return;
  __builtin_cpu_init();
  int has_fma = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (!has_fma) return;
  int has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  setenv("OPENBLAS_CORETYPE", has_avx512 ? "SkylakeX" : "Haswell", 1);
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
#endif
}

// The file of the library that cblas_dgemm is bound to, or NULL.
static inline const char *superposition_cblas_file(void) {
  struct superposition_symbol_info info;
  return superposition_dladdr((const void *)&cblas_dgemm, &info) ? info.file_name : 0;
}
