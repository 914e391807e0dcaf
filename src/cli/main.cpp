#include "cli/program.hpp"

int main(int argc, char** argv) { return filtercheck::cli::program(argc, argv); }
