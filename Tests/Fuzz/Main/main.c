// libFuzzer brings the main function; this names what it calls, so that the linker keeps it.
#include <stddef.h>
#include <stdint.h>

extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int (*const inventory_fuzz_entry)(const uint8_t *, size_t) = LLVMFuzzerTestOneInput;
