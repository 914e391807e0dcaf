data "aws_caller_identity" "this" {}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each = local.alarms

  name           = each.key
  pattern        = each.value.pattern
  log_group_name = "cloudtrail-${data.aws_caller_identity.this.account_id}"

  metric_transformation {
    name      = each.key
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = each.key
  metric_name         = aws_cloudwatch_log_metric_filter.this[each.key].metric_transformation[0].name
  namespace           = "CIS"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
}
