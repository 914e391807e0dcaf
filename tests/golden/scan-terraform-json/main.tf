resource "aws_cloudwatch_log_metric_filter" "s3" {
  name           = "s3-changes"
  log_group_name = "cloudtrail"
  pattern        = "{ $.eventSource = \"s3.amazonaws.com\" && $.eventName = PutBucketACL }"
}

resource "aws_cloudwatch_log_metric_filter" "broken" {
  name           = "broken"
  log_group_name = "cloudtrail"
  pattern        = "{ $.eventName == \"x, 100%: y\" }"
}
