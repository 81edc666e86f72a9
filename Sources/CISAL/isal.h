#pragma once
#include <stdint.h>

// What ISA-L 2 (libisal.so.2) keeps of a stream that it unpacks: `struct inflate_state` of its igzip_lib.h, which is
// Copyright (c) 2011-2019 Intel Corporation and BSD-3-Clause. Declared here because the library is loaded where it is
// installed and never linked, so that nobody needs its header. The fields keep its order and size.
struct isal_stream {
    uint8_t *next_out;
    uint32_t avail_out;
    uint32_t total_out;
    uint8_t *next_in;
    uint64_t read_in;
    uint32_t avail_in;
    int32_t read_in_length;
    uint8_t huffman_tables[21120];
    int32_t block_state;
    uint32_t dict_length;
    uint32_t bfinal;
    uint32_t crc_flag;
    uint32_t crc;
    uint32_t hist_bits;
    int32_t of_blocks_and_headers[8];
    uint8_t input_buffer[328];
    uint8_t output_buffer[65824];
};

// `ISAL_BLOCK_FINISH`: the stream has ended and all of it was written.
static const int32_t isal_stream_finished = 5;
// `ISAL_GZIP`: a header comes first, and the trailer is checked.
static const uint32_t isal_stream_gzip = 1;

typedef void (*isal_stream_begin)(struct isal_stream *);
typedef int (*isal_stream_inflate)(struct isal_stream *);

// What `dlsym` finds, as the function that it is.
static inline isal_stream_begin isal_begin_function(void *symbol) { return (isal_stream_begin)symbol; }
static inline isal_stream_inflate isal_inflate_function(void *symbol) { return (isal_stream_inflate)symbol; }
