#pragma once
#include <zlib.h>

// A macro in zlib's header, which Swift does not see: a stream that reads gzip members and checks their trailers.
static inline int cloud_inventory_gzip_init(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
