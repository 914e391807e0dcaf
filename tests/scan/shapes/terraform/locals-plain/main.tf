locals {
  prefix = "cis"
  filters = {
    CloudTrailChanges = "{ ($.eventName = CreateTrail) || ($.eventName = StopLogging) }"
    ConfigChanges     = "{ ($.eventSource = config.amazonaws.com) && ($.eventName = StopConfigurationRecorder) }"
  }
  # Nothing uses this one any more.
  retired = "{ $.eventName = DeleteAlarms }"
}

resource "aws_cloudwatch_log_metric_filter" "cis" {
  for_each       = local.filters
  name           = "${local.prefix}-${each.key}"
  pattern        = each.value
  log_group_name = "${local.prefix}/trail"
  metric_transformation {
    name      = each.key
    namespace = "CISBenchmark"
    value     = 1
  }
}
