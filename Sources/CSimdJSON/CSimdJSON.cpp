// simdjson finds where values start, checks UTF-8 and that strings end; this checks the grammar and writes the tape.
//
// simdjson's own two results do not fit. Its DOM keeps neither the place of a value nor the digits of a number; its
// On-Demand front end is compiled for one processor, while stage 1 below is the best that the one at hand can run. Over
// pages of orders with all values visited: On-Demand 790 MB/s, DOM 1,270, this 1,400; stage 1 alone 3,300.
#include "CSimdJSON.h"

#include <cstring>
#include <memory>
#include <new>
#include <simdjson.h>

struct csimdjson_parser {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
  size_t capacity = 0;
  uint32_t depth_max = 0;
  std::unique_ptr<uint32_t[]> open;
  /// Bytes of the byte order mark, which some sites put before their JSON.
  uint32_t mark = 0;
};

namespace {

// MARK: Bytes

constexpr uint8_t space_class = 1, separator_class = 2;

/// White space and the marks that may stand behind a number or a literal.
struct classes {
  uint8_t of[256] = {};
  constexpr classes() {
    of[' '] = of['\t'] = of['\n'] = of['\r'] = space_class;
    of[','] = of[':'] = of['['] = of[']'] = of['{'] = of['}'] = separator_class;
  }
};
constexpr classes table;

inline bool is_space(uint8_t byte) { return table.of[byte] == space_class; }
inline bool is_digit(uint8_t byte) { return uint8_t(byte - '0') < 10; }

inline uint64_t load(const uint8_t *bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// The first and the last eight bytes and the length; what is between them does not count.
inline uint32_t hash(uint64_t head, uint64_t tail, uint32_t count) {
  uint64_t mixed = (head ^ (tail << 29 | tail >> 35) ^ count) * 0x9E3779B97F4A7C15u;
  return uint32_t(mixed >> 32);
}

inline uint32_t hash_of(const uint8_t *bytes, uint32_t count) {
  if (count >= 8) return hash(load(bytes), load(bytes + count - 8), count);
  uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return hash(word, word, count);
}

/// The same for bytes that at least eight others precede or begin with, without a copy of unknown length.
inline uint32_t hash_within(const uint8_t *bytes, uint32_t count) {
  if (count >= 8) return hash(load(bytes), load(bytes + count - 8), count);
  const uint64_t word = count == 0 ? 0 : load(bytes + count - 8) >> (64 - 8 * count);
  return hash(word, word, count);
}
static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "a word's first byte is its lowest");

// MARK: Grammar

/// Reads one text; every function returns false when the text is not JSON.
class builder {
public:
  builder(csimdjson_parser &parser, const uint8_t *bytes, size_t count, csimdjson_node *nodes, size_t capacity)
      : bytes(bytes + parser.mark), count(uint32_t(count) - parser.mark), mark(parser.mark), next(parser.stage->structural_indexes.get()),
        last(next + parser.stage->n_structural_indexes), nodes(nodes), node(nodes), node_end(nodes + capacity),
        open(parser.open.get()), depth_max(parser.depth_max) {
    find_backslash(0);
  }

  int64_t document() { return value() && next == last ? node - nodes : -1; }

  int64_t lines() {
    if (!add(CSIMDJSON_ARRAY, 0, count)) return -1;
    while (next < last) {
      if (node - nodes > 1 && !begins_line(*next)) return -1;
      if (!value()) return -1;
    }
    nodes->next = uint32_t(node - nodes);
    return node - nodes;
  }

private:
  const uint8_t *const bytes;
  const uint32_t count;
  /// What places are counted from: they are handed out as those of the whole text, and used as those behind the mark.
  const uint32_t mark;
  const uint32_t *next;
  const uint32_t *const last;
  csimdjson_node *const nodes;
  csimdjson_node *node;
  csimdjson_node *const node_end;
  /// The nodes of the arrays and objects that are open.
  uint32_t *const open;
  const uint32_t depth_max;
  /// The next backslash; `count` when there is none.
  uint32_t backslash = 0;

  inline bool add(uint32_t kind, uint32_t start, uint32_t length) {
    if (node == node_end) return false;
    const uint32_t behind = uint32_t(node - nodes) + 1;
    *node++ = {kind, mark + start, length, behind};
    return true;
  }

