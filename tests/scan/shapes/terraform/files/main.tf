locals {
  loaded = jsondecode(file("${path.module}/alarms.json")).alarms
  by_name = { for alarm in local.loaded : alarm.name => alarm if alarm.enabled }
}

resource "aws_cloudwatch_log_metric_filter" "loaded" {
  for_each       = local.by_name
  name           = each.key
  pattern        = each.value["pattern"]
  log_group_name = try(each.value.group, "trail")
  metric_transformation {
    name      = each.key
    namespace = "CIS"
    value     = "1"
  }
}
