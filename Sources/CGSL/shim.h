// Only headers that do not pull in GSL's BLAS declarations, which clash with OpenBLAS's.
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fft_halfcomplex.h>
#include <gsl/gsl_fft_real.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf_erf.h>

// GSL names its methods by global variables, which Swift 6 refuses as shared mutable state.
static inline const gsl_root_fsolver_type *superposition_gsl_root_brent(void) {
  return gsl_root_fsolver_brent;
}

static inline const gsl_min_fminimizer_type *superposition_gsl_min_brent(void) {
  return gsl_min_fminimizer_brent;
}