  void find_backslash(uint32_t from) {
    const void *found = from < count ? std::memchr(bytes + from, '\\', count - from) : nullptr;
    backslash = found ? uint32_t(static_cast<const uint8_t *>(found) - bytes) : count;
  }

  /// Whether a line break stands directly before `start`, spaces aside.
  bool begins_line(uint32_t start) const {
    while (start > 0 && is_space(bytes[start - 1])) {
      if (bytes[--start] == '\n') return true;
    }
    return false;
  }

  /// A value with all that it holds. There is no recursion: `open` remembers what is to be gone back to.
  bool value() {
    uint32_t depth = 0;
    bool in_object = false;
    uint32_t start;

  begin_value:
    if (next == last) return false;
    start = *next++;
    switch (bytes[start]) {
    case '"':
      if (!string(start)) return false;
      break;
    case '{':
      if (depth == depth_max || !add(CSIMDJSON_OBJECT, start, 0) || next == last) return false;
      open[depth++] = uint32_t(node - nodes) - 1;
      if (bytes[*next] == '}') goto close;
      in_object = true;
      goto begin_member;
    case '[':
      if (depth == depth_max || !add(CSIMDJSON_ARRAY, start, 0) || next == last) return false;
      open[depth++] = uint32_t(node - nodes) - 1;
      if (bytes[*next] == ']') goto close;
      in_object = false;
      goto begin_value;
    case 't':
      if (!literal("true", 4, CSIMDJSON_BOOL, start)) return false;
      break;
    case 'f':
      if (!literal("false", 5, CSIMDJSON_BOOL, start)) return false;
      break;
    case 'n':
      if (!literal("null", 4, CSIMDJSON_NULL, start)) return false;
      break;
    default:
      if (!number(start)) return false;
    }

  end_value:
    if (depth == 0) return true;
    if (next == last) return false;
    if (!in_object) {
      if (bytes[*next] == ']') goto close;
      if (bytes[*next++] != ',') return false;
      goto begin_value;
    }
    if (bytes[*next] == '}') goto close;
    if (bytes[*next++] != ',' || next == last) return false;

  begin_member:
    start = *next++;
    if (bytes[start] != '"' || !key(start) || next == last || bytes[*next++] != ':') return false;
    goto begin_value;

  close:
    depth -= 1;
    csimdjson_node &closed = nodes[open[depth]];
    closed.count = mark + *next++ + 1 - closed.start;
    closed.next = uint32_t(node - nodes);
    if (depth > 0) in_object = nodes[open[depth - 1]].kind == CSIMDJSON_OBJECT;
    goto end_value;
  }

  /// Where the closing quote of the string stands whose opening one is at `quote`; `quote` when there is none.
  ///
  /// It is the last byte before the next mark, spaces aside: anything else behind a string stage 1 marks itself.
  inline uint32_t closing(uint32_t quote) const {
    uint32_t end = (next == last ? count : *next) - 1;
    while (__builtin_expect(bytes[end] != '"', false)) {
      if (!is_space(bytes[end]) || end <= quote) return quote;
      end -= 1;
    }
    return end;
  }

  inline bool string(uint32_t quote) {
    const uint32_t start = quote + 1, end = closing(quote);
    if (end <= quote) return false;
    if (__builtin_expect(backslash < end, false)) {
      return backslash >= start && escapes(end) && add(CSIMDJSON_STRING | CSIMDJSON_ESCAPED, start, end - start);
    }
    return add(CSIMDJSON_STRING, start, end - start);
  }

  inline bool key(uint32_t quote) {
    const uint32_t start = quote + 1, end = closing(quote);
    if (end <= quote || node == node_end) return false;
    uint32_t kind = CSIMDJSON_KEY;
    if (__builtin_expect(backslash < end, false)) {
      if (backslash < start || !escapes(end)) return false;
      kind |= CSIMDJSON_ESCAPED;
    }
    const uint32_t length = end - start;
    *node++ = {kind, mark + start, length, end >= 8 ? hash_within(bytes + start, length) : hash_of(bytes + start, length)};
    return true;
  }

