resource "aws_cloudwatch_log_metric_filter" "good" {
  name           = "good"
  pattern        = "{ $.eventName = CreatePolicy }"
  log_group_name = "trail"
  metric_transformation {
    name      = "Good"
    namespace = "CIS"
    value     = "1"
  }
}
