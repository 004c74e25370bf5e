/* The compiled half of the judge. It knows libc and nothing else, so one library serves every Python. */
#include <stdint.h>

#if defined(_WIN32)
#define SIEVE_EXPORT __declspec(dllexport)
#else
#define SIEVE_EXPORT __attribute__((visibility("default")))
#endif

/* What Python and this file agreed on; native.py has the same number. Raise both when a function changes. */
SIEVE_EXPORT int64_t plan_sieve_version(void);

int64_t plan_sieve_version(void) { return 1; }
