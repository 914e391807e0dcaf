// What a call of the AWS CLI printed, as values that know where they stand.
//
// A Document is read whole or not at all, and so is what is made of it: a member of the wrong type
// anywhere is a BadDocument, never a value that is left out. Unknown members are passed over.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "audit/report.hpp"
#include "eval/json.hpp"

namespace filtercheck::audit {

// Why a file says nothing: one line, lower case. Thrown by the getters below and caught where a
// file is read (account.cpp), nowhere else.
class BadDocument : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Document;

// A value of a document, which must outlive it.
class Value {
 public:
  Value(const Document& document, eval::JsonId id, std::string pointer)
      : document_(&document), id_(id), pointer_(std::move(pointer)) {}

  // A member that is there and not null; those with a type throw BadDocument where it is another.
  std::optional<Value> find(std::string_view name) const;
  std::optional<std::string> text(std::string_view name) const;
  std::optional<bool> boolean(std::string_view name) const;
  std::optional<double> number(std::string_view name) const;
  // The elements of an array; empty where it is not there.
  std::vector<Value> elements(std::string_view name) const;
  std::vector<std::string> texts(std::string_view name) const;
  // The same; BadDocument where it is not there.
  std::string required_text(std::string_view name) const;
  bool required_boolean(std::string_view name) const;
  double required_number(std::string_view name) const;

  // The members of an object, in their order; BadDocument for anything else.
  struct Member;
  std::vector<Member> members() const;

  std::string as_text() const;  // of a string; BadDocument for anything else
  std::string_view source() const;
  // Whether it is nested no deeper than what the AWS CLI prints, so that a reader of it may
  // recurse.
  bool is_shallow() const;

  // This value, or what the further pointer leads to; null where there is nothing.
  Evidence evidence(std::string_view further = {}) const;
  const std::string& pointer() const { return pointer_; }
  const Document& document() const { return *document_; }

 private:
  std::optional<Value> find_of(std::string_view name, eval::JsonKind kind,
                               const char* expected) const;
  [[noreturn]] void refuse(const std::string& pointer, const char* expected,
                           const std::string& seen) const;

  const Document* document_;
  eval::JsonId id_;
  std::string pointer_;
};
struct Value::Member {
  std::string name;
  Value value;
};

// A file that holds an object. Neither copied nor moved: values refer to it.
class Document {
 public:
  // Throws BadDocument where `text`, any bytes, is not a JSON object.
  Document(std::string file, std::string text);
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  const std::string& file() const { return file_; }
  const eval::JsonDocument& json() const { return json_; }
  Value root() const { return {*this, eval::JsonDocument::root, ""}; }

 private:
  std::string file_;
  std::string text_;
  eval::JsonDocument json_;  // refers to text_
};

}  // namespace filtercheck::audit
