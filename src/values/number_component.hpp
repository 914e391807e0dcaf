// The texts of integers and of doubles, and comparisons of their values, as a component of a
// search. The states are those of certificates (src/verify/README.md, "Domains" and "Number
// tests"). Zeros are no such texts: they are looked at by themselves.
#pragma once

#include <memory>
#include <vector>

#include "values/decimal.hpp"
#include "values/product_search.hpp"

namespace filtercheck::values {

// value < number, = number or > number, required or forbidden.
struct NumberTest {
  std::strong_ordering holds_if;
  Decimal number;
  bool required;
};

// What a state remembers of an exponent: only what can still matter, or what certificates remember:
// its characters where there is a number test, else their count and sign (so that any exponent of
// one to three digits is a text of the domain).
enum class Exponents { WhatMatters, Certified };

std::unique_ptr<Component> integer_component(std::vector<NumberTest> tests);
std::unique_ptr<Component> float_component(std::vector<NumberTest> tests, Exponents exponents);

}  // namespace filtercheck::values
