locals {
  text = "{ $.b == 1 }"
  used = "{ $.c == 1 }"
}

resource "aws_cloudwatch_log_metric_filter" "used" {
  name           = "used"
  pattern        = local.used
  log_group_name = "app"
}
