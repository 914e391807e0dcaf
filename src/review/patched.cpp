#include "review/patched.hpp"

#include <algorithm>
#include <utility>

#include "report/text.hpp"

namespace filtercheck::review {

namespace {

constexpr std::size_t kContext = 3;  // lines

// The lines of a text, each with its end.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {
    for (std::size_t at = 0; at < text.size();) {
      begins_.push_back(at);
      const std::size_t end = text.find('\n', at);
      at = end == std::string_view::npos ? text.size() : end + 1;
    }
    begins_.push_back(text.size());
  }

  std::size_t count() const { return begins_.size() - 1; }
  std::size_t begin(std::size_t line) const { return begins_[line]; }
  std::string_view text(std::size_t first, std::size_t last) const {
    return text_.substr(begins_[first], begins_[last] - begins_[first]);
  }
  // The line of which this byte is; of the end, the last line if it has none.
  std::size_t at(std::size_t offset) const {
    const bool is_open = !text_.empty() && text_.back() != '\n';
    if (offset == text_.size()) return count() - (is_open ? 1 : 0);
    const auto behind = std::upper_bound(begins_.begin(), begins_.end(), offset);
    return static_cast<std::size_t>(behind - begins_.begin()) - 1;
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> begins_;
};

// Adds the lines of a text, each after `sign`, and answers how many there are.
std::size_t add_lines(std::string_view text, char sign, std::string& out) {
  const Lines lines(text);
  for (std::size_t i = 0; i < lines.count(); ++i) {
    const std::string_view line = lines.text(i, i + 1);
    out += sign;
    out += line;
    if (line.back() != '\n') out += "\n\\ No newline at end of file\n";
  }
  return lines.count();
}

// "3,4": where lines begin, counted from 1, and how many there are.
std::string range(std::size_t first, std::size_t count) {
  std::string text = std::to_string(count == 0 ? first : first + 1);
  if (count != 1) text += "," + std::to_string(count);
  return text;
}

// Lines [first, last) that become `text`.
struct LineChange {
  std::size_t first;
  std::size_t last;
  std::string text;
};

}  // namespace

Patched::Patched(scan::SourcePtr before) : before_(std::move(before)) {
  parts_.push_back({true, {0, before_->bytes().size()}, {}});
}

void Patched::apply(const std::vector<Edit>& edits) {
  std::vector<Part> parts;
  std::size_t part = 0;
  std::size_t in_part = 0;
  // Moves over so many bytes.
  const auto advance = [&](std::size_t size, bool is_kept) {
    while (size > 0) {
      const Part& from = parts_[part];
      const std::size_t taken = std::min(size, from.size() - in_part);
      if (is_kept && from.is_kept) {
        const std::size_t begin = from.kept.begin + in_part;
        parts.push_back({true, {begin, begin + taken}, {}});
      } else if (is_kept) {
        parts.push_back({false, {}, from.put.substr(in_part, taken)});
      }
      size -= taken;
      in_part += taken;
      if (in_part < from.size()) continue;
      ++part;
      in_part = 0;
    }
  };
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    advance(edit.where.span.begin - at, true);
    advance(edit.where.span.end - edit.where.span.begin, false);
    if (!edit.text.empty()) parts.push_back({false, {}, edit.text});
    at = edit.where.span.end;
  }
  std::size_t rest = 0;
  for (std::size_t i = part; i < parts_.size(); ++i) rest += parts_[i].size();
  advance(rest - in_part, true);
  parts_ = std::move(parts);
}

std::string Patched::text() const {
  std::string text;
  for (const Part& part : parts_) {
    if (part.is_kept) {
      text += before_->bytes().substr(part.kept.begin, part.size());
    } else {
      text += part.put;
    }
  }
  return text;
}

std::vector<Patched::Change> Patched::changes() const {
  std::vector<Change> changes;
  Change open;
  const auto close = [&](std::size_t at) {
    open.span.end = at;
    if (at != open.span.begin || !open.text.empty()) changes.push_back(std::move(open));
  };
  for (const Part& part : parts_) {
    if (!part.is_kept) {
      open.text += part.put;
      continue;
    }
    close(part.kept.begin);
    open = {{part.kept.end, part.kept.end}, {}};
  }
  close(before_->bytes().size());
  return changes;
}

std::string Patched::diff() const {
  const std::string_view bytes = before_->bytes();
  const Lines lines(bytes);
  std::vector<LineChange> all;
  std::size_t copied = 0;
  const auto close = [&] {
    if (all.empty()) return;
    const std::size_t end = lines.begin(all.back().last);
    all.back().text += bytes.substr(copied, end - copied);
  };
  for (const Change& change : changes()) {
    const std::size_t first = lines.at(change.span.begin);
    if (all.empty() || first >= all.back().last) {
      close();
      all.push_back({first, first, {}});
      copied = lines.begin(first);
    }
    all.back().text += bytes.substr(copied, change.span.begin - copied);
    all.back().text += change.text;
    copied = change.span.end;
    all.back().last = std::min(lines.at(copied) + 1, lines.count());
  }
  close();
  if (all.empty()) return {};

  const std::string name = report::printable(before_->name());
  std::string out = "--- a/" + name + "\n+++ b/" + name + "\n";
  std::size_t old_lines = 0;  // of the hunks so far
  std::size_t new_lines = 0;
  for (auto change = all.begin(); change != all.end();) {
    const std::size_t begin = change->first - std::min(change->first, kContext);
    const std::size_t new_begin = begin + new_lines - old_lines;
    std::string hunk;
    std::size_t at = begin;
    std::size_t here = 0;
    do {
      here += add_lines(lines.text(at, change->first), ' ', hunk);
      add_lines(lines.text(change->first, change->last), '-', hunk);
      here += add_lines(change->text, '+', hunk);
      at = change->last;
      ++change;
    } while (change != all.end() && change->first <= at + 2 * kContext);
    const std::size_t end = std::min(at + kContext, lines.count());
    here += add_lines(lines.text(at, end), ' ', hunk);
    out += "@@ -" + range(begin, end - begin) + " +" + range(new_begin, here) + " @@\n" + hunk;
    old_lines += end - begin;
    new_lines += here;
  }
  return out;
}

}  // namespace filtercheck::review
