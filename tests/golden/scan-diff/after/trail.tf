resource "aws_cloudwatch_log_metric_filter" "moved" {
  name           = "moved"
  log_group_name = "trail"
  pattern        = "{ $.eventName = StopLogging }"
}

resource "aws_cloudwatch_log_metric_filter" "new" {
  name           = "new"
  log_group_name = "trail"
  pattern        = "{ $.eventName = UpdateTrail }"
}
