resource "aws_cloudwatch_log_metric_filter" "one" {
  for_each       = var.patterns
  name           = each.key
  pattern        = each.value
  log_group_name = var.log_group
  metric_transformation {
    name      = each.key
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "service" {
  count          = var.service == null ? 0 : 1
  name           = "service"
  pattern        = "{ $.eventSource = ${var.service} }"
  log_group_name = var.log_group
  metric_transformation {
    name      = "Service"
    namespace = "CIS"
    value     = "1"
  }
}
