#include "review/edits.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace filtercheck::review {

namespace {

using scan::Quoting;
using scan::Text;

std::string escaped(std::string_view text, std::string_view special, char escape) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out.push_back(escape);
    out.push_back(c);
  }
  return out;
}

// `${` and `%{` begin a template in HCL, doubled signs do not.
std::string without_templates(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_template = (text[i] == '$' || text[i] == '%') && text.substr(i + 1, 1) == "{";
    if (is_template) out.push_back(text[i]);
    out.push_back(text[i]);
  }
  return out;
}

// The text as it is written in such quotes; no value: it cannot be. Requires: one line.
std::optional<std::string> quoted(std::string_view text, Quoting quoting) {
  switch (quoting) {
    case Quoting::None:
    case Quoting::YamlBlock:
      return std::string(text);
    case Quoting::HclQuoted:
      return without_templates(escaped(text, "\"\\", '\\'));
    case Quoting::HclHeredoc:
      return without_templates(text);
    case Quoting::Json:
    case Quoting::YamlDouble:
      return escaped(text, "\"\\", '\\');
    case Quoting::YamlSingle:
      return escaped(text, "'", '\'');
    case Quoting::YamlPlain:
      return std::nullopt;  // a pattern in braces is never plain; any other has no rewrites
  }
  return std::nullopt;
}

// Whether nothing stands there but what a reader takes away before each line.
bool is_indentation(const scan::Source& source, Span span, Quoting quoting) {
  if (span.begin == span.end) return true;
  const std::string_view between = source.bytes().substr(span.begin, span.end - span.begin);
  return (quoting == Quoting::HclHeredoc || quoting == Quoting::YamlBlock) &&
         between.find_first_not_of(" \t") == std::string_view::npos;
}

// In a source: a person wrote it, and what is written there is what counts.
bool is_source(scan::Container container) {
  switch (container) {
    case scan::Container::Terraform:
    case scan::Container::CloudFormation:
    case scan::Container::Serverless:
    case scan::Container::Filter:
      return true;
    case scan::Container::TerraformPlan:
    case scan::Container::TerraformState:
    case scan::Container::Cdk:
    case scan::Container::Pulumi:
    case scan::Container::AwsCli:
      return false;
  }
  return false;
}

}  // namespace

std::optional<Edit> edit_of(const Text& pattern, const Rewrite& rewrite) {
  const bool is_insertion = rewrite.span.begin == rewrite.span.end;
  // What is inserted is written behind the byte before it. No pattern begins with an insertion.
  const Span replaced =
      is_insertion ? Span{rewrite.span.begin - 1, rewrite.span.end} : rewrite.span;
  const Text part = pattern.part(replaced);
  if (part.pieces().empty()) return std::nullopt;
  const Text::Piece& first = part.pieces().front();
  std::size_t end = first.written.begin;
  for (const Text::Piece& piece : part.pieces()) {
    const bool is_of_same = piece.source && piece.source == first.source &&
                            piece.quoting == first.quoting && piece.written.begin >= end;
    if (!is_of_same || !is_indentation(*piece.source, {end, piece.written.begin}, piece.quoting))
      return std::nullopt;
    end = piece.written.end;
  }
  const bool is_one_line = std::all_of(rewrite.text.begin(), rewrite.text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20;
  });
  // In a template of CloudFormation this would be a variable.
  const bool may_be_template = first.quoting != Quoting::None &&
                               first.quoting != Quoting::HclQuoted &&
                               first.quoting != Quoting::HclHeredoc;
  const bool is_variable = may_be_template && rewrite.text.find("${") != std::string::npos;
  auto text = quoted(rewrite.text, first.quoting);
  if (!text || !is_one_line || is_variable) return std::nullopt;
  return Edit{{first.source, {is_insertion ? end : first.written.begin, end}}, std::move(*text)};
}

std::vector<Edit> edits_of(const scan::Filter& filter, const std::vector<Rewrite>& rewrites) {
  std::vector<Edit> edits;
  if (!is_source(filter.container)) return edits;
  for (const Rewrite& rewrite : rewrites) {
    auto edit = edit_of(filter.pattern, rewrite);
    if (!edit) return {};
    edits.push_back(std::move(*edit));
  }
  return edits;
}

}  // namespace filtercheck::review
