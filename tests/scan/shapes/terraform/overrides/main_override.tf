# For this account only.
resource "aws_cloudwatch_log_metric_filter" "changed" {
  pattern = "{ $.eventName = StopLogging && $.awsRegion = eu-central-1 }"
}
