variable "alarms" {
  type = any
}
variable "group" {
  type = string
}
resource "aws_cloudwatch_log_metric_filter" "alarm" {
  for_each       = { for name, alarm in var.alarms : upper(name) => alarm if alarm.pattern != "" }
  name           = each.key
  pattern        = lookup(each.value, "pattern", "")
  log_group_name = var.group
  metric_transformation {
    name      = each.key
    namespace = "CIS"
    value     = "1"
  }
}