  /// The escapes from `backslash` to the string's end; moves on to the next backslash behind it.
  bool escapes(uint32_t end) {
    while (backslash < end) {
      uint32_t at = backslash + 1;
      switch (at < end ? bytes[at] : 0) {
      case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
        at += 1;
        break;
      case 'u': {
        uint32_t unit;
        if (!hexadecimal(at + 1, end, unit)) return false;
        at += 5;
        if ((unit & 0xFC00) == 0xDC00) return false;
        if ((unit & 0xFC00) == 0xD800) {
          if (at + 1 >= end || bytes[at] != '\\' || bytes[at + 1] != 'u') return false;
          if (!hexadecimal(at + 2, end, unit) || (unit & 0xFC00) != 0xDC00) return false;
          at += 6;
        }
        break;
      }
      default:
        return false;
      }
      if (at < end && bytes[at] == '\\') backslash = at;
      else find_backslash(at);
    }
    return true;
  }

  bool hexadecimal(uint32_t at, uint32_t end, uint32_t &unit) const {
    if (end - at < 4 || at > end) return false;
    unit = 0;
    for (uint32_t index = at; index < at + 4; ++index) {
      const uint8_t byte = bytes[index], letter = uint8_t((byte | 0x20) - 'a');
      if (is_digit(byte)) unit = unit << 4 | uint32_t(byte - '0');
      else if (letter < 6) unit = unit << 4 | uint32_t(letter + 10);
      else return false;
    }
    return true;
  }

  /// Whether a number or a literal may end before `at`.
  bool ends(uint32_t at) const { return at == count || table.of[bytes[at]] != 0; }

  bool literal(const char *word, uint32_t length, uint32_t kind, uint32_t start) {
    return count - start >= length && std::memcmp(bytes + start, word, length) == 0 && ends(start + length)
      && add(kind, start, length);
  }

  bool number(uint32_t start) {
    uint32_t at = start;
    if (bytes[at] == '-') at += 1;
    const uint32_t whole = at;
    if (!digits(at) || (bytes[whole] == '0' && at - whole > 1)) return false;
    if (at < count && bytes[at] == '.' && !digits(++at)) return false;
    if (at < count && (bytes[at] | 0x20) == 'e') {
      at += 1;
      if (at < count && (bytes[at] == '+' || bytes[at] == '-')) at += 1;
      if (!digits(at)) return false;
    }
    return ends(at) && add(CSIMDJSON_NUMBER, start, at - start);
  }

  bool digits(uint32_t &at) const {
    const uint32_t start = at;
    while (at < count && is_digit(bytes[at])) at += 1;
    return at > start;
  }
};

} // namespace

// MARK: C interface

csimdjson_parser *csimdjson_new(uint32_t depth_max) {
  std::unique_ptr<csimdjson_parser> parser(new (std::nothrow) csimdjson_parser);
  if (!parser) return nullptr;
  parser->depth_max = depth_max;
  parser->open.reset(new (std::nothrow) uint32_t[depth_max]);
  return parser->open ? parser.release() : nullptr;
}

void csimdjson_free(csimdjson_parser *parser) { delete parser; }

int64_t csimdjson_index(csimdjson_parser *parser, const uint8_t *bytes, size_t count, int lines) {
  if (count > CSIMDJSON_COUNT_MAX) return -1;
  parser->mark = count >= 3 && std::memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  bytes += parser->mark;
  count -= parser->mark;
  if (count == 0) return -1;
  if (!parser->stage) {
    const auto *fastest = static_cast<const simdjson::implementation *>(simdjson::get_active_implementation());
    if (fastest->create_dom_parser_implementation(count, 1, parser->stage)) return -1;
    parser->capacity = count;
  } else if (count > parser->capacity) {
    parser->capacity = 0;
    if (parser->stage->set_capacity(count)) return -1;
    parser->capacity = count;
  }
  if (parser->stage->stage1(bytes, count, simdjson::stage1_mode::regular)) return -1;
  // Each value takes a mark of its own and, the last one aside, a separator; arrays and objects take two brackets. In
  // lines nothing separates the documents, and their root has no mark.
  const int64_t marks = parser->stage->n_structural_indexes;
  return lines ? marks + 1 : (marks + 1) / 2;
}

int64_t csimdjson_build(
  csimdjson_parser *parser, const uint8_t *bytes, size_t count, int lines, csimdjson_node *nodes, size_t capacity
) {
  builder built(*parser, bytes, count, nodes, capacity);
  return lines ? built.lines() : built.document();
}

uint32_t csimdjson_hash(const uint8_t *bytes, size_t count) { return hash_of(bytes, uint32_t(count)); }
