#pragma once
#include <zlib.h>

// A macro in zlib's header, which Swift does not see: a stream that reads gzip members and checks their trailers.
static inline int cloud_inventory_gzip_init(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

// Another: a stream that writes one gzip member.
static inline int cloud_inventory_gzip_write_init(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
