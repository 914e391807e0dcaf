# Bare strings, one a metric.
filter_patterns = [
  "{ $.eventName = \"ConsoleLogin\" && $.responseElements.ConsoleLogin = \"Failure\" }",
  "{ $.eventName = \"PutBucketPolicy\" }",
]
