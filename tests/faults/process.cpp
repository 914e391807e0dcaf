#include "faults/process.hpp"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include "base/out_of_memory.hpp"
#include "cli/program.hpp"

// src/verify/main.cpp, under this name.
int filtercheck_verify_main(int argc, char** argv);

namespace filtercheck::faults {

namespace {

namespace fs = std::filesystem;

constexpr unsigned kMostSeconds = 120;

fs::path folder;
pid_t owner = 0;

void remove_files() {
  std::error_code ignored;
  if (getpid() == owner) fs::remove_all(folder, ignored);
}

void write_file(const std::string& name, const std::string& text) {
  std::ofstream(name, std::ios::binary) << text;
}

std::string file_text(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A file without a name.
class Memory {
 public:
  Memory() : descriptor_(memfd_create("stream", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  }
  ~Memory() { ::close(descriptor_); }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  int descriptor() const { return descriptor_; }
  void fill(const std::string& text) {
    if (pwrite(descriptor_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
      throw std::runtime_error("no room for standard input");
    }
  }
  std::string text() const {
    std::string all(static_cast<std::size_t>(lseek(descriptor_, 0, SEEK_END)), '\0');
    all.resize(static_cast<std::size_t>(pread(descriptor_, all.data(), all.size(), 0)));
    return all;
  }

 private:
  int descriptor_;
};

Outcome in_child(const std::string& input, const std::function<int()>& work) {
  Memory in;
  Memory out;
  Memory err;
  in.fill(input);
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    alarm(kMostSeconds);
    dup2(in.descriptor(), STDIN_FILENO);
    dup2(out.descriptor(), STDOUT_FILENO);
    dup2(err.descriptor(), STDERR_FILENO);
    _exit(work());
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  Outcome outcome;
  if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  outcome.out = out.text();
  outcome.err = err.text();
  outcome.counts = counts();
  return outcome;
}

std::vector<char*> pointers(std::vector<std::string>& arguments) {
  std::vector<char*> all;
  for (std::string& argument : arguments) all.push_back(argument.data());
  all.push_back(nullptr);
  return all;
}

// What is in it; then it is gone. A manifest says the time, which no two runs share.
std::map<std::string, std::string> take_folder(const std::string& name) {
  std::map<std::string, std::string> files;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(name, none)) {
    const bool has_time = entry.path().filename() == "manifest.json";
    if (entry.is_regular_file())
      files[entry.path().string()] = has_time ? "" : file_text(entry.path().string());
  }
  fs::remove_all(name, none);
  return files;
}

Outcome run(const Scene& scene, const std::function<int(std::vector<char*>&)>& program) {
  for (const std::string& name : scene.outputs) write_file(name, kOld);
  std::vector<std::string> arguments = scene.arguments;
  std::vector<char*> argv = pointers(arguments);
  Outcome outcome = in_child(scene.input, [&] { return program(argv); });
  for (const std::string& name : scene.outputs) {
    outcome.files[name] = file_text(name);
    fs::remove(name);
  }
  if (!scene.folder.empty()) outcome.made = take_folder(scene.folder);
  for (const auto& [name, text] : outcome.made)
    if (name.ends_with(".part")) outcome.strays.push_back(name);
  for (const fs::directory_entry& entry : fs::directory_iterator(".")) {
    if (entry.path().extension() != ".part") continue;
    outcome.strays.push_back(entry.path().filename().string());
    fs::remove(entry.path());
  }
  return outcome;
}

void write_gzip(const std::string& name, const std::string& text) {
  gzFile file = gzopen(name.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
}

std::string many_lines() {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += "{\"eventName\":\"Put" + std::string(i % 3 == 0 ? "BucketAcl" : "Object") +
            "\",\"n\":" + std::to_string(i) + ",\"end\":1}\n";
  }
  return text;
}

std::string records(const std::string& lines) {
  std::string text = "{\"Records\":[";
  for (const char c : lines) text += c == '\n' ? ',' : c;
  text.back() = ']';
  return text + "}\n";
}

// A bundle whose chain passes, and what answers with it in place of the AWS CLI.
void write_bundle() {
  const std::map<std::string, std::string> files{
      {"cloudtrail/describe-trails",
       R"({"trailList":[{"Name":"t","HomeRegion":"us-east-1","IsMultiRegionTrail":true,)"
       R"("TrailARN":"arn:aws:cloudtrail:us-east-1:123456789012:trail/t",)"
       R"("CloudWatchLogsLogGroupArn":"arn:aws:logs:us-east-1:123456789012:log-group:g:*"}]})"},
      {"cloudtrail/get-trail-status/t", R"({"IsLogging":true})"},
      {"cloudtrail/get-event-selectors/t",
       R"({"TrailARN":"arn:aws:cloudtrail:us-east-1:123456789012:trail/t",)"
       R"("EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":true}]})"},
      {"logs/describe-metric-filters/g",
       R"({"metricFilters":[{"filterName":"f","filterPattern":"{ $.eventName = *Bucket* }",)"
       R"("metricTransformations":[{"metricName":"m","metricNamespace":"n","metricValue":"1"}]}]})"},
      {"cloudwatch/describe-alarms",
       R"({"MetricAlarms":[{"AlarmName":"a","ActionsEnabled":true,"MetricName":"m",)"
       R"("Namespace":"n","Statistic":"Sum","Period":60,"Threshold":1,"EvaluationPeriods":1,)"
       R"("ComparisonOperator":"GreaterThanOrEqualToThreshold",)"
       R"("AlarmActions":["arn:aws:sns:us-east-1:123456789012:s"]}]})"},
      {"sns/list-subscriptions-by-topic/s",
       R"({"Subscriptions":[{"SubscriptionArn":"arn:aws:sns:us-east-1:123456789012:s:1"}]})"}};
  for (const auto& [name, text] : files) {
    const fs::path path = "bundle/us-east-1/" + name + ".json";
    fs::create_directories(path.parent_path());
    write_file(path.string(), text);
  }
  write_file("aws",
             "#!/bin/sh\n"
             "case $1 in --version) echo aws-cli/2.33.1; exit ;; esac\n"
             "case $2 in get-*) name=/t ;; describe-metric-filters) name=/g ;; list-*) name=/s ;;"
             " esac\n"
             "cat \"bundle/us-east-1/$1/$2$name.json\"\n");
  fs::permissions("aws", fs::perms::owner_all);
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here starts a thread
  const char* const path = std::getenv("PATH");
  setenv("PATH", (folder.string() + ":" + (path == nullptr ? "/bin" : path)).c_str(), 1);
}

}  // namespace

void make_files() {
  std::string name = (fs::temp_directory_path() / "filtercheck-faults-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr)
    throw std::system_error(errno, std::generic_category(), name);
  folder = name;
  owner = getpid();
  std::atexit(remove_files);
  fs::current_path(folder);
  const std::string lines = many_lines();
  write_file("lines.jsonl", lines);
  write_gzip("lines.jsonl.gz", lines);
  write_file("trail.json", records(lines));
  write_file("app.log", "INFO [a b] 200\nERROR [a b] 503 x y\nERROR [c d] 404\n");
  write_file("patterns.jsonl",
             "{\"name\":\"one\",\"pattern\":\"{ $.eventName = PutB* }\"}\n"
             "{\"name\":\"two\",\"pattern\":\"{ $.n >= 50 }\"}\n"
             "{\"name\":\"three\",\"pattern\":\"{ $.eventName = \\\"PutB*\\\" }\"}\n"
             "{\"name\":\"four\",\"pattern\":\"Put -Acl\"}\n");
  write_file(
      "filters.json",
      "{\"metricFilters\":[{\"filterName\":\"a\",\"logGroupName\":\"g\",\"filterPattern\":"
      "\"{ $.eventSource = s3.amazonaws.com && $.eventName = *Bucket* }\"},\n"
      "{\"filterName\":\"b\",\"logGroupName\":\"g\",\"filterPattern\":"
      "\"{ $.eventName = PutBucketAcl }\"},\n"
      "{\"filterName\":\"c\",\"logGroupName\":\"h\",\"filterPattern\":\"{ $.a == 1 }\"}]}\n");
  write_file("pattern.txt", "{ $.eventName = PutBucket* && $.errorCode NOT EXISTS }\n");
  write_bundle();
}

Outcome run(const Scene& scene, const Plan& plan, const std::function<void()>& prepare) {
  return run(scene, [&](std::vector<char*>& argv) {
    const int argc = static_cast<int>(argv.size()) - 1;
    const bool verifies = scene.arguments.front() == "filtercheck-verify";
    if (prepare) prepare();
    base::end_where_memory_ends(scene.arguments.front());  // as it is before main()
    arm(plan);
    const int status =
        verifies ? filtercheck_verify_main(argc, argv.data()) : cli::program(argc, argv.data());
    disarm();
    return status;
  });
}

Outcome execute(const Scene& scene, const std::string& program,
                const std::function<void()>& prepare) {
  return run(scene, [&](std::vector<char*>& argv) {
    prepare();
    execv(program.c_str(), argv.data());
    return 127;
  });
}

Outcome run(const std::function<int()>& work) { return in_child("", work); }

}  // namespace filtercheck::faults
