variable "filter_patterns" {
  type = list(string)
}
variable "names" {
  type    = list(string)
  default = ["login", "policy"]
}
resource "aws_cloudwatch_log_metric_filter" "from_list" {
  count          = length(var.filter_patterns)
  name           = element(var.names, count.index)
  pattern        = var.filter_patterns[count.index]
  log_group_name = "trail"
  metric_transformation {
    name      = element(var.names, count.index)
    namespace = "Audit"
    value     = "1"
  }
}
