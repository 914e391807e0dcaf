variable "patterns" { type = map(string) }

resource "aws_cloudwatch_log_metric_filter" "it" {
  for_each       = var.patterns
  name           = each.key
  pattern        = each.value
  log_group_name = "trail"
  metric_transformation {
    name      = each.key
    namespace = "CIS"
    value     = "1"
  }
}
