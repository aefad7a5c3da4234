// A tape of a JSON text: every value with the bytes it stands at, found with the system's simdjson.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a node of the tape is.
enum {
  CSIMDJSON_NULL = 0,
  CSIMDJSON_BOOL = 1,
  CSIMDJSON_NUMBER = 2,
  CSIMDJSON_STRING = 3,
  CSIMDJSON_ARRAY = 4,
  CSIMDJSON_OBJECT = 5,
  CSIMDJSON_KEY = 6,
  /// Added to a string or a key with a backslash in it.
  CSIMDJSON_ESCAPED = 0x100
};

/// The longest text in bytes: places are 32 bits wide, and simdjson wants some room behind them.
#define CSIMDJSON_COUNT_MAX 0xFFFFFF00u

/// Sixteen bytes. Keys are followed by their values, arrays and objects by what they hold.
typedef struct {
  /// One of the kinds above.
  uint32_t kind;
  /// First byte of the value; of a string or a key, the byte behind its quote.
  uint32_t start;
  /// Bytes of the value, without quotes.
  uint32_t count;
  /// The node behind the value and all that it holds; of a key, `csimdjson_hash` of its bytes.
  uint32_t next;
} csimdjson_node;

/// Memory that is used again for one text after the other, by one thread at a time.
typedef struct csimdjson_parser csimdjson_parser;

/// Returns a parser, or NULL when there is no memory. `depth_max` is the number of arrays and objects within each other.
csimdjson_parser *csimdjson_new(uint32_t depth_max);

/// Frees a parser; NULL is nothing to free.
void csimdjson_free(csimdjson_parser *parser);

/// Looks at all bytes once; no byte outside of them is read, so a text needs no padding.
///
/// Returns how many nodes the text has at most, or -1 when it is empty, too large, not UTF-8, or when a string does not
/// end or holds a control character.
int64_t csimdjson_index(csimdjson_parser *parser, const uint8_t *bytes, size_t count, int lines);

/// Writes the nodes of the text that was indexed last; `bytes`, `count` and `lines` are the same as then.
///
/// With `lines`, the first node is an array of the documents, each on lines of its own.
/// Returns the number of nodes, or -1 when the text is not JSON or `capacity` nodes are not enough.
int64_t csimdjson_build(
  csimdjson_parser *parser, const uint8_t *bytes, size_t count, int lines, csimdjson_node *nodes, size_t capacity);

/// A hash of a name, to find it in a table; two different names may have the same.
uint32_t csimdjson_hash(const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
