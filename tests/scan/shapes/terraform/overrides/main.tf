resource "aws_cloudwatch_log_metric_filter" "changed" {
  name           = "changed"
  pattern        = "{ $.eventName = StopLogging }"
  log_group_name = "trail"
  metric_transformation {
    name      = "Changed"
    namespace = "CIS"
    value     = "1"
  }
}
