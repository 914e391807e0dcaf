resource "aws_cloudwatch_log_metric_filter" "narrowed" {
  name           = "narrowed"
  log_group_name = "trail"
  pattern        = "{ $.eventSource = s3.amazonaws.com && ($.eventName = PutBucketAcl || $.eventName = PutBucketCors) }"
}

resource "aws_cloudwatch_log_metric_filter" "same" {
  name           = "same"
  log_group_name = "trail"
  pattern        = "{ $.eventName = PutBucketAcl || $.eventName = PutBucketCors }"
}

resource "aws_cloudwatch_log_metric_filter" "widened" {
  name           = "widened"
  log_group_name = "trail"
  pattern        = "{ $.eventName = PutBucketAcl && $.errorCode NOT EXISTS }"
}

resource "aws_cloudwatch_log_metric_filter" "gone" {
  name           = "gone"
  log_group_name = "trail"
  pattern        = "{ $.eventName = DeleteTrail }"
}

resource "aws_cloudwatch_log_metric_filter" "moved" {
  name           = "moved"
  log_group_name = "trail"
  pattern        = "{ $.eventName = StopLogging }"
}

resource "aws_cloudwatch_log_metric_filter" "broken" {
  name           = "broken"
  log_group_name = "trail"
  pattern        = "{ $.eventName = StopLogging2 }"
}
