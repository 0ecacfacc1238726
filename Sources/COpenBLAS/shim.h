#include <cblas.h>

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

// The file of the library that cblas_dgemm is bound to, or NULL.
static inline const char *superposition_cblas_file(void) {
  struct superposition_symbol_info info;
  return superposition_dladdr((const void *)&cblas_dgemm, &info) ? info.file_name : 0;
}
