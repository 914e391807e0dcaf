resource "aws_cloudwatch_log_metric_filter" "narrowed" {
  name           = "narrowed"
  log_group_name = "trail"
  pattern        = "{ $.eventSource = s3.amazonaws.com && ($.eventName = PutBucketCors) }"
}

resource "aws_cloudwatch_log_metric_filter" "same" {
  name           = "same"
  log_group_name = "trail"
  pattern        = "{ ($.eventName = PutBucketCors) || ($.eventName = PutBucketAcl) }"
}

resource "aws_cloudwatch_log_metric_filter" "widened" {
  name           = "widened"
  log_group_name = "trail"
  pattern        = "{ $.eventName = PutBucketAcl }"
}

resource "aws_cloudwatch_log_metric_filter" "broken" {
  name           = "broken"
  log_group_name = "trail"
  pattern        = "{ $.eventName == StopLogging2 }"
}
