# Given with -var-file: whether it is, no file tells.
filter_patterns = ["{ $.eventName = StopLogging }"]
region          = "eu-central-1"
