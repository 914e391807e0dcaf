resource "aws_cloudwatch_log_metric_filter" "listed" {
  count          = length(var.metrics)
  name           = var.metrics[count.index].name
  pattern        = var.metrics[count.index].pattern
  log_group_name = "audit"
  metric_transformation {
    name      = var.metrics[count.index].name
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "looked_up" {
  name           = "keys"
  pattern        = "${lookup(var.extra, "keys")}"
  log_group_name = "audit"
  metric_transformation {
    name      = "Keys"
    namespace = "Audit"
    value     = "1"
  }
}
